"""A small course whose class was graded: results made by hand, written as the grader does."""

import datetime
from collections.abc import Iterable
from pathlib import Path

from nbgrader.api import Gradebook
from small_course import ASSIGNMENT, make_course

from autograder.checks.results import Failure, PartResult, Verdict
from autograder.course import Course
from autograder.grading.checker.notebook import graded_notebook
from autograder.grading.gradebook.book import Entry
from autograder.grading.gradebook.ledger import Ledger, open_ledger
from autograder.grading.gradebook.publish import write_draft
from autograder.grading.gradebook.settings import load_settings
from autograder.grading.notes import Note, Problem
from autograder.grading.results import (
    ExerciseResult,
    GradedNotebook,
    LessonResult,
    SubmissionResult,
)
from autograder.grading.submission.repair import blank

LESSONS = {"01_double": (("double", 60.0),), "02_sums": (("clipped_sum", 30.0), ("whole", 10.0))}
STUBLESS = "whole"
DUE = datetime.datetime(2026, 3, 1, 12)


def passed(exercise: str) -> Verdict:
    """Return the verdict on a right answer."""
    return Verdict(exercise, (PartResult("gives the right values", 1.0, True),))


def wrong(exercise: str, failure: Failure) -> Verdict:
    """Return the verdict on an answer that fails the second of two checks."""
    parts = (
        PartResult("has the right shape", 1.0, True),
        PartResult("gives the right values", 1.0, False, failure),
    )
    return Verdict(exercise, parts)


def submission(student: str, *verdicts: Verdict | Problem, note: str = "") -> SubmissionResult:
    """Make a result; exercises without a verdict here were passed."""
    found = {v.exercise: v for v in verdicts if isinstance(v, Verdict)}
    problems = [v for v in verdicts if isinstance(v, Problem)]
    lessons = tuple(
        LessonResult(
            lesson,
            tuple(
                ExerciseResult(
                    name,
                    f"{name}-test",
                    None if name == STUBLESS else name,
                    points,
                    None if problems else found.get(name, passed(name)),
                    problems[0] if problems else None,
                )
                for name, points in exercises
            ),
            (Note(f"{lesson}.ipynb", note),) if note else (),
        )
        for lesson, exercises in LESSONS.items()
    )
    return SubmissionResult(student, ASSIGNMENT, f"digest of {student}", lessons)


def graded_class(
    folder: Path,
    results: Iterable[SubmissionResult],
    handed_in: dict[str, datetime.datetime] | None = None,
) -> Course:
    """Make a course with these results in its gradebook and its autograded notebooks."""
    course = make_course(folder)
    with open_ledger(course.assignment(ASSIGNMENT), load_settings(course)) as ledger:
        set_due_date(course, DUE)
        for result in results:
            course.submitted(result.student, ASSIGNMENT).mkdir(parents=True)
            timestamp = (handed_in or {}).get(result.student)
            ledger.book.write([Entry(result, frozenset(), timestamp)])
            _write_notebooks(ledger, result)
    return course


def _write_notebooks(ledger: Ledger, result: SubmissionResult) -> None:
    notebooks = []
    for lesson in result.lessons:
        master = ledger.masters[lesson.lesson]
        content = graded_notebook(blank(master).cells, {}, lesson, master.metadata)
        notebooks.append(GradedNotebook(lesson.lesson, content))
    write_draft(notebooks, ledger.settings.autograded(result.student, ASSIGNMENT))


def gradebook(course: Course) -> Gradebook:
    """Open the course's gradebook."""
    return Gradebook(load_settings(course).db_url, "numpy_networks")


def set_due_date(course: Course, due: datetime.datetime | None) -> None:
    """Set the assignment's due date, as Formgrader does."""
    with gradebook(course) as book:
        book.find_assignment(ASSIGNMENT).duedate = due
        book.db.commit()


def name_student(course: Course, student: str, **fields: str) -> None:
    """Enter a student's name and addresses."""
    with gradebook(course) as book:
        book.update_or_create_student(student, **fields)
