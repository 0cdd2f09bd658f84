"""Train the document's two networks on MNIST with the reference, and compare the accuracies."""

from __future__ import annotations

import statistics
from dataclasses import dataclass

import numpy as np
import typer
from rich.console import Console
from rich.progress import track
from rich.table import Table

from autograder.reference import optimization
from autograder.student import DataUnavailableError, IdxError, as_columns, get_mnist


@dataclass(frozen=True)
class Network:
    """One of the document's networks, and the accuracies of the document's single run.

    Attributes
    ----------
    net_dims : units of each layer, the input's 784 first.
    learning_rate, decay_rate : as `multi_layer_network` takes them.
    train, test : accuracies in percent.
    """

    net_dims: tuple[int, ...]
    learning_rate: float
    decay_rate: float
    train: float
    test: float


NETWORKS = (
    Network((784, 100, 100, 64, 10), 1e-2, 1.0, 96.890, 96.100),
    Network((784, 100, 100, 10), 1e-3, 0.1, 97.142, 96.640),
)


@dataclass(frozen=True)
class Accuracy:
    """Accuracies in percent on the training and the test samples."""

    train: float
    test: float


def run(seeds: int) -> None:
    """Train each network once for each seed and print a table beside the document's figures."""
    console = Console()
    try:
        data = get_mnist()
    except (DataUnavailableError, IdxError) as error:
        console.print(f"error: {error}", style="red", markup=False, highlight=False)
        raise typer.Exit(1) from error
    train = as_columns(data.train_x, data.train_y)
    test = as_columns(data.test_x, data.test_y)
    runs = [(network, seed) for network in NETWORKS for seed in range(1, seeds + 1)]
    results = [
        (network, _train(network, seed, train, test))
        for network, seed in track(runs, "Training", console=console)
    ]
    console.print(_table(results, seeds))


def _train(
    network: Network,
    seed: int,
    train: tuple[np.ndarray, np.ndarray],
    test: tuple[np.ndarray, np.ndarray],
) -> Accuracy:
    layers = len(network.net_dims) - 1
    np.random.seed(seed)
    _, parameters = optimization.multi_layer_network(
        *train,
        network.net_dims,
        ["relu"] * (layers - 1) + ["linear"],
        [0] * layers,
        [1] * layers,
        num_epochs=3,
        batch_size=64,
        learning_rate=network.learning_rate,
        decay_rate=network.decay_rate,
        log=False,
    )
    return Accuracy(_accuracy(*train, parameters), _accuracy(*test, parameters))


def _accuracy(X: np.ndarray, Y: np.ndarray, parameters: optimization.Parameters) -> float:
    return float(100 * np.mean(optimization.classify(X, parameters) == Y))


def _table(results: list[tuple[Network, Accuracy]], seeds: int) -> Table:
    table = Table(title=f"Accuracy on MNIST in percent, 3 epochs, {seeds} seeds")
    table.add_column("network", no_wrap=True)
    table.add_column("images")
    for column in ("median", "range", "document"):
        table.add_column(column, justify="right", no_wrap=True)
    for network in NETWORKS:
        mine = [accuracy for other, accuracy in results if other is network]
        name = str(list(network.net_dims))
        _add_row(table, name, "training", [one.train for one in mine], network.train)
        _add_row(table, "", "test", [one.test for one in mine], network.test)
    return table


def _add_row(table: Table, name: str, images: str, values: list[float], document: float) -> None:
    spread = f"{min(values):.2f} to {max(values):.2f}"
    table.add_row(name, images, f"{statistics.median(values):.2f}", spread, f"{document:.2f}")
