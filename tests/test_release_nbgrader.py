"""Plain nbgrader works on the course: generate, autograde, feedback, export."""

import csv
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from grading_course import ASSIGNMENT, ROOT, GradingCourse, make_course

from autograder.course import Course

pytestmark = pytest.mark.slow
LESSONS = ("01_relu_softmax", "02_dropout")
REPOSITORY = Course(ROOT)


def _nbgrader(course: GradingCourse, home: Path, *words: str) -> str:
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


def _grades(course: GradingCourse) -> dict[str, tuple[float, float]]:
    with (course.root / "grades.csv").open(newline="") as file:
        return {
            row["student_id"]: (float(row["score"]), float(row["max_score"]))
            for row in csv.DictReader(file)
        }


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """Take a small class through all steps of nbgrader; return the course and the messages."""
    course = make_course(tmp_path_factory.mktemp("class") / "course", *LESSONS)
    shutil.copy(ROOT / "nbgrader_config.py", course.root)
    home = tmp_path_factory.mktemp("home")
    log = _nbgrader(course, home, "generate_assignment", ASSIGNMENT)
    released = course.course.release(ASSIGNMENT)
    shutil.copytree(released, course.root / "submitted" / "untouched" / ASSIGNMENT)
    course.hand_in("solved", **{lesson: course.solved(lesson) for lesson in LESSONS})
    log += _nbgrader(course, home, "autograde", ASSIGNMENT)
    log += _nbgrader(course, home, "generate_feedback", ASSIGNMENT)
    log += _nbgrader(course, home, "export")
    return course, log


@pytest.mark.parametrize("lesson", LESSONS)
def test_generate_assignment_gives_the_release_that_is_committed(graded, lesson):
    made = graded[0].course.release(ASSIGNMENT) / f"{lesson}.ipynb"
    committed = REPOSITORY.release(ASSIGNMENT) / f"{lesson}.ipynb"
    assert made.read_bytes() == committed.read_bytes()


def test_generate_assignment_ships_the_support_module(graded):
    made = graded[0].course.release(ASSIGNMENT) / "coursekit" / "data.py"
    assert made.read_bytes() == (REPOSITORY.student_package / "data.py").read_bytes()


def test_solutions_get_full_points_and_untouched_notebooks_none(graded):
    grades = _grades(graded[0])
    assert grades["solved"][0] == grades["solved"][1] > 0
    assert grades["untouched"] == (0.0, grades["solved"][1])


def test_every_student_gets_feedback_on_every_lesson(graded):
    folder = graded[0].root / "feedback"
    assert {path.relative_to(folder) for path in folder.glob("*/*/*.html")} == {
        Path(student, ASSIGNMENT, f"{lesson}.html")
        for student in ("solved", "untouched")
        for lesson in LESSONS
    }


def test_demonstrations_are_not_run_when_grading(graded):
    folder = graded[0].root / "autograded" / "solved" / ASSIGNMENT
    assert all("image/png" not in path.read_text() for path in folder.glob("*.ipynb"))


def test_no_warning_about_the_database_is_printed(graded):
    assert "SAWarning" not in graded[1]
