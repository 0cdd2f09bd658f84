"""Write results into nbgrader's gradebook: whole submissions, each with its digest."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from nbgrader.api import (
    Assignment,
    Comment,
    Grade,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
    new_uuid,
)
from sqlalchemy import Table, func, insert, select, update
from sqlalchemy.engine import Connection, Engine

from autograder.grading.gradebook.database import VERDICTS, open_database, transaction
from autograder.grading.gradebook.details import details_json
from autograder.grading.gradebook.penalties import LatePenalty
from autograder.grading.gradebook.records import RecordedAssignment, RecordedCell, record_assignment
from autograder.grading.masters.master import MasterNotebook
from autograder.grading.results import ExerciseResult, SubmissionResult
from autograder.late.refresh import lateness, refresh_penalties

Lateness = tuple[float, datetime.datetime | None]

NO_RESPONSE = "No response."
"""What nbgrader remarks on a solution cell that was left as it was handed out."""


@dataclass(frozen=True)
class Entry:
    """A result to be written, and when it was handed in."""

    result: SubmissionResult
    unanswered: frozenset[str]
    timestamp: datetime.datetime | None = None


@dataclass
class GradebookWriter:
    """The gradebook, open for one assignment."""

    engine: Engine
    assignment: str
    recorded: RecordedAssignment
    penalty: LatePenalty

    def close(self) -> None:
        """Close the connection."""
        self.engine.dispose()

    def is_graded(self, student: str, digest: str) -> bool:
        """Tell whether the gradebook holds the result of exactly this content.

        It does not if somebody removed the submission or changed its automatic scores since.
        """
        table = VERDICTS.c
        mine = (table.assignment == self.assignment, table.student == student)
        query = (
            select(table.points, func.sum(Grade.__table__.c.auto_score))
            .select_from(_verdicts_with_grades())
            .where(*mine, table.digest == digest)
            .group_by(table.submission_id, table.points)
        )
        with self.engine.connect() as connection:
            row = connection.execute(query).first()
        return row is not None and row[1] is not None and abs(row[0] - row[1]) < 1e-6

    def write(self, entries: Sequence[Entry]) -> None:
        """Write results in one transaction.

        Manual scores, manual comments, extra credit and extensions stay as they are.
        """
        with transaction(self.engine) as connection:
            for entry in entries:
                _Submission(connection, self, entry).write()


def known_students(connection: Connection) -> set[str]:
    """Return the ids of the gradebook's students."""
    return set(connection.execute(select(Student.__table__.c.id)).scalars())


def open_gradebook(
    db_url: str,
    course_id: str,
    assignment: str,
    masters: Mapping[str, MasterNotebook],
    penalty: LatePenalty,
    students: Iterable[str] = (),
) -> GradebookWriter:
    """Open the gradebook, made where it is missing, and bring the assignment's entry up to date."""
    engine = open_database(db_url)
    with transaction(engine) as connection:
        recorded = record_assignment(connection, assignment, course_id, masters)
        penalty.check(known_students(connection) | set(students))
        # Due dates and extensions may have changed since grading.
        refresh_penalties(connection, recorded.id, penalty.of)
    return GradebookWriter(engine, assignment, recorded, penalty)


def _verdicts_with_grades() -> Any:
    grades, notebooks = Grade.__table__, SubmittedNotebook.__table__
    submissions = SubmittedAssignment.__table__
    return (
        VERDICTS.join(submissions, submissions.c.id == VERDICTS.c.submission_id)
        .join(notebooks, notebooks.c.assignment_id == submissions.c.id)
        .join(grades, grades.c.notebook_id == notebooks.c.id)
    )


