"""Checks of lesson 02: dropout, forward and backward.

Most parts look at what any inverted dropout does; one part alone asks for the very draw of the
contract, so that another way of drawing costs the points of that part only.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.checks.compare import mismatch
from autograder.checks.exercise import Exercise, Part
from autograder.checks.probe import Answer, Probe

SIZES = ((3, 5), (6, 2), (4, 4), (4, 1), (1, 5))
WHOLE = ("A", ("drop_prob", "mode", "mask"))
# In test mode the mask may be anything.
NO_MASK = ("A", ("drop_prob", "mode", None))


def _activations(probe: Probe, n: int, m: int) -> Any:
    """Draw activations none of which is near 0."""
    return probe.draw.choice([-1, 1], (n, m)) * probe.draw.uniform(0.5, 2, (n, m))


def _train(probe: Probe, A: Any, drop_prob: float) -> Answer:
    """Run dropout in train mode and demand an output of A's shape."""
    answer = probe.call("dropout", A, drop_prob, mode="train", seed=probe.seed())
    match answer.value:
        case (np.ndarray(shape=A.shape), _):
            return answer
    expected = probe.reference("dropout", A, drop_prob, mode="train", seed=answer.call.seed)
    probe.expect(answer, WHOLE, expected)
    return answer


def _drops(probe: Probe) -> None:
    answer = _train(probe, _activations(probe, 30, 40), 0.4)
    dropped = float(np.mean(answer.value[0] == 0))
    probe.demand(
        0 < dropped < 1,
        answer,
        f"In train mode {dropped:.0%} of the output is 0. A part of the activations should be "
        "dropped, and the others kept.",
        WHOLE,
    )


def _share(probe: Probe) -> None:
    # Five standard deviations of the share among 15,000 draws are less than 0.019.
    for drop_prob in (0.2, 0.7):
        answer = _train(probe, _activations(probe, 100, 150), drop_prob)
        dropped = float(np.mean(answer.value[0] == 0))
        probe.demand(
            abs(dropped - drop_prob) < 0.02,
            answer,
            f"{dropped:.0%} of the activations were dropped; drop_prob asks for {drop_prob:.0%}.",
            WHOLE,
        )


def _scale(probe: Probe) -> None:
    for drop_prob in (0.25, 0.6):
        A = _activations(probe, 20, 30)
        answer = _train(probe, A, drop_prob)
        out = answer.value[0]
        problem = mismatch(out, np.where(out == 0, 0, A / (1 - drop_prob)), "A")
        probe.demand(
            not problem,
            answer,
            f"{problem} What is kept should be A / {1 - drop_prob:g}: divided by the probability "
            "of being kept.",
            WHOLE,
        )


def _draw(probe: Probe) -> None:
    # On both sides of 0.5: above it np.random.binomial draws otherwise, below it does not.
    # Large ones first, in which no two ways of drawing look alike by chance.
    sizes = ((12, 17), (17, 12), *SIZES[2:])
    for (n, m), side in zip(sizes, (0.2, 0.55, 0.2, 0.55, 0.2), strict=True):
        A, drop_prob = _activations(probe, n, m), side + float(probe.draw.uniform(0, 0.25))
        probe.compare("dropout", A, drop_prob, seed=probe.seed(), outputs=("A", None))


def _fresh_masks(probe: Probe) -> None:
    A = _activations(probe, 10, 20)
    first, second = _train(probe, A, 0.5), _train(probe, A, 0.5)
    probe.demand(
        not np.array_equal(first.value[0] == 0, second.value[0] == 0),
        second,
        "Two calls dropped the very same entries. Each call should draw a new mask: do not "
        "set NumPy's seed inside dropout.",
        WHOLE,
    )


def _cache(probe: Probe) -> None:
    A, drop_prob = _activations(probe, 5, 7), 0.4
    answer = _train(probe, A, drop_prob)
    # The mask is to be the one that the output shows, however it was drawn.
    mask = np.where(answer.value[0] == 0, 0, 1 / (1 - drop_prob))
    probe.expect(answer, (None, WHOLE[1]), (A, (drop_prob, "train", mask)))


def _test_mode(probe: Probe) -> None:
    for drop_prob in (0.3, 0.8):
        A = _activations(probe, 4, 6)
        probe.compare("dropout", A, drop_prob, "test", seed=probe.seed(), outputs=NO_MASK)


