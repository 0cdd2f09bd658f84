"""How a class did, as plain data: what the report is made from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

NOT_ATTEMPTED = ("unfinished", "missing")
"""Kinds of error that say that an exercise was left as it was handed out."""


@dataclass(frozen=True)
class FailedCheck:
    """One check that a student's function did not pass; see `autograder.checks.results`."""

    title: str
    problem: str
    cause: str = ""
    mistake: str = ""
    error: str = ""


@dataclass(frozen=True)
class ExerciseRecord:
    """What one student reached in one exercise.

    Attributes
    ----------
    points : None where there is no score yet, or none could be given.
    ungraded : why it could not be graded; empty if it could.
    failures : the checks that were not passed.
    """

    lesson: str
    exercise: str
    maximum: float
    points: float | None
    ungraded: str = ""
    failures: tuple[FailedCheck, ...] = ()

    @property
    def attempted(self) -> bool:
        """Whether there was anything to judge."""
        empty = any(failure.error in NOT_ATTEMPTED for failure in self.failures)
        return not self.ungraded and not (empty and not self.points)


@dataclass(frozen=True)
class StudentRecord:
    """What one student reached in an assignment.

    Attributes
    ----------
    exercises : in the order of the assignment.
    penalties : points taken off for lateness, by lesson.
    notes : what was repaired or left out.
    problems : why lessons or exercises could not be graded.
    waiting : how many cells a person still has to grade.
    explained : whether the verdicts behind the scores are known.
    """

    student: str
    first_name: str = ""
    last_name: str = ""
    exercises: tuple[ExerciseRecord, ...] = ()
    penalties: tuple[tuple[str, float], ...] = ()
    notes: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    waiting: int = 0
    explained: bool = True

    @property
    def name(self) -> str:
        """The name to show: last name first, or the id where no name is known."""
        return ", ".join(filter(None, (self.last_name, self.first_name))) or self.student

    @property
    def penalty(self) -> float:
        """Points taken off for lateness."""
        return sum(points for _, points in self.penalties)

    @property
    def points(self) -> float:
        """Points of all lessons, after penalties."""
        raw = sum(record.points or 0.0 for record in self.exercises)
        return max(0.0, round(raw - self.penalty, 2))

    def lesson_points(self, lesson: str) -> float | None:
        """Points of one lesson after its penalty; None where none of it has a score."""
        found = [r.points for r in self.exercises if r.lesson == lesson and r.points is not None]
        if not found:
            return None
        return max(0.0, round(sum(found) - dict(self.penalties).get(lesson, 0.0), 2))


@dataclass(frozen=True)
class ClassRecord:
    """How a class did in an assignment.

    Attributes
    ----------
    title : what the page is called after; the assignment's name.
    lessons : the lessons' names, in order.
    exercises : lesson, name and maximum of each exercise, in order.
    students : who handed in, sorted by name.
    absent : ids and names of students of the gradebook who did not.
    """

    title: str
    lessons: tuple[str, ...]
    exercises: tuple[tuple[str, str, float], ...]
    students: tuple[StudentRecord, ...]
    absent: tuple[tuple[str, str], ...] = ()

    @cached_property
    def maximum(self) -> float:
        """Points to be had."""
        return sum(maximum for _, _, maximum in self.exercises)

    def lesson_maximum(self, lesson: str) -> float:
        """Points to be had in one lesson."""
        return sum(maximum for name, _, maximum in self.exercises if name == lesson)

    def of_exercise(self, exercise: str) -> list[ExerciseRecord]:
        """Return all students' records of one exercise."""
        return [r for s in self.students for r in s.exercises if r.exercise == exercise]


def by_name(students: Iterable[StudentRecord]) -> tuple[StudentRecord, ...]:
    """Sort students by name, as a reader expects it."""
    return tuple(sorted(students, key=lambda s: (s.name.casefold(), s.student)))
