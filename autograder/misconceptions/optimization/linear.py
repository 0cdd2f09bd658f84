"""Known mistakes of lesson 05: a linear layer, forward and backward."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.checks.results import Evidence
from autograder.misconceptions.mistake import Flaw, FlawedFunction, pick

Array = np.ndarray
SIZES_DO_NOT_FIT = (
    "In a matrix product, the columns of the first factor are not as many as the rows of the "
    "second. Write the shapes beside the formula: which factor has to be transposed?"
)


def _has_factors_that_do_not_fit(evidence: Evidence) -> bool:
    """Tell whether a product raised the error: NumPy words it in two ways."""
    error = evidence.error
    return error is not None and any(w in error.message for w in ("not aligned", "matmul: Input"))


def _asks_for_another_key(evidence: Evidence) -> bool:
    return evidence.error is not None and evidence.error.exception == "KeyError"


def _forward(flaw: Flaw, A_prev: Array, W: Array, b: Array) -> Any:
    Z = _with_bias(flaw, A_prev, W, b)
    Z = np.maximum(0, Z) if flaw("relu_applied") else Z
    cache = pick(
        flaw,
        {
            "cache_holds_Z": lambda: {"A": Z},
            "cache_holds_W": lambda: {"A": W},
            "cache_key_other_name": lambda: {"A_prev": A_prev},
            "cache_is_the_array": lambda: A_prev,
            "cache_empty": dict,
        },
        lambda: {"A": A_prev},
    )
    return Z, cache


def _with_bias(flaw: Flaw, A_prev: Array, W: Array, b: Array) -> Array:
    if flaw("bias_added_to_the_input"):
        return np.dot(W, A_prev + b)
    product = _product(flaw, A_prev, W)
    return product + pick(
        flaw,
        {
            "bias_forgotten": lambda: 0.0,
            "bias_subtracted": lambda: -b,
            "bias_transposed": lambda: b.T,
            "bias_flat": lambda: b.ravel(),
            "bias_first_entry_only": lambda: b[0, 0],
            "bias_averaged": lambda: np.mean(b),
            "bias_added_up": lambda: np.sum(b),
            "bias_twice": lambda: 2 * b,
            "bias_for_each_input": lambda: b * A_prev.shape[0],
            "bias_with_the_first_sample_only": lambda: b * (np.arange(A_prev.shape[1]) == 0),
            "bias_divided_by_m": lambda: b / A_prev.shape[1],
        },
        lambda: b,
    )


def _product(flaw: Flaw, A_prev: Array, W: Array) -> Array:
    return pick(
        flaw,
        {
            "W_transposed": lambda: np.dot(W.T, A_prev),
            "input_transposed": lambda: np.dot(W, A_prev.T),
            "factors_swapped": lambda: np.dot(A_prev, W),
            "entrywise_product": lambda: W * A_prev,
            "divided_by_m": lambda: np.dot(W, A_prev) / A_prev.shape[1],
            "divided_by_inputs": lambda: np.dot(W, A_prev) / A_prev.shape[0],
        },
        lambda: np.dot(W, A_prev),
    )


FORWARD = FlawedFunction(
    "linear_forward",
    _forward,
    {
        "bias_forgotten": "The bias is missing. It is added to the product of W and A_prev.",
        "bias_subtracted": "The bias was subtracted. It is added.",
        "bias_transposed": "The bias was turned into a row, so that each sample gets another one. "
        "As a column, each unit has its own.",
        "bias_flat": "The bias lost an axis and counts as a row, so that each sample gets another "
        "one. It is a column already: add it as it is.",
        "bias_first_entry_only": "All units got the bias of the first. Each has its own.",
        "bias_averaged": "All units got the mean of the biases. Each has its own.",
        "bias_added_up": "All units got the sum of the biases. Each has its own.",
        "bias_twice": "The bias was added twice.",
        "bias_for_each_input": "The bias was added once for each input. It is added once, after "
        "the sum over the inputs.",
        "bias_with_the_first_sample_only": "Only the first sample got the bias. All of them do.",
        "bias_added_to_the_input": "The bias was added to the input, before the product. It "
        "belongs to the units of this layer and is added afterwards.",
        "W_transposed": "W was transposed. It has a row for each unit and a column for each input, "
        "as it is needed here.",
        "input_transposed": "A_prev was transposed. Its rows are the inputs, as it is needed here.",
        "factors_swapped": "The factors are in the wrong order. Each row of W meets each column "
        "of A_prev, so W comes first.",
        "entrywise_product": "W and A_prev were multiplied entry by entry. Here a unit adds up all "
        "its inputs: that is the matrix product.",
        "divided_by_m": "The product was divided by the number of samples. A layer treats each "
        "sample by itself: the mean comes later, in the loss.",
        "divided_by_inputs": "The product was divided by the number of inputs. A unit adds them "
        "up; it takes no mean.",
        "bias_divided_by_m": "The bias was divided by the number of samples. Each sample gets all "
        "of it.",
        "relu_applied": "The negative entries are gone. The activation is a step of its own and "
        "comes after this one.",
        "cache_holds_Z": "The cache holds the output Z. The gradient of W needs the input A_prev.",
        "cache_holds_W": "The cache holds W. The gradient of W needs the input A_prev.",
        "cache_key_other_name": "The cache holds A_prev under its own name. The key is 'A'.",
        "cache_is_the_array": "The cache is A_prev itself. It is a dictionary that holds A_prev, "
        "under the key 'A'.",
        "cache_empty": "The cache is empty. It holds A_prev, under the key 'A'.",
        "sizes_do_not_fit": SIZES_DO_NOT_FIT,
    },
    signs={"sizes_do_not_fit": _has_factors_that_do_not_fit},
    wording={
        "only_first_returned": "Only Z came back. The cache is returned beside it.",
        "returns_zeros": "All entries are 0, although only the bias is 0 here: the bias is added "
        "to the product of W and A_prev.",
        "transposed": "Z is turned: samples stand in rows. They are columns here, in Z as in "
        "A_prev.",
    },
    visible=(
        np.array(
            [
                [0.65036003, 1.94315195, 2.30260611, -0.55271251],
                [-1.3143044, 2.19021833, -0.10185631, 4.02150494],
                [0.72429623, -0.59024014, -0.11212296, 2.2809877],
            ]
        ),
    ),
)


def _backward(flaw: Flaw, dZ: Array, cache: dict[str, Array], W: Array, b: Array) -> Any:
    A = cache["A"]
    dA_prev, dW, db = _dA_prev(flaw, dZ, A, W), _dW(flaw, dZ, A), _db(flaw, dZ, b)
    return pick(
        flaw,
        {
            "outputs_in_another_order": lambda: (dW, db, dA_prev),
            "two_outputs_swapped": lambda: (dW, dA_prev, db),
            "dW_and_db_swapped": lambda: (dA_prev, db, dW),
            "dA_prev_forgotten": lambda: (dW, db),
            "sign_flipped": lambda: (-dA_prev, -dW, -db),
            "squeezed": lambda: (np.squeeze(dA_prev), np.squeeze(dW), db),
        },
        lambda: (dA_prev, dW, db),
    )


def _dA_prev(flaw: Flaw, dZ: Array, A: Array, W: Array) -> Array:
    m = dZ.shape[1]
    return pick(
        flaw,
        {
            "W_not_transposed": lambda: np.dot(W, dZ),
            "dA_prev_transposed": lambda: np.dot(dZ.T, W),
            "dA_prev_from_A": lambda: A * 1.0,
            "all_divided_by_m": lambda: np.dot(W.T, dZ) / m,
            "dA_prev_divided_by_m": lambda: np.dot(W.T, dZ) / m,
        },
        lambda: np.dot(W.T, dZ),
    )


def _dW(flaw: Flaw, dZ: Array, A: Array) -> Array:
    m = dZ.shape[1]
    return pick(
        flaw,
        {
            "A_not_transposed": lambda: np.dot(dZ, A),
            "dW_transposed": lambda: np.dot(A, dZ.T),
            "dW_of_the_last_sample": lambda: np.dot(dZ[:, -1:], A[:, -1:].T),
            "dW_without_the_last_sample": lambda: np.dot(dZ[:, :-1], A[:, :-1].T),
            "dW_times_m": lambda: np.dot(dZ, A.T) * m,
            "dW_from_the_mean_of_A": lambda: np.sum(dZ, axis=1, keepdims=True) * np.mean(A, axis=1),
            "divided_by_m_again": lambda: np.dot(dZ, A.T) / m,
            "dW_divided_by_m": lambda: np.dot(dZ, A.T) / m,
            "all_divided_by_m": lambda: np.dot(dZ, A.T) / m,
        },
        lambda: np.dot(dZ, A.T),
    )


def _db(flaw: Flaw, dZ: Array, b: Array) -> Any:
    m = dZ.shape[1]
    return pick(
        flaw,
        {
            "db_flat": lambda: np.sum(dZ, axis=1),
            "db_is_a_mean": lambda: np.mean(dZ, axis=1, keepdims=True),
            "db_over_the_units": lambda: np.sum(dZ, axis=0, keepdims=True),
            "db_over_the_units_as_column": lambda: np.sum(dZ, axis=0, keepdims=True).T,
            "db_one_number": lambda: np.sum(dZ),
            "db_is_dZ": lambda: dZ,
            "db_is_b": lambda: b,
            "db_sign_flipped": lambda: -np.sum(dZ, axis=1, keepdims=True),
            "db_divided_by_units": lambda: np.mean(dZ, axis=1, keepdims=True) * m / len(dZ),
            "db_of_the_first_sample": lambda: dZ[:, :1],
            "db_as_row": lambda: np.sum(dZ, axis=1)[None],
            "db_zero": lambda: np.zeros_like(b),
            "divided_by_m_again": lambda: np.mean(dZ, axis=1, keepdims=True),
            "all_divided_by_m": lambda: np.mean(dZ, axis=1, keepdims=True),
        },
        lambda: np.sum(dZ, axis=1, keepdims=True),
    )


BACKWARD = FlawedFunction(
    "linear_backward",
    _backward,
    {
        "divided_by_m_again": "dW and db were divided by the number of samples. dZ holds the 1/m "
        "of the mean already.",
        "dW_divided_by_m": "dW was divided by the number of samples. dZ holds the 1/m of the mean "
        "already.",
        "dA_prev_divided_by_m": "dA_prev was divided by the number of samples. dZ holds the 1/m of "
        "the mean already.",
        "db_is_a_mean": "db is the mean over the samples. dZ holds the 1/m of the mean already: "
        "add the samples up.",
        "all_divided_by_m": "All three gradients were divided by the number of samples. dZ holds "
        "the 1/m of the mean already.",
        "db_flat": "db has lost an axis. It is a column, as b is: the sum over the samples keeps "
        "its axis.",
        "db_over_the_units": "db was added up over the units. Each unit has a bias of its own: "
        "add up the samples.",
        "db_over_the_units_as_column": "db was added up over the units. Each unit has a bias of "
        "its own: add up the samples.",
        "db_one_number": "db is one number for all units. Each unit has a bias of its own: add up "
        "the samples only.",
        "db_is_dZ": "db is dZ itself. The same bias is added to every sample, so their gradients "
        "add up.",
        "db_is_b": "db is b itself. It is the gradient of the loss with respect to b.",
        "db_sign_flipped": "The sign of db is turned. The gradient points uphill; it is the "
        "update that subtracts it.",
        "db_divided_by_units": "db was divided by the number of units. It is the sum over the "
        "samples, divided by nothing.",
        "db_of_the_first_sample": "db is the first sample's column of dZ. Add up the columns of "
        "all samples.",
        "db_as_row": "db is a row. It is a column, as b is.",
        "db_zero": "db is zero, so the bias would never be learned. Each sample adds its column "
        "of dZ to it.",
        "W_not_transposed": "For dA_prev, W was used as it is. On the way back it is transposed: "
        "from units to inputs.",
        "A_not_transposed": "For dW, A was used as it is. The sum runs over the samples, so they "
        "must be the rows of the second factor.",
        "dW_of_the_last_sample": "dW holds the last sample only: each one took the place of the "
        "one before. They add up.",
        "dW_without_the_last_sample": "The last sample is missing from dW. range stops before its "
        "end by itself.",
        "dW_times_m": "dW was multiplied by the number of samples. The product adds them up, and "
        "that is all.",
        "dW_transposed": "dW is turned: rows and columns are exchanged. It has the shape of W.",
        "dA_prev_transposed": "dA_prev is turned: rows and columns are exchanged. It has the shape "
        "of A.",
        "outputs_in_another_order": "The gradients are returned in another order. It is dA_prev, "
        "dW, db.",
        "two_outputs_swapped": "dA_prev and dW are exchanged. The order is dA_prev, dW, db.",
        "dW_and_db_swapped": "dW and db are exchanged. The order is dA_prev, dW, db.",
        "dA_prev_forgotten": "dA_prev was not returned. The layer before needs it.",
        "dA_prev_from_A": "dA_prev is A itself. It is the gradient with respect to A: dZ, sent "
        "back through the weights.",
        "sign_flipped": "All signs are turned. The gradient points uphill; it is the update that "
        "subtracts it.",
        "dW_from_the_mean_of_A": "dW was made from sums and means over all samples. Each sample's "
        "dZ belongs to the same sample's A: multiply first, then add up.",
        "squeezed": "An axis of length 1 was lost. Every gradient keeps both its axes, also for a "
        "single sample, unit or input.",
        "wrong_cache_key": "The cache of linear_forward holds the layer's input, under the key "
        "'A', and nothing else. W and b are arguments.",
        "sizes_do_not_fit": SIZES_DO_NOT_FIT,
    },
    signs={
        "wrong_cache_key": _asks_for_another_key,
        "sizes_do_not_fit": _has_factors_that_do_not_fit,
    },
)

FLAWED_FUNCTIONS = (FORWARD, BACKWARD)
