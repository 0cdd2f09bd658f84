"""Check of lesson 05's end: the student's whole network learns to read handwritten digits.

With the student's own functions all the way down, or where one of those is wrong, and paid for
in its own exercise, with the reference's versions below the training loop.

Accuracies are counted here, from predictions. Each student gets the digits in another split,
with the pixels and the class numbers shuffled: a network does not mind, memorised answers fail.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from autograder.checks.compare import show
from autograder.checks.exercise import Exercise, Part
from autograder.checks.optimization.networks import activations
from autograder.checks.optimization.training import TRAINING
from autograder.checks.probe import Answer, CheckFailed, Probe
from autograder.student.data import get_digits

TRAIN_SAMPLES = 1200
# A run that falls short by no more than this may be unlucky: it gets another, from a new start.
NEARLY = 0.05
RUNS = 3
# What the parameters must reach on the test samples in the reference's network: they are to be
# a trained network, not a store of answers, but the student's functions may differ a little.
PARAMETERS_TEST = 0.8
ONLY_WITH_REFERENCE = (
    "This network learned with the course's functions below multi_layer_network. With your own it "
    "did not: look at the exercises before this one, where those mistakes were paid for."
)


@dataclass(frozen=True)
class Recipe:
    """A network, how it is trained, and the accuracies to reach.

    Attributes
    ----------
    net_dims : units of the input and of each layer.
    bnorm : 1 for batchnorm on every layer, 0 for none.
    settings : the other arguments of multi_layer_network.
    train, test : least share of right answers, of samples trained on and of samples never seen.
    """

    net_dims: tuple[int, ...]
    bnorm: int
    settings: dict[str, Any]
    train: float
    test: float

    @property
    def layers(self) -> int:
        """Number of layers."""
        return len(self.net_dims) - 1


SETTINGS = {"num_epochs": 4, "learning_rate": 0.02, "apply_momentum": True, "log": False}
# Of 200 runs of the reference, each on its own split, the least reached 0.954 and 0.920 without
# batchnorm, 0.978 and 0.940 with it (mean 0.979 and 0.952, 0.990 and 0.968).
WITHOUT_BATCHNORM = Recipe(
    (64, 32, 10), 0, {**SETTINGS, "batch_size": 64, "decay_rate": 0.1}, train=0.95, test=0.91
)
WITH_BATCHNORM = Recipe(
    (64, 48, 32, 10), 1, {**SETTINGS, "batch_size": 60, "decay_rate": 0.3}, train=0.97, test=0.94
)


@dataclass(frozen=True)
class Digits:
    """One student's digits: X (64, m) and Y (1, m), for training and for testing."""

    train_x: Any
    train_y: Any
    test_x: Any
    test_y: Any


@functools.cache
def _all_digits() -> tuple[Any, Any]:
    data = get_digits()
    images = np.concatenate([data.train_x, data.test_x])
    return images.reshape(len(images), -1).T, np.concatenate([data.train_y, data.test_y])


def _draw_digits(probe: Probe) -> Digits:
    """Draw a split, an order of the pixels and a numbering of the classes."""
    X, labels = _all_digits()
    order = probe.draw.permutation(labels.size)
    X = X[probe.draw.permutation(len(X))][:, order]
    Y = probe.draw.permutation(10)[labels[order]].reshape(1, -1)
    return Digits(
        X[:, :TRAIN_SAMPLES], Y[:, :TRAIN_SAMPLES], X[:, TRAIN_SAMPLES:], Y[:, TRAIN_SAMPLES:]
    )


@dataclass(frozen=True)
class Run:
    """What came of one training: the call, and shares of right answers from 0 to 1.

    Attributes
    ----------
    train, test : of the student's predictions for the two sets of samples.
    parameters_test : of the reference's predictions from the student's parameters.
    """

    answer: Answer
    train: float
    test: float
    parameters_test: float

    def lacks(self, recipe: Recipe) -> float:
        """Return by how much the accuracies fall short of those demanded; 0 if they do not."""
        return max(0.0, recipe.train - self.train, recipe.test - self.test)


def _learns(probe: Probe, recipe: Recipe) -> str:
    """Train with the student's functions, then with the reference's; say if only these learn."""
    try:
        _reaches(probe, recipe)
    except CheckFailed:
        _reaches(replace(probe, uses=TRAINING), recipe)
        return ONLY_WITH_REFERENCE
    return ""


