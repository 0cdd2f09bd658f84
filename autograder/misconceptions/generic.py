"""Mistakes that can be made in any function, written down once for all of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from autograder.checks.results import Evidence
from autograder.grading.worker.perform import Call
from autograder.misconceptions.matching import gap

# Printed answers are rounded to five digits or more.
COPIED = 1e-4
# How NumPy says that the shapes of two arrays do not fit.
MISFITS = ("could not be broadcast", "could not broadcast", "not aligned", "matmul: Input operand")


Change = Callable[[Any], Any]


def _on_pair(change: Callable[[tuple[Any, ...]], Any], least: int = 2, most: int = 9) -> Change:
    """Make a change of several outputs that leaves any other number of them as it is."""
    return lambda result: (
        change(result) if isinstance(result, tuple) and least <= len(result) <= most else result
    )


def _on_first(change: Callable[[np.ndarray], Any]) -> Change:
    """Make a change of an array into one of the first output, or of the only one."""

    def changed(result: Any) -> Any:
        if isinstance(result, np.ndarray):
            return change(result)
        if isinstance(result, tuple) and result and isinstance(result[0], np.ndarray):
            return (change(result[0]), *result[1:])
        return result

    return changed


def _flat(array: np.ndarray) -> np.ndarray:
    # With an axis of length 1 it is the same as squeezing.
    return array.ravel() if array.ndim > 1 and 1 not in array.shape else array


def _whole(array: np.ndarray) -> np.ndarray:
    whole = np.trunc(array)
    # Where nothing but zeros is left, it is not the fractions that the student has lost.
    return whole if np.all(np.isfinite(array)) and np.any(whole) else array


CHANGES: Mapping[str, Change] = {
    "forgot_return": lambda _: None,
    "only_first_returned": _on_pair(lambda outputs: outputs[0]),
    "last_not_returned": _on_pair(lambda outputs: outputs[:-1], least=3),
    "outputs_swapped": _on_pair(lambda outputs: outputs[::-1], most=2),
    "transposed": _on_first(np.transpose),
    "flattened": _on_first(_flat),
    "squeezed": _on_first(np.squeeze),
    "converted_to_integers": _on_first(_whole),
    "cut_off_to_type_of_argument": _on_first(_whole),
}
"""What each mistake makes of a function's result."""


def is_possible(change: str, call: Call) -> bool:
    """Tell whether a mistake can be made with these arguments."""
    whole = _has_whole_numbers((*call.arguments, *call.keywords.values()))
    return {"converted_to_integers": not whole, "cut_off_to_type_of_argument": whole}.get(
        change, True
    )


def _has_whole_numbers(value: Any) -> bool:
    if isinstance(value, dict):
        value = tuple(value.values())
    if isinstance(value, (tuple, list)):
        return any(map(_has_whole_numbers, value))
    return isinstance(value, np.ndarray) and value.dtype.kind in "iu"


def _is_unfinished(evidence: Evidence) -> bool:
    return evidence.error is not None and evidence.error.kind == "unfinished"


def _is_missing(evidence: Evidence) -> bool:
    return evidence.error is not None and evidence.error.kind == "missing"


def _is_endless(evidence: Evidence) -> bool:
    return evidence.error is not None and evidence.error.kind == "timeout"


def _writes_fractions_into_whole_numbers(evidence: Evidence) -> bool:
    return evidence.error is not None and evidence.error.message.startswith("Cannot cast ufunc")


def _takes_array_for_condition(evidence: Evidence) -> bool:
    return _says(evidence, "The truth value of an array")


def _takes_shape_for_size(evidence: Evidence) -> bool:
    return _says(evidence, "'tuple' object cannot be interpreted as an integer")


def _gives_sizes_one_by_one(evidence: Evidence) -> bool:
    return _says(evidence, "Cannot interpret '") and _says(evidence, "as a data type")


def _has_shapes_that_do_not_fit(evidence: Evidence) -> bool:
    return any(_says(evidence, words) for words in MISFITS)


def _says(evidence: Evidence, words: str) -> bool:
    return evidence.error is not None and words in evidence.error.message


def _lacks_key(evidence: Evidence) -> bool:
    return evidence.error is None and _lacks(evidence.value, evidence.outputs)


def _lacks(value: Any, outputs: Any) -> bool:
    if isinstance(outputs, dict):
        return isinstance(value, dict) and any(key not in value for key in outputs)
    if isinstance(outputs, tuple) and isinstance(value, (tuple, list)):
        return len(value) == len(outputs) and any(map(_lacks, value, outputs))
    return False


def _has_other_number(evidence: Evidence) -> bool:
    value, outputs = evidence.value, evidence.outputs
    pair = isinstance(value, (tuple, list)), isinstance(outputs, tuple)
    return evidence.error is None and pair == (True, True) and len(value) != len(outputs)


