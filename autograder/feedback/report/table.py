"""The class report as a table: one row for each student."""

from __future__ import annotations

from pathlib import Path

from autograder.export.cells import write_table
from autograder.feedback.report.attention import cases
from autograder.feedback.report.records import ClassRecord


def write_csv(record: ClassRecord, path: Path) -> None:
    """Write who reached how many points where, and who needs a look.

    The file is UTF-8 with a byte order mark, so that Excel reads names rightly.
    """
    looks = {case.student.student: "; ".join(f"{r.kind}: {r.text}" for r in case.reasons)
             for case in cases(record)}  # fmt: skip
    header = ["student", "last_name", "first_name", "points", "maximum", "late_penalty",
              *record.lessons, *(f"{lesson}/{name}" for lesson, name, _ in record.exercises),
              "look"]  # fmt: skip
    rows = [
        [
            student.student, student.last_name, student.first_name,
            student.points, record.maximum, student.penalty,
            *(student.lesson_points(lesson) for lesson in record.lessons),
            *(result.points for result in student.exercises),
            looks.get(student.student, ""),
        ]
        for student in record.students
    ]  # fmt: skip
    write_table(path, header, rows, byte_order_mark=True)