def _reaches(probe: Probe, recipe: Recipe) -> None:
    for _ in range(RUNS):
        run = _run(probe, recipe)
        if not 0 < run.lacks(recipe) <= NEARLY:
            break
    probe.require(
        run.lacks(recipe) == 0,
        run.answer,
        f"The trained network reads {run.train:.1%} of the training samples and {run.test:.1%} of "
        f"the test samples; expected at least {recipe.train:.0%} and {recipe.test:.0%}, even "
        "though the course's own functions stood in for those that multi_layer_network calls.",
    )
    probe.require(
        run.parameters_test >= PARAMETERS_TEST,
        run.answer,
        "The parameters that it returned, put into the course's own network, read "
        f"{run.parameters_test:.1%} of the test samples: are they those of the trained network?",
    )


def _run(probe: Probe, recipe: Recipe) -> Run:
    """Train the student's network once and count right answers."""
    digits = _draw_digits(probe)
    answer = probe.call(
        "multi_layer_network",
        digits.train_x,
        digits.train_y,
        list(recipe.net_dims),
        activations(recipe.layers),
        [0] * recipe.layers,
        [recipe.bnorm] * recipe.layers,
        seed=probe.seed(),
        **recipe.settings,
    )
    network = _trained(probe, answer, recipe)
    predicted = probe.reference("classify", digits.test_x, network)
    return Run(
        answer,
        _accuracy(probe, digits.train_x, digits.train_y, answer.value[1]),
        _accuracy(probe, digits.test_x, digits.test_y, answer.value[1]),
        float(np.mean(predicted == digits.test_y)),
    )


def _trained(probe: Probe, answer: Answer, recipe: Recipe) -> dict[str, Any]:
    """Demand parameters in their shapes; return them as a network for the reference."""
    value = answer.value
    is_pair = isinstance(value, (tuple, list)) and len(value) == 2 and isinstance(value[1], dict)
    probe.require(is_pair, answer, f"It returned {show(value)}; expected costs and parameters.")
    network: dict[str, Any] = {"numLayers": recipe.layers}
    for layer, activation in enumerate(activations(recipe.layers), start=1):
        n_in, n_out = recipe.net_dims[layer - 1 : layer + 1]
        network |= {f"act{layer}": activation, f"dropout{layer}": 0}
        network |= {f"bnorm_beta{layer}": np.array([]), f"bnorm_gamma{layer}": np.array([])}
        shapes = {f"W{layer}": (n_out, n_in), f"b{layer}": (n_out, 1)}
        if recipe.bnorm:
            shapes |= {f"bnorm_beta{layer}": (n_out, 1), f"bnorm_gamma{layer}": (n_out, 1)}
        for key, shape in shapes.items():
            network[key] = value[1].get(key)
            _demand_numbers(probe, answer, network[key], key, shape)
    return network


def _demand_numbers(
    probe: Probe, answer: Answer, value: Any, key: str, shape: tuple[int, ...]
) -> None:
    is_sound = (
        isinstance(value, np.ndarray)
        and value.shape == shape
        and value.dtype.kind == "f"
        and np.all(np.isfinite(value))
    )
    probe.require(
        is_sound,
        answer,
        f"{key} of the trained network is {show(value)}; expected finite numbers of shape {shape}.",
    )


def _accuracy(probe: Probe, X: Any, Y: Any, parameters: Any) -> float:
    """Have the student's classify predict labels, and count the right ones here."""
    answer = probe.call("classify", X, parameters, seed=probe.seed())
    value = answer.value
    probe.require(
        isinstance(value, np.ndarray) and value.size == Y.size,
        answer,
        f"It returned {show(value)}; expected a label for each of the {Y.size} samples.",
    )
    return float(np.mean(value.reshape(Y.shape) == Y))


def _without_batchnorm(probe: Probe) -> str:
    return _learns(probe, WITHOUT_BATCHNORM)


def _with_batchnorm(probe: Probe) -> str:
    return _learns(probe, WITH_BATCHNORM)


EXERCISES = (
    Exercise(
        "train_on_digits",
        ("multi_layer_network", "classify"),
        (
            Part("the network learns to read digits", _without_batchnorm, weight=2, core=True),
            Part("and better with batchnorm", _with_batchnorm),
        ),
    ),
)
