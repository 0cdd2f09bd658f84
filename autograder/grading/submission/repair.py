"""Put a notebook that was handed in back into the form in which it can be graded.

Each cell of the course is looked for by its grade_id, then by its cell id, then by the
functions that it defines. Cells that students may not change come from the course.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from autograder.grading.masters.master import MasterCell, MasterNotebook
from autograder.grading.notes import Note
from autograder.grading.submission.names import functions_of
from autograder.grading.submission.reading import RawCell, RawNotebook

OWN = "own"
_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")


@dataclass(frozen=True)
class Cell:
    """One cell of a restored notebook.

    Attributes
    ----------
    role : solution, grade, given, setup, demonstration, text, or "own" for what students added.
    metadata : that of the course's cell; empty for the student's own cells.
    untouched : whether a cell that students were to fill in is as they received it.
    attachments : what was pasted into a text cell of the student's own, not looked at yet.
    """

    id: str
    kind: str
    source: str
    role: str
    grade_id: str = ""
    metadata: dict[str, Any] = field(default_factory=dict)
    untouched: bool = False
    attachments: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Restored:
    """A notebook that can be graded, and what had to be done to it."""

    lesson: str
    cells: tuple[Cell, ...]
    notes: tuple[Note, ...]


def restore(raw: RawNotebook, master: MasterNotebook, name: str) -> Restored:
    """Restore a notebook that was handed in.

    Parameters
    ----------
    raw : the notebook as it was read.
    master : the lesson as students received it.
    name : what notes call the file.
    """
    work = _Restoration(raw.cells, master, name)
    work.match()
    cells = work.insert_missing(work.translate())
    return Restored(master.lesson.name, _with_unique_ids(cells), (*raw.notes, *work.notes))


def blank(master: MasterNotebook) -> Restored:
    """Return the notebook as students received it, for one that was not handed in."""
    cells = tuple(_from_master(cell) for cell in master.cells)
    return Restored(master.lesson.name, cells, ())


def _from_master(cell: MasterCell) -> Cell:
    untouched = cell.role == "solution"
    role, meta = cell.role, cell.metadata
    return Cell(cell.id, cell.kind, cell.source, role, cell.grade_id, meta, untouched)


def _added(cell: RawCell) -> Cell:
    if cell.kind == "code":
        return Cell(cell.id, cell.kind, cell.source, OWN)
    return Cell(cell.id, cell.kind, cell.source, "text", attachments=cell.attachments)


@dataclass
class _Restoration:
    """The cells that were handed in, and which cell of the course each of them is."""

    raw: Sequence[RawCell]
    master: MasterNotebook
    name: str
    notes: list[Note] = field(default_factory=list)
    found: dict[int, MasterCell] = field(default_factory=dict)

    def note(self, text: str) -> None:
        self.notes.append(Note(self.name, text))

    def match(self) -> None:
        """Find out which cell of the course each cell is."""
        self._match_by_name("grade_id")
        self._match_by_name("id")
        self._match_by_source()
        self._match_by_function()

    def _free(self) -> list[MasterCell]:
        taken = {cell.id for cell in self.found.values()}
        return [cell for cell in self.master.cells if cell.id not in taken]

    def _match_by_name(self, attribute: str) -> None:
        free = {getattr(cell, attribute): cell for cell in self._free() if cell.kind == "code"}
        for number, cell in enumerate(self.raw):
            name = getattr(cell, attribute)
            if name and name in free and number not in self.found:
                self.found[number] = free.pop(name)

    def _match_by_source(self) -> None:
        free = {(cell.kind, cell.source): cell for cell in self._free()}
        for number, cell in enumerate(self.raw):
            if number not in self.found and (cell.kind, cell.source) in free:
                self.found[number] = free.pop((cell.kind, cell.source))

    def _match_by_function(self) -> None:
        """Find solution cells whose names were lost, as Colab and copying lose them."""
        lost = [cell for cell in self._free() if cell.role in ("solution", "given")]
        defined = {
            number: set(functions_of(cell.source))
            for number, cell in enumerate(self.raw)
            if number not in self.found and cell.kind == "code"
        }
        for cell in lost:
            numbers = [n for n, names in defined.items() if names & set(cell.functions)]
            if numbers:
                self.found[numbers[-1]] = cell
                del defined[numbers[-1]]
                if cell.role == "solution":
                    self.note(
                        f"The cell {cell.grade_id!r} had lost its name; it was found by what it "
                        "defines."
                    )

    def translate(self) -> list[Cell]:
        """Return the cells in the student's order, those of the course with their roles."""
        return [
            self._course_cell(cell, self.found[number]) if number in self.found else _added(cell)
            for number, cell in enumerate(self.raw)
        ]

    def _course_cell(self, cell: RawCell, master: MasterCell) -> Cell:
        same = cell.source.strip() == master.source.strip()
        if cell.kind != master.kind:
            self.note(f"The cell {master.id!r} had become a {cell.kind} cell; it is code again.")
        if master.locked:
            if not same:
                self.note(f"The cell {master.id!r} was changed; the course's own text was used.")
            return _from_master(master)
        if not same and master.role in ("setup", "demonstration"):
            # Their changes may define what a solution needs; the course's setup runs besides.
            return Cell(cell.id or master.id, cell.kind, cell.source, OWN)
        restored = _from_master(master)
        return replace(restored, source=cell.source, untouched=same and restored.untouched)

    def insert_missing(self, cells: list[Cell]) -> list[Cell]:
        """Put back the cells with a role in grading that were deleted."""
        missing = [cell for cell in self._free() if cell.grade_id]
        if missing:
            names = ", ".join(repr(cell.grade_id) for cell in missing)
            self.note(
                f"These cells were missing and were put back as they were handed out: {names}."
            )
        for cell in missing:
            cells.insert(self._place(cell, cells), _from_master(cell))
        return cells

    def _place(self, missing: MasterCell, cells: list[Cell]) -> int:
        """Return the place after the nearest cell of the course that comes before it."""
        before: set[str] = set()
        for cell in self.master.cells:
            if cell.id == missing.id:
                break
            before.add(cell.grade_id)
        places = [n for n, cell in enumerate(cells, 1) if cell.grade_id and cell.grade_id in before]
        return max(places, default=0)


def _with_unique_ids(cells: Iterable[Cell]) -> tuple[Cell, ...]:
    """Give every cell a valid id of its own; cells with a role keep theirs."""
    cells = tuple(cells)
    taken = {cell.id for cell in cells if cell.grade_id}
    unique = []
    for number, cell in enumerate(cells, 1):
        if not cell.grade_id and (cell.id in taken or not _ID.fullmatch(cell.id)):
            cell = replace(cell, id=_new_id(number, taken))
        taken.add(cell.id)
        unique.append(cell)
    return tuple(unique)


def _new_id(number: int, taken: set[str]) -> str:
    name = f"cell-{number}"
    while name in taken:
        name += "x"
    return name
