"""Write the feedback pages of a class in one process, with progress."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any

from autograder.course import Course
from autograder.grading.gradebook.settings import Settings, load_settings
from autograder.lesson import CourseError

# After load_settings' module, which keeps a slow import of nbgrader's out.
from nbgrader.converters.base import NbGraderException  # isort: skip
from nbgrader.converters import GenerateFeedback
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

EXPORTER = "autograder.feedback.exporter.FeedbackExporter"


class _Converter(GenerateFeedback):
    """nbgrader's own converter, for some students only, telling how it goes."""

    def __init__(
        self, students: Collection[str], advance: Callable[[], None], **keywords: Any
    ) -> None:
        super().__init__(**keywords)
        self.force = True
        self.students = students
        self.advance = advance
        self.failure: tuple[str, Exception] | None = None

    def init_notebooks(self) -> None:
        super().init_notebooks()
        name = self.coursedir.assignment_id
        wanted = {self._format_source(name, student) for student in self.students}
        for folder in set(self.assignments) - wanted:
            del self.assignments[folder]

    def convert_single_notebook(self, notebook_filename: str) -> None:
        try:
            super().convert_single_notebook(notebook_filename)
        except Exception as error:
            # nbgrader goes on with the next student, and logs this where nobody may look.
            self.failure = self.failure or (notebook_filename, error)
            raise
        self.advance()


def write_feedback(
    course: Course, assignment: str, students: Collection[str] | None = None
) -> list[Path]:
    """Write ``feedback/<student>/<assignment>/*.html`` from the autograded notebooks.

    The pages are those of ``nbgrader generate_feedback --force``, made by its converter; one
    process for the class saves nbgrader's start for every student.

    Parameters
    ----------
    students : only these; None for all whose submission was graded.

    Returns
    -------
    The pages.

    Raises
    ------
    CourseError
        If nothing was graded, or a page could not be made.
    """
    settings = load_settings(course)
    settings.existing_gradebook()
    found = _autograded(settings, assignment, students)
    pages = [
        settings.feedback(student, assignment) / f"{notebook.stem}.html"
        for student, notebooks in found.items()
        for notebook in notebooks
    ]
    with _progress() as progress:
        task = progress.add_task(f"feedback {assignment}", total=len(pages))
        _convert(settings, assignment, list(found), lambda: progress.advance(task))
    return pages


def _progress() -> Progress:
    text = TextColumn("{task.description}")
    return Progress(text, BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())


def _autograded(
    settings: Settings, assignment: str, students: Collection[str] | None
) -> dict[str, list[Path]]:
    """Return the autograded notebooks by student."""
    names = settings.students(assignment) if students is None else students
    found = {name: sorted(settings.autograded(name, assignment).glob("*.ipynb")) for name in names}
    for name in students or ():
        if not found[name]:
            raise CourseError(
                settings.autograded(name, assignment),
                "there is no autograded notebook.",
                f"Grade first: python -m autograder grade {assignment} --student {name}.",
            )
    found = {name: notebooks for name, notebooks in found.items() if notebooks}
    if not found:
        raise CourseError(
            settings.autograded("*", assignment),
            "there is no autograded notebook.",
            f"Grade first: python -m autograder grade {assignment}.",
        )
    return found


def _convert(
    settings: Settings, assignment: str, students: list[str], advance: Callable[[], None]
) -> None:
    config: Any = settings.config.copy()
    if "exporter_class" not in config.GenerateFeedback:
        config.GenerateFeedback.exporter_class = EXPORTER
    directory = settings.directory
    directory.assignment_id, directory.student_id = assignment, "*"
    converter = _Converter(students, advance, coursedir=directory, config=config)
    try:
        converter.start()
    except NbGraderException as error:
        where, cause = converter.failure or (settings.autograded("*", assignment), error)
        raise CourseError(
            where,
            f"no feedback page could be made of it ({type(cause).__name__}: {cause}).",
            "Grade the submission again with --force, then write the feedback again.",
        ) from cause
