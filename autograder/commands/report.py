"""`python -m autograder report`: how a class did."""

from __future__ import annotations

from pathlib import Path

from autograder.commands.messages import console, errors_as_messages
from autograder.feedback.report.command import write_report


def run_report(assignment: str, course_dir: Path | None) -> None:
    """Write the class report and print where it is.

    Raises
    ------
    typer.Exit
        With code 1 if there is nothing to report on.
    """
    with errors_as_messages():
        for path in write_report(assignment, course_dir):
            console().print(f"wrote {path}")
