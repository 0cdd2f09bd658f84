"""What the grader has to say about a file that was handed in."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Note:
    """Something that was repaired or left out; grading went on.

    Attributes
    ----------
    where : the file, as the student named it.
    text : what was found and what was done, in one sentence or two.
    """

    where: str
    text: str

    def __str__(self) -> str:
        return f"{self.where}: {self.text}"


@dataclass(frozen=True)
class Problem:
    """Why something could not be graded.

    Attributes
    ----------
    where : the file, as the student or the course named it.
    cause : what is wrong with it.
    remedy : what the student or the instructor can do.
    """

    where: str
    cause: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.where}: {self.cause} {self.remedy}"


class UnreadableError(Exception):
    """A file cannot be read as a notebook."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem
