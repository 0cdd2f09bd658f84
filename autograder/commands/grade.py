"""`python -m autograder grade`: grade what students handed in."""

from __future__ import annotations

import logging
import os
from pathlib import Path

import typer
from rich.console import Console

from autograder.course import CourseError, find_course
from autograder.grading.progress import ConsoleReporter, summary
from autograder.grading.run import Request, grade_class


def run_grade(
    assignment: str,
    course_dir: Path | None,
    jobs: int | None,
    students: list[str],
    *,
    force: bool,
) -> None:
    """Grade an assignment's submissions and print a table.

    Parameters
    ----------
    assignment : name of the assignment.
    course_dir : the course's directory; None for the repository's own course.
    jobs : how many submissions to grade at once; None for one on each core.
    students : grade only these, if any are named.
    force : also grade again what is unchanged.

    Raises
    ------
    typer.Exit
        With code 1 if the course is not as it must be, 130 if interrupted.
    """
    # nbgrader's advice, such as that on extra metadata, is for its own commands.
    logging.getLogger("traitlets").setLevel(logging.ERROR)
    console = Console(soft_wrap=False)
    try:
        course = find_course(course_dir)
        request = Request(course, assignment, jobs or cores(), tuple(students), force)
        with ConsoleReporter(console) as reporter:
            result = grade_class(request, reporter)
    except CourseError as error:
        Console(stderr=True).print(str(error), highlight=False, markup=False, soft_wrap=True)
        raise typer.Exit(1) from error
    except KeyboardInterrupt as error:
        console.print("Stopped. What was graded is kept; the same command goes on from here.")
        raise typer.Exit(130) from error
    console.print(summary(result))


def cores() -> int:
    """Return how many cores this process may use."""
    available = getattr(os, "sched_getaffinity", None)
    return len(available(0)) if available else os.cpu_count() or 1
