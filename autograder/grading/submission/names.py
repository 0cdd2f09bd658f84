"""Which names a cell binds and which it needs, found without running it."""

from __future__ import annotations

import ast
import re
import symtable
from collections.abc import Iterator
from dataclasses import dataclass

# Cell magics under which the rest of the cell is ordinary Python.
_TRANSPARENT = ("%%time", "%%capture", "%%prun")
_LINE_MAGIC = re.compile(r"^(?P<indent>[ \t]*)(?:[%!].*|[?]{1,2}\S+|\S+[?]{1,2}[ \t]*)$")
# Each blank can match in one place only: a line of a million blanks must not take for ever.
_ASSIGNED_MAGIC = re.compile(r"^(?P<target>[ \t]*\w[\w, \t]*=)[ \t]*[%!].*$")
_DEFINITION = re.compile(r"^(?:async[ \t]+)?(?:def|class)[ \t]+(\w+)", re.MULTILINE)
STAR = "*"


@dataclass(frozen=True)
class CellNames:
    """The global names of a cell.

    Attributes
    ----------
    binds : names that it gives a value, or whose items it sets; ``*`` for a star import.
    uses : names that it, or a function in it, reads.
    functions : names of the functions that it defines at top level.
    error : why it is not Python; empty if it is. Its names are then a guess.
    """

    binds: frozenset[str]
    uses: frozenset[str]
    functions: tuple[str, ...]
    error: str = ""


def cell_names(source: str) -> CellNames:
    """Find the names of one code cell."""
    plain = without_magics(source)
    try:
        tree = ast.parse(plain)
        table = symtable.symtable(plain, "cell", "exec")
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        names = tuple(_DEFINITION.findall(plain))
        return CellNames(frozenset(names), frozenset(), names, _reason(error))
    binds = frozenset(name for node in _module_level(tree) for name in _bound(node))
    return CellNames(binds, frozenset(_globals(table)), _functions(tree))


def functions_of(source: str) -> tuple[str, ...]:
    """Return the names of the functions that a cell defines at top level."""
    return cell_names(source).functions


def without_magics(source: str) -> str:
    """Return a cell's text with IPython's own syntax replaced by Python, line by line."""
    lines = source.splitlines()
    first = next((line for line in lines if line.strip()), "")
    if first.startswith("%%") and not first.startswith(_TRANSPARENT):
        return ""
    return "\n".join(map(_plain_line, lines))


def _plain_line(line: str) -> str:
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


def _module_level(node: ast.AST) -> Iterator[ast.AST]:
    """Yield the nodes that run in the module's own scope, so not those inside functions."""
    for child in ast.iter_child_nodes(node):
        yield child
        scopes = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)
        if not isinstance(child, scopes):
            yield from _module_level(child)


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


def _globals(table: symtable.SymbolTable) -> Iterator[str]:
    at_top = table.get_type() == "module"
    for symbol in table.get_symbols():
        if symbol.is_referenced() and (at_top or symbol.is_global()):
            yield symbol.get_name()
    for child in table.get_children():
        yield from _globals(child)
