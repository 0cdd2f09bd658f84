"""Small networks, as the checks of lessons 04 and 05 need them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from autograder.checks.probe import Probe

Network = dict[str, Any]
# The functions that run a network forwards.
FORWARD = (
    "relu",
    "linear",
    "dropout",
    "batchnorm",
    "linear_forward",
    "layer_forward",
    "multi_layer_forward",
    "softmax_cross_entropy_loss",
)


def build(
    probe: Probe,
    net_dims: Sequence[int],
    bnorm_list: Sequence[int] | None = None,
    *,
    drop_prob: float = 0,
    apply_momentum: bool = True,
) -> Network:
    """Return the parameters of a new network, made by the reference's three initialisers.

    Parameters
    ----------
    probe : draws the weights.
    net_dims : units of the input and of each layer; all but the last have relu.
    bnorm_list : 1 for each layer with batchnorm; none has it by default.
    drop_prob : drop probability of the hidden layers.
    apply_momentum : whether the network is for Adam.
    """
    layers = len(net_dims) - 1
    bnorm_list = [0] * layers if bnorm_list is None else list(bnorm_list)
    parameters = probe.reference(
        "initialize_network",
        net_dims,
        activations(layers),
        [drop_prob] * (layers - 1) + [0],
        seed=probe.seed(),
    )
    parameters = probe.reference("initialize_velocity", parameters, apply_momentum)
    return probe.reference(
        "initialize_bnorm_params", parameters, bnorm_list, apply_momentum, seed=probe.seed()
    )


def activations(layers: int) -> list[str]:
    """Return the activation of each layer: relu, and none in the last."""
    return ["relu"] * (layers - 1) + ["linear"]


def learned(parameters: Network) -> list[str]:
    """Return the names of what is learned: W and b, and where there is batchnorm beta, gamma."""
    names = []
    for layer in range(1, parameters["numLayers"] + 1):
        names += [f"W{layer}", f"b{layer}"]
        if parameters["bnorm_list"][layer - 1]:
            names += [f"bnorm_beta{layer}", f"bnorm_gamma{layer}"]
    return names


def average(letter: str, name: str) -> str:
    """Return the key of a parameter's running average: VdW1 for W1, Vbnorm_beta1 for bnorm_beta1.

    Parameters
    ----------
    letter : V for the average of the gradient, G for that of its square.
    name : name of the parameter.
    """
    return f"{letter}{name}" if name.startswith("bnorm") else f"{letter}d{name}"


def give_averages(probe: Probe, parameters: Network) -> Network:
    """Return the network as it is in the middle of training with Adam: V and G are not zero."""
    averages = {}
    for name in learned(parameters):
        shape = parameters[name].shape
        averages[average("V", name)] = probe.draw.normal(size=shape)
        averages[average("G", name)] = probe.draw.uniform(0.5, 2, shape)
    return {**parameters, **averages}


def draw_gradients(
    probe: Probe, parameters: Network, *, size: float = 1.0, none: Any = None
) -> Network:
    """Draw a gradient for each parameter, every entry between `size` and 3 times `size`.

    Parameters
    ----------
    probe : draws.
    parameters : the network.
    size : least absolute value of an entry.
    none : what stands for the gradient of an absent batchnorm, ``[]`` or (default) an empty array.
    """
    none = np.array([]) if none is None else none
    gradients: Network = {}
    for layer in range(1, parameters["numLayers"] + 1):
        gradients |= {f"dbnorm_beta{layer}": none, f"dbnorm_gamma{layer}": none}
    for name in learned(parameters):
        shape = parameters[name].shape
        sign = np.where(probe.draw.random(shape) < 0.5, -1.0, 1.0)
        gradients[f"d{name}"] = size * sign * probe.draw.uniform(1, 3, shape)
    return gradients
