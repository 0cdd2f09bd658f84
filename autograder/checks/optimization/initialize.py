"""Checks of lesson 04, first half: the start of a network and of Adam's running averages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from autograder.checks.compare import show
from autograder.checks.exercise import Exercise, Part
from autograder.checks.optimization.networks import Network, activations
from autograder.checks.probe import Answer, Probe


def _start(probe: Probe, net_dims: Sequence[int], seed: int) -> Answer:
    """Call initialize_network and demand weights of the right shapes."""
    layers = len(net_dims) - 1
    answer = probe.call(
        "initialize_network", net_dims, activations(layers), [0.3] * layers, seed=seed
    )
    probe.demand(
        isinstance(answer.value, dict),
        answer,
        "It did not return a dictionary.",
        {"W1": "W1"},
    )
    for layer in range(1, layers + 1):
        n_in, n_out = net_dims[layer - 1], net_dims[layer]
        _demand_array(probe, answer, f"W{layer}", (n_out, n_in))
    return answer


def _demand_array(probe: Probe, answer: Answer, key: str, shape: tuple[int, ...]) -> None:
    missing = f"The dictionary has no key {key!r}."
    probe.demand(key in answer.value, answer, missing, {key: key})
    value = answer.value[key]
    problem = f"{key} is {show(value)}; expected an array of shape {shape}."
    is_right = isinstance(value, np.ndarray) and value.shape == shape
    probe.demand(is_right, answer, problem, {key: key})


def _demand_floats(probe: Probe, answer: Answer, key: str) -> None:
    kind = answer.value[key].dtype
    probe.require(
        kind.kind == "f",
        answer,
        f"{key} holds numbers of type {kind}; expected floating-point numbers, as training changes "
        "them by fractions.",
        mistake="whole_numbers",
    )


def _random_weights(probe: Probe) -> None:
    seed = probe.seed()
    first = _start(probe, [4, 6, 5], seed)
    other = _start(probe, [4, 6, 5], seed + 1)
    for key in ("W1", "W2"):
        W = first.value[key]
        probe.require(
            np.unique(W).size > 1,
            first,
            f"All entries of {key} are equal. Units that start alike learn alike: draw the weights "
            "at random.",
            mistake="all_weights_equal",
        )
        probe.require(
            not np.array_equal(W, other.value[key]),
            first,
            f"{key} is the same after different calls of np.random.seed. Draw with np.random.randn "
            "and do not set a seed inside the function.",
            mistake="seed_set_inside",
        )


def _compare_start(probe: Probe, net_dims: Sequence[int], *letters: str) -> Answer:
    layers = len(net_dims) - 1
    keys = [f"{letter}{layer}" for layer in range(1, layers + 1) for letter in letters]
    return probe.compare(
        "initialize_network",
        net_dims,
        activations(layers),
        [0.3] * layers,
        outputs={key: key for key in keys},
        seed=probe.seed(),
    )


def _weights(probe: Probe) -> None:
    seed = probe.seed()
    first, again = (_start(probe, [3, 5, 2], seed) for _ in range(2))
    probe.require(
        np.array_equal(first.value["W1"], again.value["W1"]),
        first,
        "W1 is another one after the same call of np.random.seed. Draw with np.random.randn, not "
        "with a generator of your own: then everyone gets the same weights.",
        mistake="generator_of_its_own",
    )
    _compare_start(probe, [3, 5, 4, 2], "W")
    _compare_start(probe, [9, 2, 7], "W")


def _zero_biases(probe: Probe) -> None:
    answer = _compare_start(probe, [4, 3, 5], "b")
    for key in ("b1", "b2"):
        _demand_floats(probe, answer, key)


def _other_sizes(probe: Probe) -> None:
    _compare_start(probe, [5, 3], "W", "b")
    _compare_start(probe, (1, 4, 1), "W", "b")


def _notes(probe: Probe) -> None:
    probe.compare(
        "initialize_network",
        [3, 4, 2, 5],
        ["linear", "relu", "linear"],
        [0.25, 0, 0.5],
        outputs={
            key: key
            for key in (
                "numLayers",
                *(f"{name}{layer}" for layer in (1, 2, 3) for name in ("act", "dropout")),
            )
        },
        seed=probe.seed(),
    )


def _network(probe: Probe, net_dims: Sequence[int]) -> Network:
    layers = len(net_dims) - 1
    return probe.reference(
        "initialize_network", net_dims, activations(layers), [0] * layers, seed=probe.seed()
    )


def _averages(probe: Probe, net_dims: Sequence[int], *letters: str) -> None:
    """Demand that the named averages of all layers are arrays of zeros."""
    layers = len(net_dims) - 1
    keys = [f"{letter}{layer}" for layer in range(1, layers + 1) for letter in letters]
    answer = probe.compare(
        "initialize_velocity", _network(probe, net_dims), outputs={key: key for key in keys}
    )
    for key in keys:
        _demand_floats(probe, answer, key)


def _first_velocity(probe: Probe) -> None:
    parameters = _network(probe, [3, 4, 2])
    probe.compare("initialize_velocity", parameters, outputs={"VdW1": "VdW1"})


def _velocities(probe: Probe) -> None:
    for net_dims in ([4, 3, 2, 5], [3, 2]):
        _averages(probe, net_dims, "VdW", "Vdb")


def _squares(probe: Probe) -> None:
    for net_dims in ([4, 3, 2, 5], [3, 2]):
        _averages(probe, net_dims, "GdW", "Gdb")


def _flag(probe: Probe) -> None:
    outputs = {"apply_momentum": "parameters['apply_momentum']"}
    parameters = _network(probe, [3, 4, 2])
    probe.compare("initialize_velocity", parameters, outputs=outputs)
    for apply_momentum in (True, False):
        probe.compare("initialize_velocity", parameters, apply_momentum, outputs=outputs)


def _kept(probe: Probe) -> None:
    parameters = _network(probe, [3, 4, 2])
    outputs: dict[Any, Any] = {key: key for key in parameters}
    for apply_momentum in (True, False):
        probe.compare("initialize_velocity", parameters, apply_momentum, outputs=outputs)


EXERCISES = (
    Exercise(
        "initialize_network",
        ("initialize_network",),
        (
            Part("each W has its shape and is random", _random_weights, weight=2, core=True),
            Part("W is drawn layer by layer and scaled by 2 / sqrt(n_in)", _weights, weight=3),
            Part("each b is a column of zeros", _zero_biases, weight=2),
            Part("a single layer, and layers of one unit", _other_sizes),
            Part("number of layers, activations and dropout are noted", _notes),
        ),
    ),
    Exercise(
        "initialize_velocity",
        ("initialize_velocity",),
        (
            Part("VdW1 is zero and has W1's shape", _first_velocity, core=True),
            Part("every layer has velocities, zero at first", _velocities, weight=2),
            Part("every layer has averages of squares, zero at first", _squares, weight=2),
            Part("the choice of momentum is noted", _flag),
            Part("everything else is kept", _kept),
        ),
    ),
)
