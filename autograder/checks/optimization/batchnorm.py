"""Checks of lesson 03, first half: batchnorm's forward pass."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.checks.compare import is_empty, mismatch, show
from autograder.checks.exercise import Exercise, Part
from autograder.checks.probe import Answer, Probe

SIZES = ((3, 5), (6, 3), (4, 4))


def draw_batch(probe: Probe, n: int, m: int, spread: float = 1.0) -> tuple[Any, Any, Any]:
    """Draw activations of shape (n, m) and, for each feature, beta and gamma.

    Each feature's deviation is between 0.7 and 1.5 times `spread`, its mean within twice that.
    """
    A = probe.draw.normal(size=(n, m))
    if m > 1:
        A = (A - A.mean(axis=1, keepdims=True)) / A.std(axis=1, keepdims=True)
    A = A * probe.draw.uniform(0.7, 1.5, (n, 1)) + probe.draw.uniform(-2, 2, (n, 1))
    # beta and gamma stay apart from each other, from 0 and from 1.
    sign = probe.draw.choice([-1, 1], (n, 1))
    return spread * A, sign * probe.draw.uniform(0.3, 1, (n, 1)), probe.draw.uniform(1.3, 2, (n, 1))


def _centres(probe: Probe) -> None:
    A, beta, gamma = draw_batch(probe, 3, 6)
    shift = probe.draw.uniform(1, 4, (3, 1))
    answers = [probe.call("batchnorm", each, beta, gamma) for each in (A, A + shift)]
    for answer in answers:
        is_right_shape = first_output(answer, A.shape) is not None
        probe.demand(
            is_right_shape,
            answer,
            f"Anorm should be an array of finite numbers of A's shape {A.shape}, followed by the "
            f"cache; it returned {_tell(answer.value)}.",
            ("Anorm", None),
        )
    before, after = (answer.value[0] for answer in answers)
    probe.demand(
        np.min(np.std(before, axis=1)) > 1e-3,
        answers[0],
        "All samples of a feature came out alike: Anorm should follow A.",
        ("Anorm", None),
    )
    probe.demand(
        not mismatch(after, before),
        answers[1],
        "A constant added to all samples of a feature changed Anorm. Each feature (row) should be "
        "normalised by itself, with its own mean over the samples of the batch.",
        ("Anorm", None),
    )


def _tell(value: Any) -> str:
    """Describe a returned pair by its first item."""
    if isinstance(value, (tuple, list)) and len(value) == 2:
        return f"{show(value[0])} and a cache"
    return show(value)


def first_output(answer: Answer, shape: tuple[int, ...]) -> Any:
    """Return the first of several outputs, if it is a finite array of that shape."""
    match answer.value:
        case (np.ndarray() as first, *_) if first.shape == shape and np.all(np.isfinite(first)):
            return first.astype(float)
    return None


def _mean_is_beta(probe: Probe) -> None:
    for n, m in SIZES:
        A, beta, gamma = draw_batch(probe, n, m)
        answer = probe.call("batchnorm", A, beta, gamma)
        Anorm = first_output(answer, A.shape)
        if Anorm is None:
            probe.expect(answer, ("Anorm", None), probe.reference("batchnorm", A, beta, gamma))
            continue
        mean = np.mean(Anorm, axis=1, keepdims=True)
        probe.demand(
            not mismatch(mean, beta),
            answer,
            f"The first feature (row) of Anorm has mean {mean[0, 0]:.4g}, its beta is "
            f"{beta[0, 0]:.4g}. Each feature should have its beta as mean.",
            ("Anorm", None),
        )


def _forward(probe: Probe) -> None:
    for n, m in SIZES:
        probe.compare("batchnorm", *draw_batch(probe, n, m), outputs=("Anorm", None))


def _small_variance(probe: Probe) -> None:
    for spread in (3e-3, 3e-4):
        A, beta, gamma = draw_batch(probe, 4, 7, spread)
        # A mean of 0 leaves float32 enough digits for so small a deviation.
        A = A - A.mean(axis=1, keepdims=True)
        probe.compare("batchnorm", A, beta, gamma, outputs=("Anorm", None))


def _one_sample(probe: Probe) -> None:
    for n in (4, 1):
        probe.compare("batchnorm", *draw_batch(probe, n, 1), outputs=("Anorm", None))


def _one_feature(probe: Probe) -> None:
    probe.compare("batchnorm", *draw_batch(probe, 1, 6), outputs=("Anorm", None))


def _identity(probe: Probe) -> None:
    A, beta, gamma = draw_batch(probe, 3, 4)
    nothing = np.array([])
    for none in ((nothing, nothing), (beta, nothing), (nothing, gamma)):
        answer = probe.compare("batchnorm", A, *none, outputs=("Anorm", None))
        cache = answer.value[1]
        is_plain = cache is None or isinstance(cache, (dict, list, tuple, set, np.ndarray))
        probe.require(
            is_empty(cache) or not is_plain,
            answer,
            f"The cache is {show(cache)}; expected an empty one, the sign for batchnorm_der that "
            "there is no batchnorm.",
            mistake="cache_filled_without_batchnorm",
        )


def _unchanged(probe: Probe) -> None:
    probe.unchanged("batchnorm", *draw_batch(probe, 3, 5))


EXERCISES = (
    Exercise(
        "batchnorm",
        ("batchnorm",),
        (
            Part("takes each feature's mean over the batch out", _centres, weight=2, core=True),
            Part("gives each feature beta as mean", _mean_is_beta, weight=2),
            Part("divides by sqrt(variance + epsilon), times gamma", _forward, weight=4),
            Part("epsilon is 1e-5 and stands inside the root", _small_variance, weight=2),
            Part("a batch of one sample gives beta", _one_sample),
            Part("a single feature", _one_feature),
            Part("empty beta or gamma lets A through", _identity),
            Part("the arguments stay as they were", _unchanged),
        ),
    ),
)
