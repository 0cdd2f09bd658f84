"""Look at the code of a cell without running it: what it defines, and what is still a stub."""

import ast
import re
import symtable
from collections.abc import Iterable, Iterator

STUB_TEXT = "This exercise is still empty"
FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef


def parsed(source: str) -> list[ast.stmt]:
    """Return the statements of a cell, passing over IPython's own lines (`%timeit`, `!ls`).

    Raises
    ------
    SyntaxError
        When it is not Python.
    """
    try:
        return ast.parse(source).body
    except SyntaxError:
        plain = re.sub(r"^([ \t]*)[%!].*$", r"\1pass", source, flags=re.MULTILINE)
        if plain == source:
            raise
        return ast.parse(plain).body


def named_functions(source: str) -> list[str]:
    """Return the names after `def` at the margin of a cell that may not even be Python."""
    return re.findall(r"^def[ \t]+(\w+)", source, flags=re.MULTILINE)


def defined_names(statement: ast.stmt) -> list[str]:
    """Return the functions that a statement defines: by `def`, or by a lambda with a name."""
    if isinstance(statement, FunctionNode):
        return [statement.name]
    if isinstance(statement, ast.Assign) and isinstance(statement.value, ast.Lambda):
        return [target.id for target in statement.targets if isinstance(target, ast.Name)]
    return []


def is_harmless(statement: ast.stmt) -> bool:
    """Tell whether a statement only imports, defines, or gives a name to a plain value."""
    definitions = (ast.Import, ast.ImportFrom, ast.ClassDef, *FunctionNode.__args__)
    if isinstance(statement, definitions):
        return True
    if not isinstance(statement, ast.Assign | ast.AnnAssign) or statement.value is None:
        return False
    targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
    if not all(isinstance(target, ast.Name) for target in targets):
        return False
    return isinstance(statement.value, ast.Lambda) or _is_literal(statement.value)


def needed(statements: Iterable[ast.stmt]) -> set[ast.stmt]:
    """Return the harmless statements, and all that give a value to a name which these read.

    So a table that a function looks things up in is made, and an experiment beside it is not run.
    """
    others = list(statements)
    kept: set[ast.stmt] = set()
    more = {statement for statement in others if is_harmless(statement)}
    while more:
        kept |= more
        others = [statement for statement in others if statement not in kept]
        read = set().union(*map(read_names, more))
        more = {statement for statement in others if not read.isdisjoint(bound_names(statement))}
    return kept


def bound_names(tree: ast.AST) -> set[str]:
    """Return the names of the notebook that a statement gives a value, or whose items it sets."""
    return {name for node in _module_level(tree) for name in _bound(node)}


def read_names(statement: ast.stmt) -> set[str]:
    """Return the names of the notebook that a statement reads, or a function in it."""
    try:
        text = ast.unparse(statement)
    except RecursionError:  # nested too deeply to be written out: take every name
        return {node.id for node in ast.walk(statement) if isinstance(node, ast.Name)}
    return set(read_globals(symtable.symtable(text, "cell", "exec")))


def read_globals(table: symtable.SymbolTable) -> Iterator[str]:
    """Yield the global names that are read in a module's table and in those below it."""
    waiting = [table]
    while waiting:  # not recursively: code may be nested deeper than Python's stack
        table = waiting.pop()
        at_top = table.get_type() == "module"
        for symbol in table.get_symbols():
            if symbol.is_referenced() and (at_top or symbol.is_global()):
                yield symbol.get_name()
        waiting += table.get_children()


def _module_level(tree: ast.AST) -> Iterator[ast.AST]:
    """Yield the nodes that run in the module's own scope, so not those inside functions."""
    scopes = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)
    waiting: list[ast.AST] = [ast.Module([tree], []) if isinstance(tree, ast.stmt) else tree]
    while waiting:  # not recursively, as above
        for child in ast.iter_child_nodes(waiting.pop()):
            yield child
            if not isinstance(child, scopes):
                waiting.append(child)


def _bound(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Import | ast.ImportFrom):
        for alias in node.names:
            yield (alias.asname or alias.name).split(".")[0]
    elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        yield node.name
    elif isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
        yield node.id
    elif isinstance(node, ast.Subscript | ast.Attribute) and not isinstance(node.ctx, ast.Load):
        yield from _base(node)


def _base(node: ast.expr) -> Iterator[str]:
    while isinstance(node, ast.Subscript | ast.Attribute):
        node = node.value
    if isinstance(node, ast.Name):
        yield node.id


def unfinished(statement: ast.stmt) -> str:
    """Return why a function counts as unfinished, or nothing when it is finished.

    It is unfinished when it has no code, or when a stub's `raise NotImplementedError` can still be
    reached. One that stands below a `return` on every way is only left over, and does no harm. A
    NotImplementedError with a text of the student's own is the student's business.
    """
    if not isinstance(statement, FunctionNode):
        return ""
    if all(_is_empty(inner) for inner in statement.body):
        return "it has no code yet"
    line, _ = _stub_line(statement.body)
    return f"line {line} of its cell still says raise NotImplementedError" if line else ""


def _is_literal(value: ast.expr) -> bool:
    try:
        ast.literal_eval(value)
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        return False
    return True


def _is_empty(statement: ast.stmt) -> bool:
    """Tell whether a statement does nothing: `pass`, a docstring, three dots."""
    if isinstance(statement, ast.Expr):
        return isinstance(statement.value, ast.Constant)
    return isinstance(statement, ast.Pass)


def _stub_line(block: Iterable[ast.stmt]) -> tuple[int, bool]:
    """Return the line of the first stub that can be reached (0: none), and whether a block ends.

    A block ends when nothing after it can be reached: it returns or raises on every way.
    """
    for statement in block:
        if isinstance(statement, ast.Raise):
            return (statement.lineno if _is_stub(statement) else 0), True
        if isinstance(statement, ast.Return | ast.Continue | ast.Break):
            return 0, True
        line, ends = _stub_inside(statement)
        if line or ends:
            return line, ends
    return 0, False


def _stub_inside(statement: ast.stmt) -> tuple[int, bool]:
    """Look for a stub in the blocks of an `if`, a loop, a `with`, a `try` or a `match`."""
    if isinstance(statement, FunctionNode | ast.ClassDef):
        return 0, False
    found = [_stub_line(block) for block in _blocks(statement)]
    line = next((line for line, _ in found if line), 0)
    certain = isinstance(statement, ast.With) or (
        isinstance(statement, ast.If) and statement.orelse
    )
    return line, bool(certain) and all(ends for _, ends in found)


def _blocks(statement: ast.stmt) -> list[list[ast.stmt]]:
    """Return the blocks of statements that a compound statement holds."""
    blocks = [getattr(statement, name, []) for name in ("body", "orelse", "finalbody")]
    arms = [*getattr(statement, "handlers", []), *getattr(statement, "cases", [])]
    return [block for block in (*blocks, *(arm.body for arm in arms)) if block]


def _is_stub(statement: ast.Raise) -> bool:
    """Tell whether a `raise` is the one that a stub comes with."""
    error = statement.exc
    arguments = error.args if isinstance(error, ast.Call) else []
    kind = error.func if isinstance(error, ast.Call) else error
    if not (isinstance(kind, ast.Name) and kind.id == "NotImplementedError"):
        return False
    if not arguments:
        return True
    text = arguments[0]
    return isinstance(text, ast.Constant) and str(text.value).startswith(STUB_TEXT)
