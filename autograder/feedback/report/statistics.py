"""What the report counts and computes."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean, median

from autograder.feedback.report.records import ClassRecord, ExerciseRecord, FailedCheck

ENOUGH = 10
"""Below this number of students a correlation says more about chance than about an exercise."""
BINS = 10
# How `autograder.misconceptions.diagnose` joins two mistakes.
BETWEEN_NAMES = " + "
BETWEEN_SENTENCES = " And: "


@dataclass(frozen=True)
class ExerciseSummary:
    """How an exercise went.

    Attributes
    ----------
    full, partial, zero, ungraded : numbers of students.
    untouched : how many of those with no points left it as it was handed out.
    discrimination : correlation with the points of all other exercises; None if unknown.
    unknown : why it is not known.
    """

    lesson: str
    exercise: str
    maximum: float
    full: int
    partial: int
    zero: int
    ungraded: int
    untouched: int
    mean: float | None
    discrimination: float | None
    unknown: str = ""

    @property
    def count(self) -> int:
        """The number of students."""
        return self.full + self.partial + self.zero + self.ungraded


@dataclass(frozen=True)
class Mistake:
    """A mistake, or a check that was not passed, and who it happened to."""

    exercise: str
    name: str
    sentence: str
    students: tuple[str, ...]


@dataclass(frozen=True)
class Totals:
    """The class's points in short."""

    mean: float
    median: float
    lowest: float
    highest: float


def totals(record: ClassRecord) -> Totals:
    """Return mean, median and range of the points; zeros for an empty class."""
    points = [student.points for student in record.students] or [0.0]
    return Totals(fmean(points), median(points), min(points), max(points))


def distribution(record: ClassRecord) -> list[int]:
    """Count the students in ten equal ranges of the points; the last one includes the maximum."""
    counts = [0] * BINS
    for student in record.students:
        share = student.points / record.maximum if record.maximum else 0.0
        # The small number keeps 0.3 * 10 from landing below 3.
        counts[min(BINS - 1, max(0, int(share * BINS + 1e-9)))] += 1
    return counts


def summarise(record: ClassRecord) -> list[ExerciseSummary]:
    """Return a summary of each exercise, in order."""
    return [_summary(record, *exercise) for exercise in record.exercises]


def _summary(record: ClassRecord, lesson: str, exercise: str, maximum: float) -> ExerciseSummary:
    results = record.of_exercise(exercise)
    points = [result.points for result in results if result.points is not None]
    full = sum(value >= maximum - 1e-9 for value in points)
    zero = sum(value <= 1e-9 < maximum for value in points)
    value, unknown = _discrimination(record, exercise)
    return ExerciseSummary(
        lesson,
        exercise,
        maximum,
        full,
        len(points) - full - zero,
        zero,
        len(results) - len(points),
        sum(_untouched(result) for result in results),
        fmean(points) if points else None,
        value,
        unknown,
    )


def _untouched(result: ExerciseRecord) -> bool:
    return result.points is not None and result.points <= 1e-9 and not result.attempted


def _discrimination(record: ClassRecord, exercise: str) -> tuple[float | None, str]:
    """Correlate an exercise's points with those of all the others (corrected item-total)."""
    own, rest = [], []
    for student in record.students:
        points = {result.exercise: result.points for result in student.exercises}
        mine = points.pop(exercise, None)
        if mine is not None:
            own.append(mine)
            rest.append(sum(value or 0.0 for value in points.values()))
    if len(own) < ENOUGH:
        return None, f"fewer than {ENOUGH} students"
    if len(record.exercises) < 2:
        return None, "it is the only exercise"
    if len(set(own)) == 1:
        return None, "all have the same points"
    value = correlation(own, rest)
    return value, "" if value is not None else "all have the same points elsewhere"


def correlation(x: Sequence[float], y: Sequence[float]) -> float | None:
    """Return Pearson's correlation; None where one of the two does not vary."""
    mean_x, mean_y = fmean(x), fmean(y)
    dx, dy = [value - mean_x for value in x], [value - mean_y for value in y]
    spread = math.sqrt(sum(d * d for d in dx) * sum(d * d for d in dy))
    if spread < 1e-12:
        return None
    product = sum(a * b for a, b in zip(dx, dy, strict=True))
    return max(-1.0, min(1.0, product / spread))


def known_mistakes(record: ClassRecord) -> list[Mistake]:
    """Return the diagnosed mistakes, the most common first; of two at once, each counts."""
    return _grouped(
        (student.student, result.exercise, name, sentence)
        for student in record.students
        for result in student.exercises
        for failure in result.failures
        for name, sentence in _diagnoses(failure)
    )


def _diagnoses(failure: FailedCheck) -> list[tuple[str, str]]:
    """Return names and sentences; a cause that has no name goes by the check's title."""
    if not failure.cause:
        return []
    names = (failure.mistake or failure.title).split(BETWEEN_NAMES)
    sentences = failure.cause.split(BETWEEN_SENTENCES)
    if len(names) != len(sentences):
        return [(failure.mistake or failure.title, failure.cause)]
    return list(zip(names, sentences, strict=True))


def unexplained(record: ClassRecord) -> list[Mistake]:
    """Return checks that were not passed for no known reason, the most common first.

    Exercises that were left empty are not counted: there is nothing to explain.
    """
    return _grouped(
        (student.student, result.exercise, failure.title, failure.problem)
        for student in record.students
        for result in student.exercises
        if result.attempted
        for failure in result.failures
        if not failure.cause
    )


def _grouped(found: Iterable[tuple[str, str, str, str]]) -> list[Mistake]:
    """Group by exercise and name; a student counts once."""
    students: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for student, exercise, name, sentence in found:
        students[exercise, name].setdefault(student, sentence)
    mistakes = [
        Mistake(exercise, name, next(iter(who.values())), tuple(who))
        for (exercise, name), who in students.items()
    ]
    return sorted(mistakes, key=lambda mistake: -len(mistake.students))
