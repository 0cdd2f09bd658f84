"""Training speed of the reference network beside scikit-learn's MLPClassifier.

Both train [784, 100, 100, 64, 10] with Adam on the same batches of 64, in turn, slice by
slice, so that a machine whose speed drifts is unfair to neither. The reference has
batchnorm on every layer, scikit-learn has none.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from typing import Any

import numpy as np
from rich.console import Console
from rich.table import Table
from sklearn.neural_network import MLPClassifier

from autograder.reference import optimization

SIZES = (784, 100, 100, 64, 10)
BATCH = 64
SLICES = 20
ITERATIONS = 25

Steps = Callable[[np.ndarray, np.ndarray], None]


def reference_steps(bnorm: int) -> Steps:
    """Return a function that trains the reference network on the columns it is given."""
    layers = len(SIZES) - 1
    np.random.seed(1)
    parameters = optimization.initialize_network(
        SIZES, ["relu"] * (layers - 1) + ["linear"], [0] * layers
    )
    parameters = optimization.initialize_velocity(parameters)
    state = {"parameters": optimization.initialize_bnorm_params(parameters, [bnorm] * layers, True)}

    def steps(X: np.ndarray, Y: np.ndarray) -> None:
        for start in range(0, X.shape[1], BATCH):
            batch = slice(start, start + BATCH)
            state["parameters"] = _step(X[:, batch], Y[:, batch], state["parameters"])

    return steps


def _step(X: np.ndarray, Y: np.ndarray, parameters: dict[str, Any]) -> dict[str, Any]:
    A, caches = optimization.multi_layer_forward(X, parameters, "train")
    _, cache, _ = optimization.softmax_cross_entropy_loss(A, Y)
    dA = optimization.softmax_cross_entropy_loss_der(Y, cache)
    gradients = optimization.multi_layer_backward(dA, caches, parameters)
    return optimization.update_parameters_with_momentum_Adam(parameters, gradients, 1e-3)


def scikit_steps() -> Steps:
    """Return a function that trains scikit-learn's network on the columns it is given."""
    network = MLPClassifier(hidden_layer_sizes=SIZES[1:-1], batch_size=BATCH, shuffle=False)

    def steps(X: np.ndarray, Y: np.ndarray) -> None:
        network.partial_fit(X.T, Y[0], classes=np.arange(SIZES[-1]))

    return steps


def run(console: Console) -> None:
    """Measure and print."""
    draw = np.random.default_rng(0)
    X = draw.normal(size=(SIZES[0], BATCH * ITERATIONS))
    Y = draw.integers(SIZES[-1], size=(1, X.shape[1]))
    contestants = {
        "scikit-learn MLPClassifier, no batchnorm": scikit_steps(),
        "reference, no batchnorm": reference_steps(0),
        "reference, batchnorm on every layer": reference_steps(1),
    }
    seconds: dict[str, list[float]] = {name: [] for name in contestants}
    for _ in range(SLICES + 1):
        for name, steps in contestants.items():
            start = time.perf_counter()
            steps(X, Y)
            seconds[name].append((time.perf_counter() - start) / ITERATIONS)
    console.print(_table({name: times[1:] for name, times in seconds.items()}))


def _table(seconds: dict[str, list[float]]) -> Table:
    peer = next(iter(seconds.values()))
    table = Table(title=f"One training step, float64, batch of {BATCH}: median of {SLICES} slices")
    table.add_column("network")
    table.add_column("ms", justify="right")
    table.add_column("ratio to scikit-learn", justify="right")
    for name, times in seconds.items():
        ratio = statistics.median(a / b for a, b in zip(times, peer, strict=True))
        table.add_row(name, f"{1000 * statistics.median(times):.2f}", f"{ratio:.2f}")
    return table


if __name__ == "__main__":
    run(Console())
