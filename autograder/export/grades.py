"""Read final grades from nbgrader's gradebook."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from nbgrader.api import Assignment, Gradebook, Student, SubmittedAssignment

from autograder.lesson import CourseError


@dataclass(frozen=True)
class Person:
    """A student, as the gradebook knows them; what it does not know is empty.

    Attributes
    ----------
    lms_user_id : nbgrader's field for the id in a learning management system.
    """

    id: str
    first_name: str
    last_name: str
    email: str
    lms_user_id: str

    @property
    def sortable_name(self) -> str:
        """Last name, first name; the id where neither is known."""
        return ", ".join(filter(None, (self.last_name, self.first_name))) or self.id


@dataclass(frozen=True)
class FinalGrade:
    """A student's grade for an assignment.

    Attributes
    ----------
    raw : points before the late penalty; None if nothing was handed in.
    penalty : points taken off.
    waiting : whether a person still has to grade part of it.
    """

    raw: float | None
    penalty: float = 0.0
    timestamp: datetime | None = None
    waiting: bool = False

    @property
    def score(self) -> float | None:
        """Points after the penalty, never below 0; None if nothing was handed in."""
        return None if self.raw is None else max(0.0, self.raw - self.penalty)


@dataclass(frozen=True)
class Column:
    """All grades for one assignment, by student."""

    assignment: str
    maximum: float
    due: datetime | None
    grades: dict[str, FinalGrade]

    def grade(self, student: str) -> FinalGrade:
        """Return a student's grade, also where nothing was handed in."""
        return self.grades.get(student, FinalGrade(None))


def read_people(gradebook: Gradebook, wanted: Sequence[str]) -> list[Person]:
    """Return the students, or those that are wanted, sorted by name.

    Raises
    ------
    CourseError
        If a wanted student is unknown.
    """
    people = [_person(student) for student in gradebook.students]
    _demand_known("student", wanted, [person.id for person in people])
    chosen = [person for person in people if not wanted or person.id in wanted]
    return sorted(chosen, key=lambda person: (person.sortable_name.casefold(), person.id))


def read_columns(gradebook: Gradebook, wanted: Sequence[str]) -> list[Column]:
    """Return the grades of the assignments, or of those that are wanted.

    Raises
    ------
    CourseError
        If a wanted assignment is unknown.
    """
    assignments = list(gradebook.assignments)
    _demand_known("assignment", wanted, [assignment.name for assignment in assignments])
    chosen = [a for a in assignments if not wanted or a.name in wanted]
    return [_column(gradebook, assignment) for assignment in chosen]


def _demand_known(what: str, wanted: Sequence[str], known: Sequence[str]) -> None:
    for name in wanted:
        if name not in known:
            raise CourseError(
                "gradebook",
                f"it holds no {what} {name!r}.",
                f"Choose one of: {', '.join(sorted(known)) or 'none yet; grade first'}.",
            )


def _person(student: Student) -> Person:
    fields = (student.first_name, student.last_name, student.email, student.lms_user_id)
    return Person(str(student.id), *(str(field or "") for field in fields))


def _column(gradebook: Gradebook, assignment: Assignment) -> Column:
    submissions = gradebook.assignment_submissions(assignment.name)
    grades = {str(submission.student_id): _grade(submission) for submission in submissions}
    return Column(assignment.name, float(assignment.max_score), assignment.duedate, grades)


def _grade(submission: SubmittedAssignment) -> FinalGrade:
    return FinalGrade(
        float(submission.score),
        float(submission.late_submission_penalty or 0.0),
        submission.timestamp,
        bool(submission.needs_manual_grade),
    )
