"""Known mistakes of lesson 03: batchnorm, backward.

The cache is the reference's, with A and beta added: see `checks/optimization/batchnorm.py`.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.checks.results import Evidence
from autograder.misconceptions.mistake import Flaw, FlawedFunction, names, pick

EPSILON = 1e-5


def _batchnorm_der(flaw: Flaw, dA_in: np.ndarray, cache: dict[str, Any]) -> Any:
    if not cache:
        column = np.zeros((dA_in.shape[0], 1))
        wrong = {
            "zeros_for_empty_cache": lambda: (dA_in, column, column),
            "none_for_empty_cache": lambda: (dA_in, None, None),
        }
        return pick(flaw, wrong, lambda: (dA_in, [], []))
    A, gamma = cache["A"], cache["gamma"]
    centred = A - _mean(A)
    variance = _sum(centred**2) / (A.shape[1] - flaw("unbiased_variance_in_forward"))
    A_hat = centred / np.sqrt(variance + EPSILON)
    inverse = _inverse(flaw, variance)
    if flaw("beta_for_gamma"):
        gamma = cache["beta"]
    dbeta, dgamma = _parameters(flaw, dA_in, A, A_hat, gamma)
    dA_out = _through(flaw, dA_in, A, A_hat, gamma, inverse)
    if flaw("incoming_gradient_let_through"):
        dA_out = dA_in
    if flaw("flat_dbeta_and_dgamma"):
        dbeta, dgamma = np.ravel(dbeta), np.ravel(dgamma)
    return (dA_out, dgamma, dbeta) if flaw("dbeta_and_dgamma_swapped") else (dA_out, dbeta, dgamma)


def _sum(values: np.ndarray) -> np.ndarray:
    return values.sum(axis=1, keepdims=True)


def _mean(values: np.ndarray) -> np.ndarray:
    return _sum(values) / values.shape[1]


def _inverse(flaw: Flaw, variance: np.ndarray) -> np.ndarray:
    """Return 1 over each feature's deviation."""
    return pick(
        flaw,
        {
            "epsilon_forgotten": lambda: 1 / np.sqrt(variance),
            "epsilon_outside_the_root": lambda: 1 / (np.sqrt(variance) + EPSILON),
            "epsilon_1e_8": lambda: 1 / np.sqrt(variance + 1e-8),
        },
        lambda: 1 / np.sqrt(variance + EPSILON),
    )


def _parameters(flaw: Flaw, dA_in: Any, A: Any, A_hat: Any, gamma: Any) -> tuple[Any, Any]:
    """Return dbeta and dgamma."""
    if flaw("axis_0"):
        return np.sum(dA_in, axis=0, keepdims=True), np.sum(dA_in * A_hat, axis=0, keepdims=True)
    dbeta = pick(
        flaw,
        {
            "dbeta_averaged": lambda: _mean(dA_in),
            "dbeta_summed_over_everything": lambda: np.sum(dA_in),
            "dbeta_times_gamma": lambda: _sum(dA_in * gamma),
            "dbeta_not_summed": lambda: dA_in,
            "flat_dbeta": lambda: np.sum(dA_in, axis=1),
        },
        lambda: _sum(dA_in),
    )
    dgamma = pick(
        flaw,
        {
            "dgamma_with_A_for_A_hat": lambda: _sum(dA_in * A),
            "dgamma_with_centred_A": lambda: _sum(dA_in * (A - _mean(A))),
            "dgamma_averaged": lambda: _mean(dA_in * A_hat),
            "dgamma_times_gamma": lambda: _sum(dA_in * gamma * A_hat),
            "dgamma_with_normalised_output": lambda: _sum(dA_in * (gamma * A_hat + 1)),
            "dgamma_not_summed": lambda: dA_in * A_hat,
            "dgamma_without_A_hat": lambda: _sum(dA_in),
            "flat_dgamma": lambda: np.sum(dA_in * A_hat, axis=1),
        },
        lambda: _sum(dA_in * A_hat),
    )
    return dbeta, dgamma