@dataclass
class _Submission:
    """One submission's rows, inside a transaction."""

    connection: Connection
    book: GradebookWriter
    entry: Entry
    scores: dict[str, float] = field(default_factory=dict)

    def write(self) -> None:
        """Write all rows of the submission."""
        result = self.entry.result
        submission_id, late = self._submission(result.student)
        by_cell = {exercise.test_id: exercise for exercise in result.exercises}
        comments = _comments(result.exercises, self.entry.unanswered)
        for name, notebook_id in self.book.recorded.notebooks.items():
            cells = [cell for cell in self.book.recorded.cells if cell.notebook == name]
            submitted_id = self._notebook(submission_id, notebook_id)
            self._grades(submitted_id, cells, by_cell)
            self._comments(submitted_id, cells, comments)
            self._late(submitted_id, late)
        self._verdict(submission_id)

    def _submission(self, student: str) -> tuple[str, Lateness]:
        """Return the submission's key, by how many seconds it is late, and its deadline."""
        self._make(Student.__table__, {"id": student})
        table, key = SubmittedAssignment.__table__, {
            "assignment_id": self.book.recorded.id,
            "student_id": student,
        }  # fmt: skip
        row = self._make(table, key)
        timestamp = self.entry.timestamp
        if row["timestamp"] != timestamp:
            self._update(table, row["id"], timestamp=timestamp)
        return str(row["id"]), self._lateness(timestamp, row["extension"])

    def _lateness(
        self, timestamp: datetime.datetime | None, extension: datetime.timedelta | None
    ) -> Lateness:
        table = Assignment.__table__
        due = self.connection.execute(
            select(table.c.duedate).where(table.c.id == self.book.recorded.id)
        ).scalar()
        return lateness(timestamp, due, extension)

    def _notebook(self, submission_id: str, notebook_id: str) -> str:
        key = {"assignment_id": submission_id, "notebook_id": notebook_id}
        return str(self._make(SubmittedNotebook.__table__, key, flagged=False)["id"])

    def _grades(
        self,
        submitted_id: str,
        cells: Iterable[RecordedCell],
        results: Mapping[str, ExerciseResult],
    ) -> None:
        total = 0.0
        for cell in cells:
            if cell.kind == "SolutionCell":
                continue
            row = self._make(
                Grade.__table__,
                {"cell_id": cell.id, "notebook_id": submitted_id},
                needs_manual_grade=True,
            )
            new = _grade(row, cell, results.get(cell.name), self.entry.unanswered)
            if any(row[name] != value for name, value in new.items()):
                self._update(Grade.__table__, row["id"], **new)
            manual = row["manual_score"]
            total += manual if manual is not None else new["auto_score"] or 0.0
            total += row["extra_credit"] or 0.0
        self.scores[submitted_id] = total

    def _comments(
        self, submitted_id: str, cells: Iterable[RecordedCell], texts: Mapping[str, str]
    ) -> None:
        for cell in cells:
            if cell.kind == "GradeCell":
                continue
            key = {"cell_id": cell.id, "notebook_id": submitted_id}
            row = self._make(Comment.__table__, key)
            text = texts.get(cell.name)
            if row["auto_comment"] != text:
                self._update(Comment.__table__, row["id"], auto_comment=text)

    def _late(self, submitted_id: str, late: Lateness) -> None:
        score = self.scores[submitted_id]
        penalty = self.book.penalty.of(self.entry.result.student, score, *late)
        self._update(SubmittedNotebook.__table__, submitted_id, late_submission_penalty=penalty)

    def _verdict(self, submission_id: str) -> None:
        result = self.entry.result
        mine = VERDICTS.c.assignment == result.assignment, VERDICTS.c.student == result.student
        self.connection.execute(VERDICTS.delete().where(*mine))
        self.connection.execute(
            insert(VERDICTS).values(
                assignment=result.assignment,
                student=result.student,
                submission_id=submission_id,
                digest=result.digest,
                points=result.points,
                details=details_json(result),
            )
        )

    def _make(self, table: Table, key: Mapping[str, Any], **defaults: Any) -> Any:
        """Return a row, inserted where it does not exist."""
        same = [table.c[name] == value for name, value in key.items()]
        row = self.connection.execute(select(table).where(*same)).mappings().first()
        if row is not None:
            return row
        values = {"id": new_uuid(), **key, **defaults}
        self.connection.execute(insert(table).values(**values))
        return {**dict.fromkeys(table.c.keys()), **values}

    def _update(self, table: Table, identity: str, **values: Any) -> None:
        self.connection.execute(update(table).where(table.c.id == identity).values(**values))


def _grade(
    row: Mapping[str, Any],
    cell: RecordedCell,
    result: ExerciseResult | None,
    unanswered: frozenset[str],
) -> dict[str, Any]:
    """Return a grade's new automatic score, and whether a person should look at it."""
    if result is not None:
        score: float | None = result.points
    elif cell.code or not cell.in_source or cell.name in unanswered:
        score = 0.0  # nothing gave a verdict: an older score must not stand
    else:
        score = None  # an answer in words, for a person to read
    by_hand = row["manual_score"] is not None
    changed = by_hand and row["auto_score"] != score
    keep = by_hand and bool(row["needs_manual_grade"])
    return {
        "auto_score": score,
        "needs_manual_grade": (score is None and not by_hand) or changed or keep,
    }


def _comments(results: Iterable[ExerciseResult], unanswered: frozenset[str]) -> dict[str, str]:
    comments = dict.fromkeys(unanswered, NO_RESPONSE)
    for result in results:
        if result.ungraded is not None and result.stub_id is not None:
            comments[result.stub_id] = f"Could not be graded. {result.ungraded}"
    return comments
