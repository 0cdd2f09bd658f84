"""Measure how far what a student's function gave is from what a mistake gives."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from typing import Any

import numpy as np

from autograder.grading.worker.plain import Handle

FLOOR = 1e-12
"""Below this, a value counts as 0."""
FAR = 1e-2
"""Above this, how far it is makes no difference: no result is taken for one so far away."""

# How NumPy words that the factors of a product do not fit. np.dot names the size on the left
# first, @ the one on the right.
DOT = re.compile(r"^shapes .* not aligned: (\d+) \(dim \d+\) != (\d+) \(dim \d+\)")
AT = re.compile(r"^matmul: Input operand 1 .* \(size (\d+) is different from (\d+)\)")


def gap(actual: Any, wrong: Any, outputs: Any) -> float:
    """Return the largest relative difference between the compared outputs, or one above `FAR`.

    Parameters
    ----------
    actual, wrong : plain data that came back from the student and from a flawed function.
    outputs : which parts are compared, as `Probe.compare` takes it.

    Returns
    -------
    0 for equal outputs; infinity where kind, shape, or the places of NaN and infinity differ.
    """
    if outputs is None:
        return 0.0
    if isinstance(outputs, str):
        return _distance(actual, wrong)
    if isinstance(outputs, dict):
        return _dict_gap(actual, wrong, outputs)
    if not isinstance(actual, (tuple, list)) or not isinstance(wrong, (tuple, list)):
        return _distance(actual, wrong)
    if not len(actual) == len(wrong) == len(outputs):
        return _distance(actual, wrong)
    return _largest(gap(*row) for row in zip(actual, wrong, outputs, strict=True))


def _dict_gap(actual: Any, wrong: Any, outputs: dict[Any, Any]) -> float:
    if not isinstance(actual, dict) or not isinstance(wrong, dict):
        return _distance(actual, wrong)
    shared = [key for key in outputs if key in actual]
    if shared != [key for key in outputs if key in wrong]:
        return math.inf
    # Two dictionaries that both lack a key are alike only if they are alike altogether.
    if len(shared) < len(outputs) and actual.keys() != wrong.keys():
        return math.inf
    return _largest(gap(actual[key], wrong[key], outputs[key]) for key in shared)


def _largest(gaps: Iterable[float]) -> float:
    """Return the largest, or the first that is above `FAR`: the others need not be measured."""
    largest = 0.0
    for each in gaps:
        largest = max(largest, each)
        if largest > FAR:
            break
    return largest


def _distance(actual: Any, wrong: Any) -> float:
    if isinstance(actual, Handle) or isinstance(wrong, Handle):
        return math.inf
    if _is_numeric(actual) and _is_numeric(wrong):
        return _array_distance(np.asarray(actual), np.asarray(wrong))
    if isinstance(actual, (list, tuple)) and isinstance(wrong, (list, tuple)):
        if len(actual) != len(wrong):
            return math.inf
        return _largest(map(_distance, actual, wrong))
    if isinstance(actual, dict) and isinstance(wrong, dict):
        if actual.keys() != wrong.keys():
            return math.inf
        return _largest(_distance(actual[key], wrong[key]) for key in wrong)
    return 0.0 if type(actual) is type(wrong) and actual == wrong else math.inf


def _is_numeric(value: Any) -> bool:
    return isinstance(value, (bool, int, float, complex, np.ndarray, np.generic))


def _array_distance(actual: np.ndarray, wrong: np.ndarray) -> float:
    if actual.shape != wrong.shape:
        return math.inf
    if not actual.size:
        return 0.0
    actual, wrong = _wide(actual), _wide(wrong)
    worst = float(np.abs(actual - wrong).max())
    scale = float(np.abs(wrong).max())
    if not (math.isfinite(worst) and math.isfinite(scale)):
        return _distance_without_finiteness(actual, wrong)
    return worst / max(scale, FLOOR)


def _wide(array: np.ndarray) -> np.ndarray:
    # Whole numbers and booleans have no difference that is safe from overflow.
    return array.astype(complex if array.dtype.kind == "c" else float, copy=False)


def _distance_without_finiteness(actual: np.ndarray, wrong: np.ndarray) -> float:
    finite = np.isfinite(wrong)
    if not np.array_equal(finite, np.isfinite(actual)):
        return math.inf
    if not np.array_equal(actual[~finite], wrong[~finite], equal_nan=True):
        return math.inf
    return _array_distance(actual[finite], wrong[finite])


def is_same_error(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Tell whether two errors, each a type and a message, say the same.

    Where the factors of a matrix product do not fit, np.dot and @ say it in different words.
    """
    if one[0] != other[0]:
        return False
    messages = one[1], other[1]
    return one == other or _names_same_sizes(*messages) or _names_same_sizes(*messages[::-1])


def _names_same_sizes(by_dot: str, by_at: str) -> bool:
    dot, at = DOT.match(by_dot), AT.match(by_at)
    return dot is not None and at is not None and dot.groups() == at.groups()[::-1]
