"""A small network that trains on digits in seconds, to try one idea of a lesson at a time.

It exists for the experiments only and goes its own way: samples first, each step of the forward
pass returns its result together with a function that carries a derivative back through it. Its
outputs answer ten yes/no questions ("is it a 3?"), judged by the logistic loss, and its activation
is a leaky rectifier. What a lesson is about is plugged in: the student's own functions, which
see one column for each sample.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import numpy as np
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from .data import MnistData

Array = np.ndarray
Slopes = dict[str, Array]
Back = Callable[[Array, Slopes], Array]
"""Takes the derivative of a step's result, notes those of its weights, gives that of its input."""
Step = Callable[[Array, bool], tuple[Array, Back]]
"""Takes a batch (samples first) and whether it is for training, gives its result and way back."""
Descend = Callable[[Slopes, Slopes, int], Slopes]
"""Takes weights, their slopes and the number of the step, gives the new weights."""
Start = Callable[[int, int], Array]
"""Takes the numbers of outputs and inputs of a layer, gives its weights, one row per output."""
LEAK = 0.01
CLASSES = 10


@dataclass(frozen=True)
class Curve:
    """How one training went."""

    label: str
    losses: list[float] = field(default_factory=list)
    """one number for each step: the loss of its batch"""
    train_accuracy: list[float] = field(default_factory=list)
    """one number before training and one after each epoch, from 0 to 1"""
    test_accuracy: list[float] = field(default_factory=list)


@dataclass(frozen=True)
class Recipe:
    """Everything that decides a training but the student's functions."""

    hidden: tuple[int, ...]
    epochs: int
    batch: int = 50
    """divides the 1,200 training digits: a short last batch would harm batch normalisation"""
    seed: int = 1


@contextmanager
def own_chance(seed: int) -> Iterator[None]:
    """Draw from NumPy's global generator by `seed`, and leave it afterwards as it was before."""
    before = np.random.get_state()
    np.random.seed(seed)
    try:
        yield
    finally:
        np.random.set_state(before)


def combine(rule: str, left: Array, right: Array) -> tuple[Array, Callable[[Array], list[Array]]]:
    """Sum products by an einsum rule; the way back is the same rule with its letters moved."""
    first, second, result = rule.replace("->", ",").split(",")

    def back(slope: Array) -> list[Array]:
        return [
            np.einsum(f"{result},{second}->{first}", slope, right, optimize=True),
            np.einsum(f"{result},{first}->{second}", slope, left, optimize=True),
        ]

    return np.einsum(rule, left, right, optimize=True), back


def leaky(x: Array, _training: bool) -> tuple[Array, Back]:
    """Let negative values leak through at a hundredth of their size."""
    share = np.where(x < 0, LEAK, 1.0)
    return x * share, lambda slope, _noted: slope * share


def plug_in(forward: Callable[..., Any], backward: Callable[..., Any], *settings: Any) -> Step:
    """Make a step of a student's pair of functions, which work on columns and share a cache."""

    def step(x: Array, training: bool) -> tuple[Array, Back]:
        mode = "train" if training else "test"
        result, cache = forward(x.T, *settings, mode)
        return result.T, lambda slope, _noted: np.asarray(backward(slope.T, cache)).T

    return step


