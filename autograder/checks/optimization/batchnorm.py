"""Checks of lesson 03: batchnorm, forward and backward.

The backward pass is tested through the student's own forward pass, since what the cache
between the two holds is the student's choice.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.checks.exercise import Exercise, Part
from autograder.checks.probe import Probe


def _batch(probe: Probe, n: int, m: int, spread: float = 1.0) -> tuple[Any, Any, Any]:
    """Draw activations of shape (n, m) and, for each feature, beta and gamma."""
    centre = probe.draw.normal(0, 3, (n, 1))
    A = centre + spread * probe.draw.uniform(0.5, 2, (n, 1)) * probe.draw.normal(size=(n, m))
    return A, probe.draw.normal(size=(n, 1)), probe.draw.uniform(0.5, 2, (n, 1))


def _forward(probe: Probe) -> None:
    for n, m in ((3, 5), (6, 2), (4, 4)):
        probe.compare("batchnorm", *_batch(probe, n, m), outputs=("Anorm", None))


def _small_variance(probe: Probe) -> None:
    probe.compare("batchnorm", *_batch(probe, 4, 7, spread=3e-3), outputs=("Anorm", None))


def _one_sample(probe: Probe) -> None:
    probe.compare("batchnorm", *_batch(probe, 4, 1), outputs=("Anorm", None))


def _identity(probe: Probe) -> None:
    A, beta, gamma = _batch(probe, 3, 4)
    for none in ((np.array([]), np.array([])), (beta, np.array([])), (np.array([]), gamma)):
        answer = probe.compare("batchnorm", A, *none, outputs=("Anorm", None))
        probe.require(
            not answer.value[1], answer, "The cache must be empty when there is no batchnorm."
        )


def _unchanged(probe: Probe) -> None:
    probe.unchanged("batchnorm", *_batch(probe, 3, 5))


EXERCISES = (
    Exercise(
        "batchnorm",
        ("batchnorm",),
        (
            Part("normalises each feature over the batch", _forward, weight=4, core=True),
            Part("epsilon stands inside the root", _small_variance, weight=2),
            Part("a batch of one sample gives beta", _one_sample),
            Part("empty beta or gamma lets A through", _identity),
            Part("the arguments stay as they were", _unchanged),
        ),
    ),
)
