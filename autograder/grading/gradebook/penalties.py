"""Late penalties, decided by nbgrader's plugin."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from pathlib import Path

from nbgrader.preprocessors import AssignLatePenalties
from nbgrader.utils import parse_utc
from traitlets.config import Config

from autograder.grading.notes import Note, UnreadableError
from autograder.grading.submission.files import TIMESTAMP, read_timestamp_file
from autograder.late.known import demand_known
from autograder.late.plugin import LatePolicy


class LatePenalty:
    """Asks the plugin that nbgrader's configuration names."""

    def __init__(self, config: Config, assignment: str) -> None:
        self._assignment = assignment
        step = AssignLatePenalties(config=config)
        # Plugins learn from it which assignment they are asked about.
        step.assignment_id = assignment
        step.init_plugin()
        self._plugin = step.plugin_inst

    def check(self, students: Collection[str]) -> None:
        """Check that the course's own plugin knows everybody whom its file names.

        Raises
        ------
        CourseError
            If the file is not as it must be, or names somebody who is not among the students.
        """
        if isinstance(self._plugin, LatePolicy):
            demand_known(self._plugin.rules, self._plugin.path, self._assignment, students)

    def of(
        self, student: str, score: float, seconds_late: float, deadline: datetime.datetime | None
    ) -> float | None:
        """Return the points to take off one notebook, from 0 to its score; None if none.

        Parameters
        ----------
        score : the notebook's points.
        seconds_late : lateness after the deadline.
        deadline : in UTC; None if there is none, and then nothing is late.
        """
        if seconds_late <= 0:
            return None
        if isinstance(self._plugin, LatePolicy):
            penalty = self._plugin.penalty(self._assignment, student, score, seconds_late, deadline)
        else:
            penalty = self._plugin.late_submission_penalty(student, score, seconds_late)
        return None if penalty is None else min(max(0.0, float(penalty)), score)


def read_timestamp(folder: Path) -> tuple[datetime.datetime | None, Note | None]:
    """Return when a submission was handed in (UTC), and a note if its file cannot be read."""
    try:
        text = read_timestamp_file(folder).decode("utf-8").strip()
        return (parse_utc(text) if text else None), None
    except UnreadableError as error:
        return None, Note(TIMESTAMP, f"{error.problem.cause} No time was recorded.")
    except Exception as error:  # noqa: BLE001 - whatever dateutil does with what is no time
        return None, Note(TIMESTAMP, f"It cannot be read ({error}); no time was recorded.")