@dataclass
class Network:
    """Layers in a row; the weights are one dict, named as in the lessons (W1, b1, W2, ...)."""

    widths: tuple[int, ...]
    weights: Slopes
    between: list[list[Step]]
    """what follows each hidden layer: activation, then what a lesson plugs in"""

    def forward(self, x: Array, training: bool) -> tuple[Array, list[Back]]:
        """Return the outputs, one row for each sample, and the ways back through every step."""
        ways: list[Back] = []
        for layer in range(1, len(self.widths)):
            for step in (self._weigh(layer), *self.between[layer - 1]):
                x, way = step(x, training)
                ways.append(way)
        return x, ways

    def slopes(self, x: Array, labels: Array) -> tuple[float, Slopes]:
        """Return the loss of a batch and its derivative for every weight."""
        outputs, ways = self.forward(x, True)
        signs = np.where(np.arange(CLASSES) == labels[:, None], 1.0, -1.0)
        margins = signs * outputs
        slope = -0.5 * signs * (1 - np.tanh(margins / 2)) / len(x)
        noted: Slopes = {}
        for way in reversed(ways):
            slope = way(slope, noted)
        return float(np.logaddexp(0, -margins).sum() / len(x)), noted

    def accuracy(self, images: Array, labels: Array) -> float:
        """Return the share of images whose strongest answer is the right one."""
        outputs, _ = self.forward(images, False)
        return float((outputs.argmax(axis=1) == labels).mean())

    def _weigh(self, layer: int) -> Step:
        """Return the step that multiplies by a layer's weights and adds its bias."""

        def step(x: Array, _training: bool) -> tuple[Array, Back]:
            weighted, back = combine("si,oi->so", x, self.weights[f"W{layer}"])
            shift, shift_back = combine(
                "su,ou->so", np.ones((len(x), 1)), self.weights[f"b{layer}"]
            )

            def way(slope: Array, noted: Slopes) -> Array:
                below, noted[f"W{layer}"] = back(slope)
                _, noted[f"b{layer}"] = shift_back(slope)
                return below

            return weighted + shift, way

        return step


def he_start(rng: np.random.Generator) -> Start:
    """Return the start of He et al. (2015): normal numbers of variance 2 / inputs."""
    return lambda outputs, inputs: rng.normal(0, np.sqrt(2 / inputs), (outputs, inputs))


def plain_descent(rate: float) -> Descend:
    """Return gradient descent with one rate for everything."""
    return lambda weights, slopes, _step: {
        name: value - rate * slopes[name] for name, value in weights.items()
    }


def network(widths: tuple[int, ...], start: Start, after: Callable[[int], list[Step]]) -> Network:
    """Build a network; `after` gives what follows the activation of hidden layer 1, 2, ..."""
    weights: Slopes = {}
    for layer, (inputs, outputs) in enumerate(pairwise(widths), 1):
        weights[f"W{layer}"] = start(outputs, inputs)
        weights[f"b{layer}"] = 0 * weights[f"W{layer}"][:, :1]
    hidden: list[list[Step]] = [[leaky, *after(layer)] for layer in range(1, len(widths) - 1)]
    return Network(widths, weights, [*hidden, []])


def train(net: Network, data: MnistData, descend: Descend, recipe: Recipe, label: str) -> Curve:
    """Train a network, batch after batch in a new order each epoch, and record how it goes."""
    images, test = _flat(data.train_x), _flat(data.test_x)
    rng, curve, count = np.random.default_rng(recipe.seed), Curve(label), 0
    # For matrices this small, more threads only wait for each other.
    with own_chance(recipe.seed), threadpool_limits(1, user_api="blas"):
        _record(curve, net, data, images, test)
        for _ in range(recipe.epochs):
            for rows in rng.permutation(len(images)).reshape(-1, recipe.batch):
                loss, slopes = net.slopes(images[rows], data.train_y[rows])
                net.weights = descend(net.weights, slopes, count)
                curve.losses.append(loss)
                count += 1
            _record(curve, net, data, images, test)
    return curve


def with_noisy_labels(data: MnistData, share: float, seed: int) -> MnistData:
    """Replace a share of the training labels by random ones; the test labels stay true."""
    rng = np.random.default_rng(seed)
    labels = data.train_y.copy()
    chosen = rng.choice(len(labels), int(share * len(labels)), replace=False)
    labels[chosen] = rng.integers(0, CLASSES, len(chosen))
    return data._replace(train_y=labels)


def _flat(images: Array) -> Array:
    return images.reshape(len(images), -1)


def _record(curve: Curve, net: Network, data: MnistData, train: Array, test: Array) -> None:
    """Note the accuracies of this moment."""
    curve.train_accuracy.append(net.accuracy(train, data.train_y))
    curve.test_accuracy.append(net.accuracy(test, data.test_y))
