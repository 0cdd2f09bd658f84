"""The example class: who they are and what they hand in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from types import ModuleType

from autograder.demo.answers import other_ways, slips


class Answer(Enum):
    """What a student has written where nothing else is said."""

    REFERENCE = "reference"
    NOTHING = "nothing"


class Mishap(Enum):
    """What has happened to a file."""

    MISSING = "missing"
    TRUNCATED = "truncated"
    RENAMED = "renamed"


@dataclass(frozen=True)
class Student:
    """One example student.

    Attributes
    ----------
    id, first_name, last_name : as nbgrader's gradebook has them.
    about : what the submission shows.
    default : the answer to the exercises that are not named below.
    written : exercises and the module that the answer to each is taken from.
    lessons : numbers of the lessons worked on; the others stay as released.
    mishaps : what happened to the file of a lesson.
    remark : a line of code added to every solution cell, such as a print.
    """

    id: str
    first_name: str
    last_name: str
    about: str
    default: Answer = Answer.REFERENCE
    written: tuple[tuple[ModuleType, tuple[str, ...]], ...] = ()
    lessons: tuple[int, ...] = (1, 2, 3, 4, 5)
    mishaps: tuple[tuple[int, Mishap], ...] = ()
    remark: str = ""

    def module_for(self, exercise: str) -> ModuleType | None:
        """Return the module that this student's answer to an exercise comes from, if any."""
        return next((module for module, names in self.written if exercise in names), None)


def _slips(*exercises: str) -> tuple[tuple[ModuleType, tuple[str, ...]], ...]:
    return ((slips, exercises),)


_EVERYTHING = (
    "relu",
    "relu_der",
    "softmax_cross_entropy_loss",
    "softmax_cross_entropy_loss_der",
    "dropout",
    "dropout_der",
    "batchnorm",
    "batchnorm_der",
    "initialize_network",
    "initialize_velocity",
    "update_parameters_with_momentum_Adam",
    "linear_forward",
    "linear_backward",
    "classify",
)

CLASS: tuple[Student, ...] = (
    Student("ada", "Ada", "Adeyemi", "everything right"),
    Student(
        "bela",
        "Béla",
        "Bartosz",
        "everything right, other ways",
        written=((other_ways, _EVERYTHING),),
    ),
    Student(
        "chen",
        "Li",
        "Chen",
        "right, with prints and warnings",
        remark='print("loaded"); __import__("warnings").warn("a harmless warning")',
    ),
    Student(
        "dana",
        "Dana",
        "Dvořák",
        "lessons 1 to 3 only, unbiased variance",
        written=_slips("batchnorm"),
        lessons=(1, 2, 3),
    ),
    Student(
        "emil",
        "Emil",
        "Eriksson",
        "lesson 1 only, sum for mean in the loss",
        written=_slips("softmax_cross_entropy_loss"),
        lessons=(1,),
    ),
    Student(
        "fatma", "Fatma", "Faruk", "unbiased variance in batchnorm", written=_slips("batchnorm")
    ),
    Student(
        "goran",
        "Goran",
        "Gupta",
        "sum for mean in the loss, no 1/m in its gradient",
        written=_slips("softmax_cross_entropy_loss", "softmax_cross_entropy_loss_der"),
    ),
    Student(
        "hana",
        "Hana",
        "Hoang",
        "unscaled mask, ReLU's gradient times Z",
        written=_slips("dropout", "relu_der"),
    ),
    Student(
        "ivan",
        "Ivan",
        "Ibarra",
        "He's start instead of the document's, 1/m twice",
        written=_slips("initialize_network", "linear_backward"),
    ),
    Student("jana", "Jana", "Jovanović", "argmax over the wrong axis", written=_slips("classify")),
    Student("kofi", "Kofi", "Kamau", "untouched", default=Answer.NOTHING),
    Student("lena", "Lena", "Lund", "notebook 03 missing", mishaps=((3, Mishap.MISSING),)),
    Student("milo", "Milo", "Moreau", "notebook 02 broken off", mishaps=((2, Mishap.TRUNCATED),)),
    Student("nora", "Nora", "O'Neill", "notebook 01 renamed", mishaps=((1, Mishap.RENAMED),)),
)
