"""Pictures of lesson 4: where to start, how to descend, and how fast."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes

from ..data import as_columns, get_digits
from ..engine import leaky, own_chance
from ..experiments import adam_experiment, start_experiment, starts, student_descent
from .basics import compare
from .canvas import BLUE, COLOURS, DASHES, GREEN, GREY, MARKERS, RED, Picture, label, picture

Function = Callable[..., Any]
DEPTH = 10
WIDTH = 100
STEEP = np.array([[1.0], [40.0]])
"""Curvature of the valley along its two directions: 40 times steeper across than along."""
START = np.array([[-4.0], [1.0]])
UPDATES = 60


@picture
def show_start_spread(initialize_network: Function, seed: int = 1) -> Picture:
    """Plot how large activations are from layer to layer, for three ways to start.

    Parameters
    ----------
    initialize_network
        The student's function.
    seed
        Decides the weights.
    """
    data = get_digits()
    X, _ = as_columns(data.train_x[:300], data.train_y[:300])
    figure = Picture(8, 4.4)
    axes = figure.subplots()
    ends = []
    for place, (name, start) in enumerate(starts(initialize_network, seed).items()):
        with own_chance(seed):
            spread = _spread_by_depth(start, X)
        look: dict[str, Any] = {
            "color": COLOURS[place],
            "linestyle": DASHES[place],
            "marker": MARKERS[place],
        }
        axes.plot(range(len(spread)), spread, label=name, **look)
        ends.append(f"{name} {spread[-1]:.1e}")
    axes.set_yscale("log")
    title = "Ten layers, untrained: signals should neither die nor explode"
    label(axes, title, "layer (0: the images)", "root mean square of the activations")
    axes.legend()
    figure.set_label(f"Size of the activations of layer {DEPTH}, by start: {', '.join(ends)}.")
    return figure


@picture
def show_start_training(initialize_network: Function, seed: int = 1) -> Picture:
    """Train a network of four hidden layers from three starts.

    Parameters
    ----------
    initialize_network
        The student's function.
    seed
        Decides weights and order.
    """
    curves = start_experiment(initialize_network, seed=seed)
    return compare(curves, "Same network, same rate, three starts")


@picture
def show_valley(update: Function, initialize_velocity: Function) -> Picture:
    """Draw the paths of gradient descent and of Adam through a long and narrow valley.

    Parameters
    ----------
    update
        The student's `update_parameters_with_momentum_Adam`.
    initialize_velocity
        The student's function.
    """
    paths = {
        "gradient descent, rate 0.04": _path(update, initialize_velocity, 0.04, False),
        "gradient descent, rate 0.051: too far": _path(update, initialize_velocity, 0.051, False)[
            :12
        ],
        "Adam, rate 0.15": _path(update, initialize_velocity, 0.15, True),
    }
    figure = Picture(9.5, 4.8)
    axes = figure.subplots()
    _contours(axes)
    for (name, path), colour, marker in zip(paths.items(), (RED, GREY, BLUE), "so^", strict=True):
        axes.plot(*path.T, color=colour, marker=marker, markersize=4, linewidth=1.5, label=name)
    axes.plot(0, 0, "*", color=GREEN, markersize=18, label="lowest point")
    axes.text(-4.1, 1.1, "start", ha="right")
    axes.set_xlim(-4.6, 1.6)
    axes.set_ylim(-1.9, 1.9)
    label(axes, f"{UPDATES} updates in a narrow valley", "first weight", "second weight")
    axes.legend(loc="upper center", bbox_to_anchor=(0.5, -0.14), ncols=2)
    ends = "; ".join(f"{n} ends at {np.hypot(*p[-1]):.2f} from it" for n, p in paths.items())
    figure.set_label(
        "Paths over the contour lines of a valley 40 times steeper across than along, towards its "
        f"lowest point: {ends}."
    )
    return figure


@picture
def show_adam_speed(update: Function, initialize_velocity: Function, seed: int = 1) -> Picture:
    """Train on digits by gradient descent with two rates, and by Adam.

    Parameters
    ----------
    update
        The student's `update_parameters_with_momentum_Adam`.
    initialize_velocity
        The student's function.
    seed
        Decides weights and order.
    """
    curves = adam_experiment(update, initialize_velocity, seed=seed)
    return compare(curves, "Three epochs on the digits")


@picture
def show_decay(
    learning_rate: float = 0.01,
    decay_rates: Sequence[float] = (0.0, 0.1, 1.0),
    epochs: int = 10,
) -> Picture:
    """Plot how the step size shrinks from epoch to epoch, for several decay rates.

    Parameters
    ----------
    learning_rate
        The step size of the first epoch.
    decay_rates
        One curve for each.
    epochs
        How many epochs to show; they count from 0.
    """
    figure = Picture(7, 4)
    axes = figure.subplots()
    count, ends = np.arange(epochs), []
    for place, rate in enumerate(decay_rates):
        alpha = learning_rate / (1 + rate * count)
        look: dict[str, Any] = {
            "color": COLOURS[place % len(COLOURS)],
            "marker": MARKERS[place % len(MARKERS)],
        }
        axes.plot(count, alpha, linestyle=DASHES[place % len(DASHES)], label=f"{rate:g}", **look)
        ends.append(f"decay_rate {rate:g}: {alpha[-1]:.2g}")
    axes.set_ylim(bottom=0)
    title = "alpha = learning_rate / (1 + decay_rate * epoch)"
    label(axes, title, "epoch, counted from 0", "step size alpha")
    axes.legend(title="decay_rate")
    figure.set_label(f"Step size from {learning_rate:g}, after {epochs} epochs: {', '.join(ends)}.")
    return figure


def _spread_by_depth(start: Callable[[int, int], np.ndarray], X: np.ndarray) -> list[float]:
    """Return the root mean square of the input and of each layer's activations."""
    A, sizes = X, [float(np.sqrt(np.mean(X**2)))]
    for _ in range(DEPTH):
        A, _ = leaky(start(WIDTH, len(A)) @ A, False)
        sizes.append(float(np.sqrt(np.mean(A**2))))
    return sizes


def _path(
    update: Function, initialize_velocity: Function, rate: float, momentum: bool
) -> np.ndarray:
    """Return the points, shape (steps + 1, 2), that the student's update walks through."""
    descend = student_descent(update, initialize_velocity, rate, momentum)
    weights = {"W1": START.copy(), "b1": np.zeros((1, 1))}
    points = [START.ravel()]
    for step in range(UPDATES):
        slopes = {"W1": STEEP * weights["W1"], "b1": np.zeros((1, 1))}
        weights = descend(weights, slopes, step)
        points.append(np.array(weights["W1"], float).ravel())
    return np.array(points)


def _contours(axes: Axes) -> None:
    """Draw lines of equal height of the valley."""
    across, along = np.meshgrid(np.linspace(-4.6, 1.6, 200), np.linspace(-1.9, 1.9, 200))
    height = (STEEP[0] * across**2 + STEEP[1] * along**2) / 2
    axes.contour(across, along, height, levels=12, colors="#bbbbbb", linewidths=1)
    axes.grid(False)
