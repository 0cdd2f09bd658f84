"""Pictures of lesson 2: what dropout does to activations, and to learning by heart."""

from collections.abc import Callable
from typing import Any

import numpy as np

from ..data import get_digits
from ..engine import own_chance
from ..experiments import dropout_experiment
from .basics import compare
from .canvas import BLUE, GREY, RED, Picture, label, picture, show_image

Function = Callable[..., Any]
REPEATS = 200


@picture
def show_dropout_mask(dropout: Function, drop_prob: float = 0.5, seed: int = 1) -> Picture:
    """Show three digits before dropout, the mask that was drawn, and what comes out.

    Parameters
    ----------
    dropout
        The student's function.
    drop_prob
        Share of the activations to drop.
    seed
        Decides the mask.
    """
    data = get_digits()
    samples = [int(np.flatnonzero(data.train_y == digit)[0]) for digit in (0, 3, 7)]
    images = (data.train_x[samples] + 1) / 2
    A = images.reshape(3, -1).T
    with own_chance(seed):
        out, cache = dropout(A.copy(), drop_prob, mode="train")
    rows = [A, np.asarray(cache[2], float), np.asarray(out)]
    most = max(float(np.max(row)) for row in rows)
    figure = Picture(7, 6.4)
    grid = figure.subplots(3, 3)
    names = ("input A", "mask", "output")
    for axes_row, row, name in zip(grid, rows, names, strict=True):
        for sample, axes in enumerate(axes_row):
            text = f"{name}, mean {row[:, sample].mean():.2f}"
            shown = show_image(axes, row[:, sample].reshape(8, 8), text, vmin=0, vmax=most)
    figure.colorbar(shown, ax=grid, shrink=0.7, label="value")
    keep = float(np.mean(rows[1] != 0))
    figure.suptitle(f"Dropout with drop_prob = {drop_prob}: {100 * keep:.0f}% of the pixels kept")
    figure.set_label(
        f"Three digits, their dropout masks and the results, with drop_prob {drop_prob}. "
        f"{100 * keep:.0f}% of the mask is not zero; its largest value is {rows[1].max():.2f}. "
        f"The mean of all pixels goes from {A.mean():.2f} to {rows[2].mean():.2f}."
    )
    return figure


@picture
def show_dropout_mean(dropout: Function, seed: int = 1) -> Picture:
    """Plot the mean activation after dropout, in training and in testing, for every drop_prob.

    Parameters
    ----------
    dropout
        The student's function.
    seed
        Decides the masks.
    """
    probabilities = np.linspace(0, 0.9, 10)
    A = np.ones((REPEATS, 50))
    with own_chance(seed):
        trained = [np.asarray(dropout(A.copy(), p, mode="train")[0]) for p in probabilities]
        tested = [np.asarray(dropout(A.copy(), p, mode="test")[0]).mean() for p in probabilities]
    means = np.array([out.mean() for out in trained])
    spread = np.array([out.std() for out in trained])
    figure = Picture(7.5, 4.2)
    axes = figure.subplots()
    unscaled: dict[str, Any] = {"color": GREY, "linestyle": ":", "label": "dropped, but not scaled"}
    axes.plot(probabilities, 1 - probabilities, **unscaled)
    axes.errorbar(
        probabilities, means, spread, color=BLUE, marker="o", capsize=4, label="yours, train mode"
    )
    axes.plot(probabilities, tested, color=RED, linestyle="--", label="yours, test mode")
    title = "All activations 1: dropout leaves their mean alone"
    label(axes, title, "drop_prob", "mean after dropout (bars: spread)")
    axes.legend(loc="upper left")
    figure.set_label(
        f"Mean activation after dropout for drop_prob 0 to 0.9: between {means.min():.2f} and "
        f"{means.max():.2f} in train mode, {min(tested):.2f} to {max(tested):.2f} in test mode; "
        "the spread grows with drop_prob. Without scaling the mean would fall to 0.1."
    )
    return figure


@picture
def show_dropout_gap(dropout: Function, dropout_der: Function, seed: int = 1) -> Picture:
    """Train on partly wrong labels, without dropout and with it, and compare (a few seconds).

    Parameters
    ----------
    dropout, dropout_der
        The student's functions.
    seed
        Decides weights, noise and masks.
    """
    curves = dropout_experiment(dropout, dropout_der, seed=seed)
    figure = compare(curves, "30% of the training labels are random: learnt by heart or not")
    left = figure.axes[0]
    left.axhline(73, color=GREY, linestyle=":", linewidth=1.5)
    text = "dotted: every true label learnt,\nno wrong one by heart"
    left.text(60, 62, text, ha="right", va="top", color=GREY)
    return figure
