"""The details of a result as JSON: what the gradebook keeps beside the scores for reports."""

from __future__ import annotations

import json
from typing import Any

from autograder.checks.results import PartResult
from autograder.grading.results import ExerciseResult, SubmissionResult


def details_json(result: SubmissionResult) -> str:
    """Return a result as JSON, without the evidence behind its failures.

    The keys are: ``exercises``, a list with ``exercise``, ``lesson``, ``points``, ``maximum``,
    ``ungraded`` (a sentence, or null) and ``parts`` (``title``, ``passed``, ``problem``,
    ``cause``, ``mistake``, ``error``, ``remark``); and ``notes`` and ``problems``, lists of
    sentences.
    """
    exercises = [
        {"lesson": lesson.lesson, **exercise_details(exercise)}
        for lesson in result.lessons
        for exercise in lesson.exercises
    ]
    notes = list(map(str, result.all_notes))
    problems = list(map(str, result.problems))
    return json.dumps({"exercises": exercises, "notes": notes, "problems": problems})


def exercise_details(result: ExerciseResult) -> dict[str, Any]:
    """Return one exercise's result as plain data."""
    return {
        "exercise": result.exercise,
        "points": result.points,
        "maximum": result.maximum,
        "ungraded": str(result.ungraded) if result.ungraded else None,
        "parts": [_part(part) for part in result.verdict.parts] if result.verdict else [],
    }


def _part(part: PartResult) -> dict[str, Any]:
    failure = part.failure
    return {
        "title": part.title,
        "passed": part.passed,
        "problem": failure.problem if failure else "",
        "cause": failure.cause if failure else "",
        "mistake": failure.mistake if failure else "",
        "error": failure.error if failure else "",
        "remark": part.remark,
    }
