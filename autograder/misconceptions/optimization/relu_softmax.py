"""Known mistakes of lesson 01: ReLU, softmax with cross-entropy, and their gradients."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.misconceptions.mistake import Flaw, FlawedFunction


def _relu(flaw: Flaw, Z: Any) -> Any:
    given = Z
    if flaw("lists_refused"):
        Z.shape  # noqa: B018 - fails for a list, as the student's line does
    if flaw("two_dimensions_only"):
        np.zeros((Z.shape[0], Z.shape[1]))
    Z = np.asarray(Z)
    A = _bend(flaw, Z)
    A = A.ravel() if flaw("flattened") else A
    A = A.astype(int) if flaw("converted_to_integers") else A
    if flaw("forgot_return"):
        return None
    if flaw("forgot_cache"):
        return A
    kept = A if flaw("cache_holds_output") else given
    cache = {"A": kept} if flaw("cache_under_wrong_key") else {"Z": kept}
    if flaw("cache_is_array"):
        return A, kept
    if flaw("cache_empty"):
        return A, {}
    return (cache, A) if flaw("outputs_swapped") else (A, cache)


def _bend(flaw: Flaw, Z: np.ndarray) -> np.ndarray:
    shapes = {
        "returns_input": lambda: Z,
        "returns_zeros": lambda: np.zeros_like(Z),
        "absolute_value": lambda: np.abs(Z),
        "minimum_for_maximum": lambda: np.minimum(0, Z),
        "leaky": lambda: np.where(Z > 0, Z, 0.01 * Z),
        "returns_derivative": lambda: (Z > 0).astype(float),
        "largest_entry_only": lambda: np.asarray(max(0, np.max(Z))),
        "capped_at_six": lambda: np.clip(Z, 0, 6),
        "maximum_with_one": lambda: np.maximum(1, Z),
    }
    return next((make() for name, make in shapes.items() if flaw(name)), np.maximum(0, Z))


RELU = FlawedFunction(
    "relu",
    _relu,
    {
        "returns_input": "Z came back as it was. ReLU replaces the negative entries by 0.",
        "returns_zeros": "All entries are 0. Only the negative ones become 0, the others stay.",
        "absolute_value": "Negative entries changed their sign, as with the absolute value. "
        "ReLU makes them 0.",
        "minimum_for_maximum": "This is the smaller of 0 and Z. ReLU keeps the larger.",
        "leaky": "Negative entries came back small instead of 0. That is the leaky ReLU; "
        "this one lets nothing negative through.",
        "returns_derivative": "This is ReLU's slope, 1 or 0. The function itself keeps the values "
        "of the positive entries.",
        "largest_entry_only": "This is the largest entry of the whole array. ReLU compares each "
        "entry with 0 on its own: np.maximum, not np.max.",
        "capped_at_six": "Large entries were cut off. ReLU has no upper end.",
        "maximum_with_one": "The entries are compared with 1. ReLU's bend is at 0.",
        "flattened": "A lost its shape. It has one entry for each entry of Z, in the same place.",
        "converted_to_integers": "The fractions are gone: A was made with an integer type.",
        "forgot_return": "Nothing came back. Does the function end with a return?",
        "forgot_cache": "Only A came back. The cache is returned beside it.",
        "outputs_swapped": "A and the cache are returned in the wrong order.",
        "cache_holds_output": "The cache holds A. The backward step asks where Z was positive, "
        "so Z itself must be kept.",
        "cache_under_wrong_key": "The cache has another key. It is a dictionary with the key 'Z'.",
        "cache_is_array": "The cache is Z itself. It is a dictionary that holds Z.",
        "cache_empty": "The cache is empty. It must hold Z under the key 'Z'.",
        "lists_refused": "The function asks Z for something that only arrays have. A plain list "
        "comes too: np.asarray makes an array of it.",
        "two_dimensions_only": "The function counts on two dimensions. ReLU works entry by entry, "
        "whatever the shape.",
    },
)


def _relu_der(flaw: Flaw, dA: np.ndarray, cache: dict[str, np.ndarray]) -> Any:
    if flaw("wrong_cache_key"):
        cache["A"]
    Z = np.asarray(cache["Z"])
    slope = _slope(flaw, Z, dA)
    if flaw("one_where_positive"):
        return np.where(Z > 0, 1, dA)
    if flaw("matrix_product"):
        return slope.astype(float) @ dA
    dZ = slope * (1 if flaw("dA_forgotten") else dA)
    if flaw("cut_off_to_type_of_Z"):
        dZ = dZ.astype(Z.dtype)
    if flaw("transposed"):
        return dZ.T
    if flaw("forgot_return"):
        return None
    return (dZ, cache) if flaw("returns_tuple") else dZ


def _slope(flaw: Flaw, Z: np.ndarray, dA: np.ndarray) -> np.ndarray:
    with np.errstate(all="ignore"):
        slopes = {
            "returns_input": lambda: np.ones(Z.shape),
            "returns_zeros": lambda: np.zeros(Z.shape),
            "sign_of_dA_for_Z": lambda: dA > 0,
            "times_Z": lambda: Z,
            "inverted": lambda: Z <= 0,
            "leaky": lambda: np.where(Z > 0, 1, 0.01),
            "sign_function": lambda: np.sign(Z),
            "one_at_zero": lambda: Z >= 0,
            "half_at_zero": lambda: np.heaviside(Z.astype(float), 0.5),
            "divided_by_Z": lambda: np.maximum(Z, 0) / Z,
        }
        return next((make() for name, make in slopes.items() if flaw(name)), Z > 0)


RELU_DER = FlawedFunction(
    "relu_der",
    _relu_der,
    {
        "returns_input": "dA came back as it was. It must be stopped wherever Z is not positive.",
        "returns_zeros": "All entries are 0. Where Z is positive, dA passes.",
        "dA_forgotten": "This is the slope alone. The chain rule multiplies it with dA.",
        "sign_of_dA_for_Z": "You asked where dA is positive. What counts is where Z was.",
        "times_Z": "dA was multiplied by Z. It is multiplied by the slope, which is 1 or 0.",
        "inverted": "dA passes just where it should be stopped: the condition is turned round.",
        "one_where_positive": "Where Z is positive there is a 1. The gradient dA itself passes.",
        "leaky": "A small part of dA passes where Z is negative. For ReLU it is nothing.",
        "sign_function": "Where Z is negative, the sign of dA was turned. The slope there is 0.",
        "matrix_product": "This is a matrix product. The slope acts on each entry by itself.",
        "transposed": "Rows and columns are exchanged. dZ has the shape of Z.",
        "returns_tuple": "Two things came back. There is only one to return: dZ.",
        "forgot_return": "Nothing came back. Does the function end with a return?",
        "wrong_cache_key": "The cache of relu holds Z under the key 'Z', and nothing else.",
        "one_at_zero": "dA passes where Z is exactly 0. This course takes the slope there as 0: "
        "larger than 0, not larger or equal.",
        "half_at_zero": "Half of dA passes where Z is exactly 0. This course takes the slope "
        "there as 0.",
        "divided_by_Z": "Where Z is 0 you divide 0 by 0. Ask where Z > 0 instead.",
        "cut_off_to_type_of_Z": "The fractions of dA are gone: dZ was made with the integer type "
        "of Z.",
    },
)


def _softmax(flaw: Flaw, Z: np.ndarray, Y: np.ndarray = np.array([])) -> Any:  # noqa: B008
    shifted = _shifted(flaw, Z)
    A = _normalised(flaw, shifted, Z)
    if flaw("cut_off_to_type_of_Z"):
        A = A.astype(Z.dtype)
    cache = {"Z": Z} if flaw("cache_without_key_A") else {"A": A}
    if flaw("cache_holds_logits"):
        cache = {"A": Z}
    if flaw("loss_not_returned"):
        return A, cache
    loss = _loss(flaw, A, Y)
    return (np.squeeze(A), cache, loss) if flaw("squeezed") else (A, cache, loss)


def _shifted(flaw: Flaw, Z: np.ndarray) -> np.ndarray:
    if flaw("no_maximum_shift"):
        return Z
    if flaw("maximum_of_the_whole_batch"):
        return Z - np.max(Z)
    if flaw("minimum_shift"):
        return Z - np.min(Z, axis=0, keepdims=True)
    if flaw("logits_clipped"):
        return np.clip(Z, -500, 500)
    return Z - np.max(Z, axis=0, keepdims=True)


def _normalised(flaw: Flaw, shifted: np.ndarray, Z: np.ndarray) -> np.ndarray:
    if flaw("returns_input"):
        return Z
    if flaw("sigmoid"):
        return 1 / (1 + np.exp(-Z))
    e = np.exp(shifted)
    if flaw("not_normalised"):
        return e
    if flaw("rows_instead_of_columns"):
        e = np.exp(Z - np.max(Z, axis=1, keepdims=True))
        return e / np.sum(e, axis=1, keepdims=True)
    if flaw("sum_over_everything"):
        return e / np.sum(e)
    if flaw("divided_by_largest"):
        return e / np.max(e, axis=0, keepdims=True)
    return e / np.sum(e, axis=0, keepdims=True)


def _loss(flaw: Flaw, A: np.ndarray, Y: np.ndarray) -> Any:
    if np.size(Y) == 0 and not flaw("labels_always_expected"):
        return 0 if flaw("zero_without_labels") else None if flaw("none_without_labels") else []
    labels = Y if flaw("integer_labels_only") else Y.astype(int)
    m = np.size(Y)
    each = -np.log(A[labels.ravel(), np.arange(m)])
    if flaw("probability_without_logarithm"):
        each = -A[labels.ravel(), np.arange(m)]
    if flaw("logarithm_to_base_two"):
        each = each / np.log(2)
    if flaw("logarithm_to_base_ten"):
        each = each / np.log(10)
    if flaw("every_pair_of_label_and_sample"):
        each = -np.log(A[labels.ravel(), :]).sum(axis=0)
    if flaw("binary_cross_entropy"):
        onehot = np.arange(A.shape[0])[:, None] == labels
        each = -np.where(onehot, np.log(A), np.log(1 - A)).sum(axis=0)
    if flaw("labels_taken_as_numbers"):
        each = -(Y * np.log(A)).sum(axis=0)
    each = -each if flaw("forgotten_sign") else each
    return _reduced(flaw, each, A.shape[0], m)


def _reduced(flaw: Flaw, each: np.ndarray, n: int, m: int) -> Any:
    if flaw("one_loss_per_sample"):
        return each
    if flaw("sum_for_mean"):
        return np.sum(each)
    if flaw("mean_over_classes_too"):
        return np.sum(each) / (n * m)
    if flaw("divided_by_classes"):
        return np.sum(each) / n
    return np.mean(each).reshape(1, 1) if flaw("loss_kept_as_array") else np.mean(each)


SOFTMAX = FlawedFunction(
    "softmax_cross_entropy_loss",
    _softmax,
    {
        "returns_input": "The scores came back as they were. Softmax makes probabilities of them.",
        "rows_instead_of_columns": "Each row adds up to 1. A sample is a column, so each column "
        "must: the sum runs over axis 0.",
        "sum_over_everything": "The whole array adds up to 1. Each sample has probabilities of "
        "its own: each column must add up to 1.",
        "not_normalised": "The exponentials were not divided by their sum over the classes.",
        "divided_by_largest": "The exponentials were divided by the largest one. They are divided "
        "by their sum.",
        "sigmoid": "This is the sigmoid of each score. Softmax compares the scores of a sample "
        "with each other.",
        "loss_not_returned": "Three things are returned: A, the cache and the loss.",
        "cache_holds_logits": "The cache holds the scores Z. The backward step needs the "
        "probabilities A.",
        "cache_without_key_A": "The cache must hold the probabilities under the key 'A'.",
        "sum_for_mean": "The loss is a sum over the samples. It is their mean: without it, a "
        "batch twice as large costs twice as much.",
        "forgotten_sign": "The loss is negative. Logarithms of probabilities are below 0, and the "
        "loss is minus their mean.",
        "mean_over_classes_too": "The loss was divided by the number of entries, classes times "
        "samples. The mean is over the samples only.",
        "divided_by_classes": "The loss was divided by the number of classes. The mean is over "
        "the samples, that is the columns.",
        "logarithm_to_base_two": "This is the logarithm to base 2. Cross-entropy takes the "
        "natural one, np.log.",
        "logarithm_to_base_ten": "This is the logarithm to base 10. Cross-entropy takes the "
        "natural one, np.log.",
        "binary_cross_entropy": "The other classes were counted as well, with log(1 - A). With "
        "softmax only the label's own probability counts.",
        "labels_taken_as_numbers": "The labels were multiplied as numbers. A label is a row "
        "number: it says which probability counts.",
        "every_pair_of_label_and_sample": "Every label was combined with every sample. Each "
        "sample has one label: index rows and columns together.",
        "probability_without_logarithm": "The probabilities were averaged without their logarithm.",
        "one_loss_per_sample": "There is one loss for each sample. The loss is one number: their "
        "mean.",
        "loss_kept_as_array": "The loss is an array that holds one number. It must be the number "
        "itself.",
        "integer_labels_only": "The labels may come as floats, and a float cannot be an index: "
        "convert them to integers.",
        "zero_without_labels": "Without labels nothing can be measured: the loss is [], not 0.",
        "none_without_labels": "Without labels nothing can be measured: the loss is [], not None.",
        "labels_always_expected": "Y may be empty, as when a network predicts. The loss is then "
        "[], and nothing is looked up.",
        "no_maximum_shift": "exp of a large score is infinite. Take the maximum of each sample "
        "from its scores first: the probabilities stay the same.",
        "maximum_of_the_whole_batch": "The maximum of the whole batch was subtracted. A sample "
        "with much smaller scores then gets 0 / 0: each sample needs its own maximum.",
        "minimum_shift": "The minimum was subtracted. Then the largest score still overflows: "
        "it is the maximum that must become 0.",
        "logits_clipped": "Large scores were cut off, so different scores became the same. "
        "Subtract each sample's maximum instead.",
        "cut_off_to_type_of_Z": "The probabilities were put into an array of integers, like Z. "
        "They must be fractions.",
        "squeezed": "An axis of length 1 was lost. A has the shape of Z, also for one sample or "
        "one class.",
    },
)


def _softmax_der(flaw: Flaw, Y: np.ndarray, cache: dict[str, np.ndarray]) -> Any:
    A = np.array(cache["A"], dtype=float)
    n, m = A.shape
    labels = Y.ravel() if flaw("integer_labels_only") else Y.astype(int).ravel()
    labels = np.squeeze(labels) if flaw("labels_squeezed") else labels
    onehot = _onehot(flaw, labels, n, m)
    divisor = _divisor(flaw, A, Y)
    if flaw("divided_before_subtracting"):
        dZ = A / divisor - onehot
    elif flaw("gradient_with_respect_to_A"):
        dZ = -onehot / A / divisor
    elif flaw("sigmoid_derivative"):
        dZ = (A - onehot) * A * (1 - A) / divisor
    elif flaw("only_the_label_entries"):
        dZ = (A - 1) * onehot / divisor
    elif flaw("returns_input"):
        dZ = A
    elif flaw("labels_taken_as_numbers"):
        dZ = (A - Y) / divisor
    else:
        dZ = (onehot - A if flaw("forgotten_sign") else A - onehot) / divisor
    if flaw("forgot_return"):
        return None
    dZ = np.squeeze(dZ) if flaw("squeezed") else dZ
    return dZ.T if flaw("transposed") else dZ


def _onehot(flaw: Flaw, labels: np.ndarray, n: int, m: int) -> np.ndarray:
    classes = int(labels.max()) + 1 if flaw("classes_counted_from_labels") else n
    labels = labels - 1 if flaw("labels_count_from_one") else labels
    onehot = np.zeros((classes, m))
    if flaw("whole_rows_lowered"):
        onehot[labels] = 1
    else:
        onehot[labels, np.arange(m)] = 1
    return onehot.T if flaw("one_hot_transposed") else onehot


def _divisor(flaw: Flaw, A: np.ndarray, Y: np.ndarray) -> float:
    n, m = A.shape
    divisors = {
        "not_divided_by_m": 1.0,
        "divided_by_classes": n,
        "divided_by_length_of_Y": len(Y),
        "divided_by_all_entries": n * m,
        "divided_twice": m * m,
        "factor_two": m / 2,
    }
    return next((value for name, value in divisors.items() if flaw(name)), m)


SOFTMAX_DER = FlawedFunction(
    "softmax_cross_entropy_loss_der",
    _softmax_der,
    {
        "returns_input": "The probabilities came back as they were. The label's entry is 1 lower.",
        "forgotten_sign": "The sign is turned: it is the probabilities minus the labels. This "
        "way the network would climb instead of descend.",
        "labels_taken_as_numbers": "The labels were subtracted as numbers. A label is a row "
        "number: only the entry in that row is 1 lower.",
        "gradient_with_respect_to_A": "This is the gradient with respect to the probabilities. "
        "Asked for is the one with respect to the scores Z.",
        "only_the_label_entries": "Only the labels' entries are there. The other classes have a "
        "gradient too: their probability.",
        "whole_rows_lowered": "Whole rows were lowered. One entry in each column is: index rows "
        "and columns together.",
        "sigmoid_derivative": "The slope of a sigmoid was multiplied in. It is already in "
        "A - onehot(Y).",
        "one_hot_transposed": "The one-hot labels have a row for each sample. Classes are rows "
        "and samples are columns.",
        "divided_before_subtracting": "Only the probabilities were divided by m. The whole "
        "difference must be.",
        "labels_count_from_one": "The row above the label's was lowered. Labels count from 0, as "
        "rows do.",
        "transposed": "Rows and columns are exchanged. dZ has the shape of Z.",
        "forgot_return": "Nothing came back. Does the function end with a return?",
        "not_divided_by_m": "The 1/m of the mean is missing. Without it, the step size would "
        "depend on the size of the batch.",
        "divided_by_classes": "The difference was divided by the number of classes. The loss is a "
        "mean over the samples.",
        "divided_by_length_of_Y": "len(Y) is 1, the number of rows. The number of samples is the "
        "number of columns.",
        "divided_by_all_entries": "The difference was divided by classes times samples. The mean "
        "is over the samples only.",
        "divided_twice": "The difference was divided by m twice.",
        "factor_two": "Everything is twice as large as it should be. A factor 2 belongs to the "
        "squared error, not to cross-entropy.",
        "integer_labels_only": "The labels may come as floats, and a float cannot be an index: "
        "convert them to integers.",
        "classes_counted_from_labels": "The number of classes was taken from the labels. A batch "
        "need not hold every class: take it from A.",
        "squeezed": "An axis of length 1 was lost. dZ has the shape of A, also for one sample or "
        "one class.",
        "labels_squeezed": "Squeezing the labels of a single sample leaves no axis at all. Use "
        "ravel or reshape(-1).",
    },
)

FLAWED_FUNCTIONS = (RELU, RELU_DER, SOFTMAX, SOFTMAX_DER)
