"""Where a course's gradebook and folders are, as nbgrader's configuration has them."""

from __future__ import annotations

import glob
import re
from dataclasses import dataclass
from pathlib import Path

from autograder.course import Course
from autograder.lesson import CourseError
from autograder.quick_import import skip_uri_checker

skip_uri_checker()

from nbgrader.coursedir import CourseDirectory  # noqa: E402  (after the line above)
from sqlalchemy.engine import make_url  # noqa: E402
from traitlets.config import Config, PyFileConfigLoader  # noqa: E402


@dataclass(frozen=True)
class Settings:
    """What grading needs of nbgrader's configuration."""

    config: Config
    directory: CourseDirectory

    @property
    def db_url(self) -> str:
        """The gradebook's address."""
        return str(self.directory.db_url)

    def existing_gradebook(self) -> str:
        """Return the gradebook's address.

        Raises
        ------
        CourseError
            If it is a file that does not exist.
        """
        url = make_url(self.db_url)
        if url.get_backend_name() == "sqlite" and not Path(url.database or "").is_file():
            raise CourseError(
                url.database or self.db_url,
                "there is no gradebook.",
                "Grade first: python -m autograder grade ASSIGNMENT.",
            )
        return self.db_url

    @property
    def course_id(self) -> str:
        """The course's name in the gradebook; empty where it has none."""
        return str(self.directory.course_id)

    def submitted(self, student: str, assignment: str) -> Path:
        """Return the folder of what a student handed in."""
        return self._path(self.directory.submitted_directory, student, assignment)

    def autograded(self, student: str, assignment: str) -> Path:
        """Return the folder of a student's autograded notebooks."""
        return self._path(self.directory.autograded_directory, student, assignment)

    def feedback(self, student: str, assignment: str) -> Path:
        """Return the folder of a student's feedback pages."""
        return self._path(self.directory.feedback_directory, student, assignment)

    def students(self, assignment: str) -> list[str]:
        """Return the names of the students whose folder for the assignment exists."""
        escaped = self.directory.format_path(
            self.directory.submitted_directory, "(?P<student>[^/]+)", assignment, escape=True
        )
        excluded = str(self.directory.student_id_exclude).split(",")
        found = (re.fullmatch(escaped, str(path)) for path in self._folders(assignment))
        names = {match["student"] for match in found if match}
        return sorted(name for name in names if name[0] != "." and name not in excluded)

    def _folders(self, assignment: str) -> list[Path]:
        pattern = self.directory.format_path(
            self.directory.submitted_directory, "*", glob.escape(assignment)
        )
        found = glob.iglob(pattern)  # noqa: PTH207 - the pattern is nbgrader's, not one of Path's
        return [Path(name) for name in found if Path(name).is_dir()]

    def _path(self, step: str, student: str, assignment: str) -> Path:
        return Path(self.directory.format_path(step, student, assignment))


def load_settings(course: Course) -> Settings:
    """Read nbgrader's configuration of a course.

    A course directory without a configuration of its own uses the repository's, but never
    the repository's gradebook.

    Raises
    ------
    CourseError
        If the configuration file cannot be run.
    """
    path = course.nbgrader_config
    config = _load(path) if path.is_file() else Config()
    if path.parent != course.root:
        config.pop("CourseDirectory", None)
    config.CourseDirectory.root = str(course.root)
    return Settings(config, CourseDirectory(config=config))


def _load(path: Path) -> Config:
    try:
        return PyFileConfigLoader(path.name, path=str(path.parent)).load_config()
    except Exception as error:  # whatever the file, which is a program, raises
        raise CourseError(
            path, f"the configuration cannot be read ({error}).", "Correct the file."
        ) from error
