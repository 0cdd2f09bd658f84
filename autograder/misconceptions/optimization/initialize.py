"""Known mistakes of lesson 04: the start of a network and of Adam's running averages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from autograder.checks.results import Evidence
from autograder.misconceptions.generic import COPIED_ANSWER, SENTENCES
from autograder.misconceptions.matching import gap
from autograder.misconceptions.mistake import Flaw, FlawedFunction, pick

# The weights that the visible test expects, to the digits printed there.
VISIBLE_W1 = np.array(
    [
        [1.87563247, -0.70639546, -0.60988021],
        [-1.23895745, 0.99928666, -2.65758797],
        [2.01473508, -0.87896602, 0.36839462],
        [-0.28794811, 1.68829682, -2.37884559],
    ]
)
ROUNDED = 1e-4


def _network(
    flaw: Flaw,
    net_dims: Sequence[int],
    act_list: Sequence[str],
    drop_prob_list: Sequence[float],
) -> dict[str, Any]:
    layers = len(net_dims) - 1
    parameters: dict[str, Any] = {"numLayers": layers + flaw("layers_counted_with_input")}
    for layer in range(1, layers + 1):
        parameters[f"act{layer}"] = act_list[layer - 1]
        parameters[f"dropout{layer}"] = drop_prob_list[layer - 1]
        if flaw("last_layer_forgotten") and layer == layers:
            continue
        number = layer - 1 if flaw("numbered_from_zero") else layer
        n_in, n_out = net_dims[layer - 1], net_dims[layer]
        W = _draw(flaw, n_out, n_in) * _deviation(flaw, n_out, n_in, net_dims[0])
        parameters[f"W{number}"] = W
        parameters[f"b{number}"] = _bias(flaw, n_out, n_in)
    return parameters


def _draw(flaw: Flaw, n_out: int, n_in: int) -> np.ndarray:
    return pick(
        flaw,
        {
            "uniform_draws": lambda: np.random.rand(n_out, n_in),
            "weights_transposed": lambda: np.random.randn(n_in, n_out),
            "drawn_transposed": lambda: np.random.randn(n_in, n_out).T,
            "absolute_value_of_the_draw": lambda: np.abs(np.random.randn(n_out, n_in)),
        },
        lambda: np.random.randn(n_out, n_in),
    )


def _deviation(flaw: Flaw, n_out: int, n_in: int, n_first: int) -> float:
    return pick(
        flaw,
        {
            "he_et_al_scale": lambda: np.sqrt(2 / n_in),
            "factor_two_forgotten": lambda: 1 / np.sqrt(n_in),
            "divided_by_n_not_its_root": lambda: 2 / n_in,
            "scaled_by_n_out": lambda: 2 / np.sqrt(n_out),
            "not_scaled": lambda: 1.0,
            "only_factor_two": lambda: 2.0,
            "small_constant_scale": lambda: 0.01,
            "input_size_for_all_layers": lambda: 2 / np.sqrt(n_first),
            "multiplied_by_the_root": lambda: 2 * np.sqrt(n_in),
            "glorot_scale": lambda: np.sqrt(2 / (n_in + n_out)),
        },
        lambda: 2 / np.sqrt(n_in),
    )


def _bias(flaw: Flaw, n_out: int, n_in: int) -> np.ndarray:
    return pick(
        flaw,
        {
            "flat_bias": lambda: np.zeros(n_out),
            "row_bias": lambda: np.zeros((1, n_out)),
            "bias_of_n_in": lambda: np.zeros((n_in, 1)),
            "ones_for_bias": lambda: np.ones((n_out, 1)),
            "random_bias": lambda: np.random.randn(n_out, 1),
        },
        lambda: np.zeros((n_out, 1)),
    )


def _is_the_visible_answer(evidence: Evidence) -> bool:
    value = evidence.value
    return isinstance(value, dict) and gap(value.get("W1"), VISIBLE_W1, "") < ROUNDED


def _starts_elsewhere(letters: str, evidence: Evidence) -> bool:
    """Tell whether one of the compared arrays has the right shape but is not zero."""
    value, outputs = evidence.value, evidence.outputs
    if not isinstance(value, dict) or not isinstance(outputs, dict):
        return False
    names = [key for key in outputs if key[0] in letters]
    return any(_is_other_start(value.get(key), evidence.expected[key]) for key in names)


def _is_other_start(got: Any, zeros: Any) -> bool:
    return isinstance(got, np.ndarray) and got.shape == zeros.shape and bool(np.any(got))


NETWORK = FlawedFunction(
    "initialize_network",
    _network,
    {
        "he_et_al_scale": "The weights have deviation sqrt(2 / n_in), as He et al. have it. In "
        "this course the 2 stands outside the root: 2 / sqrt(n_in).",
        "factor_two_forgotten": "The weights are half as large as they should be: the factor 2 is "
        "missing.",
        "divided_by_n_not_its_root": "The weights were divided by n_in. It is the root of n_in.",
        "scaled_by_n_out": "The weights were divided by the root of n_out. What adds up in a unit "
        "are its inputs: it is n_in.",
        "not_scaled": "The weights are not scaled. A unit with many inputs would get a large sum: "
        "the factor depends on n_in.",
        "only_factor_two": "The weights were multiplied by 2 but not divided by the root of n_in.",
        "small_constant_scale": "The weights were multiplied by 0.01, whatever the size of the "
        "layer. The factor depends on n_in.",
        "uniform_draws": "The weights come from rand, so none is negative. Draw from the normal "
        "distribution.",
        "weights_transposed": "W has a row for each input. It has a row for each unit of the layer "
        "and a column for each input: (n_out, n_in).",
        "drawn_transposed": "The shape is right, but the weights were drawn as (n_in, n_out) and "
        "turned afterwards. Draw them in W's own shape, so that everyone gets the same.",
        "input_size_for_all_layers": "The size of the network's input was used in every layer. "
        "n_in is the number of inputs of this very layer.",
        "random_bias": "The biases were drawn at random. They start at zero; and what is drawn for "
        "them is missing for the weights that follow.",
        "flat_bias": "The bias has lost an axis. It is a column, (n_out, 1), so that it can be "
        "added to every sample.",
        "row_bias": "The bias is a row. It is a column: one row for each unit of the layer.",
        "bias_of_n_in": "The bias has an entry for each input. It has one for each unit of the "
        "layer.",
        "ones_for_bias": "The biases are ones. They start at zero.",
        "numbered_from_zero": "The layers are counted from 0. The first is layer 1, with W1 and "
        "b1, and has net_dims[0] inputs.",
        "last_layer_forgotten": "The last layer was left out. net_dims names the input as well, so "
        "its last entry belongs to layer len(net_dims) - 1.",
        "layers_counted_with_input": "The input was counted as a layer. It has no weights: there "
        "is one layer less than there are entries in net_dims.",
        "multiplied_by_the_root": "The weights were multiplied by the root of n_in. More inputs "
        "call for smaller weights: divide.",
        "glorot_scale": "This is the scale of Glorot and Bengio, which uses n_in + n_out. This "
        "course has 2 / sqrt(n_in).",
        "absolute_value_of_the_draw": "No weight is negative. The draw is used as it is.",
        "bias_not_zero": "The bias has the right shape but is not zero everywhere.",
        COPIED_ANSWER: SENTENCES[COPIED_ANSWER],
    },
    signs={
        COPIED_ANSWER: _is_the_visible_answer,
        "bias_not_zero": lambda evidence: _starts_elsewhere("b", evidence),
    },
    wording={"forgot_return": "Nothing came back. The dictionary is returned at the end."},
)


def _velocity(
    flaw: Flaw, parameters: dict[str, Any], apply_momentum: bool = True
) -> dict[str, Any]:
    new = {} if flaw("averages_only_returned") else dict(parameters)
    if not flaw("choice_not_noted"):
        new["apply_momentum"] = apply_momentum or flaw("momentum_always_on")
    layers = parameters["numLayers"]
    if flaw("returned_inside_the_loop"):
        layers = 1
    if not new.get("apply_momentum", apply_momentum) or flaw("no_averages"):
        return new
    for layer in range(1, layers + (not flaw("last_layer_forgotten"))):
        for name in "W" if flaw("biases_forgotten") else "Wb":
            for letter in "V" if flaw("squares_forgotten") else "VG":
                like = parameters[f"{name}{1 if flaw('first_layer_shape_for_all') else layer}"]
                like = parameters[f"W{layer}"] if flaw("bias_with_the_shape_of_W") else like
                key = f"{letter}{name}" if flaw("keys_without_d") else f"{letter}d{name}"
                new[f"{key}{layer}"] = _start(flaw, letter, name, like)
            if flaw("weights_zeroed_as_well"):
                new[f"{name}{layer}"] = np.zeros_like(parameters[f"{name}{layer}"])
    return new


def _start(flaw: Flaw, letter: str, name: str, like: np.ndarray) -> Any:
    if flaw("ones_for_squares") and letter == "G":
        return np.ones_like(like)
    if flaw("flat_bias") and name == "b":
        return np.zeros(like.size)
    if flaw("transposed_shape") and name == "W":
        return np.zeros(like.shape[::-1])
    return pick(
        flaw,
        {
            "ones_for_zeros": lambda: np.ones_like(like),
            "parameters_themselves": lambda: like,
            "single_numbers": lambda: 0.0,
            "first_entry_zero_only": lambda: np.where(
                np.arange(like.size) > 0, like.ravel(), 0
            ).reshape(like.shape),
        },
        lambda: np.zeros_like(like),
    )


VELOCITY = FlawedFunction(
    "initialize_velocity",
    _velocity,
    {
        "no_averages": "No averages were added to the dictionary: with momentum each layer gets "
        "four, VdW, Vdb, GdW and Gdb.",
        "ones_for_zeros": "The averages start at one. Nothing has been seen yet: they start at "
        "zero.",
        "ones_for_squares": "The averages of the squares start at one. They start at zero, like "
        "the velocities.",
        "parameters_themselves": "The averages start with the values of W and b. They need the "
        "same shape, but zeros.",
        "first_entry_zero_only": "Only the first entry was set to zero. The whole array starts at "
        "zero.",
        "single_numbers": "The averages are single numbers. Each entry of W and b has an average "
        "of its own: the shape is the same.",
        "flat_bias": "The averages of b have lost an axis. They have the shape of b, a column.",
        "bias_with_the_shape_of_W": "The averages of b have the shape of W. They have the shape "
        "of b.",
        "transposed_shape": "The averages of W are turned: rows and columns are exchanged. They "
        "have the shape of W.",
        "first_layer_shape_for_all": "All layers have averages of the first layer's shape. Each "
        "layer has its own sizes.",
        "squares_forgotten": "The averages of the squares are missing: besides VdW and Vdb there "
        "are GdW and Gdb.",
        "biases_forgotten": "The averages of b are missing. b is learned as W is.",
        "last_layer_forgotten": "The last layer was left out. Layers count from 1 to numLayers, "
        "and range stops before its end.",
        "returned_inside_the_loop": "Only the first layer was done. Does the function end "
        "inside the loop?",
        "keys_without_d": "The averages have other names. They are averages of the gradients dW "
        "and db: the d belongs to the key, as in VdW1.",
        "momentum_always_on": "apply_momentum is kept as True whatever the caller says. Keep what "
        "was handed in.",
        "choice_not_noted": "The choice of momentum is not kept. The update looks it up under the "
        "key apply_momentum.",
        "averages_only_returned": "Only the averages came back. Add them to the dictionary that "
        "was handed in: it holds the network.",
        "weights_zeroed_as_well": "W and b themselves became zero. Make new arrays for the "
        "averages.",
        "not_zero_at_first": "The averages have the right shape but do not start at zero.",
    },
    signs={"not_zero_at_first": lambda evidence: _starts_elsewhere("VG", evidence)},
    wording={"forgot_return": "Nothing came back. The dictionary is returned at the end."},
)

FLAWED_FUNCTIONS = (NETWORK, VELOCITY)
