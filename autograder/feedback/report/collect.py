"""Read from the gradebook how a class did."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from nbgrader.api import (
    Assignment as BookAssignment,
)
from nbgrader.api import (
    BaseCell,
    Grade,
    Notebook,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
)
from sqlalchemy import create_engine, inspect, select
from sqlalchemy.engine import Connection

from autograder.course import Assignment
from autograder.feedback.report.records import (
    ClassRecord,
    ExerciseRecord,
    FailedCheck,
    StudentRecord,
    by_name,
)
from autograder.grading.gradebook.database import VERDICTS
from autograder.lesson import CourseError

Row = Mapping[str, Any]


def collect(db_url: str, assignment: Assignment) -> ClassRecord:
    """Read a class's results.

    Scores are the gradebook's: given by hand where somebody did, and after penalties. What
    is behind them comes from the verdicts that the grader keeps beside them.

    Raises
    ------
    CourseError
        If it holds nothing of the assignment.
    """
    engine = create_engine(db_url)
    try:
        with engine.connect() as connection:
            return _Collection(connection, assignment).read()
    finally:
        engine.dispose()


@dataclass
class _Submission:
    """One submission's rows."""

    student: str
    id: str
    grades: dict[str, Row] = field(default_factory=dict)
    penalties: list[tuple[str, float]] = field(default_factory=list)
    waiting: int = 0


@dataclass
class _Collection:
    """Reads one assignment from an open gradebook."""

    connection: Connection
    assignment: Assignment

    def read(self) -> ClassRecord:
        """Return the class."""
        students = {row["id"]: row for row in self._rows(select(Student.__table__))}
        submissions = self._submissions()
        if not submissions:
            raise CourseError(
                self.assignment.path,
                f"the gradebook holds no submission for {self.assignment.name!r}.",
                f"Grade first: python -m autograder grade {self.assignment.name}.",
            )
        verdicts = self._verdicts()
        records = [
            self._record(students.get(s.student, {}), s, verdicts.get(s.student))
            for s in submissions.values()
        ]
        present = {submission.student for submission in submissions.values()}
        absent = [StudentRecord(key, row["first_name"] or "", row["last_name"] or "")
                  for key, row in students.items() if key not in present]  # fmt: skip
        return ClassRecord(
            self.assignment.name,
            tuple(lesson.name for lesson in self.assignment.lessons),
            tuple((e.lesson, e.name, e.points) for e in self.assignment.exercises),
            by_name(records),
            tuple((record.student, record.name) for record in by_name(absent)),
        )

    def _rows(self, query: Any) -> list[Row]:
        return [dict(row) for row in self.connection.execute(query).mappings()]

    def _submissions(self) -> dict[str, _Submission]:
        submitted, book = SubmittedAssignment.__table__, BookAssignment.__table__
        query = (
            select(submitted.c.id, submitted.c.student_id)
            .join(book, submitted.c.assignment_id == book.c.id)
            .where(book.c.name == self.assignment.name)
        )
        found = {row["id"]: _Submission(row["student_id"], row["id"]) for row in self._rows(query)}
        self._add_grades(found)
        self._add_penalties(found)
        return found

    def _add_grades(self, submissions: Mapping[str, _Submission]) -> None:
        grade, cell = Grade.__table__, BaseCell.__table__
        notebook = SubmittedNotebook.__table__
        columns = (grade.c.auto_score, grade.c.manual_score, grade.c.extra_credit,
                   grade.c.needs_manual_grade)  # fmt: skip
        query = (
            select(notebook.c.assignment_id, cell.c.name, *columns)
            .select_from(grade)
            .join(cell, grade.c.cell_id == cell.c.id)
            .join(notebook, grade.c.notebook_id == notebook.c.id)
        )
        for row in self._rows(query):
            if row["assignment_id"] in submissions:
                submission = submissions[row["assignment_id"]]
                submission.grades[row["name"]] = row
                submission.waiting += bool(row["needs_manual_grade"])

    def _add_penalties(self, submissions: Mapping[str, _Submission]) -> None:
        submitted, notebook = SubmittedNotebook.__table__, Notebook.__table__
        query = (
            select(submitted.c.assignment_id, submitted.c.late_submission_penalty, notebook.c.name)
            .join(notebook, submitted.c.notebook_id == notebook.c.id)
            .where(submitted.c.late_submission_penalty > 0)
        )
        for row in self._rows(query):
            if row["assignment_id"] in submissions:
                submissions[row["assignment_id"]].penalties.append(
                    (row["name"], float(row["late_submission_penalty"]))
                )

    def _verdicts(self) -> dict[str, Row]:
        if not inspect(self.connection).has_table(VERDICTS.name):
            return {}
        query = select(VERDICTS).where(VERDICTS.c.assignment == self.assignment.name)
        return {row["student"]: row for row in self._rows(query)}

    def _record(self, person: Row, submission: _Submission, verdict: Row | None) -> StudentRecord:
        current = verdict is not None and verdict["submission_id"] == submission.id
        details = json.loads(verdict["details"]) if verdict is not None and current else {}
        return StudentRecord(
            submission.student,
            person.get("first_name") or "",
            person.get("last_name") or "",
            self._exercises(submission, details),
            tuple(submission.penalties),
            tuple(details.get("notes", ())),
            tuple(details.get("problems", ())),
            submission.waiting,
            current,
        )

    def _exercises(
        self, submission: _Submission, details: Mapping[str, Any]
    ) -> tuple[ExerciseRecord, ...]:
        known: dict[str, Row] = defaultdict(dict)
        known.update({found["exercise"]: found for found in details.get("exercises", ())})
        return tuple(
            ExerciseRecord(
                exercise.lesson,
                exercise.name,
                exercise.points,
                _points(submission.grades.get(exercise.test_id), known[exercise.name]),
                known[exercise.name].get("ungraded") or "",
                _failures(known[exercise.name]),
            )
            for exercise in self.assignment.exercises
        )


def _points(grade: Row | None, found: Row) -> float | None:
    """Return the gradebook's score; None where there is none, or none was possible."""
    if grade is None:
        return None
    extra = grade["extra_credit"] or 0.0
    if grade["manual_score"] is not None:
        return float(grade["manual_score"] + extra)
    if grade["auto_score"] is None or found.get("ungraded"):
        return None
    return float(grade["auto_score"] + extra)


def _failures(found: Row) -> tuple[FailedCheck, ...]:
    names = ("title", "problem", "cause", "mistake", "error")
    return tuple(
        FailedCheck(*(str(part.get(name) or "") for name in names))
        for part in found.get("parts", ())
        if part.get("passed") is False
    )
