"""Check of lesson 05's prediction. The reference's forward pass stands in for the student's."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from autograder.checks.compare import show
from autograder.checks.exercise import Exercise, Part
from autograder.checks.optimization.networks import FORWARD, Network, build
from autograder.checks.probe import Answer, Probe

# The layers of the networks below, and their units.
SIZES = ((1, 6), (2, 4))


def _crowd(probe: Probe, m: int, *mode: str, **kind: Any) -> tuple[Network, Any, int]:
    """Draw a network, m samples and a seed such that the predictions are not all the same."""
    while True:
        parameters, seed = build(probe, [4, 6, 4], **kind), probe.seed()
        # Biases, lest samples without any active unit have equal outputs.
        parameters |= {f"b{layer}": 0.1 * probe.draw.normal(size=(n, 1)) for layer, n in SIZES}
        X = probe.draw.normal(size=(4, m))
        labels = probe.reference("classify", X, parameters, *mode, seed=seed)
        if np.unique(labels).size > min(2, m - 1):
            return parameters, X, seed


def _labels(probe: Probe, X: Any, parameters: Network, *mode: str, seed: int) -> Answer:
    """Demand the right labels, in whatever shape."""
    expected = probe.reference("classify", X, parameters, *mode, seed=seed)
    answer = probe.call("classify", X, parameters, *mode, seed=seed)
    value = answer.value
    if isinstance(value, (list, tuple, int)):
        value = _as_array(value)
    if isinstance(value, np.ndarray) and value.size == expected.size:
        value = value.reshape(expected.shape)
    probe.expect(replace(answer, value=value), "YPred", expected)
    return answer


def _as_array(value: Any) -> Any:
    try:
        return np.array(value, dtype=float)
    except (TypeError, ValueError):
        return value


def _prediction(probe: Probe) -> None:
    # So many that hardly two mistakes give the same labels by chance.
    parameters, X, seed = _crowd(probe, 40)
    _labels(probe, X, parameters, seed=seed)


def _prediction_shape(probe: Probe) -> None:
    for m in (9, 4):
        parameters, X, _ = _crowd(probe, m)
        probe.compare("classify", X, parameters, outputs="YPred")


def _whole_numbers(probe: Probe) -> None:
    parameters, X, seed = _crowd(probe, 6)
    answer = _labels(probe, X, parameters, seed=seed)
    is_whole = isinstance(answer.value, np.ndarray) and answer.value.dtype.kind in "iu"
    kind = answer.value.dtype if isinstance(answer.value, np.ndarray) else show(answer.value)
    probe.require(
        is_whole,
        answer,
        f"YPred is of type {kind}; expected an array of integers: they are labels.",
        mistake="floats" if isinstance(answer.value, np.ndarray) else "list_returned",
    )


def _ties(probe: Probe) -> None:
    # Small whole numbers: the outputs of equal rows are equal to the last bit.
    parameters = build(probe, [3, 4])
    W = probe.draw.integers(-3, 4, (4, 3)).astype(float)
    rows = probe.draw.permutation([0, 0, 1, 1])
    parameters |= {"W1": W[rows], "b1": probe.draw.integers(-2, 3, (4, 1)).astype(float)[rows]}
    X = probe.draw.integers(-4, 5, (3, 10)).astype(float)
    _labels(probe, X, parameters, seed=probe.seed())


def _mode(probe: Probe) -> None:
    for mode in (("test",), (), ("train",)):
        parameters, X, seed = _crowd(probe, 60, *mode, drop_prob=0.5)
        _labels(probe, X, parameters, *mode, seed=seed)


def _all_at_once(probe: Probe) -> None:
    parameters, X, seed = _crowd(probe, 150, bnorm_list=[1, 1])
    _labels(probe, X, parameters, seed=seed)


def _one_sample(probe: Probe) -> None:
    parameters, X, _ = _crowd(probe, 1)
    probe.compare("classify", X, parameters, outputs="YPred")


def _classify_unchanged(probe: Probe) -> None:
    parameters, X, _ = _crowd(probe, 5)
    probe.unchanged("classify", X, parameters)


EXERCISES = (
    Exercise(
        "classify",
        ("classify",),
        (
            Part("the class with the largest output", _prediction, weight=3, core=True),
            Part("YPred has shape (1, m)", _prediction_shape, weight=2),
            Part("YPred holds integers", _whole_numbers, weight=0.5),
            Part("of equal outputs the first class wins", _ties, weight=0.5),
            Part("the mode is respected", _mode, weight=2),
            Part("all samples go through at once", _all_at_once),
            Part("a single sample", _one_sample, weight=0.5),
            Part("X and the parameters stay as they were", _classify_unchanged, weight=0.5),
        ),
        FORWARD,
    ),
)
