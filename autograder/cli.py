"""The commands of `python -m autograder`. Each imports what it needs when it is run."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(
    help="Build, grade and report a course of notebooks.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
)

CourseDir = Annotated[
    Path | None,
    typer.Option("--course-dir", help="The course's directory; by default this repository."),
]


@app.callback()
def main() -> None:
    """Build, grade and report a course of notebooks."""


@app.command()
def build(
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; name the files that are stale.")
    ] = False,
    overwrite_work: Annotated[
        bool,
        typer.Option(
            "--overwrite-work", help="Also replace self-study notebooks that were worked in."
        ),
    ] = False,
    course_dir: CourseDir = None,
) -> None:
    """Write solutions into source/, and make release/ and notebooks/ from it."""
    from autograder.build.command import run_build, run_check

    if check:
        run_check(course_dir)
    else:
        run_build(course_dir, overwrite_work=overwrite_work)


@app.command()
def grade(
    assignment: Annotated[str, typer.Argument(help="Name of the assignment.")],
    course_dir: CourseDir = None,
    jobs: Annotated[
        int | None,
        typer.Option(min=1, help="Submissions graded at once; by default one per core."),
    ] = None,
    student: Annotated[
        list[str] | None, typer.Option(help="Grade only this student; may be repeated.")
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Also grade again what has not changed.")
    ] = False,
) -> None:
    """Grade what students handed in, into nbgrader's gradebook and autograded/."""
    from autograder.commands.grade import run_grade

    run_grade(assignment, course_dir, jobs, student or [], force=force)


@app.command()
def feedback(
    assignment: Annotated[str, typer.Argument(help="Name of the assignment.")],
    course_dir: CourseDir = None,
    student: Annotated[
        list[str] | None, typer.Option(help="Only this student's pages; may be repeated.")
    ] = None,
) -> None:
    """Write the students' feedback pages, as nbgrader generate_feedback does, but faster."""
    from autograder.commands.feedback import run_feedback

    run_feedback(assignment, course_dir, student or [])


@app.command()
def report(
    assignment: Annotated[str, typer.Argument(help="Name of the assignment.")],
    course_dir: CourseDir = None,
) -> None:
    """Write the class report: report/ASSIGNMENT.html, and .csv."""
    from autograder.commands.report import run_report

    run_report(assignment, course_dir)


@app.command()
def export(
    assignment: Annotated[str, typer.Argument(help="Name of the assignment.")],
    to: Annotated[str, typer.Option("--format", help="canvas, moodle, or csv (plain).")] = "csv",
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="The file; by default one in report/."),
    ] = None,
    missing: Annotated[
        str | None,
        typer.Option(help="What stands for nothing handed in: empty (the default), or zero."),
    ] = None,
    course_dir: CourseDir = None,
) -> None:
    """Write grades for a learning management system or a spreadsheet."""
    from autograder.commands.export import run_export

    run_export(assignment, to, course_dir=course_dir, output=output, missing=missing)


@app.command()
def demo(
    folder: Annotated[
        Path, typer.Option(help="Where to make the example course; an old one is replaced.")
    ] = Path("demo"),
    jobs: Annotated[
        int | None, typer.Option(help="Graders at once; by default one per core.")
    ] = None,
) -> None:
    """Make an example class, grade it, write its feedback, and say where to look."""
    from autograder.demo.command import run

    run(folder, jobs)


@app.command()
def mnist(
    seeds: Annotated[int, typer.Option(min=1, help="How many times each network is trained.")] = 3,
) -> None:
    """Train both of the document's networks on MNIST and print the accuracies."""
    from autograder.mnist import run

    run(seeds)


@app.command()
def doctor() -> None:
    """Tell how well this machine can wall off a student's code, and how to get the rest."""
    from rich.console import Console

    from autograder.grading.doctor import run

    run(Console())
