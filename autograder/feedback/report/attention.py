"""Which submissions somebody should look at, and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from autograder.feedback.report.records import ClassRecord, StudentRecord

ENDED = {
    "timeout": "did not return within the time limit",
    "died": "ended the process that ran it",
    "forged": "sent a reply that the course's own worker does not send",
}


@dataclass(frozen=True)
class Reason:
    """A kind of reason, in a word or two, and the details in a sentence."""

    kind: str
    text: str


@dataclass(frozen=True)
class Case:
    """A submission and the reasons to look at it."""

    student: StudentRecord
    reasons: tuple[Reason, ...]


def cases(record: ClassRecord) -> list[Case]:
    """Return the submissions that need a look, in the order of the students."""
    found = (Case(student, tuple(_reasons(student))) for student in record.students)
    return [case for case in found if case.reasons]


def _reasons(student: StudentRecord) -> Iterator[Reason]:
    for problem in student.problems:
        yield Reason("not graded", problem)
    yield from _ended(student)
    for note in student.notes:
        yield Reason("repaired", note)
    if student.waiting:
        cells = "1 cell waits" if student.waiting == 1 else f"{student.waiting} cells wait"
        yield Reason("to grade by hand", f"{cells} for a person in Formgrader.")
    if student.penalty:
        yield Reason("late", f"{round(student.penalty, 2):g} points were taken off.")


def _ended(student: StudentRecord) -> Iterator[Reason]:
    for result in student.exercises:
        kinds = dict.fromkeys(failure.error for failure in result.failures)
        for kind in kinds:
            if kind in ENDED:
                word = "timed out" if kind == "timeout" else "stopped"
                yield Reason(word, f"{result.exercise} {ENDED[kind]}.")
