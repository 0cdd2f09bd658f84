"""Which names a cell binds and which it needs, found without running it."""

from __future__ import annotations

import ast
import re
import symtable
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath

# Cell magics under which the rest of the cell is ordinary Python.
_TRANSPARENT = ("%%time", "%%capture", "%%prun")
_LINE_MAGIC = re.compile(r"^(?P<indent>[ \t]*)(?:[%!].*|[?]{1,2}\S+|\S+[?]{1,2}[ \t]*)$")
# Each blank can match in one place only: a line of a million blanks must not take for ever.
_ASSIGNED_MAGIC = re.compile(r"^(?P<target>[ \t]*\w[\w, \t]*=)[ \t]*[%!].*$")
# ``%time x = f()`` sets x; what follows ``%timeit`` sets nothing.
_TIMED = re.compile(r"^(?P<indent>[ \t]*)%time[ \t]+(?P<statement>.*)$")
_DEFINITION = re.compile(r"^(?:async[ \t]+)?(?:def|class)[ \t]+(\w+)", re.MULTILINE)
# Runs code of another file here, whose names cannot be told.
_RUNS_A_FILE = re.compile(r"^[ \t]*%run[ \t]", re.MULTILINE)
_WRITES_A_FILE = re.compile(r"^\s*%%(?:writefile|file)[ \t]+(?:-a[ \t]+)?(?P<path>\S+\.py)\b")
_PROMPT = re.compile(r"(?:>>>|\.\.\.)(?: |$)")
STAR = "*"


@dataclass(frozen=True)
class CellNames:
    """The global names of a cell.

    Attributes
    ----------
    binds : names that it gives a value, or whose items it sets; the module whose file it writes;
        ``*`` for what cannot be told, such as a star import.
    uses : names that it, or a function in it, reads; the modules that it imports.
    functions : names of the functions that it defines at top level.
    error : why it is not Python; empty if it is. Its names are then a guess.
    """

    binds: frozenset[str]
    uses: frozenset[str]
    functions: tuple[str, ...]
    error: str = ""


def cell_names(source: str) -> CellNames:
    """Find the names of one code cell."""
    written = _WRITES_A_FILE.match(source)
    if written:
        return CellNames(frozenset({PurePath(written["path"]).stem}), frozenset(), ())
    # As it stands, if it is Python: a line may begin with % and yet be no magic.
    parsed = _parsed(source)
    if isinstance(parsed, BaseException):
        plain = without_magics(source)
        parsed = _parsed(plain)
        if isinstance(parsed, BaseException):
            names = tuple(_DEFINITION.findall(plain))
            return CellNames(frozenset(names), frozenset(), names, _reason(parsed))
    tree, table = parsed
    binds, uses = _found_in(tree)
    if _RUNS_A_FILE.search(source):
        binds.add(STAR)
    uses.update(_globals(table))
    return CellNames(frozenset(binds), frozenset(uses), _functions(tree))


def _parsed(source: str) -> tuple[ast.Module, symtable.SymbolTable] | BaseException:
    try:
        with warnings.catch_warnings():  # what Python thinks of a student's style
            warnings.simplefilter("ignore")
            return ast.parse(source), symtable.symtable(source, "cell", "exec")
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        return error


def functions_of(source: str) -> tuple[str, ...]:
    """Return the names of the functions that a cell defines at top level."""
    return cell_names(source).functions


def without_magics(source: str) -> str:
    """Return a cell's text with IPython's own syntax replaced by Python, line by line."""
    # Not splitlines(): to Python, form feeds and Unicode's separators end no line.
    lines = re.split(r"\r\n|\r|\n", source)
    first = next((line for line in lines if line.strip()), "")
    if first.startswith("%%") and not first.startswith(_TRANSPARENT):
        return ""
    return "\n".join(map(_plain_line, _at_the_margin(lines, first)))


def _at_the_margin(lines: list[str], first: str) -> list[str]:
    """Take off what IPython takes off: prompts, and the indentation of the first line."""
    if first.startswith(">>>"):
        return [_PROMPT.sub("", line, count=1) for line in lines]
    indent = first[: len(first) - len(first.lstrip(" \t"))]
    return [line.removeprefix(indent) for line in lines]


def _plain_line(line: str) -> str:
    timed = _TIMED.match(line)
    if timed:
        return f"{timed['indent']}{timed['statement']}"
    assigned = _ASSIGNED_MAGIC.match(line)
    if assigned:
        return f"{assigned['target']} None"
    magic = _LINE_MAGIC.match(line)
    return f"{magic['indent']}pass" if magic else line


def _reason(error: BaseException) -> str:
    if isinstance(error, SyntaxError):
        return f"line {error.lineno}: {error.msg}"
    return f"{type(error).__name__}: {error}"


def _functions(tree: ast.Module) -> tuple[str, ...]:
    return tuple(
        node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )


def _found_in(tree: ast.Module) -> tuple[set[str], set[str]]:
    """Return what is bound in the module's own scope, and the modules imported in any."""
    binds, modules = set[str](), set[str]()
    scopes = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)
    waiting: list[tuple[ast.AST, bool]] = [(tree, True)]
    # Not recursively: an expression may be nested deeper than Python's stack.
    while waiting:
        node, outside = waiting.pop()
        inside = not outside or isinstance(node, scopes)
        for child in ast.iter_child_nodes(node):
            waiting.append((child, not inside))
            modules.update(_imported(child))
            if not inside:
                binds.update(_bound(child))
    return binds, modules


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


def _imported(node: ast.AST) -> Iterator[str]:
    """Yield the modules that a statement imports."""
    if isinstance(node, ast.Import):
        yield from (alias.name.split(".")[0] for alias in node.names)
    elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
        yield node.module.split(".")[0]


def _globals(table: symtable.SymbolTable) -> Iterator[str]:
    waiting = [table]
    while waiting:  # not recursively, as above
        table = waiting.pop()
        at_top = table.get_type() == "module"
        for symbol in table.get_symbols():
            if symbol.is_referenced() and (at_top or symbol.is_global()):
                yield symbol.get_name()
        waiting += table.get_children()
