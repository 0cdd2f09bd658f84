"""One experiment for each idea of the lessons: train twice, with and without it, and compare.

Each takes the student's own functions and returns a curve for each training. They run on
scikit-learn's digits in a few seconds. The recipes are small on purpose: each was tried with many
seeds, and shows its effect with all of them.
"""

from collections.abc import Callable
from typing import Any

import numpy as np

from .data import get_digits
from .engine import (
    CLASSES,
    Array,
    Back,
    Curve,
    Descend,
    Network,
    Recipe,
    Slopes,
    Start,
    Step,
    he_start,
    network,
    own_chance,
    plain_descent,
    plug_in,
    train,
    with_noisy_labels,
)

Function = Callable[..., Any]
NOISY_SHARE = 0.3
SMALL = 0.01
PIXELS = 64


def dropout_experiment(
    dropout: Function, dropout_der: Function, *, drop_prob: float = 0.5, seed: int = 1
) -> list[Curve]:
    """Train on labels of which 30% are random, without dropout and with it.

    A network that is large for its data learns the wrong labels by heart, and pays for it on new
    images. (On clean digits dropout shows nothing: there is too little to learn by heart.)

    Parameters
    ----------
    dropout, dropout_der
        The student's functions.
    drop_prob
        Share of the activations to drop, from 0 to below 1.
    seed
        Decides the first weights, the noise, the order and the masks.

    Returns
    -------
    list of Curve
        Without dropout, with dropout. The training accuracy counts the noisy labels as right.
    """
    data = with_noisy_labels(get_digits(), NOISY_SHARE, seed)
    recipe = Recipe(hidden=(128, 128), epochs=60, batch=100, seed=seed)
    dropping = plug_in(dropout, dropout_der, drop_prob)
    # Drawn once before training: an unfinished exercise is noticed at once, not after seconds.
    with own_chance(seed):
        dropping(np.ones((2, 3)), True)[1](np.ones((2, 3)), {})
    curves = []
    for label, steps in (("without dropout", []), (f"dropout {drop_prob}", [dropping])):
        net = _network(recipe, he_start(np.random.default_rng(seed)), steps)
        curves.append(train(net, data, plain_descent(0.2), recipe, label))
    return curves


def batchnorm_experiment(
    batchnorm: Function, batchnorm_der: Function, *, small_start: bool = False, seed: int = 1
) -> list[Curve]:
    """Train by plain gradient descent, without batch normalisation and with it.

    Parameters
    ----------
    batchnorm, batchnorm_der
        The student's functions.
    small_start
        Start from weights of standard deviation 0.01, too small for four layers, in place of the
        start of He et al.
    seed
        Decides the first weights and the order.

    Returns
    -------
    list of Curve
        Without batch normalisation, with it.
    """
    recipe = Recipe(hidden=(64,) * (4 if small_start else 3), epochs=5, seed=seed)
    curves = []
    for label in ("with batchnorm", "without batchnorm"):
        rng = np.random.default_rng(seed)
        net = _network(recipe, _small(rng) if small_start else he_start(rng), [])
        if label == "with batchnorm":
            _normalise(net, batchnorm, batchnorm_der)
        curves.append(train(net, get_digits(), plain_descent(0.1), recipe, label))
    return curves[::-1]


def adam_experiment(
    update: Function, initialize_velocity: Function, *, seed: int = 1
) -> list[Curve]:
    """Train by gradient descent and by Adam, with the student's update.

    Parameters
    ----------
    update, initialize_velocity
        The student's functions.
    seed
        Decides the first weights and the order.

    Returns
    -------
    list of Curve
        Gradient descent with Adam's rate, gradient descent with a rate tuned for it, Adam.
    """
    recipe = Recipe(hidden=(64, 64), epochs=3, seed=seed)
    curves = []
    for name, rate, momentum in (
        ("gradient descent, rate 0.01", 0.01, False),
        ("gradient descent, rate 0.2", 0.2, False),
        ("Adam, rate 0.01", 0.01, True),
    ):
        net = _network(recipe, he_start(np.random.default_rng(seed)), [])
        descend = student_descent(update, initialize_velocity, rate, momentum)
        curves.append(train(net, get_digits(), descend, recipe, name))
    return curves


