"""Decide which cells of a notebook are run for grading: only what the graded functions need."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from autograder.grading.masters.master import MasterNotebook
from autograder.grading.submission.names import STAR, CellNames, cell_names
from autograder.grading.submission.repair import OWN, Cell, Restored


@dataclass(frozen=True)
class Step:
    """A cell to run.

    Attributes
    ----------
    cell_id : id of the cell, also for the worker's messages.
    source : what to run.
    shown : whether its outputs go into the notebook; False for the course's own setup where
        the student's stands in the notebook instead.
    """

    cell_id: str
    source: str
    shown: bool = True


@dataclass(frozen=True)
class Plan:
    """What to run of one notebook.

    Attributes
    ----------
    steps : the cells that define the graded functions, in order.
    tests : the visible tests by the grade cell's id, for their outputs only.
    unfinished : functions whose only definition is the stub that was handed out.
    """

    steps: tuple[Step, ...]
    tests: dict[str, Step]
    unfinished: frozenset[str]


def make_plan(notebook: Restored, master: MasterNotebook) -> Plan:
    """Decide what to run of a restored notebook.

    The course's setup comes first. Then, in the notebook's order, come given cells, solution
    cells, and each cell of the student's own that binds a name which these need. A stub that
    was left untouched does not undo a definition elsewhere.
    """
    code = [cell for cell in notebook.cells if cell.kind == "code" and cell.role != "grade"]
    names = {cell.id: cell_names(cell.source) for cell in code}
    run = _needed(code, names, _functions(master)) - _superseded_stubs(code, names)
    steps = [Step(cell.id, cell.source) for cell in code if cell.id in run and cell.role != "setup"]
    setup = _setup(master, {cell.id for cell in code if cell.role == "setup"})
    return Plan((*setup, *steps), _tests(notebook.cells), _unfinished(code, names, run))


def _functions(master: MasterNotebook) -> set[str]:
    """Return the functions that are graded or given in a lesson."""
    cells = (cell for cell in master.cells if cell.role in ("solution", "given"))
    return {name for cell in cells for name in cell.functions}


def _setup(master: MasterNotebook, shown: set[str]) -> list[Step]:
    return [
        Step(cell.id, cell.source, cell.id in shown)
        for cell in master.cells
        if cell.role == "setup"
    ]


def _superseded_stubs(code: Sequence[Cell], names: dict[str, CellNames]) -> set[str]:
    written: set[str] = set()
    for cell in code:
        if not cell.untouched and cell.role in ("solution", OWN):
            written.update(names[cell.id].functions)
    return {cell.id for cell in code if cell.untouched and set(names[cell.id].functions) <= written}


def _needed(code: Sequence[Cell], names: dict[str, CellNames], wanted: set[str]) -> set[str]:
    """Return the ids of the cells that bind what is wanted, directly or through others."""
    wanted = set(wanted)
    kept = {cell.id for cell in code if cell.role in ("solution", "given", "setup")}
    for identity in kept:
        wanted |= names[identity].uses
    own = [cell for cell in code if cell.role == OWN]
    while True:
        more = [cell.id for cell in own if cell.id not in kept and _binds(names[cell.id], wanted)]
        if not more:
            return kept
        kept.update(more)
        for identity in more:
            wanted |= names[identity].uses


def _binds(names: CellNames, wanted: set[str]) -> bool:
    return STAR in names.binds or not wanted.isdisjoint(names.binds)


def _tests(cells: Iterable[Cell]) -> dict[str, Step]:
    return {
        cell.grade_id: Step(cell.id, cell.source)
        for cell in cells
        if cell.role == "grade" and cell.kind == "code"
    }


def _unfinished(code: Iterable[Cell], names: dict[str, CellNames], run: set[str]) -> frozenset[str]:
    stubs = {name for cell in code if cell.untouched for name in names[cell.id].functions}
    kept = [cell for cell in code if cell.id in run and not cell.untouched]
    written = {name for cell in kept for name in names[cell.id].functions}
    return frozenset(stubs - written)
