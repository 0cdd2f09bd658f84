"""`python -m autograder feedback`: the students' feedback pages."""

from __future__ import annotations

from pathlib import Path

from autograder.commands.messages import console, errors_as_messages
from autograder.course import find_course
from autograder.feedback.pages import write_feedback


def run_feedback(assignment: str, course_dir: Path | None, students: list[str]) -> None:
    """Write feedback pages, with a progress bar, and print where they are.

    Raises
    ------
    typer.Exit
        With code 1 if there is nothing to write.
    """
    with errors_as_messages():
        course = find_course(course_dir)
        written = write_feedback(course, assignment, students or None)
        console().print(f"wrote {len(written)} pages below {course.root / 'feedback'}")