def start_experiment(initialize_network: Function, *, seed: int = 1) -> list[Curve]:
    """Train from three starts: tiny weights, the student's `initialize_network`, He et al.

    Parameters
    ----------
    initialize_network
        The student's function.
    seed
        Decides the first weights and the order.

    Returns
    -------
    list of Curve
        One for each start.
    """
    recipe = Recipe(hidden=(64,) * 4, epochs=8, seed=seed)
    curves = []
    for label, start in starts(initialize_network, seed).items():
        curves.append(
            train(_network(recipe, start, []), get_digits(), plain_descent(0.1), recipe, label)
        )
    return curves


def starts(initialize_network: Function, seed: int) -> dict[str, Start]:
    """Return three ways to draw a layer's first weights, by name."""

    def yours(outputs: int, inputs: int) -> Array:
        return np.array(initialize_network([inputs, outputs], ["relu"], [0])["W1"])

    return {
        f"standard deviation {SMALL}": _small(np.random.default_rng(seed)),
        "your initialize_network": yours,
        "He et al.: sqrt(2 / inputs)": he_start(np.random.default_rng(seed)),
    }


def student_descent(
    update: Function, initialize_velocity: Function, rate: float, momentum: bool
) -> Descend:
    """Return a descent that lets the student's update work on the lessons' dict of parameters."""
    parameters: dict[str, Any] = {}

    def descend(weights: Slopes, slopes: Slopes, step: int) -> Slopes:
        nonlocal parameters
        layers = len(weights) // 2
        if step == 0:
            copies = {name: value.copy() for name, value in weights.items()}
            parameters = initialize_velocity(_without_batchnorm(layers) | copies, momentum)
        gradients: dict[str, Any] = {f"d{name}": slope for name, slope in slopes.items()}
        for layer in range(1, layers + 1):
            gradients |= {f"dbnorm_beta{layer}": [], f"dbnorm_gamma{layer}": []}
        parameters = update(parameters, gradients, rate)
        return {name: parameters[name] for name in weights}

    return descend


def _without_batchnorm(layers: int) -> dict[str, Any]:
    """Return the entries of the lessons' parameters that say: no batch normalisation."""
    entries: dict[str, Any] = {"numLayers": layers, "bnorm_list": [0] * layers}
    for layer in range(1, layers + 1):
        for kind in ("beta", "gamma"):
            for prefix in ("", "V", "G"):
                entries[f"{prefix}bnorm_{kind}{layer}"] = np.array([])
    return entries


def _network(recipe: Recipe, start: Start, steps: list[Step]) -> Network:
    """Return a network for the digits, with these steps after each hidden layer."""
    with own_chance(recipe.seed):
        return network((PIXELS, *recipe.hidden, CLASSES), start, lambda _layer: steps)


def _small(rng: np.random.Generator) -> Start:
    return lambda outputs, inputs: rng.normal(0, SMALL, (outputs, inputs))


def _normalise(net: Network, batchnorm: Function, batchnorm_der: Function) -> None:
    """Add the student's batch normalisation after every hidden layer of a network."""
    for layer, steps in enumerate(net.between[:-1], 1):
        size = net.widths[layer]
        net.weights[f"bnorm_beta{layer}"] = np.zeros((size, 1))
        net.weights[f"bnorm_gamma{layer}"] = np.ones((size, 1))
        steps.append(_normaliser(net, layer, batchnorm, batchnorm_der))


def _normaliser(net: Network, layer: int, batchnorm: Function, batchnorm_der: Function) -> Step:
    """Return the step that calls the student's pair with this layer's beta and gamma."""
    names = [f"bnorm_beta{layer}", f"bnorm_gamma{layer}"]

    def step(x: Array, _training: bool) -> tuple[Array, Back]:
        result, cache = batchnorm(x.T, *(net.weights[name] for name in names))

        def way(slope: Array, noted: Slopes) -> Array:
            below, noted[names[0]], noted[names[1]] = batchnorm_der(slope.T, cache)
            return np.asarray(below).T

        return np.asarray(result).T, way

    return step
