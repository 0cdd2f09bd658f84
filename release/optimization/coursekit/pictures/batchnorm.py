"""Pictures of lesson 3: what batch normalisation does to activations, and to training."""

from collections.abc import Callable
from typing import Any

import numpy as np

from ..data import as_columns, get_digits
from ..experiments import batchnorm_experiment
from .basics import compare
from .canvas import BLUE, RED, Picture, label, picture

Function = Callable[..., Any]
LAYERS = 3
UNITS = 64
SCALES = (0.6, 2.5, 0.15)
"""Standard deviations of the weights, unlike on purpose: each layer's outputs drift elsewhere."""


@picture
def show_batchnorm(batchnorm: Function, seed: int = 1) -> Picture:
    """Show the activations of three layers as histograms, before and after batch normalisation.

    Parameters
    ----------
    batchnorm
        The student's function; it gets beta = 0 and gamma = 1.
    seed
        Decides the weights.
    """
    beta, gamma = np.zeros((UNITS, 1)), np.ones((UNITS, 1))
    figure = Picture(9.5, 5.6)
    grid = figure.subplots(2, LAYERS)
    rows: tuple[list[np.ndarray], list[np.ndarray]] = ([], [])
    for layer, before in enumerate(_activations(seed)):
        after = np.asarray(batchnorm(before.copy(), beta, gamma)[0])
        for row, values in zip(rows, (before, after), strict=True):
            row.append(values)
        _histogram(grid[0, layer], before, BLUE, f"layer {layer + 1}, before")
        _histogram(grid[1, layer], after, RED, f"layer {layer + 1}, after")
        grid[1, layer].set_xlim(-4, 4)
    for axes in grid[:, 0]:
        axes.set_ylabel("share of the values")
    figure.suptitle("Activations of a network, before and after batch normalisation")
    figure.set_label(
        "Histograms of the activations of three layers. Before: "
        f"{_moments(rows[0])}. After batch normalisation: {_moments(rows[1])}."
    )
    return figure


@picture
def show_batchnorm_speed(batchnorm: Function, batchnorm_der: Function, seed: int = 1) -> Picture:
    """Train three hidden layers by gradient descent, without batch normalisation and with it.

    Parameters
    ----------
    batchnorm, batchnorm_der
        The student's functions.
    seed
        Decides weights and order.
    """
    curves = batchnorm_experiment(batchnorm, batchnorm_der, seed=seed)
    return compare(curves, "Batch normalisation learns in fewer epochs (same rate, same start)")


@picture
def show_batchnorm_rescue(batchnorm: Function, batchnorm_der: Function, seed: int = 1) -> Picture:
    """Train from weights that are far too small, without batch normalisation and with it.

    Parameters
    ----------
    batchnorm, batchnorm_der
        The student's functions.
    seed
        Decides weights and order.
    """
    curves = batchnorm_experiment(batchnorm, batchnorm_der, small_start=True, seed=seed)
    return compare(curves, "A bad start: weights of size 0.01 in a network of four hidden layers")


def _activations(seed: int) -> list[np.ndarray]:
    """Return the activations of a network with unlucky weights, one array (n, m) per layer."""
    rng = np.random.default_rng(seed)
    data = get_digits()
    A, _ = as_columns(data.train_x[:500], data.train_y[:500])
    layers = []
    for scale in SCALES:
        weights = rng.normal(0, scale / np.sqrt(len(A)) * 3, (UNITS, len(A)))
        # Softplus, a smooth cousin of the rectifier.
        A = np.logaddexp(0, weights @ A)
        layers.append(A)
    return layers


def _histogram(axes: Any, values: np.ndarray, colour: str, title: str) -> None:
    """Draw a histogram with mean and spread in its title."""
    flat = np.ravel(values)
    axes.hist(flat, bins=40, color=colour, weights=np.full(flat.size, 1 / flat.size))
    label(axes, f"{title}\n{_moments([flat])}", "activation", "")


def _moments(layers: list[np.ndarray]) -> str:
    # Adding 0.0 turns a rounded -0.0 into 0.0.
    pairs = ((round(float(A.mean()), 2) + 0.0, float(A.std())) for A in layers)
    return "; ".join(f"mean {mean:.2f}, spread {spread:.2f}" for mean, spread in pairs)
