"""Grade a class: find what is new, grade it in parallel, write each result when it is there."""

from __future__ import annotations

import errno
import os
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol
from unicodedata import category

from autograder.checks import catalogue
from autograder.course import Assignment, Course
from autograder.grading.checker.grader import Material, Task
from autograder.grading.masters.course_side import course_digest
from autograder.grading.pool.messages import Answer, Assigned
from autograder.grading.pool.pool import Graders, Pool
from autograder.grading.results import SubmissionResult
from autograder.grading.secret import course_secret
from autograder.grading.submission.files import content_digest
from autograder.lesson import CourseError

if TYPE_CHECKING:
    from autograder.grading.gradebook.ledger import Ledger

LOCK_WAIT = 0.2
JOBS_PER_CORE = 4
"""More gain nothing, and each takes its memory."""
# Control characters, and what stands for bytes that are no UTF-8.
_NO_TEXT = ("Cc", "Cs")


@dataclass(frozen=True)
class Request:
    """What to grade.

    Attributes
    ----------
    students : only these, if any are named.
    force : also what is graded already.
    """

    course: Course
    assignment: str
    jobs: int
    students: tuple[str, ...] = ()
    force: bool = False


class Reporter(Protocol):
    """Is told how grading goes."""

    def begin(self, total: int) -> None:
        """Learn the number of submissions."""

    def skipped(self, student: str) -> None:
        """Learn that a submission is graded already."""

    def finished(self, result: SubmissionResult) -> None:
        """Learn that a result is in the gradebook."""

    def warn(self, text: str) -> None:
        """Say something about the course."""


@dataclass(frozen=True)
class ClassResult:
    """What became of a class: the new results, and who was graded already."""

    results: tuple[SubmissionResult, ...]
    skipped: tuple[str, ...]


def grade_class(
    request: Request, reporter: Reporter, start: Callable[[int], Graders] = Pool
) -> ClassResult:
    """Grade an assignment's submissions into the gradebook.

    Parameters
    ----------
    request : what to grade.
    reporter : is told how it goes.
    start : starts that many graders.

    Raises
    ------
    CourseError
        If the course is not as it must be, a named student handed in nothing, or results cannot
        be written.
    """
    assignment = request.course.assignment(request.assignment)
    demand_checks(assignment)
    with _told_as_course_error(request.course), start(_bounded(request.jobs, reporter)) as pool:
        # While the jobs start. The import alone takes as long as they do.
        from autograder.grading.gradebook.ledger import open_ledger
        from autograder.grading.gradebook.settings import load_settings

        secret = course_secret(request.course.root)
        with open_ledger(assignment, load_settings(request.course)) as ledger:
            for name in ledger.book.recorded.gone:
                reporter.warn(f"The gradebook holds the cell {name}, which the source lacks.")
            pool.provide(Material(assignment.name, assignment.path, ledger.masters, secret))
            context = course_digest(request.course, assignment, secret)
            names = _recordable(_students(request, ledger), reporter)
            if not names:
                folder = ledger.settings.submitted("STUDENT", assignment.name)
                reporter.warn(f"Nothing was handed in: there is no folder {folder}. Collect first.")
            grading = _ClassGrading(request, reporter, ledger, pool, context, deque(names))
            reporter.begin(len(names))
            return grading.run()


def _bounded(jobs: int, reporter: Reporter) -> int:
    most = JOBS_PER_CORE * (os.cpu_count() or 1)
    if jobs > most:
        reporter.warn(f"{most} submissions are graded at once, not {jobs}: more gain nothing here.")
    return min(jobs, most)


@contextmanager
def _told_as_course_error(course: Course) -> Iterator[None]:
    """Say which file or folder could not be read or written, and what to do."""
    try:
        yield
    except OSError as error:
        remedy = "See that nothing else is in its place and that its rights allow it"
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            remedy = "Make some room"
        raise CourseError(
            str(error.filename2 or error.filename or course.root),
            f"it cannot be read or written ({error.strerror or error}).",
            f"{remedy}, and grade again: what was graded is kept.",
        ) from error


def demand_checks(assignment: Assignment) -> None:
    """Raise a CourseError for an exercise that has no check."""
    checked = assignment.name in catalogue.ASSIGNMENTS
    known = {check.name for check in catalogue.exercises(assignment.name)} if checked else set()
    for exercise in assignment.exercises:
        if exercise.name not in known:
            raise CourseError(
                assignment.path / f"{exercise.lesson}.ipynb",
                f"there is no check for the exercise {exercise.name!r}.",
                f"Write one in autograder/checks/{assignment.name}/, or grade without this engine, "
                "by a nbgrader_config.py that does not name it.",
            )


def _students(request: Request, ledger: Ledger) -> list[str]:
    names = ledger.settings.students(request.assignment)
    for name in request.students:
        if name not in names:
            raise CourseError(
                ledger.settings.submitted(name, request.assignment),
                "there is no such submission.",
                "Collect it first, or correct the name after --student.",
            )
    return [name for name in names if not request.students or name in request.students]


def _recordable(names: list[str], reporter: Reporter) -> list[str]:
    """Return the names that a gradebook can hold; the others, which are no text, are told."""
    good = [name for name in names if not any(category(sign) in _NO_TEXT for sign in name)]
    for name in names:
        if name not in good:
            reporter.warn(
                f"The folder of a student is called {name!r}, which is no name that can be "
                "written down. It was not graded: rename it and grade again."
            )
    return good


@dataclass
class _ClassGrading:
    """The submissions of a class, waiting, being graded, and done."""

    request: Request
    reporter: Reporter
    ledger: Ledger
    pool: Graders
    context: str
    waiting: deque[str]
    assigned: dict[str, Assigned] = field(default_factory=dict)
    results: list[SubmissionResult] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)

    def run(self) -> ClassResult:
        """Grade all that wait."""
        while self.waiting or self.pool.busy:
            held = self._assign()
            if self.pool.busy:
                self._record(list(self.pool.answers(timeout=LOCK_WAIT if held else None)))
            elif held:
                # Another grader is at work on all that is left: see what becomes of it.
                time.sleep(LOCK_WAIT)
        return ClassResult(tuple(self.results), tuple(self.skipped))

    def _assign(self) -> bool:
        """Assign waiting submissions to jobs; tell whether another grader holds some of them."""
        held = False
        for student in tuple(self.waiting):
            if not self.pool.has_room:
                break
            if not self.ledger.locks.acquire(student):
                held = True
                continue
            self.waiting.remove(student)
            self._begin(student)
        return held

    def _begin(self, student: str) -> None:
        folder = self.ledger.settings.submitted(student, self.request.assignment)
        task = Task(student, folder, content_digest(folder, self.context))
        if not self.request.force and self.ledger.is_graded(student, task.digest):
            self.ledger.locks.release(student)
            self.skipped.append(student)
            self.reporter.skipped(student)
            return
        self.assigned[student] = Assigned(task, self.ledger.new_draft(student, task.digest))
        self.pool.assign(self.assigned[student])

    def _record(self, answers: list[Answer]) -> None:
        """Write what was answered, all of it in one transaction."""
        graded = [(self.assigned.pop(answer.student), answer) for answer in answers]
        for result in self.ledger.record(graded):
            self.ledger.locks.release(result.student)
            self.results.append(result)
            self.reporter.finished(result)
