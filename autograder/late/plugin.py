"""Late penalties as a plugin of nbgrader's.

c.AssignLatePenalties.plugin_class = "autograder.late.plugin.LatePolicy"
"""

from __future__ import annotations

from datetime import datetime
from functools import cached_property
from pathlib import Path

from nbgrader.plugins import LateSubmissionPlugin
from traitlets import Unicode

from autograder.late.reading import read_rules
from autograder.late.rules import LateRules


class LatePolicy(LateSubmissionPlugin):
    """Takes off what `late.yml` says; see `autograder.late.reading` for its form."""

    file = Unicode(
        "late.yml",
        help="The file with penalties and extensions; a relative path starts at the course "
        "directory. Without the file lateness costs nothing.",
    ).tag(config=True)

    @property
    def path(self) -> Path:
        """The file's full path."""
        root = self.config.CourseDirectory.get("root") or "."
        return Path(str(root)) / self.file

    @cached_property
    def rules(self) -> LateRules:
        """What the file says."""
        return read_rules(self.path)

    def late_submission_penalty(
        self, student_id: str, score: float, total_seconds_late: float
    ) -> float | None:
        """Return the points to take off one notebook, as nbgrader asks for them."""
        step = self.parent
        assignment = str(getattr(step, "assignment_id", ""))
        deadline = step.gradebook.find_submission(assignment, student_id).duedate
        return self.penalty(assignment, student_id, score, total_seconds_late, deadline)

    def penalty(
        self,
        assignment: str,
        student: str,
        score: float,
        seconds_late: float,
        deadline: datetime | None,
    ) -> float | None:
        """Return the points to take off; None for none, as nbgrader keeps it."""
        return self.rules.penalty(assignment, student, score, seconds_late, deadline) or None
