"""Make the students' edition with nbgrader's own converter, in a temporary course directory.

The instructor's gradebook stays untouched: `nbgrader generate_assignment`, which gives the
same files, is what records an assignment there.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from autograder.course import Course, CourseError
from autograder.quick_import import skip_uri_checker


def release_files(course: Course, assignment: str, source: dict[str, bytes]) -> dict[str, bytes]:
    """Convert an assignment's source files to what students receive.

    Parameters
    ----------
    course : its nbgrader_config.py decides about stubs and ignored files.
    assignment : name of the assignment.
    source : content of the source folder's files by their path in that folder.

    Returns
    -------
    files : content of the release's files by their path in its folder.

    Raises
    ------
    CourseError
        If nbgrader refuses a notebook. Its own messages are on stderr.
    """
    with tempfile.TemporaryDirectory(prefix="course-") as folder:
        copy = Course(Path(folder).resolve())
        _write_all(copy.source(assignment), source)
        _convert(course, copy, assignment)
        return read_all(copy.release(assignment))


def read_all(folder: Path) -> dict[str, bytes]:
    """Return the content of all files under a folder by their path in it."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def _write_all(folder: Path, files: dict[str, bytes]) -> None:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def _convert(course: Course, copy: Course, assignment: str) -> None:
    skip_uri_checker()
    from nbgrader.converters import GenerateAssignment, NbGraderException
    from nbgrader.coursedir import CourseDirectory

    config = _config(course.nbgrader_config, copy.root)
    folder = CourseDirectory(config=config)
    folder.assignment_id = assignment
    try:
        GenerateAssignment(coursedir=folder, config=config).start()
    except NbGraderException as error:
        raise CourseError(
            course.source(assignment),
            "nbgrader could not make the release; its own messages stand above.",
            "Correct the notebook that they name.",
        ) from error


def _config(path: Path, root: Path) -> Any:
    """Return the course's nbgrader configuration, for another root and without a database."""
    from traitlets.config.loader import PyFileConfigLoader

    if not path.is_file():
        raise CourseError(path, "the file is missing.", "Restore it from version control.")
    config = PyFileConfigLoader(path.name, path=str(path.parent)).load_config()
    config.CourseDirectory.root = str(root)
    config.GenerateAssignment.no_database = True
    config.SaveCells.enabled = False
    return config
