"""Compute every file that the build makes, without writing any.

The order is that of the facts: reference -> source -> release -> self-study edition.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from autograder.build.notebook import Notebook, notebook_text, parse_notebook
from autograder.build.reference import read_reference
from autograder.build.release import read_all, release_files
from autograder.build.selfstudy import self_study_notebook
from autograder.build.solutions import write_solutions
from autograder.build.support import COURSEKIT, support_files
from autograder.build.tags import normalise
from autograder.course import Assignment, Course

_WORK_FILES = {".ipynb_checkpoints", "__pycache__"}


@dataclass(frozen=True)
class Output:
    """One file as it should be.

    Attributes
    ----------
    path : where it belongs.
    content : its bytes.
    master : the file or folder to edit in its place.
    details : what the build changes in a source notebook, for the person at the keyboard.
    precious : whether a learner may have worked in it.
    made_from : what the file held when it was read, if the output is an edit of itself.
    """

    path: Path
    content: bytes = field(repr=False)
    master: str
    details: tuple[str, ...] = ()
    precious: bool = False
    made_from: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True)
class Plan:
    """Everything that the build makes, and files that stand in its way.

    Attributes
    ----------
    outputs : the files as they should be.
    remove : files in folders that hold nothing but the build's work, and not made by it.
    strangers : notebooks in the self-study folder that no source notebook stands behind.
    """

    outputs: tuple[Output, ...]
    remove: tuple[Path, ...]
    strangers: tuple[Path, ...]


def make_plan(course: Course) -> Plan:
    """Compute the files of all assignments.

    Raises
    ------
    CourseError
        If a master is not as it must be.
    """
    outputs: list[Output] = []
    for assignment in course.assignments():
        outputs += _Edition(course, assignment).outputs()
    made = {output.path for output in outputs}
    remove, strangers = [], []
    for name in course.assignment_names():
        derived = [course.release(name)]
        derived += [folder(name) / COURSEKIT for folder in (course.source, course.notebooks)]
        remove += [path for folder in derived for path in _files(folder) if path not in made]
        learners = sorted(course.notebooks(name).glob("*.ipynb"))
        strangers += [path for path in learners if path not in made]
    return Plan(tuple(outputs), tuple(remove), tuple(strangers))


class _Edition:
    """The three editions of one assignment in the making."""

    def __init__(self, course: Course, assignment: Assignment) -> None:
        self.course = course
        self.assignment = assignment
        self.support = support_files(course.student_package)
        self.sources: dict[str, Notebook] = {}

    def outputs(self) -> list[Output]:
        """Return the files of all three editions."""
        source = self._source()
        release = self._release(source)
        return [*source, *release, *self._self_study(release)]

    def _source(self) -> list[Output]:
        reference = read_reference(self.course.reference(self.assignment.name))
        outputs = self._support(self.course.source(self.assignment.name))
        for lesson in self.assignment.lessons:
            before = lesson.path.read_bytes()
            notebook = parse_notebook(before.decode(), lesson.path)
            cells = write_solutions(notebook, lesson.path, reference)
            details = [f"solution of {cell}, from {self._shown(reference.path)}" for cell in cells]
            details += [f"tags, id, outputs or metadata of {cell}" for cell in normalise(notebook)]
            self.sources[lesson.name] = notebook
            content = notebook_text(notebook).encode()
            master = f"{self._shown(lesson.path)} and {self._shown(reference.path)}"
            outputs.append(Output(lesson.path, content, master, tuple(details), made_from=before))
        return outputs

    def _release(self, source: list[Output]) -> list[Output]:
        name = self.assignment.name
        folder = self.course.source(name)
        files = {
            path: content
            for path, content in read_all(folder).items()
            if not _WORK_FILES & set(Path(path).parts) and not path.startswith(f"{COURSEKIT}/")
        }
        files |= {output.path.relative_to(folder).as_posix(): output.content for output in source}
        made = release_files(self.course, name, files)
        release = self.course.release(name)
        return [Output(release / path, made[path], self._master(path)) for path in sorted(made)]

    def _self_study(self, release: list[Output]) -> list[Output]:
        name = self.assignment.name
        folder = self.course.notebooks(name)
        released = {
            output.path.relative_to(self.course.release(name)): output for output in release
        }
        lessons = {Path(f"{lesson.name}.ipynb"): lesson for lesson in self.assignment.lessons}
        outputs = []
        for path, output in released.items():
            content = output.content
            if path in lessons:
                lesson = lessons[path]
                stub = parse_notebook(content.decode(), output.path)
                edition = self_study_notebook(name, lesson, self.sources[lesson.name], stub)
                content = notebook_text(edition).encode()
            precious = path in lessons
            outputs.append(Output(folder / path, content, output.master, precious=precious))
        return outputs

    def _support(self, folder: Path) -> list[Output]:
        master = self._shown(self.course.student_package)
        return [Output(folder / path, data, master) for path, data in self.support.items()]

    def _master(self, path: str) -> str:
        if path in self.support:
            return self._shown(self.course.student_package)
        return self._shown(self.assignment.path / path)

    def _shown(self, path: Path) -> str:
        return shown(path, self.course)


def shown(path: Path, course: Course) -> str:
    """Return a path as people read it: relative to the course or the repository."""
    for base in (course.root, course.package.parent):
        if path.is_relative_to(base):
            return path.relative_to(base).as_posix()
    return str(path)


def _files(folder: Path) -> list[Path]:
    return [
        path
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not _WORK_FILES & set(path.relative_to(folder).parts)
    ]
