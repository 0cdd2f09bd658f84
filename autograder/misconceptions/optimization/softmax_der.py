"""Known mistakes of lesson 01: the gradient of softmax with cross-entropy."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.checks.results import Evidence
from autograder.misconceptions.mistake import Flaw, FlawedFunction, names, pick


def _softmax_der(flaw: Flaw, Y: np.ndarray, cache: dict[str, np.ndarray]) -> Any:
    A = np.array(cache["Z"] if flaw("wrong_cache_key") else cache["A"], dtype=float)
    n, m = A.shape
    onehot = _onehot(flaw, Y, n)
    divisor = pick(
        flaw,
        {
            "not_divided_by_m": lambda: 1.0,
            "divided_by_classes": lambda: n,
            "divided_by_all_entries": lambda: n * m,
            "divided_twice": lambda: m * m,
            "factor_two": lambda: m / 2,
            "multiplied_by_m": lambda: 1 / m,
        },
        lambda: m,
    )
    sign = -1 if flaw("forgotten_sign") else 1
    return sign * pick(
        flaw,
        {
            "returns_input": lambda: A,
            "labels_taken_as_numbers": lambda: (A - Y) / divisor,
            "gradient_with_respect_to_A": lambda: -onehot / A / divisor,
            "only_the_label_entries": lambda: (A - 1) * onehot / divisor,
            "sigmoid_derivative": lambda: (A - onehot) * A * (1 - A) / divisor,
            "slope_of_softmax_alone": lambda: A * (1 - A) / divisor,
            "divided_before_subtracting": lambda: A / divisor - onehot,
            "labels_alone_divided": lambda: A - onehot / divisor,
            "label_entries_alone_divided": lambda: np.where(onehot, (A - 1) / divisor, A),
            "added": lambda: (A + onehot) / divisor,
            "probabilities_alone": lambda: A / divisor,
            "one_hot_alone": lambda: onehot / divisor,
        },
        lambda: (A - onehot) / divisor,
    )


def _onehot(flaw: Flaw, Y: np.ndarray, n: int) -> np.ndarray:
    labels = (Y if flaw("integer_labels_only") else Y.astype(int)).ravel()
    classes = int(labels.max()) + 1 if flaw("classes_counted_from_labels") else n
    labels = labels - 1 if flaw("labels_count_from_one") else labels
    onehot = np.zeros((classes, labels.size))
    if flaw("whole_rows_lowered"):
        onehot[labels] = 1
    else:
        onehot[labels, np.arange(labels.size)] = 1
    return onehot.T if flaw("one_hot_transposed") else onehot


def _has_lost_the_axis_of_labels(evidence: Evidence) -> bool:
    error, labels = evidence.error, evidence.call.arguments[0]
    lost = ("unsized object", "0-d", "too many indices")
    return error is not None and np.size(labels) == 1 and any(w in error.message for w in lost)


SOFTMAX_DER = FlawedFunction(
    "softmax_cross_entropy_loss_der",
    _softmax_der,
    {
        "returns_input": "The probabilities came back as they were. The labels are to be taken "
        "off, and the mean of the loss divides by the number of samples.",
        "probabilities_alone": "Only the probabilities are there: the one-hot labels have to be "
        "subtracted from them.",
        "forgotten_sign": "The sign is turned: it is the probabilities minus the labels. This "
        "way the network would climb instead of descend.",
        "labels_taken_as_numbers": "The labels were subtracted as numbers. A label is a row "
        "number: only the entry in that row is 1 lower.",
        "added": "The one-hot labels were added. They are subtracted from the probabilities.",
        "one_hot_alone": "These are the one-hot labels alone. They are subtracted from the "
        "probabilities.",
        "gradient_with_respect_to_A": "This is the gradient with respect to the probabilities. "
        "It still has to go back through softmax, to the scores Z.",
        "only_the_label_entries": "Only the labels' entries are there. The other classes have a "
        "gradient too: their probability.",
        "whole_rows_lowered": "Whole rows were lowered. Only one entry of each column is: "
        "the one in the row that the label names.",
        "sigmoid_derivative": "The slope of a sigmoid was multiplied in. It is already in the "
        "difference of probabilities and labels.",
        "slope_of_softmax_alone": "This is the slope of a sigmoid, without the labels. The loss "
        "and softmax together have a simpler gradient.",
        "one_hot_transposed": "The one-hot labels have a row for each sample. Classes are rows "
        "and samples are columns.",
        "divided_before_subtracting": "Only the probabilities were divided by the number of "
        "samples. The whole difference must be: mind the brackets.",
        "labels_alone_divided": "Only the labels were divided by the number of samples. The whole "
        "difference must be: mind the brackets.",
        "label_entries_alone_divided": "Only the labels' entries were divided by the number of "
        "samples. All the others are as well.",
        "labels_count_from_one": "The row above the label's was lowered. Labels count from 0, as "
        "rows do.",
        "wrong_cache_key": "The cache holds the probabilities, under the key 'A', and nothing "
        "else.",
        "not_divided_by_m": "The 1/m of the mean is missing, with m the number of samples "
        "(columns; len(Y) counts rows). Without it, the step would depend on the batch's size.",
        "divided_by_classes": "The difference was divided by the number of classes. The loss is a "
        "mean over the samples.",
        "divided_by_all_entries": "The difference was divided by classes times samples. The mean "
        "is over the samples only.",
        "divided_twice": "The difference was divided by the number of samples twice.",
        "multiplied_by_m": "The difference was multiplied by the number of samples. The mean "
        "divides by it.",
        "factor_two": "Everything is twice as large as it should be. A factor 2 belongs to the "
        "squared error, not to cross-entropy.",
        "integer_labels_only": "The labels may come as floats, and a float cannot be an index: "
        "turn them into integers first.",
        "classes_counted_from_labels": "The number of classes was taken from the labels. A batch "
        "need not hold every class: count the rows of A.",
        "labels_squeezed": "The labels of a single sample lost all their axes. Squeezing takes "
        "every axis of length 1 away; flattening keeps one.",
    },
    alone=names(
        "returns_input probabilities_alone one_hot_alone added slope_of_softmax_alone "
        "gradient_with_respect_to_A multiplied_by_m divided_twice divided_by_all_entries "
        "labels_alone_divided label_entries_alone_divided"
    ),
    signs={"labels_squeezed": _has_lost_the_axis_of_labels},
    wording={"transposed": "Rows and columns are exchanged. dZ has the shape of Z."},
    visible=(
        np.array(
            [
                [0.14373987, -0.15462795, 0.01386893, 0.09129225],
                [-0.18270624, 0.01760184, -0.11535594, 0.12468962],
                [0.03896637, 0.13702612, 0.10148701, -0.21598186],
            ]
        ),
    ),
)

FLAWED_FUNCTIONS = (SOFTMAX_DER,)
