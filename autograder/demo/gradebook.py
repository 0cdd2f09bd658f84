"""The example class in nbgrader's gradebook."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from nbgrader.api import Gradebook

from autograder.course import Course
from autograder.demo.students import Student


@dataclass(frozen=True)
class Row:
    """What the gradebook says of one submission."""

    points: float
    maximum: float


def enrol(course: Course, students: Iterable[Student]) -> None:
    """Write the students' names into the gradebook."""
    with _gradebook(course) as gradebook:
        for student in students:
            gradebook.update_or_create_student(
                student.id, first_name=student.first_name, last_name=student.last_name
            )


def read_rows(course: Course, assignment: str) -> dict[str, Row]:
    """Return each student's points, as the gradebook has them."""
    with _gradebook(course) as gradebook:
        return {
            submission.student.id: Row(submission.score, submission.max_score)
            for submission in gradebook.assignment_submissions(assignment)
        }


def _gradebook(course: Course) -> Gradebook:
    return Gradebook(f"sqlite:///{course.root / 'gradebook.db'}")
