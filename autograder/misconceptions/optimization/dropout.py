"""Known mistakes of lesson 02: dropout, forward."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.checks.results import Evidence
from autograder.misconceptions.mistake import Flaw, FlawedFunction, names, pick

MODES = ("train", "test")
# The mask that the visible test expects.
VISIBLE_MASK = np.array([[1, 0, 1, 1], [1, 1, 1, 1], [0, 0, 1, 1]]) / 0.7


def _dropout(flaw: Flaw, A: np.ndarray, drop_prob: float, mode: str = "train") -> Any:
    if mode not in MODES:
        raise ValueError("mode must be 'train' or 'test'")
    if drop_prob == 0:
        return (0 * A if flaw("zeros_for_drop_prob_0") else A), (drop_prob, mode, None)
    if mode == "train" or flaw("dropped_in_test_mode"):
        out, mask = _dropped(flaw, A, drop_prob)
    else:
        out, mask = (A * (1 - drop_prob) if flaw("scaled_in_test_mode") else A), None
    return out, pick(
        flaw,
        {
            "cache_without_mask": lambda: (drop_prob, mode, None),
            "cache_in_other_order": lambda: (mask, mode, drop_prob),
            "cache_with_prob_keep": lambda: (1 - drop_prob, mode, mask),
            "cache_holds_mask_alone": lambda: mask,
            "mode_of_cache_always_train": lambda: (drop_prob, "train", mask),
        },
        lambda: (drop_prob, mode, mask),
    )


def _dropped(flaw: Flaw, A: np.ndarray, drop_prob: float) -> tuple[Any, Any]:
    if flaw("nothing_dropped"):
        return A, None
    if flaw("hard_coded_visible_answer"):
        return A * VISIBLE_MASK, VISIBLE_MASK
    kept = _kept(flaw, A.shape, drop_prob) * np.ones(A.shape)
    mask = kept * _factor(flaw, drop_prob)
    out = pick(
        flaw,
        {
            "mask_returned_for_A": lambda: mask,
            "scaled_twice": lambda: A * mask / (1 - drop_prob),
            "mask_scaled_only_in_the_cache": lambda: A * kept,
            "mask_added": lambda: A + mask,
        },
        lambda: A * mask,
    )
    if flaw("second_mask_in_the_cache"):
        mask = _kept(flaw, A.shape, drop_prob) * _factor(flaw, drop_prob)
    return out, kept if flaw("cache_holds_binary_mask") else mask


def _kept(flaw: Flaw, shape: tuple[int, ...], drop_prob: float) -> Any:
    """Draw what is kept, as ones and zeros."""
    n, m = shape
    keep = 1 - drop_prob
    if flaw("seed_inside_the_function"):
        np.random.seed(1)
    if flaw("drawn_twice"):
        np.random.rand(n, m)
    rand = np.random.rand
    return pick(
        flaw,
        {
            "everything_scaled_nothing_dropped": lambda: 1,
            "drop_for_keep": lambda: rand(n, m) < drop_prob,
            "drop_and_keep_confused_throughout": lambda: rand(n, m) < drop_prob,
            "comparison_turned_round": lambda: rand(n, m) > keep,
            "normal_numbers": lambda: np.random.randn(n, m) < keep,
            "always_half": lambda: rand(n, m) < 0.5,
            "random_numbers_as_mask": lambda: rand(n, m),
            "one_number_for_each_feature": lambda: rand(n, 1) < keep,
            "one_number_for_each_sample": lambda: rand(1, m) < keep,
            "drawn_transposed": lambda: (rand(m, n) < keep).T,
            "complement_of_the_draw": lambda: rand(n, m) >= drop_prob,
        },
        lambda: rand(n, m) < keep,
    )


def _factor(flaw: Flaw, drop_prob: float) -> float:
    """Return by what the kept activations are multiplied."""
    return pick(
        flaw,
        {
            "binary_mask": lambda: 1.0,
            "scaled_by_drop_prob": lambda: 1 / drop_prob,
            "drop_and_keep_confused_throughout": lambda: 1 / drop_prob,
            "multiplied_by_keep": lambda: 1 - drop_prob,
            "multiplied_by_drop_prob": lambda: drop_prob,
        },
        lambda: 1 / (1 - drop_prob),
    )


def _has_dictionary_as_cache(evidence: Evidence) -> bool:
    match evidence.value:
        case (np.ndarray(), dict()):
            return True
    return False


def _is_drawn_otherwise(evidence: Evidence) -> bool:
    """Tell whether this is inverted dropout, but not with the demanded draw."""
    value, expected = evidence.value, evidence.expected
    if isinstance(evidence.outputs, tuple) and evidence.outputs[0] is None:
        return False
    match value, expected:
        case ((np.ndarray() as got, _), (np.ndarray() as right, _)) if got.shape == right.shape:
            A, drop_prob = evidence.call.arguments[:2]
            kept = got != 0
            scaled = np.allclose(got[kept], (A / (1 - drop_prob))[kept], rtol=1e-4)
            share = abs(np.mean(kept) - (1 - drop_prob)) < 5 / np.sqrt(kept.size)
            some = (
                np.any(right == 0)
                and kept.any()
                and not kept.all()
                and np.any(kept != (right != 0))
            )
            return bool(scaled and share and some)
    return False


DROPOUT = FlawedFunction(
    "dropout",
    _dropout,
    {
        "nothing_dropped": "In train mode A came back as it was. Train mode is the one that drops "
        "activations; test mode lets them all through.",
        "everything_scaled_nothing_dropped": "All activations are larger, and none was dropped. "
        "The mask is 0 where an activation is dropped.",
        "mask_returned_for_A": "The mask came back in place of A. It is multiplied with A.",
        "mask_added": "The mask was added to A. It is multiplied with A.",
        "random_numbers_as_mask": "A was multiplied by the random numbers themselves. They are "
        "compared with the probability first: each activation is kept or dropped.",
        "binary_mask": "The kept activations were not scaled up. Without it, the next layer gets "
        "less in training than in the test: divide by the probability of keeping.",
        "drop_for_keep": "As many were kept as should be dropped: drop_prob was taken for the "
        "probability of keeping.",
        "drop_and_keep_confused_throughout": "drop_prob was taken for the probability of keeping, "
        "in the draw and in the scale. It is the probability of dropping.",
        "comparison_turned_round": "The comparison is turned round: what should be kept is "
        "dropped. A uniform number is below p with probability p.",
        "normal_numbers": "The numbers were drawn from the normal distribution. Only uniform ones, "
        "between 0 and 1, are below p with probability p: compare randn with rand.",
        "always_half": "Half of the activations were dropped, whatever drop_prob is.",
        "scaled_by_drop_prob": "What is kept was divided by drop_prob. It is divided by the "
        "probability of being kept.",
        "multiplied_by_keep": "What is kept was multiplied by the probability of keeping, and so "
        "became smaller. Dividing makes up for what is missing.",
        "multiplied_by_drop_prob": "What is kept was multiplied by drop_prob. It is divided by "
        "the probability of being kept.",
        "scaled_twice": "What is kept was divided twice. Scale either the mask or the result.",
        "mask_scaled_only_in_the_cache": "The mask in the cache is scaled, but the one that was "
        "multiplied with A is not. It is the same mask.",
        "one_number_for_each_feature": "Whole rows were dropped: one number was drawn for each "
        "feature. Each activation needs its own.",
        "one_number_for_each_sample": "Whole columns were dropped: one number was drawn for each "
        "sample. Each activation needs its own.",
        "drawn_transposed": "The numbers were drawn in the shape (m, n). Draw them in the shape "
        "of A, so that everyone's mask is the same.",
        "complement_of_the_draw": "The share is right, but where the random number is small the "
        "activation was dropped (np.random.choice and binomial do it this way, too). Keep where a "
        "uniform number is below prob_keep, so that everyone's mask is the same.",
        "drawn_twice": "Random numbers were drawn twice, and the second draw was used. Draw once.",
        "seed_inside_the_function": "The random numbers are set back inside dropout, so that every "
        "call drops the same activations.",
        "hard_coded_visible_answer": "The mask has the shape of the visible test. A new one is "
        "drawn in each call, in the shape of A.",
        "cache_holds_binary_mask": "The mask in the cache holds ones. The backward step multiplies "
        "by it, so keep the scaled one.",
        "cache_without_mask": "The cache holds no mask. The backward step needs it.",
        "cache_in_other_order": "The cache has another order. It is drop_prob, mode, mask.",
        "cache_with_prob_keep": "The cache holds the probability of keeping. Its first item is "
        "drop_prob.",
        "cache_holds_mask_alone": "The cache is the mask alone. It is a tuple of drop_prob, mode "
        "and mask.",
        "second_mask_in_the_cache": "The mask in the cache is another one, drawn anew. Keep the "
        "very mask that was used.",
        "mode_of_cache_always_train": "The cache says train although the mode was test. Keep the "
        "mode that was handed in.",
        "dropped_in_test_mode": "Activations were dropped in test mode. Predictions use the whole "
        "network: in test mode A comes back unchanged.",
        "scaled_in_test_mode": "A was scaled in test mode. With inverted dropout the scaling is "
        "done in training, and the test needs none.",
        "zeros_for_drop_prob_0": "With drop_prob 0 nothing is dropped, but everything came back "
        "as 0.",
        "dictionary_as_cache": "The cache is a dictionary. It is a tuple: drop_prob, mode, mask.",
        "drawn_otherwise": "The share and the scale are right, but the mask is another one. Draw "
        "it once, with np.random.rand in the shape of A, and keep where the number is below "
        "prob_keep.",
    },
    alone=names(
        "nothing_dropped everything_scaled_nothing_dropped mask_returned_for_A mask_added "
        "random_numbers_as_mask always_half normal_numbers drawn_twice "
        "seed_inside_the_function hard_coded_visible_answer multiplied_by_drop_prob "
        "cache_holds_mask_alone drop_and_keep_confused_throughout one_number_for_each_feature "
        "one_number_for_each_sample mask_scaled_only_in_the_cache"
    ),
    signs={
        "dictionary_as_cache": _has_dictionary_as_cache,
        "drawn_otherwise": _is_drawn_otherwise,
    },
    wording={
        "only_first_returned": "Only A came back. The cache is returned beside it, in every mode.",
    },
)

FLAWED_FUNCTIONS = (DROPOUT,)
