"""What a self-study notebook starts with: `check`, `progress` and `reset`."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple, Protocol

from IPython import get_ipython

from autograder.checks.catalogue import exercises
from autograder.checks.in_kernel import check_namespace
from autograder.feedback.panel import Panel
from autograder.selfstudy.names import demand_exercise, exercise_names
from autograder.selfstudy.progress import CourseProgress, progress_of_course
from autograder.selfstudy.reset import fresh_stub


class Shell(Protocol):
    """What is needed of IPython's shell."""

    user_ns: dict[str, Any]

    def set_next_input(self, text: str) -> None:
        """Put text into a new cell below the one that runs."""


class Check(NamedTuple):
    """``check("relu")``: the hidden checks of one exercise, at once, with a diagnosis."""

    assignment: str
    namespace: dict[str, Any]

    def __call__(self, exercise: str) -> Panel:
        """Check one exercise and return what was found, to be shown as the cell's result.

        Raises
        ------
        UnknownExerciseError
            If there is no such exercise; the message lists those that there are.
        """
        demand_exercise(self.assignment, exercise)
        return Panel(check_namespace(self.assignment, exercise, self.namespace))

    def __repr__(self) -> str:
        names = ", ".join(exercise_names(self.assignment))
        return f'check("...") tests one exercise of {self.assignment}: {names}'


class ShowProgress(NamedTuple):
    """``progress()``: what is done, read from the notebooks in the current folder."""

    assignment: str

    def __call__(self, folder: Path | None = None) -> CourseProgress:
        """Check all finished exercises in the folder's notebooks; save the open one first."""
        return progress_of_course(self.assignment, folder)


class Reset(NamedTuple):
    """``reset("relu")``: a fresh stub in a new cell below; nothing is overwritten."""

    assignment: str
    shell: Shell

    def __call__(self, exercise: str) -> None:
        """Put the stub of one exercise, as released, into a new cell.

        Raises
        ------
        UnknownExerciseError
            If there is no such exercise; the message lists those that there are.
        CourseError
            If it has no stub of its own.
        """
        demand_exercise(self.assignment, exercise)
        self.shell.set_next_input(fresh_stub(self.assignment, exercise))
        print(f"A fresh stub of {exercise} is in the cell below. Copy it over your old one.")


class SelfStudy(NamedTuple):
    """The three functions of a self-study notebook."""

    check: Check
    progress: ShowProgress
    reset: Reset


def self_study(assignment: str, shell: Shell | None = None) -> SelfStudy:
    """Return `check`, `progress` and `reset` for the running notebook.

    Parameters
    ----------
    assignment : such as ``"optimization"``.
    shell : the notebook's shell; by default the running one.

    Raises
    ------
    KeyError
        If there is no such assignment.
    RuntimeError
        If no notebook is running.
    """
    exercises(assignment)
    shell = shell or get_ipython()
    if shell is None:
        raise RuntimeError("self_study works in a running notebook only: open one in JupyterLab")
    return SelfStudy(
        Check(assignment, shell.user_ns), ShowProgress(assignment), Reset(assignment, shell)
    )
