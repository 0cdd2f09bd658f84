"""Checks of lesson 01: ReLU, softmax with cross-entropy, and their gradients."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from autograder.checks.compare import agrees, is_empty, show
from autograder.checks.exercise import Exercise, Part
from autograder.checks.probe import Answer, Probe

# Wide, tall, square.
SIZES = ((3, 5), (6, 2), (4, 4))
# One sample, one feature.
SINGLE = ((4, 1), (1, 5))
LOSS = "softmax_cross_entropy_loss"
LOSS_DER = "softmax_cross_entropy_loss_der"


def _without_zeros(probe: Probe, n: int, m: int) -> Any:
    """Draw inputs of ReLU, none of them 0; of each sign at least one is small and one is large.

    The small ones tell ReLU's bend from one at 1/2 or 1, the large ones its slope from a cap.
    """
    Z = probe.draw.choice([-1, 1], (n, m)) * probe.draw.uniform(0.1, 30, (n, m))
    small, large = probe.draw.uniform(0.05, 0.45, 2), probe.draw.uniform(10, 30, 2)
    Z.flat[probe.draw.permutation(Z.size)[:4]] = [small[0], -small[1], large[0], -large[1]]
    return Z


def _with_zeros(probe: Probe, n: int, m: int) -> Any:
    """Draw small whole numbers, at least one of each sign and one 0."""
    Z = probe.draw.integers(-3, 4, (n, m))
    Z.flat[probe.draw.permutation(Z.size)[:3]] = [-2, 0, 3]
    return Z


def _relu(probe: Probe) -> None:
    for n, m in SIZES + SINGLE:
        probe.compare("relu", _without_zeros(probe, n, m), outputs=("A", None))


def _relu_cache(probe: Probe) -> None:
    Z = _without_zeros(probe, 3, 4)
    probe.compare("relu", Z, outputs=(None, {"Z": 'cache["Z"]'}))


def _relu_whole_numbers(probe: Probe) -> None:
    probe.compare("relu", _with_zeros(probe, 3, 4), outputs=("A", None))
    for Z in (_with_zeros(probe, 1, 6)[0].tolist(), _without_zeros(probe, 1, 5)[0].tolist()):
        answer = probe.call("relu", Z)
        match answer.value:
            case (list() as A, cache):
                # A list was handed in: a list may come back.
                answer = replace(answer, value=(np.asarray(A), cache))
        probe.expect(answer, ("A", None), probe.reference("relu", Z))


def _relu_unchanged(probe: Probe) -> None:
    probe.unchanged("relu", _without_zeros(probe, 3, 4))


def _relu_der(probe: Probe) -> None:
    for n, m in SIZES + SINGLE:
        dA = probe.draw.normal(scale=4, size=(n, m))
        probe.compare("relu_der", dA, {"Z": _without_zeros(probe, n, m)}, outputs="dZ")


def _relu_der_at_zero(probe: Probe) -> None:
    Z = _with_zeros(probe, 3, 5).astype(float)
    probe.compare("relu_der", probe.draw.normal(size=(3, 5)), {"Z": Z}, outputs="dZ")


def _relu_der_whole_numbers(probe: Probe) -> None:
    Z = np.where(_with_zeros(probe, 4, 3) > 0, 2, -1)
    # None of them rounds to 0, so that cutting off differs from stopping.
    dA = probe.draw.choice([-1, 1], (4, 3)) * probe.draw.uniform(1.1, 3, (4, 3))
    probe.compare("relu_der", dA, {"Z": Z}, outputs="dZ")
    probe.compare("relu_der", _with_zeros(probe, 4, 3), {"Z": Z * 0.5}, outputs="dZ")


def _relu_der_unchanged(probe: Probe) -> None:
    dA = probe.draw.normal(size=(3, 4))
    probe.unchanged("relu_der", dA, {"Z": _without_zeros(probe, 3, 4)})


def _logits(probe: Probe, n: int, m: int) -> Any:
    # Close together, so that log(A + 1e-8) is as good as log(A).
    return probe.draw.uniform(-2, 2, (n, m))


def _labels(probe: Probe, n: int, m: int) -> Any:
    """Draw labels (1, m), not all of them the same where that is possible."""
    Y = probe.draw.integers(0, n, (1, m))
    if m > 1:
        Y[0, probe.draw.permutation(m)[:2]] = [0, n - 1]
    return Y


def _softmax(probe: Probe) -> None:
    for n, m in SIZES:
        Z, Y = _logits(probe, n, m), _labels(probe, n, m)
        probe.compare(LOSS, Z, Y, outputs=("A", None, None))


def _softmax_cache(probe: Probe) -> None:
    Z, Y = _logits(probe, 4, 3), _labels(probe, 4, 3)
    probe.compare(LOSS, Z, Y, outputs=(None, {"A": 'cache["A"]'}, None))


def _loss(probe: Probe) -> None:
    for n, m in SIZES:
        _compare_loss(probe, _logits(probe, n, m), _labels(probe, n, m))


def _single(probe: Probe) -> None:
    for n, m in SINGLE:
        Z, Y = _logits(probe, n, m), _labels(probe, n, m)
        probe.compare(LOSS, Z, Y, outputs=("A", None, None))
        if n > 1:
            _compare_loss(probe, Z, Y)


def _compare_loss(probe: Probe, Z: Any, Y: Any) -> None:
    """Compare the loss, be it a number or an array that holds one number."""
    answer = probe.call(LOSS, Z, Y)
    match answer.value:
        case (A, cache, np.ndarray(size=1) as loss):
            answer = replace(answer, value=(A, cache, loss.reshape(())))
    probe.expect(answer, (None, None, "loss"), probe.reference(LOSS, Z, Y))


def _loss_of(answer: Answer) -> Any:
    """Return the loss of an answer if it is a single finite number."""
    match answer.value:
        case (_, _, float() | int() | np.ndarray(shape=()) as loss) if np.isfinite(loss):
            return loss
    return None


def _last(answer: Answer) -> Any:
    """Return the last of several outputs, None where there are not several."""
    return answer.value[-1] if isinstance(answer.value, (tuple, list)) and answer.value else None


def _loss_is_number(probe: Probe) -> None:
    Z, Y = _logits(probe, 3, 4), _labels(probe, 3, 4)
    answer = probe.call(LOSS, Z, Y)
    if _loss_of(answer) is None:
        probe.expect(answer, (None, None, "loss"), probe.reference(LOSS, Z, Y))


def _float_labels(probe: Probe) -> None:
    Z, Y = _logits(probe, 4, 6), _labels(probe, 4, 6)
    answers = [probe.call(LOSS, Z, labels, keep=(0, 1)) for labels in (Y, Y.astype(float))]
    whole, floats = (_last(answer) for answer in answers)
    # The loss itself is another part's business: here it must only be the same.
    probe.demand(
        not is_empty(whole) and agrees(floats, whole),
        answers[1],
        "The labels 0.0, 1.0, 2.0 gave another result than the labels 0, 1, 2.",
        (None, None, "loss"),
    )


def _absent_classes(probe: Probe) -> None:
    _compare_loss(probe, _logits(probe, 5, 4), probe.draw.integers(1, 4, (1, 4)))


def _no_labels(probe: Probe) -> None:
    Z = _logits(probe, 3, 4)
    for labels in ((), (np.array([]),)):
        answer = probe.compare(LOSS, Z, *labels, outputs=("A", None, None))
        loss = answer.value[2]
        probe.demand(
            loss is not None and is_empty(loss),
            answer,
            f"Without labels there is nothing to measure: the loss is {show(loss)}; expected an "
            "empty list.",
            (None, None, "loss"),
        )


def _large_logits(probe: Probe) -> None:
    far = np.array([[1000.0, -1000.0, 0.0, 800.0]])
    Z, Y = _logits(probe, 3, 4) + far, _labels(probe, 3, 4)
    answer = probe.compare(LOSS, Z, Y, outputs=("A", None, None))
    probe.demand(
        _loss_of(answer) is not None,
        answer,
        f"The loss is {show(answer.value[2])}; expected a finite number.",
        (None, None, "loss"),
    )
    Z = probe.draw.permuted(np.array([[-1000.0] * 4, [0.0] * 4, [1000.0] * 4]), axis=0)
    Y = np.argmax(Z, axis=0)[None]
    probe.compare(LOSS, Z, Y, outputs=("A", None, None))


def _loss_unchanged(probe: Probe) -> None:
    probe.unchanged(LOSS, _logits(probe, 3, 4), _labels(probe, 3, 4))


def _probabilities(probe: Probe, n: int, m: int) -> dict[str, Any]:
    return {"A": probe.reference(LOSS, _logits(probe, n, m))[0]}


def _loss_der_direction(probe: Probe) -> None:
    for n, m in ((4, 6), (6, 3)):
        arguments = _labels(probe, n, m), _probabilities(probe, n, m)
        answer = probe.call(LOSS_DER, *arguments)
        expected = probe.reference(LOSS_DER, *arguments)
        if not _is_multiple(answer.value, expected):
            probe.expect(answer, "dZ", expected)


def _is_multiple(actual: Any, expected: np.ndarray) -> bool:
    """Tell whether an array is the expected one but for a positive factor."""
    if not isinstance(actual, np.ndarray) or actual.shape != expected.shape:
        return False
    lengths = np.linalg.norm(actual) * np.linalg.norm(expected)
    return bool(np.sum(actual * expected) > (1 - 1e-9) * lengths > 0)


def _loss_der(probe: Probe) -> None:
    for n, m in SIZES:
        probe.compare(LOSS_DER, _labels(probe, n, m), _probabilities(probe, n, m), outputs="dZ")


def _loss_der_single(probe: Probe) -> None:
    for n, m in SINGLE:
        probe.compare(LOSS_DER, _labels(probe, n, m), _probabilities(probe, n, m), outputs="dZ")


def _loss_der_float_labels(probe: Probe) -> None:
    Y, cache = _labels(probe, 4, 6), _probabilities(probe, 4, 6)
    whole, floats = (probe.call(LOSS_DER, labels, cache) for labels in (Y, Y.astype(float)))
    probe.demand(
        not is_empty(whole.value) and agrees(floats.value, whole.value),
        floats,
        "The labels 0.0, 1.0, 2.0 gave another result than the labels 0, 1, 2.",
        "dZ",
    )


def _loss_der_absent_classes(probe: Probe) -> None:
    Y = probe.draw.integers(1, 4, (1, 4))
    probe.compare(LOSS_DER, Y, _probabilities(probe, 5, 4), outputs="dZ")


def _loss_der_unchanged(probe: Probe) -> None:
    probe.unchanged(LOSS_DER, _labels(probe, 3, 4), _probabilities(probe, 3, 4))


EXERCISES = (
    Exercise(
        "relu",
        ("relu",),
        (
            Part("A is max(0, Z), entry by entry", _relu, weight=4, core=True),
            Part("the cache holds Z", _relu_cache, weight=2),
            Part("whole numbers and plain lists", _relu_whole_numbers),
            Part("the arguments stay as they were", _relu_unchanged),
        ),
    ),
    Exercise(
        "relu_der",
        ("relu_der",),
        (
            Part("dA passes where Z is positive", _relu_der, weight=4, core=True),
            Part("nothing passes where Z is 0", _relu_der_at_zero, weight=2),
            Part("whole numbers cut nothing off", _relu_der_whole_numbers),
            Part("the arguments stay as they were", _relu_der_unchanged),
        ),
    ),
    Exercise(
        LOSS,
        (LOSS,),
        (
            Part("each column of A is the softmax of its column", _softmax, weight=4, core=True),
            Part("the cache holds A", _softmax_cache),
            Part("the loss is the mean of -log(probability of the label)", _loss, weight=4),
            Part("the loss is a single number", _loss_is_number),
            Part("a single sample, a single class", _single),
            Part("labels may be floats", _float_labels),
            Part("a class may have no sample", _absent_classes),
            Part("without labels the loss is []", _no_labels),
            Part("logits of 1000 and -1000", _large_logits, weight=2),
            Part("the arguments stay as they were", _loss_unchanged),
        ),
    ),
    Exercise(
        LOSS_DER,
        (LOSS_DER,),
        (
            Part("dZ points along A - onehot(Y)", _loss_der_direction, weight=3, core=True),
            Part("dZ is divided by the number of samples", _loss_der, weight=4),
            Part("a single sample, a single class", _loss_der_single),
            Part("labels may be floats", _loss_der_float_labels),
            Part("a class may have no sample", _loss_der_absent_classes),
            Part("the arguments stay as they were", _loss_der_unchanged),
        ),
    ),
)
