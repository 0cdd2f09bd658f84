"""Read the course from its source notebooks: assignments, lessons, exercises, points.

The source notebooks are the only home of order and points. Everything else asks here.

A course directory is what nbgrader calls one: it holds ``source/``, ``release/``,
``submitted/`` and so on. By default it is the root of this repository.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from autograder.lesson import (
    GIVEN_PREFIX,
    TEST_SUFFIX,
    Cell,
    CourseError,
    Exercise,
    Lesson,
    defined_functions,
    demand_unique,
    grade_id,
    nbgrader_metadata,
    read_lesson,
    source_text,
)

__all__ = [
    "GIVEN_PREFIX",
    "TEST_SUFFIX",
    "Assignment",
    "Cell",
    "Course",
    "CourseError",
    "Exercise",
    "Lesson",
    "defined_functions",
    "find_course",
    "grade_id",
    "nbgrader_metadata",
    "read_lesson",
    "source_text",
]

PACKAGE = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Assignment:
    """One folder of source notebooks, in the order of their names."""

    name: str
    path: Path
    lessons: tuple[Lesson, ...]

    @property
    def exercises(self) -> tuple[Exercise, ...]:
        """All exercises, in the order of the lessons."""
        return tuple(exercise for lesson in self.lessons for exercise in lesson.exercises)

    @property
    def points(self) -> float:
        """Points of all lessons together."""
        return sum(lesson.points for lesson in self.lessons)

    def exercise(self, name: str) -> Exercise:
        """Return the exercise of that name.

        Raises
        ------
        CourseError
            If there is none; the message lists the names there are.
        """
        for exercise in self.exercises:
            if exercise.name == name:
                return exercise
        names = ", ".join(exercise.name for exercise in self.exercises)
        raise CourseError(self.path, f"there is no exercise {name!r}.", f"Choose one of: {names}.")


@dataclass(frozen=True)
class Course:
    """A course directory, and the package that holds its masters."""

    root: Path = PACKAGE.parent
    package: Path = PACKAGE

    @property
    def student_package(self) -> Path:
        """The master of the support package `coursekit`."""
        return self.package / "student"

    @property
    def nbgrader_config(self) -> Path:
        """The course's own nbgrader_config.py; the repository's where it has none."""
        own = self.root / "nbgrader_config.py"
        return own if own.is_file() else self.package.parent / "nbgrader_config.py"

    def source(self, assignment: str = "") -> Path:
        """Return the folder of the source notebooks."""
        return self.root / "source" / assignment

    def release(self, assignment: str = "") -> Path:
        """Return the folder of the students' notebooks."""
        return self.root / "release" / assignment

    def notebooks(self, assignment: str = "") -> Path:
        """Return the folder of the self-study edition."""
        return self.root / "notebooks" / assignment

    def submitted(self, student: str, assignment: str) -> Path:
        """Return the folder of what one student handed in."""
        return self.root / "submitted" / student / assignment

    def reference(self, assignment: str) -> Path:
        """Return the module of the assignment's solutions."""
        return self.package / "reference" / f"{assignment}.py"

    def assignment_names(self) -> tuple[str, ...]:
        """Return the names of the folders under source/ that hold notebooks.

        Raises
        ------
        CourseError
            If there is no such folder.
        """
        names = tuple(sorted({path.parent.name for path in self.source().glob("*/*.ipynb")}))
        if not names:
            raise CourseError(
                self.source(),
                "there is no assignment here, that is, no folder with notebooks.",
                "Name the course's directory with --course-dir.",
            )
        return names

    def assignment(self, name: str) -> Assignment:
        """Read one assignment from its source notebooks.

        Raises
        ------
        CourseError
            If it does not exist, or a notebook is not as it must be.
        """
        folder = self.source(name)
        paths = sorted(folder.glob("*.ipynb"))
        if not name or not paths:
            known = ", ".join(self.assignment_names())
            raise CourseError(folder, "there is no such assignment.", f"Choose one of: {known}.")
        assignment = Assignment(name, folder, tuple(read_lesson(path) for path in paths))
        _demand_unique_names(assignment)
        return assignment

    def assignments(self) -> tuple[Assignment, ...]:
        """Read all assignments."""
        return tuple(self.assignment(name) for name in self.assignment_names())


def find_course(course_dir: Path | None = None) -> Course:
    """Return the course in that directory, or the repository's own course.

    Raises
    ------
    CourseError
        If the directory does not exist.
    """
    if course_dir is None:
        return Course()
    root = course_dir.resolve()
    if not root.is_dir():
        raise CourseError(
            root, "this directory does not exist.", "Name an existing one with --course-dir."
        )
    return Course(root)


def _demand_unique_names(assignment: Assignment) -> None:
    names = [exercise.name for exercise in assignment.exercises]
    demand_unique(assignment.path, names, "exercise name")