def _nothing_to_drop(probe: Probe) -> None:
    A = _activations(probe, 3, 4)
    probe.compare("dropout", A, 0, mode="train", seed=probe.seed(), outputs=WHOLE)
    probe.compare("dropout", A, 0, mode="test", seed=probe.seed(), outputs=NO_MASK)


def _wrong_mode(probe: Probe) -> None:
    for mode in ("validate", "eval"):
        probe.raises("ValueError", "dropout", _activations(probe, 2, 3), 0.5, mode=mode)


def _unchanged(probe: Probe) -> None:
    for mode in ("train", "test"):
        probe.unchanged("dropout", _activations(probe, 4, 5), 0.5, mode=mode, seed=probe.seed())


def _mask(probe: Probe, n: int, m: int, drop_prob: float) -> Any:
    """Draw a mask that keeps at least one entry and drops another, if it has two."""
    kept = probe.draw.random((n, m)) >= drop_prob
    kept.flat[probe.draw.permutation(kept.size)[:2]] = [True, False][: kept.size]
    return kept / (1 - drop_prob)


def _der_drops(probe: Probe) -> None:
    cache = (0.5, "train", _mask(probe, 8, 9, 0.5))
    dA_in = _activations(probe, 8, 9)
    # With a seed, a mask that is drawn anew can be told from one that is misread.
    answer = probe.call("dropout_der", dA_in, cache, seed=probe.seed())
    got = answer.value
    same_pattern = (
        isinstance(got, np.ndarray)
        and got.shape == dA_in.shape
        and np.all(np.isfinite(got))
        and np.array_equal(got == 0, cache[2] == 0)
    )
    if not same_pattern:
        probe.expect(answer, "dA_out", probe.reference("dropout_der", dA_in, cache))


def _der_values(probe: Probe) -> None:
    for n, m in SIZES:
        drop_prob = float(probe.draw.uniform(0.2, 0.8))
        cache = (drop_prob, "train", _mask(probe, n, m, drop_prob))
        dA_in = _activations(probe, n, m)
        probe.compare("dropout_der", dA_in, cache, seed=probe.seed(), outputs="dA_out")


def _der_test_mode(probe: Probe) -> None:
    for mask in (_mask(probe, 4, 6, 0.4), None):
        cache = (0.4, "test", mask)
        probe.compare("dropout_der", _activations(probe, 4, 6), cache, outputs="dA_out")


def _der_nothing_dropped(probe: Probe) -> None:
    for mode in ("train", "test"):
        probe.compare("dropout_der", _activations(probe, 3, 4), (0, mode, None), outputs="dA_out")


def _der_unchanged(probe: Probe) -> None:
    for mode in ("train", "test"):
        cache = (0.5, mode, _mask(probe, 4, 5, 0.5))
        probe.unchanged("dropout_der", _activations(probe, 4, 5), cache)


EXERCISES = (
    Exercise(
        "dropout",
        ("dropout",),
        (
            Part("train mode drops a part of the activations", _drops, weight=2, core=True),
            Part("the share that is dropped is drop_prob", _share, weight=3),
            Part("what is kept is divided by prob_keep", _scale, weight=3),
            Part("the mask is np.random.rand(n, m) < prob_keep, drawn once", _draw, weight=3),
            Part("every call draws a new mask", _fresh_masks),
            Part("the cache is (drop_prob, mode, mask), the mask scaled", _cache, weight=2),
            Part("test mode lets A through", _test_mode, weight=2),
            Part("drop_prob 0 lets A through", _nothing_to_drop),
            Part("any other mode is a ValueError", _wrong_mode),
            Part("the arguments stay as they were", _unchanged),
        ),
    ),
    Exercise(
        "dropout_der",
        ("dropout_der",),
        (
            Part("what was dropped gets no gradient", _der_drops, weight=2, core=True),
            Part("train mode multiplies by the mask of the cache", _der_values, weight=4),
            Part("test mode lets the gradient through", _der_test_mode, weight=2),
            Part("drop_prob 0 lets the gradient through", _der_nothing_dropped),
            Part("the arguments stay as they were", _der_unchanged),
        ),
    ),
)
