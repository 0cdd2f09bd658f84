"""Checks of lesson 03, second half: batchnorm's backward pass.

It is tested through the student's own forward pass, since what the cache between the two
holds is the student's choice: the cache stays with the student's code as it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.checks.compare import identical, is_empty, show
from autograder.checks.exercise import Exercise, Part
from autograder.checks.optimization.batchnorm import SIZES, draw_batch, first_output
from autograder.checks.probe import Answer, Call, Probe

GRADIENTS = ("dA_out", "dbeta", "dgamma")
DERIVATIVE_STEP = 1e-3
# A central difference of that step, taken in float32, is right to about three digits.
DERIVATIVE_TOLERANCE = 1e-2


@dataclass(frozen=True)
class Backward:
    """A backward pass through the student's own forward pass, and what it should have given.

    `scales` holds the size of the terms whose sum or difference each gradient is.
    """

    dA_in: Any
    answer: Answer
    expected: tuple[Any, Any, Any]
    same_as: Call
    scales: dict[str, float]

    def expect(self, probe: Probe, *names: str) -> None:
        """Demand that the named gradients are right."""
        outputs = tuple(name if name in names else None for name in GRADIENTS)
        scale = self.scales[names[0]] if len(names) == 1 else 0.0
        probe.expect(self.answer, outputs, self.expected, same_as=self.same_as, scale=scale)


def _own_cache(probe: Probe, batch: tuple[Any, Any, Any]) -> Any:
    """Run the student's forward pass and return a handle of its cache."""
    answer = probe.call("batchnorm", *batch, keep=(1,))
    is_pair = isinstance(answer.value, (list, tuple)) and len(answer.value) == 2
    problem = f"batchnorm returned {show(answer.value)}; expected a pair, Anorm and the cache."
    probe.require(is_pair, answer, problem)
    return answer.value[1]


def _gradient(probe: Probe, shape: tuple[int, ...]) -> Any:
    return probe.draw.choice([-1, 1], shape) * probe.draw.uniform(0.5, 2, shape)


def _backward(probe: Probe, batch: tuple[Any, Any, Any]) -> Backward:
    """Go forward and back with the student's functions, and with the reference's."""
    A, beta, _ = batch
    dA_in = _gradient(probe, A.shape)
    own_cache = _own_cache(probe, batch)
    cache = probe.reference("batchnorm", *batch)[1]
    if cache:
        # From these a mistake can be worked out that the reference's cache holds nothing of.
        cache = {**cache, "A": A, "beta": beta}
    same_as = Call("batchnorm_der", (dA_in, cache))
    answer = probe.call("batchnorm_der", dA_in, own_cache, same_as=same_as)
    expected = probe.reference("batchnorm_der", dA_in, cache)
    return Backward(dA_in, answer, expected, same_as, _scales(dA_in, batch))


def _scales(dA_in: Any, batch: tuple[Any, Any, Any]) -> dict[str, float]:
    """Return the size of each gradient's terms: they may cancel, and rounding does not."""
    A, _, gamma = batch
    deviation = np.sqrt(np.var(A, axis=1, keepdims=True) + 1e-5)
    A_hat = (A - np.mean(A, axis=1, keepdims=True)) / deviation
    return {
        "dA_out": float(np.max(np.abs(dA_in * gamma / deviation))) if gamma.size else 0.0,
        "dbeta": float(np.max(np.abs(dA_in))),
        "dgamma": float(np.max(np.abs(dA_in * A_hat))),
    }


def _any_gradient(probe: Probe) -> None:
    backward = _backward(probe, draw_batch(probe, 4, 6))
    outputs = [tuple(n if n == name else None for n in GRADIENTS) for name in GRADIENTS]
    if not any(probe.agrees(backward.answer, each, backward.expected) for each in outputs):
        backward.expect(probe, *GRADIENTS)


def _dbeta(probe: Probe) -> None:
    for n, m in SIZES:
        _backward(probe, draw_batch(probe, n, m)).expect(probe, "dbeta")


def _dgamma(probe: Probe) -> None:
    for n, m in SIZES:
        _backward(probe, draw_batch(probe, n, m)).expect(probe, "dgamma")


def _dA_out(probe: Probe) -> None:
    for n, m in SIZES:
        _backward(probe, draw_batch(probe, n, m)).expect(probe, "dA_out")


