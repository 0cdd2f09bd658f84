"""What all exporters share: an nbgrader plugin that writes one table."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook
from nbgrader.plugins import ExportPlugin
from traitlets import Enum

from autograder.export.cells import Cell, write_table
from autograder.export.grades import Column, FinalGrade, Person, read_columns, read_people

Table = tuple[list[str], list[list[Cell]]]


class TableExporter(ExportPlugin):
    """Writes grades as a table; each format says which columns.

    Use it by name: ``nbgrader export --exporter=autograder.export.canvas.CanvasExporter``.
    """

    missing = Enum(
        ("empty", "zero"),
        default_value="empty",
        help="What stands for an assignment that was not handed in: nothing, which leaves the "
        "decision to the system that imports the table, or 0 points.",
    ).tag(config=True)

    file_name = "grades.csv"
    byte_order_mark = False

    def export(self, gradebook: Gradebook) -> None:
        """Write the table to `to`, by default to `file_name`.

        Raises
        ------
        CourseError
            If a named student or assignment is unknown.
        """
        people = read_people(gradebook, _texts(self.student))
        columns = read_columns(gradebook, _texts(self.assignment))
        self._warn(people, columns)
        header, rows = self.table(people, columns)
        path = Path(self.to or self.file_name)
        write_table(path, header, rows, byte_order_mark=self.byte_order_mark)
        self.log.info("Wrote %s", path)

    def table(self, people: list[Person], columns: list[Column]) -> Table:
        """Return the header and the rows."""
        raise NotImplementedError

    def shown(self, grade: FinalGrade) -> float | None:
        """Return the points to write."""
        if grade.score is None:
            return 0.0 if self.missing == "zero" else None
        return round(grade.score, 2)

    def _warn(self, people: list[Person], columns: list[Column]) -> None:
        for column in columns:
            count = sum(column.grade(person.id).waiting for person in people)
            if count:
                self.log.warning(
                    "%s: %s still wait for a person to grade them; their points are not final.",
                    column.assignment,
                    f"{count} submission{'s' if count > 1 else ''}",
                )


def _texts(values: list[Any]) -> list[str]:
    # nbgrader's command line reads numbers as numbers.
    return [str(value) for value in values]
