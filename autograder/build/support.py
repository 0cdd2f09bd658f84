"""Copy the support package to where the notebooks of an assignment import it from."""

from __future__ import annotations

from pathlib import Path

from autograder.course import CourseError

COURSEKIT = "coursekit"
_LEFT_OUT = {"__pycache__", "tests", ".ipynb_checkpoints"}


def support_files(master: Path) -> dict[str, bytes]:
    """Return the support package's files by their path inside an assignment's folder.

    Raises
    ------
    CourseError
        If the master is not a package.
    """
    if not (master / "__init__.py").is_file():
        raise CourseError(
            master, "the support package has no __init__.py.", "Restore it from version control."
        )
    return {
        f"{COURSEKIT}/{path.relative_to(master).as_posix()}": path.read_bytes()
        for path in sorted(master.rglob("*"))
        if path.is_file()
        and path.suffix != ".pyc"
        and not _LEFT_OUT & set(path.relative_to(master).parts)
    }
