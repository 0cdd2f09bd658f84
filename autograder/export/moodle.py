"""Grades for Moodle, in the form that its gradebook imports (Grades > Import > CSV file).

Moodle asks which column identifies the user and which columns are grades: map ``username`` to
"Username", or ``idnumber`` or ``email`` to theirs, whichever is filled in for everybody, and
each assignment's column to its grade item. Encoding UTF-8, separator comma. An empty grade is
no grade: it also takes back one that Moodle holds.
"""

from __future__ import annotations

from autograder.export.exporter import Table, TableExporter
from autograder.export.grades import Column, Person


class MoodleExporter(TableExporter):
    """Writes a table for Moodle's gradebook.

    The username is nbgrader's student id, the id number its field lms_user_id.
    """

    file_name = "moodle.csv"

    def table(self, people: list[Person], columns: list[Column]) -> Table:
        """Return the header and a row for each student."""
        header = ["username", "idnumber", "email", "firstname", "lastname"]
        header += [column.assignment for column in columns]
        rows = [
            [
                person.id, person.lms_user_id, person.email, person.first_name, person.last_name,
                *(self.shown(column.grade(person.id)) for column in columns),
            ]
            for person in people
        ]  # fmt: skip
        return header, rows
