"""Find names that a reference function uses and a student's notebook does not have.

A body that leans on a helper or an import of the reference module would fail in every
notebook that it is copied to.
"""

from __future__ import annotations

import ast
import builtins
import symtable
from collections.abc import Iterator
from typing import NamedTuple

from autograder.build.notebook import Notebook


class UnknownName(NamedTuple):
    """A global name, and the function whose body uses it."""

    function: str
    name: str


def first_unknown_name(
    notebook: Notebook, reference: str, functions: list[str]
) -> UnknownName | None:
    """Return the first global name of the functions that the notebook does not define.

    Parameters
    ----------
    notebook : its cells tagged `setup` say what it imports.
    reference : text of the reference module. Its public functions count as known, since each
        is an exercise, given, or carried over from another lesson.
    functions : names of the functions to look at.
    """
    table = symtable.symtable(reference, "reference", "exec")
    bodies = {child.get_name(): child for child in table.get_children()}
    known = set(dir(builtins)) | {name for name in bodies if not name.startswith("_")}
    known |= _setup_names(notebook)
    for function in functions:
        for name in sorted(set(_globals(bodies[function]))):
            if name not in known and "*" not in known:
                return UnknownName(function, name)
    return None


def _globals(table: symtable.SymbolTable) -> Iterator[str]:
    for symbol in table.get_symbols():
        if symbol.is_global() and symbol.is_referenced():
            yield symbol.get_name()
    for child in table.get_children():
        yield from _globals(child)


def _setup_names(notebook: Notebook) -> set[str]:
    names: set[str] = set()
    for cell in notebook.cells:
        if cell.cell_type == "code" and "setup" in cell.metadata.get("tags", ()):
            for node in ast.walk(ast.parse(_without_magics(cell.source))):
                names |= _bound_by(node)
    return names


def _bound_by(node: ast.AST) -> set[str]:
    if isinstance(node, ast.Import | ast.ImportFrom):
        return {(alias.asname or alias.name).split(".")[0] for alias in node.names}
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
        return {node.id}
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return {node.name}
    return set()


def _without_magics(source: str) -> str:
    lines = source.splitlines()
    return "\n".join(line for line in lines if not line.lstrip().startswith(("%", "!")))
