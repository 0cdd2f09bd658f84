"""Known mistakes of lesson 01: softmax with the cross-entropy loss."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.checks.results import Evidence
from autograder.misconceptions.mistake import Flaw, FlawedFunction, names, pick

NO_LABELS = np.array([])


def _softmax(flaw: Flaw, Z: np.ndarray, Y: np.ndarray = NO_LABELS) -> Any:
    A = _probabilities(flaw, Z)
    if flaw("cut_off_to_type_of_Z"):
        A = A.astype(Z.dtype)
    cache = pick(
        flaw,
        {
            "cache_without_key_A": lambda: {"Z": Z},
            "cache_holds_logits": lambda: {"A": Z},
            "cache_is_array": lambda: A,
            "cache_empty": dict,
        },
        lambda: {"A": A},
    )
    return A, cache, _loss(flaw, A, Y)


def _probabilities(flaw: Flaw, Z: np.ndarray) -> np.ndarray:
    if flaw("divided_by_largest"):
        Z = Z / np.max(np.abs(Z), axis=0)
    shifted = pick(
        flaw,
        {
            "no_maximum_shift": lambda: Z,
            "maximum_of_the_whole_batch": lambda: Z - np.max(Z),
            "minimum_shift": lambda: Z - np.min(Z, axis=0),
            "logits_clipped": lambda: np.clip(Z, -500, 500),
            "sign_of_logits": lambda: np.min(Z, axis=0) - Z,
        },
        lambda: Z - np.max(Z, axis=0),
    )
    E = np.exp(shifted)
    across = np.exp(Z - np.max(Z, axis=1, keepdims=True))
    overall = np.exp(Z - np.max(Z))
    return pick(
        flaw,
        {
            "returns_input": lambda: Z,
            "sigmoid": lambda: 1 / (1 + np.exp(-Z)),
            "not_normalised": lambda: E,
            "only_exponentials": lambda: np.exp(Z),
            "maximum_taken_from_exponentials": lambda: _share(np.exp(Z) - np.max(Z, axis=0)),
            "powers_of_two": lambda: _share(2 ** (Z - np.max(Z, axis=0))),
            "no_exponentials": lambda: Z / np.sum(Z, axis=0),
            "log_softmax": lambda: np.log(E / np.sum(E, axis=0)),
            "rows_instead_of_columns": lambda: across / np.sum(across, axis=1, keepdims=True),
            "sum_over_everything": lambda: overall / np.sum(overall),
        },
        lambda: E / np.sum(E, axis=0),
    )


def _share(values: np.ndarray) -> np.ndarray:
    return values / np.sum(values, axis=0)


def _loss(flaw: Flaw, A: np.ndarray, Y: np.ndarray) -> Any:
    if np.size(Y) == 0:
        wrong = {"zero_without_labels": lambda: 0, "none_without_labels": lambda: None}
        return pick(flaw, wrong, list)
    if flaw("loss_not_written"):
        return []
    each = _losses(flaw, A, Y)
    return _reduced(flaw, -each if flaw("forgotten_sign") else each, A.shape[0])


def _losses(flaw: Flaw, A: np.ndarray, Y: np.ndarray) -> np.ndarray:
    """Return the loss of each sample."""
    labels = (Y if flaw("integer_labels_only") else Y.astype(int)).ravel()
    if flaw("classes_counted_from_labels"):
        labels = np.unique(labels, return_inverse=True)[1]
    labels = labels - 1 if flaw("labels_count_from_one") else labels
    samples = np.arange(labels.size)
    onehot = np.arange(A.shape[0])[:, None] == labels
    return pick(
        flaw,
        {
            "probability_without_logarithm": lambda: -A[labels, samples],
            "logarithm_to_base_two": lambda: -np.log2(A[labels, samples]),
            "logarithm_to_base_ten": lambda: -np.log10(A[labels, samples]),
            "every_pair_of_label_and_sample": lambda: -np.mean(np.log(A[labels]), axis=0),
            "binary_cross_entropy": lambda: -np.sum(np.log(np.where(onehot, A, 1 - A)), axis=0),
            "labels_taken_as_numbers": lambda: -np.sum(Y * np.log(A), axis=0),
            "squared_error": lambda: np.sum((A - onehot) ** 2, axis=0),
            "entropy_of_A": lambda: -np.sum(A * np.log(A), axis=0),
            "largest_probability": lambda: -np.log(np.max(A, axis=0)),
            "all_classes_counted": lambda: -np.sum(np.log(A), axis=0),
        },
        lambda: -np.log(A[labels, samples]),
    )


def _reduced(flaw: Flaw, each: np.ndarray, n: int) -> Any:
    return pick(
        flaw,
        {
            "one_loss_per_sample": lambda: each,
            "logarithm_of_the_mean": lambda: -np.log(np.mean(np.exp(-each))),
            "sum_for_mean": lambda: np.sum(each),
            "mean_over_classes_too": lambda: np.mean(each) / n,
            "divided_by_classes": lambda: np.sum(each) / n,
            "divided_twice": lambda: np.mean(each) / each.size,
            "factor_half": lambda: np.mean(each) / 2,
            "loss_kept_as_array": lambda: np.mean(each).reshape(1, 1),
        },
        lambda: np.mean(each),
    )


def _expects_labels(evidence: Evidence) -> bool:
    """Tell whether a call without labels, and only that, was what raised the error."""
    labels = evidence.call.arguments[1:2] or (NO_LABELS,)
    error = evidence.error
    return error is not None and np.size(labels[0]) == 0 and error.exception != "NameError"


SOFTMAX = FlawedFunction(
    "softmax_cross_entropy_loss",
    _softmax,
    {
        "returns_input": "The scores came back as they were. Softmax makes probabilities of them.",
        "rows_instead_of_columns": "Each row adds up to 1. A sample is a column, so each column "
        "must: the sum runs over the classes, that is down the rows.",
        "sum_over_everything": "The whole array adds up to 1. Each sample has probabilities of "
        "its own: each column must add up to 1.",
        "not_normalised": "The exponentials were not divided by their sum over the classes.",
        "only_exponentials": "These are the exponentials of the scores. Divided by their sum over "
        "the classes they become probabilities.",
        "no_exponentials": "The scores themselves were divided by their sum. Their exponentials "
        "are: those are never negative.",
        "maximum_taken_from_exponentials": "The maximum was taken from the exponentials. It is "
        "taken from the scores, before exp.",
        "powers_of_two": "These are powers of 2. Softmax takes powers of e: np.exp.",
        "log_softmax": "These are the logarithms of the probabilities. A holds the probabilities "
        "themselves.",
        "divided_by_largest": "The scores were divided by the largest one, which changes the "
        "probabilities. Subtracting it does not.",
        "sigmoid": "This is the sigmoid of each score. Softmax compares the scores of a sample "
        "with each other.",
        "sign_of_logits": "The largest score got the smallest probability: a sign is turned "
        "inside the exponential.",
        "loss_not_written": "The loss is empty although there are labels. Is it worked out at all?",
        "cache_holds_logits": "The cache holds the scores Z. The backward step needs the "
        "probabilities A.",
        "cache_without_key_A": "The cache holds the scores Z. The backward step needs the "
        "probabilities A, under the key 'A'.",
        "cache_is_array": "The cache is A itself. It is a dictionary that holds A.",
        "cache_empty": "The cache is empty. It holds A under the key 'A'.",
        "sum_for_mean": "The loss is a sum over the samples. It should be their mean: otherwise a "
        "batch twice as large costs twice as much.",
        "forgotten_sign": "The loss is negative. Logarithms of probabilities are below 0, and the "
        "loss is minus their mean.",
        "mean_over_classes_too": "The loss was divided by the number of entries, classes times "
        "samples. The mean is over the samples only.",
        "divided_by_classes": "The loss was divided by the number of classes. The mean is over "
        "the samples, that is the columns.",
        "divided_twice": "The loss was divided by the number of samples twice.",
        "factor_half": "The loss is half of what it should be. A factor 1/2 belongs to the "
        "squared error, not to cross-entropy.",
        "logarithm_to_base_two": "This is the logarithm to base 2. Cross-entropy takes the "
        "natural one.",
        "logarithm_to_base_ten": "This is the logarithm to base 10. Cross-entropy takes the "
        "natural one.",
        "binary_cross_entropy": "The other classes were counted as well, with log(1 - A). With "
        "softmax only the label's own probability counts.",
        "labels_taken_as_numbers": "The labels were multiplied as numbers. A label is a row "
        "number: it says which probability counts.",
        "every_pair_of_label_and_sample": "Every label was combined with every sample. Each "
        "sample has one label: pick one row for each column.",
        "probability_without_logarithm": "The probabilities were averaged without their logarithm.",
        "squared_error": "This is the squared error. Cross-entropy is minus the logarithm of the "
        "label's probability.",
        "entropy_of_A": "This is the entropy of A: it does not ask for the labels. Only the "
        "label's own probability counts.",
        "largest_probability": "This is the loss of the most probable class. What counts is the "
        "probability of the label, right or wrong.",
        "all_classes_counted": "All classes were counted. Only the label's own probability counts.",
        "one_loss_per_sample": "There is one loss for each sample. The loss is one number, their "
        "mean.",
        "loss_kept_as_array": "The loss is an array that holds one number. It should be the number "
        "itself.",
        "logarithm_of_the_mean": "The probabilities were averaged first. The logarithm is taken "
        "of each, then the mean.",
        "labels_count_from_one": "The row above the label's was taken. Labels count from 0, as "
        "rows do.",
        "integer_labels_only": "The labels may come as floats, and a float cannot be an index: "
        "turn them into integers first.",
        "classes_counted_from_labels": "The classes were counted from the labels. A batch need not "
        "hold every class: label 2 is row 2, whichever other labels there are.",
        "zero_without_labels": "Without labels nothing can be measured. A loss of 0 would say that "
        "all predictions are certain and right.",
        "none_without_labels": "Without labels the loss is an empty list, not None.",
        "labels_always_expected": "Y may be empty, as when a network predicts. Nothing can be "
        "looked up then, and the loss is [].",
        "no_maximum_shift": "exp of a large score is infinite. Take the maximum of each sample "
        "from its scores first: the probabilities stay the same.",
        "maximum_of_the_whole_batch": "The maximum of the whole batch was subtracted. A sample "
        "with much smaller scores then gets 0 / 0: each sample needs its own maximum.",
        "minimum_shift": "The minimum was subtracted, so the largest score still overflows. "
        "It is the maximum that must become 0.",
        "logits_clipped": "Large scores were cut off, so different scores became the same. "
        "Subtract each sample's maximum instead.",
        "cut_off_to_type_of_Z": "The probabilities were written into an array of integers, like "
        "Z. They are fractions.",
    },
    alone=names(
        "returns_input sigmoid no_exponentials log_softmax sign_of_logits squared_error "
        "entropy_of_A largest_probability all_classes_counted logarithm_to_base_ten "
        "divided_twice factor_half logits_clipped loss_not_written binary_cross_entropy "
        "every_pair_of_label_and_sample labels_taken_as_numbers loss_kept_as_array "
        "divided_by_largest cache_is_array cache_empty probability_without_logarithm "
        "maximum_taken_from_exponentials powers_of_two logarithm_of_the_mean"
    ),
    signs={"labels_always_expected": _expects_labels},
    wording={
        "last_not_returned": "A and the cache came back. The loss is returned after them.",
        "only_first_returned": "Only A came back. The cache and the loss are returned after it.",
    },
    visible=(
        np.array(
            [
                [0.57495949, 0.38148818, 0.05547572, 0.36516899],
                [0.26917503, 0.07040735, 0.53857622, 0.49875847],
                [0.15586548, 0.54810447, 0.40594805, 0.13607254],
            ]
        ),
    ),
)

FLAWED_FUNCTIONS = (SOFTMAX,)
