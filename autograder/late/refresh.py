"""Bring late penalties up to date when a due date or an extension has changed since grading.

Grading leaves alone what is graded already, so without this an old penalty would stay
(nbgrader's issue 723 was of that kind).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any

from nbgrader.api import Assignment, Grade, SubmittedAssignment, SubmittedNotebook
from sqlalchemy import case, func, select, update
from sqlalchemy.engine import Connection

Penalty = Callable[[str, float, float, datetime | None], float | None]
"""Takes student, score, seconds late and deadline; returns the points to take off, if any."""


def refresh_penalties(connection: Connection, assignment_id: str, penalty: Penalty) -> int:
    """Compute the penalties of all graded notebooks of an assignment once more.

    Parameters
    ----------
    connection : open in a transaction.
    assignment_id : the assignment's key.
    penalty : decides.

    Returns
    -------
    How many penalties were changed.
    """
    table, changed = SubmittedNotebook.__table__, 0
    for row in _notebooks(connection, assignment_id):
        late, deadline = lateness(row.timestamp, row.duedate, row.extension)
        new = penalty(row.student_id, float(row.score or 0.0), late, deadline)
        if (new or 0.0) != (row.late_submission_penalty or 0.0):
            query = update(table).where(table.c.id == row.id)
            connection.execute(query.values(late_submission_penalty=new))
            changed += 1
    return changed


def lateness(
    timestamp: datetime | None, due: datetime | None, extension: timedelta | None
) -> tuple[float, datetime | None]:
    """Return by how many seconds a submission is late, and its deadline.

    Parameters
    ----------
    timestamp, due : in UTC; None if unknown, and then nothing is late.
    extension : what nbgrader's own gradebook grants.
    """
    if timestamp is None or due is None:
        return 0.0, None
    deadline = due + (extension or timedelta())
    return max(0.0, (timestamp - deadline).total_seconds()), deadline


def _notebooks(connection: Connection, assignment_id: str) -> Iterable[Any]:
    """Return a row for each notebook: its score, and what decides whether it is late."""
    grade, notebook = Grade.__table__, SubmittedNotebook.__table__
    submission, assignment = SubmittedAssignment.__table__, Assignment.__table__
    reached = case(
        (grade.c.manual_score.is_not(None), grade.c.manual_score),
        (grade.c.auto_score.is_not(None), grade.c.auto_score),
        else_=0.0,
    )
    score = func.sum(reached + func.coalesce(grade.c.extra_credit, 0.0)).label("score")
    query = (
        select(
            notebook.c.id, notebook.c.late_submission_penalty, submission.c.student_id,
            submission.c.timestamp, submission.c.extension, assignment.c.duedate, score,
        )
        .select_from(notebook)
        .join(submission, notebook.c.assignment_id == submission.c.id)
        .join(assignment, submission.c.assignment_id == assignment.c.id)
        .join(grade, grade.c.notebook_id == notebook.c.id)
        .where(assignment.c.id == assignment_id)
        .group_by(notebook.c.id)
    )  # fmt: skip
    return connection.execute(query).all()
