"""What grading finds out: typed results, from an exercise up to a submission."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from autograder.checks.results import Verdict
from autograder.grading.notes import Note, Problem


@dataclass(frozen=True)
class ExerciseResult:
    """The result of one exercise: a verdict, or the reason why there is none.

    Attributes
    ----------
    exercise : its name.
    test_id : grade_id of its grade cell.
    stub_id : grade_id of its solution cell; None where it has none.
    maximum : points to be had.
    verdict : what the check found.
    ungraded : why there is no verdict; then there are no points.
    """

    exercise: str
    test_id: str
    stub_id: str | None
    maximum: float
    verdict: Verdict | None = None
    ungraded: Problem | None = None

    @property
    def points(self) -> float:
        """Points earned: the verdict's share of the maximum, never outside [0, maximum]."""
        if self.verdict is None:
            return 0.0
        return min(self.maximum, max(0.0, round(self.verdict.score * self.maximum, 2)))

    def text(self) -> str:
        """Return the result as plain text."""
        if self.verdict is not None:
            return f"{self.verdict.text()}\nPoints: {self.points:g} of {self.maximum:g}"
        return f"{self.exercise}: could not be graded. {self.ungraded}"


@dataclass(frozen=True)
class LessonResult:
    """The result of one lesson's notebook.

    Attributes
    ----------
    lesson : its name.
    exercises : the results of its exercises.
    notes : what was repaired.
    problem : why the notebook as a whole could not be graded, if so.
    """

    lesson: str
    exercises: tuple[ExerciseResult, ...]
    notes: tuple[Note, ...] = ()
    problem: Problem | None = None

    @property
    def points(self) -> float:
        """Points of all exercises together."""
        return round(sum(result.points for result in self.exercises), 2)

    @property
    def maximum(self) -> float:
        """Points to be had."""
        return sum(result.maximum for result in self.exercises)


@dataclass(frozen=True)
class SubmissionResult:
    """The result of what one student handed in for an assignment."""

    student: str
    assignment: str
    digest: str
    lessons: tuple[LessonResult, ...]
    notes: tuple[Note, ...] = ()

    @property
    def exercises(self) -> tuple[ExerciseResult, ...]:
        """The results of all exercises, in the order of the lessons."""
        return tuple(result for lesson in self.lessons for result in lesson.exercises)

    @property
    def points(self) -> float:
        """Points of all lessons together."""
        return round(sum(lesson.points for lesson in self.lessons), 2)

    @property
    def maximum(self) -> float:
        """Points to be had."""
        return sum(lesson.maximum for lesson in self.lessons)

    @property
    def all_notes(self) -> tuple[Note, ...]:
        """Everything that was repaired or left out."""
        return (*self.notes, *(note for lesson in self.lessons for note in lesson.notes))

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Why lessons or exercises could not be graded, each reason once."""
        found = [lesson.problem for lesson in self.lessons]
        found += [result.ungraded for result in self.exercises]
        return tuple(dict.fromkeys(problem for problem in found if problem is not None))


@dataclass(frozen=True)
class GradedNotebook:
    """An autograded notebook, ready to be written: a plain nbformat dictionary."""

    lesson: str
    content: dict[str, Any] = field(repr=False)


@dataclass(frozen=True)
class GradedSubmission:
    """A result with the notebooks that show it.

    Attributes
    ----------
    unanswered : grade_ids of solution cells that are as they were handed out.
    """

    result: SubmissionResult
    notebooks: Sequence[GradedNotebook]
    unanswered: frozenset[str] = frozenset()
