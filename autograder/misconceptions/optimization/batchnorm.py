"""Known mistakes of lesson 03: batchnorm, forward."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.checks.results import Evidence
from autograder.misconceptions.mistake import Flaw, FlawedFunction, names, pick

EPSILON = 1e-5


def _batchnorm(flaw: Flaw, A: np.ndarray, beta: np.ndarray, gamma: np.ndarray) -> Any:
    if np.size(beta) == 0 or np.size(gamma) == 0:
        if flaw("normalised_without_beta_and_gamma"):
            return normalised(flaw, A)[0], {}
        return A, {}
    if A.shape[1] == 1 and flaw("one_sample_let_through"):
        return A, {"A_hat": A}
    A_hat, _ = normalised(flaw, A)
    if flaw("beta_and_gamma_swapped"):
        beta, gamma = gamma, beta
    return _restored(flaw, A, A_hat, beta, gamma), {"A_hat": A_hat}


def normalised(flaw: Flaw, A: np.ndarray) -> tuple[np.ndarray, Any]:
    """Return the centred A over its deviation, and 1 over that deviation."""
    if flaw("missing_keepdims"):
        return (A - np.mean(A, axis=1)) / np.sqrt(np.var(A, axis=1) + EPSILON), None
    centred = A - pick(
        flaw,
        {
            "not_centred": lambda: 0,
            "axis_0": lambda: np.mean(A, axis=0, keepdims=True),
            "mean_of_everything": lambda: np.mean(A),
            "batch_mean_divided_by_features": lambda: _rows(np.sum, A) / A.shape[0],
            "sum_for_mean": lambda: _rows(np.sum, A),
            "median_for_mean": lambda: _rows(np.median, A),
        },
        lambda: _rows(np.mean, A),
    )
    inverse = _inverse_deviation(flaw, A, centred)
    return centred * inverse, inverse


def _rows(summary: Any, A: np.ndarray) -> np.ndarray:
    return summary(A, axis=1, keepdims=True)


def _inverse_deviation(flaw: Flaw, A: np.ndarray, centred: np.ndarray) -> Any:
    squares = (A - _rows(np.mean, A)) ** 2
    variance = pick(
        flaw,
        {
            "axis_0": lambda: np.var(A, axis=0, keepdims=True),
            "mean_of_everything": lambda: np.var(A),
            "median_for_mean": lambda: _rows(np.mean, centred**2),
            "unbiased_variance": lambda: np.var(A, axis=1, keepdims=True, ddof=1),
            "variance_summed_not_averaged": lambda: _rows(np.sum, squares),
            "variance_divided_by_features": lambda: _rows(np.sum, squares) / A.shape[0],
            "deviation_of_the_whole_batch": lambda: np.var(A),
            "mean_of_squares_not_centred": lambda: _rows(np.mean, A**2),
        },
        lambda: _rows(np.mean, squares),
    )
    epsilon = pick(
        flaw,
        {
            "epsilon_forgotten": lambda: 0,
            "epsilon_1e_8": lambda: 1e-8,
            "epsilon_1e_7": lambda: 1e-7,
            "epsilon_1e_6": lambda: 1e-6,
            "epsilon_1e_4": lambda: 1e-4,
            "epsilon_1e_3": lambda: 1e-3,
            "epsilon_squared": lambda: EPSILON**2,
        },
        lambda: EPSILON,
    )
    deviation = np.abs(A - _rows(np.mean, A))
    return pick(
        flaw,
        {
            "only_centred": lambda: 1,
            "variance_without_root": lambda: 1 / (variance + epsilon),
            "variance_squared": lambda: 1 / (variance + epsilon) ** 2,
            "root_taken_twice": lambda: 1 / np.sqrt(np.sqrt(variance) + epsilon),
            "mean_absolute_deviation": lambda: 1 / (_rows(np.mean, deviation) + epsilon),
            "scaled_to_unit_range": lambda: 1 / (_rows(np.ptp, A) + epsilon),
            "divided_by_largest": lambda: 1 / _rows(np.max, np.abs(A)),
            "multiplied_by_deviation": lambda: np.sqrt(variance + epsilon),
            "epsilon_outside_the_root": lambda: 1 / (np.sqrt(variance) + epsilon),
            "maximum_with_epsilon": lambda: 1 / np.sqrt(np.maximum(variance, epsilon)),
        },
        lambda: 1 / np.sqrt(variance + epsilon),
    )


def _restored(flaw: Flaw, A: Any, A_hat: Any, beta: Any, gamma: Any) -> Any:
    """Give A_hat its new mean and deviation."""
    gamma = pick(
        flaw,
        {
            "gamma_forgotten": lambda: 1,
            "gamma_as_variance": lambda: np.sqrt(gamma),
            "gamma_squared": lambda: gamma**2,
            "divided_by_gamma": lambda: 1 / gamma,
        },
        lambda: gamma,
    )
    return pick(
        flaw,
        {
            "returns_input": lambda: A,
            "constant_beta": lambda: beta + 0 * A,
            "not_normalised": lambda: gamma * A + beta,
            "beta_forgotten": lambda: gamma * A_hat,
            "beta_subtracted": lambda: gamma * A_hat - beta,
            "beta_scaled_by_gamma": lambda: gamma * (A_hat + beta),
            "beta_and_gamma_ignored": lambda: A_hat,
            "gamma_added": lambda: A_hat + gamma + beta,
        },
        lambda: gamma * A_hat + beta,
    )


def _fails_without(evidence: Evidence) -> int:
    """Return how many of beta and gamma are empty in a call that raised an error."""
    if evidence.error is None or evidence.error.kind != "raised":
        return 0
    return sum(np.size(argument) == 0 for argument in evidence.call.arguments[1:3])


BATCHNORM = FlawedFunction(
    "batchnorm",
    _batchnorm,
    {
        "returns_input": "A came back as it was. Batchnorm takes each feature's mean away and "
        "divides by its deviation, then gives it beta and gamma.",
        "constant_beta": "All samples came out as beta. Each keeps its distance from the mean, in "
        "units of the deviation, times gamma.",
        "not_normalised": "A was scaled and shifted by gamma and beta without being normalised "
        "first.",
        "not_centred": "The mean was not taken away before dividing by the deviation.",
        "only_centred": "The mean was taken away, but nothing was divided by the deviation.",
        "axis_0": "Mean and variance were taken over the features of each sample. Batchnorm takes "
        "them for each feature, over the samples of the batch.",
        "mean_of_everything": "One mean and one variance were taken for the whole array. Each "
        "feature (row) has its own.",
        "deviation_of_the_whole_batch": "One variance was taken for the whole array. Each feature "
        "(row) has its own.",
        "missing_keepdims": "The means lost an axis: one flat row of them does not fit the rows of "
        "A. Keep them as a column.",
        "batch_mean_divided_by_features": "The sum was divided by the number of features. A mean "
        "over the samples divides by their number.",
        "sum_for_mean": "The sum over the samples was taken away in place of their mean.",
        "median_for_mean": "This is what you get with the median. Batchnorm takes the mean.",
        "beta_and_gamma_swapped": "beta and gamma are exchanged. gamma scales, beta shifts: beta "
        "becomes the mean.",
        "beta_forgotten": "beta is missing: it becomes each feature's mean.",
        "beta_subtracted": "beta was subtracted. It is added: it becomes each feature's mean.",
        "beta_scaled_by_gamma": "beta was added before the multiplication by gamma, so it was "
        "scaled as well.",
        "beta_and_gamma_ignored": "A is normalised, but gamma and beta were not used.",
        "gamma_added": "gamma was added. It is multiplied: it becomes the deviation.",
        "gamma_forgotten": "gamma is missing: it becomes each feature's deviation.",
        "gamma_as_variance": "The root of gamma was taken. gamma is the new deviation itself, not "
        "the variance.",
        "gamma_squared": "gamma was squared. gamma is the new deviation itself.",
        "divided_by_gamma": "A was divided by gamma. It is multiplied by gamma, the new deviation.",
        "unbiased_variance": "This is what you get with the unbiased variance (ddof=1), which "
        "divides by m - 1. Batchnorm divides by m.",
        "variance_summed_not_averaged": "The squares were added up but not divided by the number "
        "of samples. The variance is their mean.",
        "variance_divided_by_features": "The variance was divided by the number of features. It is "
        "a mean over the samples.",
        "mean_of_squares_not_centred": "The squares of A itself were averaged. The variance takes "
        "the squares of the distances from the mean.",
        "variance_without_root": "A was divided by the variance. The deviation is its square root.",
        "variance_squared": "The variance was squared. The deviation is its square root.",
        "root_taken_twice": "The root was taken of the deviation, which is a root already.",
        "mean_absolute_deviation": "This is the mean of the absolute distances. The deviation is "
        "the root of the mean of their squares.",
        "scaled_to_unit_range": "A was divided by the difference of maximum and minimum. Batchnorm "
        "divides by the standard deviation.",
        "divided_by_largest": "A was divided by its largest entry. Batchnorm divides by the "
        "standard deviation.",
        "multiplied_by_deviation": "A was multiplied by the deviation. It is divided by it.",
        "epsilon_outside_the_root": "Epsilon was added to the root. It belongs inside, beside the "
        "variance.",
        "epsilon_forgotten": "Epsilon is missing. Without it, a feature that is the same in all "
        "samples gives 0 / 0.",
        "epsilon_1e_8": "Epsilon is 1e-5 here; this is what you get with 1e-8.",
        "epsilon_1e_7": "Epsilon is 1e-5 here; this is what you get with 1e-7.",
        "epsilon_1e_6": "Epsilon is 1e-5 here; this is what you get with 1e-6.",
        "epsilon_1e_4": "Epsilon is 1e-5 here; this is what you get with 1e-4.",
        "epsilon_1e_3": "Epsilon is 1e-5 here; this is what you get with 1e-3.",
        "epsilon_squared": "Epsilon was squared. It is added to the variance as it is.",
        "maximum_with_epsilon": "Epsilon was taken as a lower limit of the variance. It is added.",
        "one_sample_let_through": "A single sample came back as it was. Its distance from the mean "
        "is 0, so it becomes beta.",
        "normalised_without_beta_and_gamma": "With an empty beta or gamma there is no batchnorm "
        "at all: A comes back as it was, not normalised.",
        "empty_not_handled": "beta and gamma are empty where a layer has no batchnorm. Then "
        "nothing is normalised: A comes back as it was, with an empty cache.",
        "empty_only_if_both_are": "One of beta and gamma is empty here. That is enough: then A "
        "comes back as it was, with an empty cache.",
    },
    alone=names(
        "returns_input constant_beta not_normalised median_for_mean sum_for_mean "
        "mean_of_squares_not_centred variance_squared root_taken_twice "
        "mean_absolute_deviation scaled_to_unit_range divided_by_largest maximum_with_epsilon "
        "epsilon_squared gamma_as_variance gamma_squared divided_by_gamma gamma_added "
        "multiplied_by_deviation batch_mean_divided_by_features variance_divided_by_features "
        "beta_and_gamma_ignored mean_of_everything epsilon_1e_7 epsilon_1e_6 epsilon_1e_4"
    ),
    signs={
        "empty_not_handled": lambda evidence: _fails_without(evidence) == 2,
        "empty_only_if_both_are": lambda evidence: _fails_without(evidence) == 1,
    },
    wording={
        "only_first_returned": "Only Anorm came back. The cache is returned beside it.",
        "outputs_swapped": "Anorm and the cache are returned in the wrong order: Anorm comes "
        "first.",
    },
    visible=(np.array([[-2.99992, 4.99992], [-2.9999, 6.9999], [-2.99988, 8.99988]]),),
)

FLAWED_FUNCTIONS = (BATCHNORM,)
