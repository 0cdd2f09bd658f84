"""The result of a submission that the grader itself could not cope with."""

from __future__ import annotations

from collections.abc import Mapping

from autograder.grading.masters.master import MasterNotebook
from autograder.grading.notes import Problem
from autograder.grading.pool.messages import Answer
from autograder.grading.results import ExerciseResult, LessonResult, SubmissionResult

UNFINISHED = ""
"""The digest of a result that the next run replaces."""


def ungraded_submission(
    answer: Answer, assignment: str, masters: Mapping[str, MasterNotebook]
) -> SubmissionResult:
    """Return a result without points that says why there is none."""
    problem = Problem(
        f"submission of {answer.student}",
        f"the grader failed on it: {answer.failure}.",
        "This is not the student's fault: report it, and grade again when it is mended.",
    )
    lessons = tuple(_lesson(master, problem) for master in masters.values())
    return SubmissionResult(answer.student, assignment, UNFINISHED, lessons)


def _lesson(master: MasterNotebook, problem: Problem) -> LessonResult:
    exercises = tuple(
        ExerciseResult(
            exercise.name, exercise.test_id, exercise.stub_id, exercise.points, ungraded=problem
        )
        for exercise in master.lesson.exercises
    )
    return LessonResult(master.lesson.name, exercises, problem=problem)
