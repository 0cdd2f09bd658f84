"""Signs of mistakes in a step of Adam or of plain descent that no formula tells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from autograder.checks.results import Evidence
from autograder.misconceptions.mistake import Sign

Array = np.ndarray
# How far, relatively, what should be constant may vary.
SPREAD = 1e-4


def _matches(evidence: Evidence) -> Iterator[tuple[Array, Array, Array]]:
    """Yield for each compared W and b what it was, what came back and what was expected."""
    for key in evidence.outputs if isinstance(evidence.outputs, dict) else ():
        if key[0] not in "Wb" or key.startswith("bnorm_list"):
            continue
        rows = [each.get(key) for each in (evidence.call.arguments[0], evidence.value)]
        if all(isinstance(row, np.ndarray) for row in rows) and rows[0].shape == rows[1].shape:
            yield rows[0], rows[1], evidence.expected[key]


def _is_multiple(part: Array, whole: Array) -> bool:
    """Tell whether one array is a multiple of another, by a factor that is not 0."""
    factor = float(np.vdot(whole, part) / max(np.vdot(whole, whole), 1e-300))
    error, size = np.max(np.abs(part - factor * whole)), np.max(np.abs(part))
    return part.size > 1 and bool(size > 0) and bool(error < SPREAD * size)


def _has_other_step_size(evidence: Evidence) -> bool:
    """Tell whether each step has the right direction but not the right length."""
    if not isinstance(evidence.value, dict):
        return False
    rows = [(got - old, right - old) for old, got, right in _matches(evidence)]
    return bool(rows) and all(_is_multiple(*row) for row in rows)


def _shrinks_the_weights(evidence: Evidence) -> bool:
    """Tell whether what is wrong with each W is a share of W itself."""
    if not isinstance(evidence.value, dict):
        return False
    rows = [(got - right, old) for old, got, right in _matches(evidence) if np.any(old)]
    return bool(rows) and all(_is_multiple(*row) for row in rows)


def _lacks_what_was_there(evidence: Evidence) -> bool:
    """Tell whether the returned dictionary has lost entries."""
    value, outputs = evidence.value, evidence.outputs
    if not isinstance(value, dict) or not isinstance(outputs, dict):
        return False
    return any(key not in value and key in evidence.call.arguments[0] for key in outputs)


def _asks_for_averages_without_momentum(evidence: Evidence) -> bool:
    error, parameters = evidence.error, evidence.call.arguments[0]
    if error is None or error.exception != "KeyError" or parameters["apply_momentum"]:
        return False
    return error.message.startswith(("'V", "'G"))


SIGNS: Mapping[str, Sign] = {
    "averages_without_momentum": _asks_for_averages_without_momentum,
    "rest_not_returned": _lacks_what_was_there,
    "other_step_size": _has_other_step_size,
    "weight_decay_added": _shrinks_the_weights,
}
