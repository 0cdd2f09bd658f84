"""A course directory to grade in, and students who hand things in."""

from __future__ import annotations

import json
import shutil
import traceback
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from nbgrader.api import Gradebook

from autograder.checks.catalogue import reference_functions
from autograder.checks.in_kernel import InKernel
from autograder.course import Course
from autograder.grading.checker.grader import Material
from autograder.grading.checker.notebook import bare_notebook
from autograder.grading.checker.running import Engine
from autograder.grading.gradebook.settings import load_settings
from autograder.grading.masters.master import MasterNotebook
from autograder.grading.masters.released import read_masters
from autograder.grading.pool.job import answer
from autograder.grading.pool.messages import Answer, Assigned
from autograder.grading.results import SubmissionResult
from autograder.grading.run import Request, grade_class
from autograder.grading.submission.names import without_magics
from autograder.grading.submission.repair import blank
from autograder.grading.worker.perform import CallError

ROOT = Path(__file__).resolve().parent.parent
ASSIGNMENT = "optimization"
Notebook = dict[str, Any]


@dataclass(frozen=True)
class GradingCourse:
    """A course of some of the real lessons in a folder of its own."""

    root: Path
    masters: Mapping[str, MasterNotebook]
    solutions: Mapping[str, str]

    @property
    def course(self) -> Course:
        """The course, for the grader."""
        return Course(self.root)

    def released(self, lesson: str) -> Notebook:
        """Return the notebook as students receive it; it may be changed."""
        return json.loads(json.dumps(bare_notebook(blank(self.masters[lesson]).cells)))

    def solved(self, lesson: str, **answers: str) -> Notebook:
        """Return the notebook with all exercises solved, or with these answers."""
        notebook = self.released(lesson)
        for cell in notebook["cells"]:
            name = cell["metadata"].get("nbgrader", {}).get("grade_id", "")
            if cell["metadata"].get("nbgrader", {}).get("solution"):
                cell["source"] = answers.get(name, self.solutions[name])
        return notebook

    def folder(self, student: str) -> Path:
        """Return the folder of what a student hands in, made if need be."""
        folder = self.root / "submitted" / student / ASSIGNMENT
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def hand_in(self, student: str, **notebooks: Notebook | str | bytes) -> Path:
        """Write a submission; keys are file names with ``_`` before the suffix left out."""
        folder = self.folder(student)
        for name, content in notebooks.items():
            write(folder / f"{name.removeprefix('_')}.ipynb", content)
        return folder


def write(path: Path, content: Notebook | str | bytes) -> None:
    """Write a notebook, or whatever else is handed in for one."""
    if isinstance(content, dict):
        content = json.dumps(content)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())


def make_course(root: Path, *lessons: str) -> GradingCourse:
    """Copy some of the real lessons into a course directory."""
    target = root / "source" / ASSIGNMENT
    target.mkdir(parents=True)
    for lesson in lessons:
        shutil.copy(ROOT / "source" / ASSIGNMENT / f"{lesson}.ipynb", target)
    kit = shutil.ignore_patterns("__pycache__", "tests")
    shutil.copytree(ROOT / "autograder" / "student", target / "coursekit", ignore=kit)
    course = Course(root)
    masters = read_masters(course.assignment(ASSIGNMENT), load_settings(course).config)
    return GradingCourse(root, masters, _solutions(target, lessons))


def _solutions(folder: Path, lessons: tuple[str, ...]) -> dict[str, str]:
    cells = [cell for lesson in lessons
             for cell in json.loads((folder / f"{lesson}.ipynb").read_text())["cells"]]  # fmt: skip
    return {
        cell["metadata"]["nbgrader"]["grade_id"]: _without_markers("".join(cell["source"]))
        for cell in cells
        if cell["metadata"].get("nbgrader", {}).get("solution")
    }


def _without_markers(source: str) -> str:
    return "\n".join(line for line in source.splitlines() if "### " not in line)


@dataclass
class PlainSession:
    """A notebook's namespace in this process, with none of the engine's protection."""

    namespace: dict[str, Any] = field(default_factory=dict)
    ended: str = ""
    why: str = ""

    def run_cell(self, source: str, cell_id: str) -> PlainRun:
        """Run a cell."""
        try:
            exec(compile(without_magics(source), cell_id, "exec"), self.namespace)
        except Exception as error:  # noqa: BLE001 - whatever a student raises
            lines = traceback.format_exception(error)
            output = {"output_type": "error", "ename": type(error).__name__,
                      "evalue": str(error), "traceback": lines}  # fmt: skip
            return PlainRun((output,), CallError("raised", type(error).__name__, str(error)))
        return PlainRun(({"output_type": "stream", "name": "stdout", "text": cell_id},), None)


@dataclass(frozen=True)
class PlainRun:
    """What came of a cell."""

    outputs: tuple[dict[str, Any], ...]
    error: CallError | None


class PlainEngine:
    """Runs students' code in this process: quick, for tests whose students are harmless."""

    @contextmanager
    def open_session(self, folder: Path) -> Iterator[PlainSession]:
        """Open a session."""
        yield PlainSession()

    def functions(self, session: PlainSession) -> InKernel:
        """Return the functions of a session."""
        return InKernel(session.namespace, reference_functions(ASSIGNMENT))


@dataclass
class PlainGraders:
    """Grades in this process, one submission at a time."""

    jobs: int
    material: Material | None = None
    waiting: list[Assigned] = field(default_factory=list)

    def __enter__(self) -> PlainGraders:
        return self

    def __exit__(self, *error: object) -> None:
        self.waiting.clear()

    @property
    def busy(self) -> bool:
        """Whether a task is left."""
        return bool(self.waiting)

    @property
    def has_room(self) -> bool:
        """Whether another task can be assigned."""
        return len(self.waiting) < 3

    def provide(self, material: Material) -> None:
        """Take what to grade with."""
        self.material = material

    def assign(self, assigned: Assigned) -> None:
        """Take a task."""
        self.waiting.append(assigned)

    def answers(self, timeout: float | None = None) -> list[Answer]:
        """Grade all that was assigned."""
        assert self.material is not None
        tasks, self.waiting = self.waiting, []
        return [answer(task, self.material, cast(Engine, PlainEngine())) for task in tasks]


@dataclass
class Listener:
    """Remembers what the grader reports."""

    total: int = 0
    unchanged: list[str] = field(default_factory=list)
    results: dict[str, SubmissionResult] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)

    def begin(self, total: int) -> None:
        """Remember how many there are."""
        self.total = total

    def skipped(self, student: str) -> None:
        """Remember who was graded already."""
        self.unchanged.append(student)

    def finished(self, result: SubmissionResult) -> None:
        """Remember a result."""
        self.results[result.student] = result

    def warn(self, text: str) -> None:
        """Remember a warning."""
        self.warnings.append(text)


def grade(course: GradingCourse, *students: str, force: bool = False) -> Listener:
    """Grade a course's submissions in this process, and return what was reported."""
    listener = Listener()
    request = Request(course.course, ASSIGNMENT, 1, students, force)
    grade_class(request, listener, PlainGraders)
    return listener


def scores(course: GradingCourse) -> dict[tuple[str, str], float]:
    """Return what the gradebook holds: scores by student and grade cell."""
    with Gradebook(f"sqlite:///{course.root / 'gradebook.db'}") as book:
        return {
            (student.id, grade.name): grade.score
            for student in book.students
            for submission in student.submissions
            for notebook in submission.notebooks
            for grade in notebook.grades
        }
