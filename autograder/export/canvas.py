"""Grades for Canvas, in the form that its gradebook imports (Grades > Import).

Columns: Student, ID, SIS User ID, SIS Login ID, Section, then one for each assignment; the
second row holds the points possible. Canvas finds a student by ID, then by SIS User ID, then
by SIS Login ID, then by name. A title such as ``Optimization (1234)``, with the number that
Canvas's own export gives, names an existing assignment; any other title that is not the name
of one makes a new assignment.
"""

from __future__ import annotations

from traitlets import Dict, Enum, Unicode

from autograder.export.cells import Cell
from autograder.export.exporter import Table, TableExporter
from autograder.export.grades import Column, Person

STUDENT_COLUMNS = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")
# Canvas's own exports have the blanks, too: no student is called that.
POINTS_POSSIBLE = "    Points Possible"


class CanvasExporter(TableExporter):
    """Writes a table for Canvas's gradebook."""

    file_name = "canvas.csv"

    titles = Dict(
        value_trait=Unicode(),
        key_trait=Unicode(),
        help="Titles of assignments in Canvas by their names here, such as "
        "{'optimization': 'Optimization (1234)'}.",
    ).tag(config=True)

    student_id_is = Enum(
        ("SIS Login ID", "SIS User ID", "ID"),
        default_value="SIS Login ID",
        help="Which of Canvas's columns nbgrader's student ids belong in. The field lms_user_id, "
        "where the gradebook has it, goes into ID.",
    ).tag(config=True)

    def table(self, people: list[Person], columns: list[Column]) -> Table:
        """Return the header, the row of points possible, and a row for each student."""
        titles = [self.titles.get(column.assignment, column.assignment) for column in columns]
        possible: list[Cell] = [POINTS_POSSIBLE, "", "", "", "", *(c.maximum for c in columns)]
        rows = [
            [*self._student(person), *(self.shown(c.grade(person.id)) for c in columns)]
            for person in people
        ]
        return [*STUDENT_COLUMNS, *titles], [possible, *rows]

    def _student(self, person: Person) -> list[Cell]:
        cells: dict[str, Cell] = dict.fromkeys(STUDENT_COLUMNS, "")
        cells |= {"Student": person.sortable_name, "ID": person.lms_user_id}
        cells[self.student_id_is] = person.id
        return list(cells.values())
