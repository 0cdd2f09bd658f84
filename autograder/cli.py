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

    from autograder.grading import doctor as examination

    examination.run(Console())
