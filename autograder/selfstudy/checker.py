"""`check("relu")` in a notebook: the hidden checks, at once, with a diagnosis."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from IPython import get_ipython

from autograder.checks.catalogue import exercises
from autograder.checks.in_kernel import check_namespace
from autograder.feedback.panel import Panel


@dataclass(frozen=True)
class Checker:
    """Checks the exercises of one assignment in one notebook.

    Attributes
    ----------
    assignment : name of the assignment.
    namespace : the globals that hold the learner's functions.
    """

    assignment: str
    namespace: dict[str, Any]

    def __call__(self, exercise: str) -> Panel:
        """Check one exercise and return what was found, to be shown as the cell's result.

        Raises
        ------
        KeyError
            If there is no such exercise; the message lists those that there are.
        """
        return Panel(check_namespace(self.assignment, exercise, self.namespace))

    def __repr__(self) -> str:
        names = ", ".join(exercise.name for exercise in exercises(self.assignment))
        return f'check("...") tests one exercise of {self.assignment}: {names}'


def checker(assignment: str, namespace: dict[str, Any] | None = None) -> Checker:
    """Return the `check` of an assignment for the running notebook.

    Parameters
    ----------
    assignment : such as ``"optimization"``.
    namespace : the learner's functions by name; by default those of the running notebook.

    Raises
    ------
    KeyError
        If there is no such assignment.
    RuntimeError
        If no namespace is given and no notebook is running.
    """
    exercises(assignment)
    if namespace is None:
        shell = get_ipython()
        if shell is None:
            raise RuntimeError(
                "no notebook is running: pass the functions, checker(name, globals())"
            )
        namespace = shell.user_ns
    return Checker(assignment, namespace)
