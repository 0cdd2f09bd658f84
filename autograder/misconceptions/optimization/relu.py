"""Known mistakes of lesson 01: ReLU and its derivative."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.checks.results import Evidence
from autograder.misconceptions.generic import first
from autograder.misconceptions.mistake import Flaw, FlawedFunction, names, pick

# So many negative entries must agree about the slope below 0.
LEAKS = 2


def _relu(flaw: Flaw, Z: Any) -> Any:
    values = np.asarray(Z)
    A = pick(
        flaw,
        {
            "returns_input": lambda: values,
            "absolute_value": lambda: np.abs(values),
            "minimum_for_maximum": lambda: np.minimum(0, values),
            "leaky": lambda: np.where(values > 0, values, 0.01 * values),
            "returns_derivative": lambda: (values > 0).astype(float),
            "largest_entry_only": lambda: np.asarray(max(0, np.max(values))),
            "capped_at_six": lambda: np.clip(values, 0, 6),
            "capped_at_one": lambda: np.clip(values, 0, 1),
            "maximum_with_one": lambda: np.maximum(1, values),
            "negated": lambda: np.maximum(0, -values),
            "smooth": lambda: np.log1p(np.exp(values)),
            "sigmoid": lambda: 1 / (1 + np.exp(-values)),
            "tanh": lambda: np.tanh(values),
            "exponential_below_zero": lambda: np.where(values > 0, values, np.expm1(values)),
        },
        lambda: np.maximum(0, values),
    )
    cache = pick(
        flaw,
        {
            "cache_holds_output": lambda: {"Z": A},
            "cache_holds_mask": lambda: {"Z": values > 0},
            "cache_under_wrong_key": lambda: {"A": values},
            "cache_is_array": lambda: values,
            "cache_empty": dict,
        },
        lambda: {"Z": values},
    )
    return A, cache


def _leaks_otherwise(evidence: Evidence) -> bool:
    """Tell whether negative entries came back as the same small share of themselves."""
    got, Z = first(evidence.value), np.asarray(evidence.call.arguments[0], dtype=float)
    if not isinstance(got, np.ndarray) or got.shape != Z.shape or np.sum(Z < 0) < LEAKS:
        return False
    shares = got[Z < 0] / Z[Z < 0]
    is_small = 0 < shares[0] < 1 and np.allclose(shares, shares[0], rtol=1e-4)
    return bool(is_small and np.allclose(got[Z >= 0], Z[Z >= 0], rtol=1e-4))


def _is_list_refused(evidence: Evidence) -> bool:
    return _is_error_with_list(evidence) and "list" in str(evidence.error)


def _has_two_dimensions_only(evidence: Evidence) -> bool:
    return _is_error_with_list(evidence) and "'IndexError'" in str(evidence.error)


def _is_error_with_list(evidence: Evidence) -> bool:
    return evidence.error is not None and any(
        isinstance(argument, list) for argument in evidence.call.arguments
    )


RELU = FlawedFunction(
    "relu",
    _relu,
    {
        "returns_input": "Z came back as it was. ReLU replaces the negative entries by 0.",
        "absolute_value": "Negative entries changed their sign, as with the absolute value. "
        "ReLU makes them 0.",
        "minimum_for_maximum": "This is the smaller of 0 and each entry. ReLU keeps the larger.",
        "leaky": "Negative entries came back small instead of 0. That is the leaky ReLU; "
        "this one lets nothing negative through.",
        "leaky_with_another_slope": "Negative entries came back small instead of 0. That is the "
        "leaky ReLU; this one lets nothing negative through.",
        "returns_derivative": "This is ReLU's slope, 1 or 0. The function itself keeps the values "
        "of the positive entries.",
        "largest_entry_only": "This is the largest entry of the whole array. ReLU compares each "
        "entry with 0 on its own: see how np.maximum differs from np.max.",
        "capped_at_six": "Entries above 6 were cut off. ReLU has no upper end.",
        "capped_at_one": "Entries above 1 were cut off. ReLU has no upper end.",
        "maximum_with_one": "The entries are compared with 1. ReLU's bend is at 0.",
        "negated": "The negative entries came through, with their sign turned, and the positive "
        "ones became 0. It is the positive ones that stay.",
        "smooth": "This is log(1 + exp(Z)), the softplus: it bends smoothly. ReLU has a corner.",
        "sigmoid": "This is the sigmoid. ReLU leaves positive entries as they are.",
        "tanh": "This is the hyperbolic tangent. ReLU leaves positive entries as they are.",
        "exponential_below_zero": "Negative entries became exp(Z) - 1. That is the ELU; ReLU makes "
        "them 0.",
        "cache_holds_output": "The cache holds the output. The backward step asks where Z was "
        "positive, so keep Z itself, as it came in.",
        "cache_holds_mask": "The cache holds where Z is positive. Keep Z itself.",
        "cache_under_wrong_key": "The cache holds Z under another key. Its key is 'Z'.",
        "cache_is_array": "The cache is Z itself. It is a dictionary that holds Z.",
        "cache_empty": "The cache is empty. It holds Z under the key 'Z'.",
        "lists_refused": "The function asks Z for something that only arrays have, and here Z is "
        "a plain list. np.asarray makes an array of it.",
        "two_dimensions_only": "The function counts on two dimensions. ReLU works entry by entry, "
        "whatever the shape.",
    },
    signs={
        "leaky_with_another_slope": _leaks_otherwise,
        "lists_refused": _is_list_refused,
        "two_dimensions_only": _has_two_dimensions_only,
    },
    wording={
        "only_first_returned": "Only A came back. The cache is returned beside it.",
        "outputs_swapped": "A and the cache are returned in the wrong order: A comes first.",
    },
    visible=(np.array([0, 0, 0, 1, 2]),),
)


def _relu_der(flaw: Flaw, dA: np.ndarray, cache: dict[str, np.ndarray]) -> Any:
    if flaw("wrong_cache_key"):
        cache["A"]
    Z = np.asarray(cache["Z"])
    dA = pick(
        flaw, {"dA_forgotten": lambda: 1, "relu_of_dA": lambda: np.maximum(dA, 0)}, lambda: dA
    )
    if flaw("relu_returned"):
        return np.maximum(0, Z)
    if flaw("relu_of_the_product"):
        return np.maximum(0, dA * Z)
    if flaw("matrix_product"):
        return dA @ (Z > 0).T
    return dA * pick(
        flaw,
        {
            "returns_input": lambda: np.ones(Z.shape),
            "sign_of_dA_for_Z": lambda: np.asarray(dA) > 0,
            "times_Z": lambda: np.maximum(0, Z),
            "times_Z_everywhere": lambda: Z,
            "inverted": lambda: Z <= 0,
            "leaky": lambda: np.where(Z > 0, 1, 0.01),
            "sign_function": lambda: np.sign(Z),
            "one_at_zero": lambda: Z >= 0,
            "half_at_zero": lambda: np.heaviside(Z.astype(float), 0.5),
            "divided_by_Z": lambda: np.maximum(Z, 0) / Z,
            "square_loop": lambda: (Z > 0) | (np.arange(Z.shape[1]) >= Z.shape[0]),
            "compared_with_one": lambda: Z > 1,
            "divided_by_m": lambda: (Z > 0) / Z.shape[1],
        },
        lambda: Z > 0,
    )


RELU_DER = FlawedFunction(
    "relu_der",
    _relu_der,
    {
        "returns_input": "dA came back as it was. It must be stopped wherever Z is not positive.",
        "dA_forgotten": "Where Z is positive there is a 1: this is the slope alone. The chain "
        "rule multiplies it with dA.",
        "sign_of_dA_for_Z": "You asked where dA is positive. What counts is where Z was.",
        "relu_returned": "This is relu(Z) itself. Asked for is dA times the slope, 1 or 0.",
        "relu_of_dA": "Negative entries of dA were stopped too. What counts is the sign of Z, "
        "not that of dA.",
        "relu_of_the_product": "This is relu(dA * Z). dA passes as it is where Z is positive: only "
        "the sign of Z counts, not that of dA.",
        "times_Z": "dA was multiplied by Z. It is multiplied by the slope, which is 1 or 0.",
        "times_Z_everywhere": "dA was multiplied by Z. It is multiplied by the slope, which is 1 "
        "or 0.",
        "inverted": "dA passes just where it should be stopped: the condition is turned round.",
        "leaky": "A small part of dA passes where Z is negative. For ReLU it is nothing.",
        "sign_function": "Where Z is negative, the sign of dA was turned. The slope there is 0.",
        "matrix_product": "This is a matrix product. The slope acts on each entry by itself.",
        "square_loop": "Only as many columns were treated as there are rows. The loop over the "
        "columns must count the columns.",
        "compared_with_one": "dA was stopped where Z is between 0 and 1. ReLU's bend is at 0.",
        "divided_by_m": "The gradient was divided by the number of samples. dA holds the 1/m of "
        "the mean already.",
        "wrong_cache_key": "The cache of relu holds Z, under the key 'Z', and nothing else.",
        "one_at_zero": "dA passes where Z is exactly 0. This course takes the slope there as 0: "
        "only what is larger than 0 lets the gradient through.",
        "half_at_zero": "Half of dA passes where Z is exactly 0. This course takes the slope "
        "there as 0.",
        "divided_by_Z": "Where Z is 0 you divide 0 by 0. Ask whether Z is positive instead.",
    },
    # What it says of the entries holds of none of its combinations.
    alone=names("dA_forgotten relu_returned"),
    wording={
        "transposed": "Rows and columns are exchanged. dZ has the shape of Z.",
        "too_many_returned": "More came back than dZ. There is only this one to return.",
        "returns_zeros": "All entries are 0. Where Z is positive, dA passes.",
    },
    visible=(np.array([[0, 2], [1, 0]]),),
)

FLAWED_FUNCTIONS = (RELU, RELU_DER)
