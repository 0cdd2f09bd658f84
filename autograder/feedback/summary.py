"""What stands at the top of a feedback page: each exercise, its points, what to look at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from autograder.feedback.report.records import NOT_ATTEMPTED

VERDICT = "autograder"
"""Key of an output's metadata under which the grader keeps `exercise_details`."""
TEST_SUFFIX = "-test"
SIMPLE = {
    "waiting": "A person will grade this.",
    "passed": "All right.",
    "empty": "Still to be written.",
}


@dataclass(frozen=True)
class Row:
    """One exercise.

    Attributes
    ----------
    target : grade_id of the cell to look at.
    points : None where a person still has to grade it.
    state : passed, partly, failed, empty, ungraded or waiting.
    look : what to look at; text, not HTML.
    checks : titles of the checks that were not passed.
    """

    exercise: str
    target: str
    points: float | None
    maximum: float
    state: str
    look: str
    checks: tuple[str, ...] = ()


def summary_rows(notebook: Any) -> list[Row]:
    """Return a row for each graded cell of a notebook that has passed `GetGrades`."""
    cells = [cell for cell in notebook.cells if cell.metadata.get("nbgrader")]
    ids = {cell.metadata.nbgrader.get("grade_id") for cell in cells}
    return [_row(cell, ids) for cell in cells if _graded(cell)]


def _graded(cell: Any) -> bool:
    meta = cell.metadata.nbgrader
    return bool(meta.get("grade") or meta.get("task"))


def _row(cell: Any, ids: set[str]) -> Row:
    meta = cell.metadata.nbgrader
    grade_id = str(meta.grade_id)
    exercise = grade_id.removesuffix(TEST_SUFFIX)
    target = exercise if exercise in ids else grade_id
    points, maximum = meta.get("score"), float(meta.get("points") or 0.0)
    verdict = verdict_of(cell)
    state = _state(points, maximum, verdict)
    look = _look(state, points, verdict)
    failed = () if state in SIMPLE else tuple(str(part["title"]) for part in _failed(verdict))
    return Row(exercise, target, points, maximum, state, look, failed)


def verdict_of(cell: Any) -> Mapping[str, Any]:
    """Return what the grader found out about a grade cell; empty if it is not there."""
    for output in cell.get("outputs", ()):
        found = output.get("metadata", {}).get(VERDICT)
        if isinstance(found, Mapping):
            return found
    return {}


def _state(points: float | None, maximum: float, verdict: Mapping[str, Any]) -> str:
    failed = _failed(verdict)
    if verdict.get("ungraded"):
        return "ungraded"
    if points is None:
        return "waiting"
    if points >= maximum:
        return "passed"
    if points <= 0 and any(part.get("error") in NOT_ATTEMPTED for part in failed):
        return "empty"
    return "partly" if points > 0 else "failed"


def _failed(verdict: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [part for part in verdict.get("parts", ()) if part.get("passed") is False]


def _remarks(verdict: Mapping[str, Any]) -> list[str]:
    """Return what should be known although all is passed, each remark once."""
    remarks = (str(part.get("remark") or "") for part in verdict.get("parts", ()))
    return list(filter(None, dict.fromkeys(remarks)))


def _look(state: str, points: float | None, verdict: Mapping[str, Any]) -> str:
    if state == "ungraded":
        return f"Could not be graded. {verdict['ungraded']}"
    if state in SIMPLE:
        return " ".join([SIMPLE[state], *_remarks(verdict)])
    if not verdict or points != verdict.get("points"):
        return "See the cell." if verdict else "See what the checks say."
    # A known cause teaches more than the first thing that went wrong.
    failed = sorted(_failed(verdict), key=lambda part: not part.get("cause"))
    return str(failed[0]["cause"] or failed[0]["problem"]) if failed else "See the comments."
