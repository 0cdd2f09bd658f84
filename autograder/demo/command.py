"""`python -m autograder demo`: make the example class, grade it, show what came of it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import typer
from rich.console import Console
from rich.table import Table

from autograder.commands.grade import run_grade
from autograder.commands.report import run_report
from autograder.course import Course, CourseError, find_course
from autograder.demo.classroom import ASSIGNMENT, make_classroom
from autograder.demo.gradebook import Row, enrol, read_rows
from autograder.demo.students import CLASS
from autograder.feedback.pages import write_feedback


def run(folder: Path, jobs: int | None) -> None:
    """Make an example course in `folder`, grade its class, and say where to look.

    Raises
    ------
    typer.Exit
        With code 1 if the course is not as it must be.
    """
    console = Console(soft_wrap=True, highlight=False)
    try:
        course = make_classroom(find_course(), folder.resolve())
    except CourseError as error:
        console.print(str(error), style="red", markup=False)
        raise typer.Exit(1) from error
    console.print(f"Made a class of {len(CLASS)} students in {folder}/submitted")
    run_grade(ASSIGNMENT, course.root, jobs, [], force=False)
    enrol(course, CLASS)
    write_feedback(course, ASSIGNMENT)
    run_report(ASSIGNMENT, course.root)
    console.print(_table(read_rows(course, ASSIGNMENT)))
    _say_where(console, folder, course)


def _table(rows: dict[str, Row]) -> Table:
    table = Table(title="The example class, as the gradebook has it")
    for column in ("student", "what the submission shows"):
        table.add_column(column)
    for column in ("points", "of"):
        table.add_column(column, justify="right")
    for student in CLASS:
        row = rows[student.id]
        name = f"{student.first_name} {student.last_name}"
        table.add_row(name, student.about, f"{row.points:g}", f"{row.maximum:g}")
    return table


def _say_where(console: Console, folder: Path, course: Course) -> None:
    first = course.assignment(ASSIGNMENT).lessons[0].name
    console.print("Where to look:")
    for what, where in (
        ("class report", f"{folder}/report/{ASSIGNMENT}.html"),
        ("a student's feedback", f"{folder}/feedback/fatma/{ASSIGNMENT}/03_batchnorm.html"),
        ("what students get", f"release/{ASSIGNMENT}/{first}.ipynb"),
        ("the self-study edition", f"notebooks/{ASSIGNMENT}/{first}.ipynb (make lab)"),
        ("nbgrader's Formgrader", f"cd {folder} && {_jupyter(folder)} lab"),
    ):
        console.print(f"  {what:24} {where}", markup=False)


def _jupyter(folder: Path) -> str:
    """Return the jupyter beside this interpreter, as seen from a folder."""
    program = Path(sys.executable).parent / "jupyter"
    return os.path.relpath(program, folder.resolve()) if program.is_file() else "jupyter"
