"""What becomes of notebook files on their way, by accident and on purpose.

A mangler writes what is handed in: it gets the folder, the course, and the lesson's notebook
with all exercises solved.
"""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from grading_course import GradingCourse, Notebook

from hostile.reader import FIRST

Mangler = Callable[[Path, Notebook, GradingCourse], None]


@dataclass(frozen=True)
class Mangled:
    """One way to mangle a submission, and what it may earn.

    Attributes
    ----------
    earns : everything, nothing, or the exercises, by name, that earn all their points.
    says : a text that the result must hold.
    """

    mangler: Mangler
    earns: str
    says: str
    lesson: str = FIRST

    @property
    def label(self) -> str:
        """Name the case."""
        return self.mangler.__name__

    def hand_in(self, folder: Path, course: GradingCourse) -> None:
        """Write the submission into `folder`."""
        self.mangler(folder, course.solved(self.lesson), course)

    def deserved(self, exercises: list[str]) -> set[str]:
        """Return which exercises earn all their points; the others earn none."""
        if self.earns == "everything":
            return set(exercises)
        return set() if self.earns == "nothing" else set(self.earns.split(", "))


MANGLED: list[Mangled] = []


def mangled(earns: str = "everything", says: str = "") -> Callable[[Mangler], Mangler]:
    """Add the function to the cases."""

    def add(mangler: Mangler) -> Mangler:
        MANGLED.append(Mangled(mangler, earns, says))
        return mangler

    return add


for theme in ("text", "cells", "metadata", "folder"):
    import_module(f"hostile.mangled.{theme}")
