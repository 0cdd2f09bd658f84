"""Course directories to look at, copied from the checkout so that nothing in it is touched."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook
from typer.testing import CliRunner

from autograder.cli import app
from autograder.course import Course, find_course
from autograder.demo.classroom import hand_in
from autograder.demo.students import CLASS
from autograder.grading.gradebook.settings import load_settings

ASSIGNMENT = "optimization"
AT_WORK = "student/optimization"
SOLVED = "solved/optimization"
MISTAKEN, DAMAGED, PERFECT = "fatma", "milo", "ada"


@dataclass(frozen=True)
class Classroom:
    """A course directory."""

    folder: Path

    @property
    def course(self) -> Course:
        """The course in it."""
        return Course(self.folder, find_course().package)

    def gradebook(self) -> Gradebook:
        """Open the course's gradebook."""
        return Gradebook(load_settings(self.course).db_url, "numpy_networks")

    def cells(self, path: str) -> dict[str, str]:
        """Return the text of a notebook's cells by their ids."""
        notebook: Any = json.loads((self.folder / path).read_text(encoding="utf-8"))
        return {cell["id"]: "".join(cell["source"]) for cell in notebook["cells"]}

    def scores(self, student: str) -> dict[str, float]:
        """Return a student's scores by the names of the grade cells."""
        with self.gradebook() as book:
            submission = book.find_submission(ASSIGNMENT, student)
            return {
                grade.name: grade.auto_score
                for notebook in submission.notebooks
                for grade in notebook.grades
            }


def make_classroom(folder: Path, *handing_in: str) -> Classroom:
    """Copy the course, let students hand in, and give one the release to work on."""
    made, origin = Classroom(folder), find_course()
    shutil.copy(origin.nbgrader_config, folder)
    for edition in ("source", "release", "notebooks"):
        ignore = shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints")
        shutil.copytree(origin.root / edition, folder / edition, ignore=ignore)
    shutil.copytree(folder / "release" / ASSIGNMENT, folder / AT_WORK)
    students = [s for s in CLASS if s.id in (handing_in or (MISTAKEN,))]
    with made.gradebook() as book:
        for student in students:
            hand_in(made.course, student)
            names = {"first_name": student.first_name, "last_name": student.last_name}
            book.update_or_create_student(student.id, **names)
    return made


def add_solved_lessons(classroom: Classroom) -> None:
    """Add lessons as a student with all answers right has them, but do not hand them in."""
    hand_in(classroom.course, next(s for s in CLASS if s.id == PERFECT))
    folder = classroom.course.submitted(PERFECT, ASSIGNMENT)
    shutil.move(folder, classroom.folder / SOLVED)
    folder.parent.rmdir()


def graded_classroom(folder: Path) -> Classroom:
    """Make a classroom of two, grade it, and write feedback and report."""
    made = make_classroom(folder, MISTAKEN, DAMAGED)
    for command in ("grade", "feedback", "report"):
        result = CliRunner().invoke(app, [command, ASSIGNMENT, "--course-dir", str(folder)])
        assert result.exit_code == 0, result.output
    return made
