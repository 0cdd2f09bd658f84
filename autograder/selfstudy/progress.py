"""`progress()`: what is done, read from the learner's own notebooks and nowhere else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any

from autograder.checks.in_kernel import check_namespace
from autograder.course import Assignment, Exercise, find_course
from autograder.feedback.rendering import render
from autograder.student import carry_over
from autograder.student.carry_report import CarriedFunction, State


class Progress(Enum):
    """How far an exercise is."""

    DONE = "done"
    WRONG = "not right yet"
    OPEN = "to do"


@dataclass(frozen=True)
class ExerciseProgress:
    """One exercise, how far it is, and what the learner is told about it."""

    exercise: Exercise
    state: Progress
    detail: str = ""

    @property
    def told(self) -> str:
        """State and detail in one line."""
        return ": ".join(filter(None, [self.state.value, self.detail]))


@dataclass(frozen=True)
class CourseProgress:
    """All exercises of an assignment; a notebook shows it as a table, a terminal as text."""

    assignment: str
    rows: tuple[ExerciseProgress, ...]

    @property
    def points(self) -> float:
        """Points of the exercises that are done."""
        return sum(row.exercise.points for row in self.rows if row.state is Progress.DONE)

    @property
    def total(self) -> float:
        """Points of all exercises."""
        return sum(row.exercise.points for row in self.rows)

    def __repr__(self) -> str:
        lines = [f"{self.assignment}: {self.points:g} of {self.total:g} points"]
        lines += [
            f"  {row.exercise.lesson:16} {row.exercise.name:38} {row.told}" for row in self.rows
        ]
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        return render("progress.html", progress=self)


def progress_of(assignment: Assignment, folder: Path) -> CourseProgress:
    """Check every finished exercise of the learner's notebooks.

    Parameters
    ----------
    assignment : the assignment, as the course knows it.
    folder : where the learner's notebooks are. They are read, never run as a whole and
        never written.
    """
    namespace: dict[str, Any] = {}
    report = carry_over(namespace, [lesson.name for lesson in assignment.lessons], folder)
    functions = {row.function: row for row in report.rows}
    rows: list[ExerciseProgress] = []
    for exercise in assignment.exercises:
        needs_all = not exercise.functions
        if needs_all and any(row.state is not Progress.DONE for row in rows):
            rows.append(ExerciseProgress(exercise, Progress.OPEN, "comes when the rest is done"))
        else:
            lacking = _lacking(exercise, functions)
            rows.append(lacking or _checked(assignment, exercise, namespace))
    return CourseProgress(assignment.name, tuple(rows))


def progress_of_course(assignment: str, folder: Path | None = None) -> CourseProgress:
    """Return how far the learner is with an assignment of the course.

    Parameters
    ----------
    assignment : such as ``"optimization"``.
    folder : where the learner's notebooks are; by default the current folder.
    """
    return progress_of(find_course().assignment(assignment), folder or Path.cwd())


def _lacking(
    exercise: Exercise, functions: Mapping[str, CarriedFunction]
) -> ExerciseProgress | None:
    """Say what keeps an exercise from being checked: a function not written, or not Python."""
    for name in exercise.functions:
        row = functions.get(name)
        if row is None or row.state is State.UNFINISHED:
            return ExerciseProgress(exercise, Progress.OPEN)
        if row.state is State.MISSING:
            return ExerciseProgress(exercise, Progress.OPEN, row.detail)
        if row.state is State.BROKEN:
            return ExerciseProgress(exercise, Progress.WRONG, row.detail)
    return None


def _checked(
    assignment: Assignment, exercise: Exercise, namespace: dict[str, Any]
) -> ExerciseProgress:
    verdict = check_namespace(assignment.name, exercise.name, namespace)
    if verdict.passed:
        return ExerciseProgress(exercise, Progress.DONE)
    first = verdict.failures[0]
    return ExerciseProgress(exercise, Progress.WRONG, first.cause or first.problem)
