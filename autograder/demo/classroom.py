"""Make the example course: the source, the release, and a class's submissions."""

from __future__ import annotations

import inspect
import shutil
from pathlib import Path

import nbformat

from autograder.course import Course, Lesson
from autograder.demo.students import CLASS, Answer, Mishap, Student
from autograder.lesson import CourseError

ASSIGNMENT = "optimization"
_MARK = ".example-course"
_MARKERS = ("### BEGIN SOLUTION", "### END SOLUTION")


def make_classroom(course: Course, folder: Path) -> Course:
    """Make a course directory with submissions of the example class; an old one is replaced.

    Parameters
    ----------
    course : the course to copy source and release from.
    folder : where to make it.

    Returns
    -------
    The new course.

    Raises
    ------
    CourseError
        If the folder holds something else than an earlier example course.
    """
    _make_room(folder)
    shutil.copy(course.nbgrader_config, folder / "nbgrader_config.py")
    shutil.copytree(course.source(ASSIGNMENT), folder / "source" / ASSIGNMENT)
    shutil.copytree(course.release(ASSIGNMENT), folder / "release" / ASSIGNMENT)
    made = Course(root=folder, package=course.package)
    for student in CLASS:
        hand_in(made, student)
    return made


def _make_room(folder: Path) -> None:
    """Make an empty folder, in place of an earlier example course but of nothing else."""
    if folder.exists():
        if not (folder / _MARK).is_file() and any(folder.iterdir()):
            raise CourseError(
                folder,
                "this folder holds something else than an example course.",
                "Nothing was removed. Name a new folder: python -m autograder demo --folder NEW.",
            )
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    (folder / _MARK).write_text("`python -m autograder demo` replaces this folder.\n")


def hand_in(course: Course, student: Student) -> None:
    """Write one student's submission into the course."""
    target = course.submitted(student.id, ASSIGNMENT)
    shutil.copytree(course.release(ASSIGNMENT), target)
    for number, lesson in enumerate(course.assignment(ASSIGNMENT).lessons, start=1):
        path = target / lesson.path.name
        if number in student.lessons:
            _write_answers(path, lesson, student)
        for which, mishap in student.mishaps:
            if which == number:
                _damage(path, mishap)


def _write_answers(path: Path, lesson: Lesson, student: Student) -> None:
    notebook = nbformat.read(path, as_version=4)
    solved = {cell.id: cell.source for cell in nbformat.read(lesson.path, as_version=4).cells}
    for cell in notebook.cells:
        if cell.metadata.get("nbgrader", {}).get("solution"):
            answer = _answer(student, cell.metadata.nbgrader.grade_id, solved[cell.id])
            if answer is not None:
                cell.source = f"{student.remark}\n{answer}".lstrip()
    nbformat.write(notebook, path)


def _answer(student: Student, exercise: str, solved: str) -> str | None:
    module = student.module_for(exercise)
    if module is not None:
        return inspect.getsource(getattr(module, exercise)).rstrip()
    if student.default is Answer.NOTHING:
        return None
    return "\n".join(line for line in solved.splitlines() if line.strip() not in _MARKERS)


def _damage(path: Path, mishap: Mishap) -> None:
    match mishap:
        case Mishap.MISSING:
            path.unlink()
        case Mishap.TRUNCATED:
            text = path.read_text(encoding="utf-8")
            path.write_text(text[: len(text) // 2], encoding="utf-8")
        case Mishap.RENAMED:
            path.rename(path.with_name(f"{path.stem} (1).ipynb"))
