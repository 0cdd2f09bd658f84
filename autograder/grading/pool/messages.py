"""What passes between the grader and its jobs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from autograder.grading.checker.grader import Task
from autograder.grading.results import SubmissionResult


@dataclass(frozen=True)
class Assigned:
    """A task, and where to write the autograded notebooks."""

    task: Task
    draft: Path


@dataclass(frozen=True)
class Answer:
    """What became of a task: a result, or the grader's own failure in words."""

    student: str
    result: SubmissionResult | None
    unanswered: frozenset[str] = frozenset()
    failure: str = ""