def _dA_small_variance(probe: Probe) -> None:
    A, beta, gamma = draw_batch(probe, 4, 7, 3e-3)
    batch = A - A.mean(axis=1, keepdims=True), beta, gamma
    _backward(probe, batch).expect(probe, "dA_out")


def _after_another_layer(probe: Probe) -> None:
    """Demand that a cache gives the same gradients where another batch went forward since."""
    batch, dA_in = draw_batch(probe, 4, 6), _gradient(probe, (4, 6))
    before = probe.call("batchnorm_der", dA_in, _own_cache(probe, batch))
    # A new one of the same batch: who takes things out of the cache may do so once.
    cache = _own_cache(probe, batch)
    _own_cache(probe, draw_batch(probe, 4, 6))
    after = probe.call("batchnorm_der", dA_in, cache)
    probe.require(
        identical(before.value, after.value),
        after,
        "For the same batch and the same dA_in, the gradients are others once batchnorm was "
        "called for another layer in between. All that batchnorm_der needs must be in the cache: "
        "what is kept outside is overwritten by the next layer.",
        mistake="kept_outside_the_cache",
    )


def _is_derivative(probe: Probe) -> None:
    """Compare dA_out with central differences of the student's own forward pass."""
    A, beta, gamma = draw_batch(probe, 3, 5)
    backward = _backward(probe, (A, beta, gamma))
    dA_out = first_output(backward.answer, A.shape)
    if dA_out is None:
        backward.expect(probe, "dA_out")
    for _ in range(3):
        direction = probe.draw.normal(size=A.shape)
        steps = (DERIVATIVE_STEP * direction, -DERIVATIVE_STEP * direction)
        answers = [probe.call("batchnorm", A + step, beta, gamma) for step in steps]
        up, down = (first_output(answer, A.shape) for answer in answers)
        probe.require(
            up is not None and down is not None,
            answers[0],
            f"batchnorm should return Anorm, finite and of shape {A.shape}, and the cache.",
        )
        numeric = np.sum(backward.dA_in * (up - down)) / (2 * DERIVATIVE_STEP)
        claimed = np.sum(dA_out * direction)
        probe.require(
            abs(claimed - numeric)
            <= DERIVATIVE_TOLERANCE * backward.scales["dA_out"] * np.sqrt(A.size),
            backward.answer,
            "After a small step in A the output of your batchnorm changes otherwise than dA_out "
            f"says: the slope along that step is {numeric:.4g}, dA_out gives {claimed:.4g}.",
        )


def _der_one_sample(probe: Probe) -> None:
    backward = _backward(probe, draw_batch(probe, 4, 1))
    for name in GRADIENTS:
        backward.expect(probe, name)


def _der_one_feature(probe: Probe) -> None:
    backward = _backward(probe, draw_batch(probe, 1, 6))
    for name in GRADIENTS:
        backward.expect(probe, name)


def _der_identity(probe: Probe) -> None:
    A, nothing = draw_batch(probe, 3, 4)[0], np.array([])
    backward = _backward(probe, (A, nothing, nothing))
    backward.expect(probe, "dA_out")
    for name, gradient in zip(GRADIENTS[1:], backward.answer.value[1:], strict=True):
        probe.demand(
            gradient is not None and is_empty(gradient),
            backward.answer,
            f"Without batchnorm {name} should be empty, such as []; it is {show(gradient)}.",
            (None, *GRADIENTS[1:]),
            same_as=backward.same_as,
        )


def _der_unchanged(probe: Probe) -> None:
    batch = draw_batch(probe, 3, 5)
    probe.unchanged("batchnorm_der", _gradient(probe, (3, 5)), _own_cache(probe, batch))


EXERCISES = (
    Exercise(
        "batchnorm_der",
        ("batchnorm", "batchnorm_der"),
        (
            Part("at least one of the three gradients", _any_gradient, core=True),
            Part("dbeta, a column", _dbeta, weight=2),
            Part("dgamma, a column", _dgamma, weight=2),
            Part("dA_out, through mean and variance", _dA_out, weight=5),
            Part("dA_out is the derivative of your own batchnorm", _is_derivative, weight=2),
            Part("epsilon in dA_out", _dA_small_variance),
            Part("each layer has a cache of its own", _after_another_layer),
            Part("a batch of one sample", _der_one_sample),
            Part("a single feature", _der_one_feature),
            Part("an empty cache lets the gradient through", _der_identity),
            Part("the arguments stay as they were", _der_unchanged),
        ),
    ),
)
