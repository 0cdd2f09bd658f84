"""Plain nbgrader works on the course: generate, autograde, feedback, export."""

import csv
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from small_course import ASSIGNMENT, make_course

from autograder.build import make_plan, write_plan
from autograder.course import Course

pytestmark = pytest.mark.slow


def _nbgrader(course: Course, home: Path, *words: str) -> str:
    """Run nbgrader as on a machine whose virtual environment is not activated."""
    environment = {"HOME": str(home), "PATH": os.defpath, "OPENBLAS_NUM_THREADS": "1"}
    result = subprocess.run(
        [Path(sys.executable).parent / "nbgrader", *words],
        cwd=course.root,
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert result.returncode == 0, result.stderr
    return result.stderr


def _hand_in(course: Course, student: str, folder: Path) -> None:
    shutil.copytree(folder, course.submitted(student, ASSIGNMENT))


def _grades(course: Course) -> dict[str, float]:
    with (course.root / "grades.csv").open(newline="") as file:
        return {row["student_id"]: float(row["score"]) for row in csv.DictReader(file)}


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """Take a small class through all steps of nbgrader; return the course and the messages."""
    course = make_course(tmp_path_factory.mktemp("course"))
    home = tmp_path_factory.mktemp("home")
    write_plan(make_plan(course))
    built = {p.name: p.read_bytes() for p in course.release(ASSIGNMENT).rglob("*") if p.is_file()}
    log = _nbgrader(course, home, "generate_assignment", ASSIGNMENT, "--force")
    _hand_in(course, "solved", course.source(ASSIGNMENT))
    _hand_in(course, "untouched", course.release(ASSIGNMENT))
    log += _nbgrader(course, home, "autograde", ASSIGNMENT)
    log += _nbgrader(course, home, "generate_feedback", ASSIGNMENT)
    log += _nbgrader(course, home, "export")
    return course, built, log


def test_generate_assignment_gives_the_release_that_the_build_made(graded):
    course, built, _ = graded
    files = [path for path in course.release(ASSIGNMENT).rglob("*") if path.is_file()]
    assert {path.name: path.read_bytes() for path in files} == built


def test_solutions_get_full_points_and_untouched_notebooks_none(graded):
    assert _grades(graded[0]) == {"solved": 100.0, "untouched": 0.0}


def test_every_student_gets_feedback_on_every_lesson(graded):
    pages = {path.relative_to(graded[0].root / "feedback") for path in graded[0].root.glob("feedback/*/*/*.html")}  # fmt: skip  # noqa: E501
    assert pages == {
        Path(student, ASSIGNMENT, f"{lesson}.html")
        for student in ("solved", "untouched")
        for lesson in ("01_double", "02_sums")
    }


def test_demonstrations_are_not_run_when_grading(graded):
    path = graded[0].root / "autograded" / "solved" / ASSIGNMENT / "01_double.ipynb"
    assert "hello" not in path.read_text()


def test_no_warning_about_the_database_is_printed(graded):
    assert "SAWarning" not in graded[2]
