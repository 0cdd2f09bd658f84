"""Export an assignment's grades."""

from __future__ import annotations

from enum import Enum
from pathlib import Path

from autograder.course import find_course
from autograder.grading.gradebook.settings import load_settings

# After load_settings' module, which keeps a slow import of nbgrader's out.
from nbgrader.api import Gradebook  # isort: skip

from autograder.export.canvas import CanvasExporter
from autograder.export.exporter import TableExporter
from autograder.export.moodle import MoodleExporter
from autograder.export.plain import PlainExporter
from autograder.lesson import CourseError


class Format(Enum):
    """The formats there are, by the names that the command takes."""

    canvas = CanvasExporter
    moodle = MoodleExporter
    csv = PlainExporter


FORMATS = tuple(Format.__members__)


def export_grades(
    assignment: str,
    format_name: str,
    *,
    course_dir: Path | None = None,
    output: Path | None = None,
    missing: str | None = None,
) -> Path:
    """Write an assignment's grades to a file.

    Parameters
    ----------
    format_name : ``"canvas"``, ``"moodle"`` or ``"csv"``.
    output : the file; by default ``report/<assignment>-<format>.csv`` in the course directory.
    missing : ``"empty"`` or ``"zero"``; None for what the course's configuration says.

    Raises
    ------
    CourseError
        If there is no such format or gradebook, or the assignment is not in it.
    """
    course = find_course(course_dir)
    settings = load_settings(course)
    kind = _exporter_class(format_name)
    name = "grades" if kind is PlainExporter else format_name
    path = output or course.root / "report" / f"{assignment}-{name}.csv"
    exporter = kind(config=settings.config)
    exporter.to, exporter.assignment = str(path), [assignment]
    if missing is not None:
        exporter.missing = missing
    address = settings.existing_gradebook()
    with Gradebook(address, settings.course_id or "default_course") as gradebook:
        exporter.export(gradebook)
    return path


def _exporter_class(name: str) -> type[TableExporter]:
    if name not in Format.__members__:
        raise CourseError(
            "--format", f"there is no format {name!r}.", f"Choose one of: {', '.join(FORMATS)}."
        )
    kind: type[TableExporter] = Format[name].value
    return kind
