"""Decide which cells of a notebook are run for grading: only what the graded functions need."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

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
    own : whether the student added the cell.
    """

    cell_id: str
    source: str
    shown: bool = True
    own: bool = False


@dataclass(frozen=True)
class Plan:
    """What to run of one notebook.

    Attributes
    ----------
    steps : the cells that define the graded functions, in order.
    tests : the visible tests by the grade cell's id, for their outputs only.
    above : by the grade cell's id, all that stands above it and that "Run All" would run, but for
        the course's own demonstrations.
    unfinished : functions whose only definition is the stub that was handed out.
    """

    steps: tuple[Step, ...]
    tests: dict[str, Step]
    unfinished: frozenset[str]
    above: dict[str, tuple[Step, ...]] = field(default_factory=dict)

    def differs_above(self, test_id: str, *, in_what_is_run: bool) -> bool:
        """Tell whether running only what stands above a grade cell may define something else.

        Parameters
        ----------
        in_what_is_run : look only at cells that are run anyway: whether some stand below.
        """
        if test_id not in self.above:
            return False
        above = set(self.above[test_id])
        below = any(step.own and step not in above for step in self.steps)
        return below or not (in_what_is_run or above <= set(self.steps))


def make_plan(notebook: Restored, master: MasterNotebook) -> Plan:
    """Decide what to run of a restored notebook.

    The course's setup comes first. Then, in the notebook's order, come given cells, solution
    cells, and each cell of the student's own that binds a name which these need. A stub that
    was left untouched does not undo a definition elsewhere.
    """
    code = [cell for cell in notebook.cells if cell.kind == "code" and cell.role != "grade"]
    names = {cell.id: cell_names(cell.source) for cell in code}
    superseded = _superseded_stubs(code, names)
    run = _needed(code, names, _functions(master)) - superseded
    steps = [_step(cell) for cell in code if cell.id in run and cell.role != "setup"]
    setup = _setup(master, {cell.id for cell in code if cell.role == "setup"})
    return Plan(
        (*setup, *steps),
        _tests(notebook.cells),
        _unfinished(code, names, run),
        _above(setup, notebook.cells, superseded),
    )


def _step(cell: Cell) -> Step:
    return Step(cell.id, cell.source, own=cell.role == OWN)


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


def _above(
    setup: Sequence[Step], cells: Iterable[Cell], superseded: set[str]
) -> dict[str, tuple[Step, ...]]:
    """Return the steps above each grade cell, in the notebook's order."""
    found: dict[str, tuple[Step, ...]] = {}
    steps = list(setup)
    for cell in cells:
        if cell.role == "grade":
            found[cell.grade_id] = tuple(steps)
        elif cell.kind == "code" and cell.role in ("solution", "given", OWN):
            steps += [_step(cell)] if cell.id not in superseded else []
    return found


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
