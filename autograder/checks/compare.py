"""Compare what came back with what was expected: type, shape, finiteness, then values."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.grading.worker.plain import Handle

# Largest accepted error relative to the largest expected entry. A student may calculate in
# float32, whose precision is about 1e-7, and return float64 all the same; or guard a logarithm
# with 1e-8. Inputs are chosen so that a mistake changes much more than this.
TOLERANCE = {"float64": 1e-5, "float32": 5e-5}
# Absolute floor, for expected values that are all (nearly) zero.
FLOOR = 1e-10


def mismatch(actual: Any, expected: Any, name: str = "the result", *, scale: float = 0.0) -> str:
    """Say how `actual` differs from `expected`; empty if it does not.

    Parameters
    ----------
    actual : plain data that came back.
    expected : an array, a number, or anything comparable by ``==``.
    name : what the value is called in the message, such as ``"dW"``.
    scale : size of the terms whose small difference `expected` is, where it is one: the error
        is then measured against that.

    Returns
    -------
    One sentence that shows at most one entry of the expected value.
    """
    if isinstance(expected, np.ndarray) and expected.ndim:
        return _array_mismatch(actual, expected, name, scale)
    if isinstance(expected, (float, np.floating, np.ndarray)):
        return _number_mismatch(actual, float(expected), name, scale)
    if isinstance(actual, np.ndarray) and actual.ndim == 0:
        actual = actual.item()
    if isinstance(actual, (np.ndarray, Handle)) or actual != expected:
        return f"{name} is {show(actual)}; expected {show(expected)}."
    return ""


def _array_mismatch(actual: Any, expected: np.ndarray, name: str, scale: float) -> str:
    if not isinstance(actual, np.ndarray):
        return f"{name} is {show(actual)}; expected an array of shape {expected.shape}."
    if actual.shape != expected.shape:
        return f"{name} has shape {actual.shape}; expected shape {expected.shape}."
    return _value_mismatch(actual, expected, name, scale)


def _number_mismatch(actual: Any, expected: float, name: str, scale: float) -> str:
    is_number = isinstance(actual, (bool, int, float)) or (
        isinstance(actual, np.ndarray) and actual.ndim == 0
    )
    if not is_number:
        return f"{name} is {show(actual)}; expected a single number."
    return _value_mismatch(np.asarray(actual), np.asarray(expected), name, scale)


def _value_mismatch(actual: np.ndarray, expected: np.ndarray, name: str, scale: float) -> str:
    if actual.dtype.kind == "c":
        return f"{name} holds complex numbers; expected real ones."
    if not np.all(np.isfinite(actual)):
        bad = np.argwhere(~np.isfinite(actual))[0]
        return f"{name}{_at(bad)} is {actual[tuple(bad)]}; expected a finite number."
    wrong = _wrong_entries(actual, expected, scale)
    if not wrong.any():
        return ""
    where = np.argwhere(wrong)[0]
    got, want = actual[tuple(where)], expected[tuple(where)]
    count = f" ({int(wrong.sum())} of {wrong.size} entries differ)" if wrong.size > 1 else ""
    return f"{name}{_at(where)} is {_digits(got, want)}; expected {_digits(want, got)}{count}."


def _wrong_entries(actual: np.ndarray, expected: np.ndarray, scale: float) -> np.ndarray:
    tolerance = TOLERANCE["float32" if actual.dtype in (np.float16, np.float32) else "float64"]
    scale = max(scale, float(np.max(np.abs(expected), initial=0.0)))
    error = np.abs(actual.astype(np.float64) - expected.astype(np.float64))
    return error > FLOOR + tolerance * scale


def agrees(actual: Any, expected: Any) -> bool:
    """Tell whether plain data agree, containers item by item."""
    if isinstance(expected, (list, tuple)):
        return (
            isinstance(actual, (list, tuple))
            and len(actual) == len(expected)
            and all(agrees(a, e) for a, e in zip(actual, expected, strict=True))
        )
    if isinstance(expected, dict):
        return (
            isinstance(actual, dict)
            and actual.keys() == expected.keys()
            and all(agrees(actual[key], expected[key]) for key in expected)
        )
    return not mismatch(actual, expected)


def identical(before: Any, after: Any) -> bool:
    """Tell whether plain data are the same to the last bit, dtype and shape included."""
    if isinstance(before, np.ndarray):
        return (
            isinstance(after, np.ndarray)
            and before.dtype == after.dtype
            and np.array_equal(before, after, equal_nan=before.dtype.kind in "fc")
        )
    if type(before) is not type(after):
        return False
    if isinstance(before, (list, tuple)):
        return len(before) == len(after) and all(map(identical, before, after))
    if isinstance(before, dict):
        return before.keys() == after.keys() and all(identical(before[k], after[k]) for k in before)
    return bool(before == after)


def is_empty(value: Any) -> bool:
    """Tell whether plain data are nothing: None, an empty container or an empty array."""
    if isinstance(value, np.ndarray):
        return value.size == 0
    return value is None or (isinstance(value, (list, tuple, dict, set)) and not value)


def show(value: Any) -> str:
    """Describe a value in a few words: shape of an array, length of a container."""
    if isinstance(value, Handle):
        return f"an object of type {value.type_name}"
    if isinstance(value, np.ndarray):
        return str(value.item()) if value.ndim == 0 else f"an array of shape {value.shape}"
    if isinstance(value, (list, tuple, dict, set)):
        kind = type(value).__name__
        return f"an empty {kind}" if not value else f"a {kind} of length {len(value)}"
    return repr(value)[:80]


def _at(index: np.ndarray) -> str:
    return f"[{', '.join(map(str, index))}]" if index.size else ""


def _digits(value: Any, other: Any) -> str:
    """Show as many digits as it takes to see the difference."""
    value, other = value + 0, other + 0  # no minus sign before a zero
    short, long = f"{value:.6g}", f"{value:.12g}"
    return long if short == f"{other:.6g}" else short