def _has_too_many(evidence: Evidence) -> bool:
    value, outputs = evidence.value, evidence.outputs
    return (
        isinstance(outputs, str)
        and isinstance(value, (tuple, list))
        and len(value) > 0
        and gap(value[0], evidence.expected, outputs) < COPIED
    )


def is_zero(evidence: Evidence) -> bool:
    """Tell whether all entries of the first output are 0, and should not be."""
    got, expected = first(evidence.value), first(evidence.expected)
    return (
        isinstance(got, np.ndarray)
        and isinstance(expected, np.ndarray)
        and got.shape == expected.shape
        and not np.any(got)
        and bool(np.any(expected))
    )


def _is_argument(evidence: Evidence) -> bool:
    got, expected = first(evidence.value), first(evidence.expected)
    return (
        isinstance(got, np.ndarray)
        and got.size > 1
        and gap(got, expected, "") > COPIED
        and any(
            isinstance(given, np.ndarray) and gap(got, given, "") == 0
            for given in evidence.call.arguments
        )
    )


def first(value: Any) -> Any:
    """Return the first of several outputs, or the only one."""
    return value[0] if isinstance(value, (tuple, list)) and len(value) else value


def is_copied(evidence: Evidence, visible: tuple[Any, ...]) -> bool:
    """Tell whether what came back is the answer of a visible test, whatever was handed in."""
    got = first(evidence.value)
    return gap(got, first(evidence.expected), "") > COPIED and any(
        gap(got, answer, "") < COPIED for answer in visible
    )


SIGNS: Mapping[str, Callable[[Evidence], bool]] = {
    "unfinished": _is_unfinished,
    "function_not_found": _is_missing,
    "never_ends": _is_endless,
    "in_place_on_whole_numbers": _writes_fractions_into_whole_numbers,
    "array_taken_for_condition": _takes_array_for_condition,
    "shape_taken_for_size": _takes_shape_for_size,
    "sizes_not_in_brackets": _gives_sizes_one_by_one,
    "shapes_do_not_fit": _has_shapes_that_do_not_fit,
    "missing_key": _lacks_key,
    "too_many_returned": _has_too_many,
    "wrong_number_of_values": _has_other_number,
    "returns_zeros": is_zero,
    "returns_input": _is_argument,
}
"""How a mistake shows that is not computed."""

COPIED_ANSWER = "hard_coded_visible_answer"

SENTENCES: Mapping[str, str] = {
    "forgot_return": "Nothing came back. Does the function end with a return, on every path "
    "through it? Printing a result does not return it.",
    "only_first_returned": "Only the first value came back. Return all of them, in the order that "
    "the text above the function gives.",
    "last_not_returned": "The last of the values was not returned.",
    "outputs_swapped": "The two values are returned in the wrong order.",
    "transposed": "Rows and columns are exchanged. Data lies in columns here: one row for each "
    "feature, one column for each sample.",
    "flattened": "The values are right but stand in one long row: the result lost its shape.",
    "squeezed": "An axis of length 1 was lost. The result keeps both its axes, also for a single "
    "sample or a single row.",
    "converted_to_integers": "The fractions are gone: somewhere the numbers are turned into "
    "integers.",
    "cut_off_to_type_of_argument": "The fractions are gone: the result was written into an array "
    "that took its type from an argument of whole numbers (zeros_like and copy do that). Make an "
    "array of floats.",
    "in_place_on_whole_numbers": "An operator like *= or -= writes into the array on its left, and "
    "an array of whole numbers has no room for fractions. Let the result be a new array.",
    "array_taken_for_condition": "`if`, `and`, `or`, and Python's own max and min, want one yes or "
    "no; an array has one for each entry. Use np.where, np.maximum or a mask, or a loop.",
    "shape_taken_for_size": "A whole shape stands where single numbers are asked for: "
    "np.random.rand and randn take (n, m) without brackets, and range takes one of the two.",
    "sizes_not_in_brackets": "np.zeros, ones and empty take the sizes as one tuple, in brackets of "
    "their own: np.zeros((n, m)). What comes after it is the data type.",
    "shapes_do_not_fit": "Two arrays do not fit together there. Print the .shape of each just "
    "before that line, and compare them with the shapes in the function's description.",
    "too_many_returned": "More came back than the one value that is asked for.",
    COPIED_ANSWER: "This is the answer of the visible test. The function has to work it out from "
    "its arguments, whatever they are.",
    "returns_zeros": "All entries are 0. Is the array that was made at the start ever filled?",
    "returns_input": "One of the arguments came back as it was.",
    # What the check itself says is enough.
    "unfinished": "",
    "function_not_found": "",
    "never_ends": "",
    "missing_key": "",
    "wrong_number_of_values": "",
}
"""What a student is told about each."""