def _through(flaw: Flaw, dA_in: Any, A: Any, A_hat: Any, gamma: Any, inverse: Any) -> Any:
    """Return dA_out."""
    n, m = A.shape
    dA_hat = pick(
        flaw,
        {"gamma_forgotten": lambda: dA_in, "divided_by_gamma": lambda: dA_in / gamma},
        lambda: dA_in * gamma,
    )
    average = pick(
        flaw,
        {
            "axis_0": lambda: lambda v: np.sum(v, axis=0, keepdims=True) / m,
            "sums_for_means": lambda: _sum,
            "n_for_m": lambda: lambda v: _sum(v) / n,
            "mean_over_the_whole_batch": lambda: np.mean,
        },
        lambda: _mean,
    )
    mean_term = pick(
        flaw,
        {
            "mean_term_missing": lambda: 0,
            "both_terms_missing": lambda: 0,
            "sign_of_mean_term": lambda: -average(dA_hat),
            "mean_term_not_divided": lambda: _sum(dA_hat),
            "gamma_missing_from_mean_term": lambda: average(dA_in),
        },
        lambda: average(dA_hat),
    )
    variance_term = pick(
        flaw,
        {
            "variance_term_missing": lambda: 0,
            "both_terms_missing": lambda: 0,
            "sign_of_variance_term": lambda: -A_hat * average(dA_hat * A_hat),
            "variance_term_not_divided": lambda: A_hat * _sum(dA_hat * A_hat),
            "gamma_missing_from_variance_term": lambda: A_hat * average(dA_in * A_hat),
            "A_hat_missing_from_variance_term": lambda: average(dA_hat * A_hat),
            "A_for_A_hat_in_variance_term": lambda: A * average(dA_hat * A),
            "factor_two_of_the_square_forgotten": lambda: A_hat * average(dA_hat * A_hat) / 2,
            "factor_two_left_over": lambda: 2 * A_hat * average(dA_hat * A_hat),
            "divided_by_m_minus_one": lambda: (
                A_hat * average(dA_hat * A_hat) * m / np.maximum(m - 1, 1)
            ),
        },
        lambda: A_hat * average(dA_hat * A_hat),
    )
    return _factor(flaw, gamma, inverse, m) * (dA_hat - mean_term - variance_term)


def _factor(flaw: Flaw, gamma: Any, inverse: Any, m: int) -> Any:
    return pick(
        flaw,
        {
            "gamma_twice": lambda: gamma * inverse,
            "inverse_deviation_forgotten": lambda: 1,
            "divided_by_variance": lambda: inverse**2,
            "multiplied_by_deviation": lambda: 1 / inverse,
            "not_divided_by_m": lambda: m * inverse,
            "divided_by_m_twice": lambda: inverse / m,
            "sign_turned": lambda: -inverse,
        },
        lambda: inverse,
    )


def _lacks_in_cache(evidence: Evidence) -> bool:
    error, cache = evidence.error, evidence.call.arguments[1]
    return bool(cache) and error is not None and error.exception == "KeyError"


def _fails_for_empty_cache(evidence: Evidence) -> bool:
    error, cache = evidence.error, evidence.call.arguments[1]
    return not cache and error is not None and error.kind == "raised"


