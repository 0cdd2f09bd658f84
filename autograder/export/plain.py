"""Grades as a plain table, one row for each student and assignment.

The file is UTF-8 with a byte order mark: without it Excel shows umlauts wrongly. Times are
UTC, as nbgrader keeps them.
"""

from __future__ import annotations

from datetime import datetime

from autograder.export.cells import Cell
from autograder.export.exporter import Table, TableExporter
from autograder.export.grades import Column, Person

HEADER = (
    "assignment", "due", "handed_in", "student", "last_name", "first_name", "email",
    "raw_points", "late_penalty", "points", "maximum",
)  # fmt: skip


class PlainExporter(TableExporter):
    """Writes the columns of nbgrader's own exporter, by a real CSV writer."""

    file_name = "grades.csv"
    byte_order_mark = True

    def table(self, people: list[Person], columns: list[Column]) -> Table:
        """Return the header and a row for each student and assignment."""
        return list(HEADER), [self._row(person, c) for c in columns for person in people]

    def _row(self, person: Person, column: Column) -> list[Cell]:
        grade = column.grade(person.id)
        return [
            column.assignment, _time(column.due), _time(grade.timestamp),
            person.id, person.last_name, person.first_name, person.email,
            grade.raw if grade.raw is not None else self.shown(grade),
            grade.penalty if grade.raw is not None else None,
            self.shown(grade), column.maximum,
        ]  # fmt: skip


def _time(moment: datetime | None) -> str:
    return moment.strftime("%Y-%m-%d %H:%M:%S") if moment else ""
