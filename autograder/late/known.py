"""Find names in late.yml that mean nobody: whoever mistypes a name takes time from a student."""

from __future__ import annotations

from collections.abc import Collection
from difflib import get_close_matches
from pathlib import Path

from autograder.late.rules import LateRules
from autograder.lesson import CourseError


def demand_known(rules: LateRules, path: Path, assignment: str, students: Collection[str]) -> None:
    """Check the extensions of an assignment.

    Parameters
    ----------
    path : the file that the rules come from.
    students : all students of the gradebook, and all who handed something in.

    Raises
    ------
    CourseError
        If an extension is given to somebody else; the message names the line.
    """
    for extension in rules.extensions.get(assignment, {}).values():
        if extension.student not in students:
            alike = get_close_matches(extension.student, students, n=1)
            hint = f"Did you mean {alike[0]!r}?" if alike else "Correct the name."
            raise CourseError(
                f"{path}:{extension.line}",
                f"there is no student {extension.student!r}.",
                f"{hint} Somebody new is added by: nbgrader db student add {extension.student}.",
            )