BATCHNORM_DER = FlawedFunction(
    "batchnorm_der",
    _batchnorm_der,
    {
        "incoming_gradient_let_through": "dA_in came back as it was. Each entry of A also moves "
        "the mean and the variance of its feature, and so all samples of the batch.",
        "axis_0": "The sums run over the features of each sample. beta and gamma belong to a "
        "feature, so sum over the samples.",
        "dbeta_and_dgamma_swapped": "dbeta and dgamma are exchanged. The order is dA_out, dbeta, "
        "dgamma.",
        "flat_dbeta_and_dgamma": "dbeta and dgamma are flat. Each is a column, as beta and gamma "
        "are: keep the axis when you sum.",
        "flat_dbeta": "dbeta is flat. It is a column, as beta is: keep the axis when you sum.",
        "flat_dgamma": "dgamma is flat. It is a column, as gamma is: keep the axis when you sum.",
        "dbeta_averaged": "dbeta is a mean over the samples. Each sample adds its share: it is a "
        "sum (the 1/m is in dA_in already).",
        "dbeta_summed_over_everything": "dbeta was summed over the whole array. Each feature (row) "
        "has a beta of its own.",
        "dbeta_times_gamma": "dbeta was multiplied by gamma. beta is added after gamma was "
        "multiplied, so gamma does not touch it.",
        "dbeta_not_summed": "dbeta was not summed. One beta shifts all samples of its feature, so "
        "their gradients add up.",
        "dgamma_with_A_for_A_hat": "dgamma was worked out with A itself. gamma multiplies the "
        "normalised A.",
        "dgamma_with_centred_A": "dgamma was worked out with the centred A, which was not divided "
        "by the deviation. gamma multiplies the normalised A.",
        "dgamma_averaged": "dgamma is a mean over the samples. Each sample adds its share: it is a "
        "sum (the 1/m is in dA_in already).",
        "dgamma_times_gamma": "dgamma was multiplied by gamma. Derived by gamma, the product "
        "gamma * A_hat leaves A_hat alone.",
        "dgamma_with_normalised_output": "dgamma was worked out with the output of batchnorm, "
        "gamma and beta included. Derived by gamma, the product gamma * A_hat leaves A_hat alone.",
        "dgamma_not_summed": "dgamma was not summed. One gamma scales all samples of its feature, "
        "so their gradients add up.",
        "dgamma_without_A_hat": "dgamma is the same as dbeta. gamma multiplies A_hat, which comes "
        "into its gradient.",
        "both_terms_missing": "Mean and variance were taken for constants. They depend on every "
        "entry of A, and each adds a term to dA_out.",
        "mean_term_missing": "The path through the mean is missing: a larger entry of A raises the "
        "mean, which lowers all samples of the feature.",
        "variance_term_missing": "The path through the variance is missing: an entry farther from "
        "the mean widens the deviation, which draws all samples together.",
        "gamma_forgotten": "gamma is missing from dA_out. On its way back the gradient passes the "
        "multiplication by gamma first.",
        "gamma_twice": "gamma was multiplied in twice.",
        "beta_for_gamma": "beta was used where gamma belongs. gamma is the factor of A_hat.",
        "inverse_deviation_forgotten": "The division by the deviation is missing from dA_out.",
        "divided_by_variance": "dA_out was divided by the variance. It is divided by the "
        "deviation, the root of it.",
        "multiplied_by_deviation": "dA_out was multiplied by the deviation. A was divided by it on "
        "the way forward, and so is the gradient on the way back.",
        "sums_for_means": "The terms of mean and variance are sums over the samples. A mean gives "
        "each sample 1/m of the weight.",
        "not_divided_by_m": "A division by the number of samples is missing from dA_out.",
        "divided_by_m_twice": "dA_out was divided by the number of samples once too often.",
        "divided_by_m_minus_one": "The variance's term was divided by m - 1. The variance of "
        "batchnorm divides by m.",
        "sign_of_variance_term": "The variance's term was added. It is subtracted: a wider "
        "deviation makes the normalised values smaller.",
        "sign_of_mean_term": "The mean's term was added. It is subtracted, just as the mean is.",
        "mean_term_not_divided": "The mean's term is a sum over the samples. A mean gives each "
        "sample 1/m of the weight.",
        "variance_term_not_divided": "The variance's term is a sum over the samples. A mean gives "
        "each sample 1/m of the weight.",
        "gamma_missing_from_mean_term": "gamma is missing from the mean's term. On its way back "
        "the gradient passes the multiplication by gamma first.",
        "gamma_missing_from_variance_term": "gamma is missing from the variance's term. On its way "
        "back the gradient passes the multiplication by gamma first.",
        "divided_by_gamma": "dA_in was divided by gamma. A was multiplied by it on the way "
        "forward, and so is the gradient on the way back.",
        "sign_turned": "The sign of dA_out is turned.",
        "A_hat_missing_from_variance_term": "The variance's term is the same for all samples here. "
        "A sample weighs in it by its own A_hat.",
        "A_for_A_hat_in_variance_term": "The variance's term was worked out with A itself. It "
        "takes the normalised A.",
        "factor_two_of_the_square_forgotten": "The variance's term is half of what it should be: "
        "the derivative of a square brings a factor 2.",
        "factor_two_left_over": "The variance's term is twice what it should be: the 2 of the "
        "square and the 1/2 of the root cancel.",
        "n_for_m": "The number of features was taken for the number of samples. Samples are "
        "columns.",
        "mean_over_the_whole_batch": "The means were taken over the whole array. Each feature "
        "(row) has its own.",
        "unbiased_variance_in_forward": "This is what you get when batchnorm takes the unbiased "
        "variance (ddof=1). It divides by m, not m - 1.",
        "epsilon_forgotten": "Epsilon is missing from the deviation that dA_out is divided by. "
        "With a single sample, the variance is 0: use the same epsilon as on the way forward.",
        "epsilon_outside_the_root": "Epsilon was added to the root. It belongs inside, beside the "
        "variance, as on the way forward.",
        "epsilon_1e_8": "Epsilon is 1e-5 here; this is what you get with 1e-8.",
        "zeros_for_empty_cache": "An empty cache says that there is no batchnorm, and no beta or "
        "gamma either: their gradients are empty.",
        "none_for_empty_cache": "Without batchnorm dbeta and dgamma are empty lists, not None.",
        "lost_A_hat": "The backward step asks the cache for something that batchnorm did not put "
        "there. The cache is yours: put in what you need.",
        "empty_cache_not_handled": "An empty cache says that there is no batchnorm. Then dA_in "
        "comes back as it is, and dbeta and dgamma are empty.",
    },
    alone=names(
        "incoming_gradient_let_through dbeta_times_gamma dbeta_summed_over_everything "
        "dbeta_not_summed dgamma_with_normalised_output dgamma_without_A_hat "
        "dgamma_not_summed gamma_twice beta_for_gamma divided_by_m_minus_one "
        "A_for_A_hat_in_variance_term factor_two_left_over mean_over_the_whole_batch "
        "A_hat_missing_from_variance_term multiplied_by_deviation epsilon_1e_8 n_for_m axis_0 "
        "mean_term_not_divided variance_term_not_divided gamma_missing_from_mean_term "
        "gamma_missing_from_variance_term divided_by_gamma"
    ),
    signs={
        "lost_A_hat": _lacks_in_cache,
        "empty_cache_not_handled": _fails_for_empty_cache,
    },
    wording={
        "returns_input": "dA_in came back as it was. Batchnorm scales and shifts on the way "
        "forward, and the gradient passes each of these steps on its way back.",
        "only_first_returned": "Only one value came back. There are three: dA_out, dbeta, dgamma.",
        "last_not_returned": "dgamma did not come back. There are three to return: dA_out, dbeta, "
        "dgamma.",
    },
    visible=(np.array([[-0.00016, 0.00016], [-0.0004, 0.0004], [-0.00072, 0.00072]]),),
)

FLAWED_FUNCTIONS = (BATCHNORM_DER,)
