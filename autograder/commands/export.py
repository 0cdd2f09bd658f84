"""`python -m autograder export`: grades for a learning management system or a spreadsheet."""

from __future__ import annotations

from pathlib import Path

import typer

from autograder.commands.messages import console, errors_as_messages
from autograder.export.command import export_grades

MISSING = (None, "empty", "zero")


def run_export(
    assignment: str,
    format_name: str,
    *,
    course_dir: Path | None,
    output: Path | None,
    missing: str | None,
) -> None:
    """Write the grades and print where they are.

    Raises
    ------
    typer.Exit
        With code 1 if there is nothing to export.
    """
    if missing not in MISSING:
        raise typer.BadParameter("choose empty or zero", param_hint="--missing")
    with errors_as_messages():
        path = export_grades(
            assignment, format_name, course_dir=course_dir, output=output, missing=missing
        )
        console().print(f"wrote {path}")
