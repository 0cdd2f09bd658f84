"""The build as a command: what it prints, and how it exits."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import typer
from rich.console import Console

from autograder.build import make_plan, stale_files, write_plan
from autograder.build.plan import shown
from autograder.course import CourseError, find_course


def run_build(course_dir: Path | None, *, overwrite_work: bool) -> None:
    """Bring all derived files up to date, and print what was done."""
    console = _console()
    with _errors_as_messages():
        course = find_course(course_dir)
        plan = make_plan(course)
        result = write_plan(plan, overwrite_work=overwrite_work)
    for output in result.written:
        console.print(f"wrote    {shown(output.path, course)}")
        for detail in output.details:
            console.print(f"           {detail}", style="dim")
    for path in result.removed:
        console.print(f"removed  {shown(path, course)}")
    for path in result.kept:
        console.print(
            f"kept     {shown(path, course)}: someone has worked in it. "
            "To lose that work, use --overwrite-work.",
            style="yellow",
        )
    for path in plan.strangers:
        console.print(f"left     {shown(path, course)}: made by no source notebook", style="yellow")
    current = len(plan.outputs) - len(result.written) - len(result.kept)
    console.print(f"{len(result.written)} files written, {current} were up to date")


def run_check(course_dir: Path | None) -> None:
    """Name every stale file; exit with 1 if there is one."""
    console = _console()
    with _errors_as_messages():
        course = find_course(course_dir)
        plan = make_plan(course)
        stale = stale_files(course, plan)
    for file in stale:
        console.print(f"stale    {file.path}: {file.cause}", style="red")
        console.print(f"           {file.remedy}")
    if stale:
        console.print(f"{len(stale)} stale files")
        raise typer.Exit(1)
    console.print(f"all {len(plan.outputs)} files are up to date")


def _console() -> Console:
    # Paths are for copying: no wrapping, no colouring of their parts.
    return Console(soft_wrap=True, highlight=False, markup=False)


@contextmanager
def _errors_as_messages() -> Iterator[None]:
    try:
        yield
    except CourseError as error:
        Console(stderr=True, soft_wrap=True, highlight=False, markup=False).print(
            f"error: {error}", style="red"
        )
        raise typer.Exit(1) from error
