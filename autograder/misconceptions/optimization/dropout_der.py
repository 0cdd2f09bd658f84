"""Known mistakes of lesson 02: dropout, backward."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.misconceptions.mistake import Flaw, FlawedFunction, names, pick
from autograder.misconceptions.optimization.dropout import MODES


def _dropout_der(flaw: Flaw, dA_in: np.ndarray, cache: tuple[Any, ...]) -> Any:
    drop_prob, mode, mask = cache
    if mode not in MODES:
        raise ValueError("mode must be 'train' or 'test'")
    if flaw("cache_read_in_other_order"):
        drop_prob, mask = mask, drop_prob
        return dA_in if drop_prob is None or mode == "test" else dA_in * mask
    if drop_prob == 0 and not flaw("drop_prob_0_forgotten"):
        return None if flaw("none_for_drop_prob_0") else dA_in
    if mode == "test":
        return pick(
            flaw,
            {
                "masked_in_test_mode": lambda: dA_in * mask,
                "scaled_in_test_mode": lambda: dA_in * (1 - drop_prob),
                "zeros_in_test_mode": lambda: np.zeros_like(dA_in),
            },
            lambda: dA_in,
        )
    sign = -1 if flaw("sign_turned") else 1
    return sign * _through_mask(flaw, dA_in, drop_prob, mask)


def _through_mask(flaw: Flaw, dA_in: np.ndarray, drop_prob: float, mask: Any) -> Any:
    return pick(
        flaw,
        {
            "not_masked": lambda: dA_in,
            "only_scaled": lambda: dA_in / (1 - drop_prob),
            "divided_by_mask": lambda: dA_in / mask,
            "inverted_mask": lambda: dA_in * (mask == 0),
            "matrix_product": lambda: dA_in @ mask.T,
            "mask_added": lambda: dA_in + mask,
            "mask_without_gradient": lambda: mask,
            "binary_mask": lambda: dA_in * (mask > 0),
            "scaled_twice": lambda: dA_in * mask / (1 - drop_prob),
            "scaled_by_drop_prob": lambda: dA_in * (mask > 0) / drop_prob,
            "multiplied_by_drop_prob": lambda: dA_in * mask * drop_prob,
            "new_mask_drawn": lambda: dA_in * _drawn(mask.shape, drop_prob) / (1 - drop_prob),
            "new_mask_drawn_unscaled": lambda: dA_in * _drawn(mask.shape, drop_prob),
        },
        lambda: dA_in * mask,
    )


def _drawn(shape: tuple[int, ...], drop_prob: float) -> np.ndarray:
    return np.random.rand(*shape) < 1 - drop_prob


DROPOUT_DER = FlawedFunction(
    "dropout_der",
    _dropout_der,
    {
        "not_masked": "In train mode dA_in came back as it was. What was dropped gets no gradient: "
        "the mask of the cache is needed there. Test mode is the one that lets it through.",
        "only_scaled": "The gradient was scaled, but none of it was stopped. Use the mask itself.",
        "divided_by_mask": "The gradient was divided by the mask. It is multiplied by it, just as "
        "A was.",
        "inverted_mask": "The gradient passes just where the activations were dropped.",
        "matrix_product": "This is a matrix product. The mask acts on each entry by itself.",
        "mask_added": "The mask was added. The gradient is multiplied by it.",
        "mask_without_gradient": "This is the mask alone. The chain rule multiplies it with dA_in.",
        "binary_mask": "The scale is missing: the mask was turned into ones and zeros. What was "
        "multiplied on the way forward is multiplied on the way back.",
        "scaled_twice": "The gradient was scaled twice: the mask of the cache is scaled already.",
        "scaled_by_drop_prob": "The gradient was divided by drop_prob. The mask of the cache has "
        "the right scale already.",
        "multiplied_by_drop_prob": "The gradient was multiplied by drop_prob. The mask is enough.",
        "sign_turned": "The sign of the gradient is turned.",
        "cache_read_in_other_order": "The items of the cache were read in another order. It is "
        "drop_prob, mode, mask.",
        "masked_in_test_mode": "The gradient was masked in test mode. There nothing was dropped, "
        "so all of it passes.",
        "scaled_in_test_mode": "The gradient was scaled in test mode. There it passes unchanged.",
        "zeros_in_test_mode": "In test mode everything came back as 0. There nothing was dropped, "
        "so all of the gradient passes.",
        "drop_prob_0_forgotten": "With drop_prob 0 there is no mask, and nothing to multiply by: "
        "the gradient passes as it is.",
        "none_for_drop_prob_0": "With drop_prob 0 nothing came back. The gradient passes as it is.",
        "new_mask_drawn": "A new mask was drawn. The gradient goes back through the very mask of "
        "the forward step, which the cache holds.",
        "new_mask_drawn_unscaled": "A new mask was drawn. The gradient goes back through the very "
        "mask of the forward step, which the cache holds.",
    },
    alone=names("new_mask_drawn new_mask_drawn_unscaled"),
    visible=(
        np.array(
            [
                [5.95745721e-01, 1.02903499],
                [1.63392596e-04, 0.431903675],
                [0.209651273, 0.0],
                [0.266086016, 0.493658181],
            ]
        ),
    ),
)

FLAWED_FUNCTIONS = (DROPOUT_DER,)
