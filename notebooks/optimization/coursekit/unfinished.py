"""What stands in for a function that is not written yet, and how its absence is put in words."""

import traceback
from collections.abc import Callable
from typing import Any, NoReturn

import numpy as np


class UnfinishedError(NotImplementedError):
    """A function from another lesson was called before it was written."""

    def __init__(self, function: str, lesson: str, advice: str = "") -> None:
        finish = f"{function} is not there yet: finish it in {lesson}.ipynb, save, "
        super().__init__(f"{finish}and run the carry_over cell of this notebook again. {advice}")
        self.function = function


def sentence(error: NotImplementedError) -> str:
    """Return one plain sentence: which exercise to finish before a picture can be drawn."""
    if isinstance(error, UnfinishedError):
        return str(error).strip()
    frames = traceback.extract_tb(error.__traceback__)
    name = frames[-1].name if frames else "the exercise"
    return f"This picture needs {name}: finish that exercise first, then run this cell again."


def placeholder(function: str, lesson: str) -> Callable[..., Any]:
    """Return a function of this name that says, when called, where to write the real one.

    The placeholders of `batchnorm` and `batchnorm_der` let data pass where batch normalisation is
    switched off, so that the rest of the network can be built and trained without it.
    """
    make = {"batchnorm": _batchnorm, "batchnorm_der": _batchnorm_der}.get(function, _plain)
    stand_in = make(function, lesson)
    stand_in.__name__ = stand_in.__qualname__ = function
    return stand_in


WITHOUT_BATCHNORM = (
    "To go on without batch normalisation, use a bnorm_list of zeros only, such as [0, 0, 0]: "
    "then this function lets the data pass."
)


def _plain(function: str, lesson: str) -> Callable[..., Any]:
    def stand_in(*_args: Any, **_kwargs: Any) -> NoReturn:
        raise UnfinishedError(function, lesson)

    return stand_in


def _batchnorm(function: str, lesson: str) -> Callable[..., Any]:
    def stand_in(A: np.ndarray, beta: Any, gamma: Any) -> tuple[np.ndarray, dict[str, Any]]:
        if np.size(beta) and np.size(gamma):
            raise UnfinishedError(function, lesson, WITHOUT_BATCHNORM)
        return A, {}

    return stand_in


def _batchnorm_der(function: str, lesson: str) -> Callable[..., Any]:
    def stand_in(dA_in: np.ndarray, cache: Any) -> tuple[np.ndarray, list[Any], list[Any]]:
        if np.size(cache) if isinstance(cache, np.ndarray) else cache:
            raise UnfinishedError(function, lesson, WITHOUT_BATCHNORM)
        return dA_in, [], []

    return stand_in
