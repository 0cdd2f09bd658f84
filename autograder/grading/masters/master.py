"""The course's own version of each lesson: what students received, and what is recorded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from autograder.lesson import Lesson


@dataclass(frozen=True)
class MasterCell:
    """One cell as students received it.

    Attributes
    ----------
    role : solution, grade, given, setup, demonstration or text.
    recorded : the cell's text as the gradebook holds it, with its hidden tests.
    recorded_checksum : nbgrader's checksum of that text.
    metadata : the cell's metadata in the release, roles and checksum included.
    functions : names of the functions that it defines.
    """

    id: str
    kind: str
    source: str
    role: str
    grade_id: str
    recorded: str
    recorded_checksum: str
    metadata: dict[str, Any]
    functions: tuple[str, ...]

    @property
    def nbgrader(self) -> dict[str, Any]:
        """The cell's nbgrader metadata; empty where it has no role."""
        return self.metadata.get("nbgrader", {})

    @property
    def locked(self) -> bool:
        """Whether students may not change the cell."""
        meta = self.nbgrader
        return not meta.get("solution") and bool(meta.get("grade") or meta.get("locked"))


@dataclass(frozen=True)
class MasterNotebook:
    """One lesson as students received it."""

    lesson: Lesson
    cells: tuple[MasterCell, ...]
    metadata: dict[str, Any]

    def by_grade_id(self) -> dict[str, MasterCell]:
        """Return the cells that have a role in grading by their grade_id."""
        return {cell.grade_id: cell for cell in self.cells if cell.grade_id}
