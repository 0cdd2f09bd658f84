"""Use the functions of earlier lessons in a later one, straight from the student's notebooks.

Only the cells with exercises and given functions are read, and of these only imports, definitions,
plain values and what these need are run: nothing is trained, drawn or tested again.
"""

import ast
import builtins
import linecache
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from .carry_report import CarriedFunction, CarryReport, State
from .definitions import (
    defined_names,
    named_functions,
    needed,
    parsed,
    read_names,
    unfinished,
)
from .lessons import FUNCTIONS_OF_LESSON
from .notebook_cells import MERGE_MARKERS, Cell, NotebookError, copies, function_cells
from .unfinished import placeholder


def carry_over(
    into: dict[str, Any],
    lessons: Sequence[str],
    folder: str | Path = ".",
    expected: Mapping[str, Sequence[str]] | None = None,
) -> CarryReport:
    """Bring the functions of earlier lessons into this notebook.

    Every function lands in one namespace, so they find each other, and a function that this
    notebook defines anew is used by all of them. A function that is unfinished, missing or broken
    is replaced by a placeholder that says, when called, which notebook to open.

    Parameters
    ----------
    into
        The namespace that receives the functions: ``globals()``.
    lessons
        Names of the lessons' notebooks, without `.ipynb`, in their order.
    folder
        Where the notebooks are.
    expected
        Names of the functions of each lesson. Without it the course's own list is used, and
        otherwise what the notebooks define.

    Returns
    -------
    CarryReport
        A table: each function, the notebook it comes from, its state, and a remark.
    """
    into.setdefault("np", np)
    known = FUNCTIONS_OF_LESSON if expected is None else expected
    rows: list[CarriedFunction] = []
    messages: list[str] = []
    for name in [lessons] if isinstance(lessons, str) else lessons:
        lesson = _Lesson(name.removesuffix(".ipynb"), into)
        lesson.read(Path(folder))
        rows += lesson.rows(known.get(lesson.name, ()))
        messages += lesson.messages
    return CarryReport(tuple(rows), tuple(messages))


@dataclass
class _Lesson:
    """One lesson on its way into the namespace."""

    name: str
    into: dict[str, Any]
    states: dict[str, tuple[State, str]] = field(default_factory=dict)
    messages: list[str] = field(default_factory=list)
    read_at_all: bool = False
    reads: dict[str, set[str]] = field(default_factory=dict)

    def read(self, folder: Path) -> None:
        """Run what the notebook's cells define; note what cannot be had."""
        path = folder / f"{self.name}.ipynb"
        try:
            cells = function_cells(path)
        except NotebookError as error:
            self.messages.append(str(error))
            return
        self.read_at_all = True
        others = ", ".join(f'"{other}"' for other in copies(folder, self.name))
        if others:
            self.messages.append(f"Only {path.name} is read. There is also {others}.")
        statements = [(cell, statement) for cell in cells for statement in self._statements(cell)]
        wanted = needed(statement for _, statement in statements)
        for cell, statement in statements:
            if statement in wanted:
                self._run(cell, statement)

    def rows(self, expected: Sequence[str]) -> list[CarriedFunction]:
        """Return a row for each function, and put placeholders where functions are lacking."""
        names = [*expected, *(name for name in self.states if name not in expected)]
        why = "the notebook does not define it" if self.read_at_all else "the notebook is not there"
        found = {name: self.states.get(name, (State.MISSING, why)) for name in names}
        for name, (state, _) in found.items():
            if state not in (State.YOURS, State.GIVEN):
                self.into[name] = placeholder(name, self.name)
        return [
            CarriedFunction(name, f"{self.name}.ipynb", state, detail or self._lacks(name))
            for name, (state, detail) in found.items()
        ]

    def _lacks(self, name: str) -> str:
        """Say what a function reads that did not come with it."""
        lacking = sorted(
            other
            for other in self.reads.get(name, ())
            if other not in self.into and not hasattr(builtins, other)
        )
        if not lacking:
            return ""
        return f"it uses {' and '.join(lacking)}: define that in the same cell as {name}"

    def _statements(self, cell: Cell) -> list[ast.stmt]:
        """Return a cell's statements; none, and its functions are noted as broken, if it fails."""
        try:
            statements = parsed(cell.source)
        except (SyntaxError, ValueError, RecursionError) as error:
            detail = _syntax_detail(cell, error)
            self.states |= dict.fromkeys(named_functions(cell.source), (State.BROKEN, detail))
            return []
        lines = cell.source.splitlines(keepends=True)
        # Lets a traceback show the student's own lines, as IPython does for its cells.
        linecache.cache[_filename(cell)] = (len(cell.source), None, lines, _filename(cell))
        return statements

    def _run(self, cell: Cell, statement: ast.stmt) -> None:
        """Run one statement, and note the state of the functions that it defines."""
        names, lacking = defined_names(statement), unfinished(statement)
        if lacking:
            self.states |= dict.fromkeys(names, (State.UNFINISHED, lacking))
            return
        code = compile(ast.Module([statement], []), _filename(cell), "exec")
        try:
            exec(code, self.into)  # noqa: S102 - the student's own code
        except Exception as error:  # noqa: BLE001 - any failure of student code goes into the table
            self._failed(cell, statement, names, error)
            return
        state = State.GIVEN if cell.given else State.YOURS
        self.states |= dict.fromkeys(names, (state, ""))
        self.reads |= dict.fromkeys(names, read_names(statement))

    def _failed(self, cell: Cell, statement: ast.stmt, names: list[str], error: Exception) -> None:
        """Note a statement that could not be run: an import, or a definition's own line."""
        what = f"line {statement.lineno} of its cell: {type(error).__name__}: {error}"
        self.states |= dict.fromkeys(names, (State.BROKEN, what))
        if not names:
            self.messages.append(f"{cell.notebook}, cell {cell.name}, {what}")


def _filename(cell: Cell) -> str:
    return f"{cell.notebook}, cell {cell.name}"


def _syntax_detail(cell: Cell, error: Exception) -> str:
    """Say in which line a cell stops being Python."""
    line = getattr(error, "lineno", None)
    if line is None:
        return f"the cell is not Python: {error}"
    text = (cell.source.splitlines() or [""])[min(line, len(cell.source.splitlines())) - 1]
    if text.startswith((*MERGE_MARKERS, "=======")):
        return f"line {line} of its cell is the mark of an unfinished merge"
    return f"line {line} of its cell is not Python ({getattr(error, 'msg', error)}): {text.strip()}"
