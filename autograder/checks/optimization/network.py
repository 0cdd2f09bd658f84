"""Checks of lesson 05, first half: a linear layer, forward and backward."""

from __future__ import annotations

from typing import Any

from autograder.checks.exercise import Exercise, Part
from autograder.checks.probe import Probe

GRADIENTS = ("dA_prev", "dW", "db")


def _layer(probe: Probe, p: int, n: int, m: int) -> tuple[Any, Any, Any]:
    """Draw the input (p, m), weights (n, p) and bias (n, 1) of a layer."""
    normal = probe.draw.normal
    return normal(size=(p, m)), normal(size=(n, p)), normal(size=(n, 1))


def _product(probe: Probe) -> None:
    # With as many units as samples a bias of the wrong shape raises no error: it has its own part.
    A_prev, W, b = _layer(probe, 3, 4, 4)
    probe.compare("linear_forward", A_prev, W, 0 * b, outputs=("Z", None))


def _bias(probe: Probe) -> None:
    probe.compare("linear_forward", *_layer(probe, 4, 3, 6), outputs=("Z", None))


def _same_sizes(probe: Probe) -> None:
    probe.compare("linear_forward", *_layer(probe, 4, 4, 4), outputs=("Z", None))


def _small_sizes(probe: Probe) -> None:
    for p, n, m in ((3, 1, 4), (3, 2, 1), (1, 3, 2), (1, 1, 1)):
        probe.compare("linear_forward", *_layer(probe, p, n, m), outputs=("Z", None))


def _cache(probe: Probe) -> None:
    probe.compare("linear_forward", *_layer(probe, 3, 4, 5), outputs=(None, {"A": "cache['A']"}))


def _forward_unchanged(probe: Probe) -> None:
    probe.unchanged("linear_forward", *_layer(probe, 3, 2, 4))


def _gradient(probe: Probe, p: int, n: int, m: int) -> tuple[Any, ...]:
    """Draw linear_backward's arguments for a layer of these sizes."""
    A, W, b = _layer(probe, p, n, m)
    return probe.draw.normal(size=(n, m)), {"A": A}, W, b


def _only(name: str) -> tuple[str | None, ...]:
    return tuple(name if each == name else None for each in GRADIENTS)


def _any_gradient(probe: Probe) -> None:
    arguments = _gradient(probe, 4, 3, 5)
    expected = probe.reference("linear_backward", *arguments)
    answer = probe.call("linear_backward", *arguments)
    if not any(probe.agrees(answer, _only(name), expected) for name in GRADIENTS):
        probe.expect(answer, GRADIENTS, expected)


def _dA_prev(probe: Probe) -> None:
    probe.compare("linear_backward", *_gradient(probe, 5, 3, 4), outputs=_only("dA_prev"))


def _dW(probe: Probe) -> None:
    probe.compare("linear_backward", *_gradient(probe, 5, 3, 4), outputs=_only("dW"))


def _db(probe: Probe) -> None:
    probe.compare("linear_backward", *_gradient(probe, 5, 3, 4), outputs=_only("db"))


def _backward_same_sizes(probe: Probe) -> None:
    probe.compare("linear_backward", *_gradient(probe, 4, 4, 4), outputs=GRADIENTS)


def _backward_small_sizes(probe: Probe) -> None:
    for p, n, m in ((3, 1, 4), (3, 2, 1), (1, 3, 2), (1, 1, 1)):
        probe.compare("linear_backward", *_gradient(probe, p, n, m), outputs=GRADIENTS)


def _backward_unchanged(probe: Probe) -> None:
    probe.unchanged("linear_backward", *_gradient(probe, 3, 2, 4))


EXERCISES = (
    Exercise(
        "linear_forward",
        ("linear_forward",),
        (
            Part("W times A_prev", _product, weight=2, core=True),
            Part("the bias is added to every sample", _bias, weight=2),
            Part("as many units as inputs and samples", _same_sizes),
            Part("one unit, one input, one sample", _small_sizes),
            Part("the cache holds A_prev", _cache, weight=2),
            Part("the arguments stay as they were", _forward_unchanged),
        ),
    ),
    Exercise(
        "linear_backward",
        ("linear_backward",),
        (
            Part("at least one of the three gradients", _any_gradient, core=True),
            Part("dW, the gradient of the weights", _dW, weight=2),
            Part("dA_prev, the gradient of the input", _dA_prev, weight=2),
            Part("db, the gradient of the bias, a column", _db, weight=2),
            Part("as many units as inputs and samples", _backward_same_sizes),
            Part("one unit, one input, one sample", _backward_small_sizes),
            Part("the arguments stay as they were", _backward_unchanged),
        ),
    ),
)
