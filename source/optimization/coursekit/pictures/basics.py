"""Pictures that every lesson uses: digits, losses, and how trainings compare."""

from collections.abc import Mapping, Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patheffects import withStroke
from matplotlib.ticker import MaxNLocator

from ..engine import Curve
from .canvas import COLOURS, DASHES, MARKERS, Picture, images_of, label, picture, show_image

LABEL_COLOUR = "#FFD84D"


@picture
def show_digits(X: np.ndarray, Y: np.ndarray, *, columns: int = 10, count: int = 100) -> Picture:
    """Show digits in a grid, each with its label in a corner.

    Parameters
    ----------
    X
        Images as columns (n, m), or as images (m, height, width).
    Y
        Labels, shape (1, m) or (m,).
    columns, count
        How many side by side, and how many at most.
    """
    images, labels = images_of(X)[:count], np.ravel(Y)
    rows = -(-len(images) // columns)
    figure = Picture(0.75 * columns, 0.75 * rows)
    grid = np.atleast_1d(figure.subplots(rows, columns, squeeze=False)).ravel()
    for axes in grid:
        axes.set_axis_off()
    for axes, image, name in zip(grid, images, labels, strict=False):
        show_image(axes, image, vmin=-1, vmax=1)
        corner = {"transform": axes.transAxes, "ha": "left", "va": "top", "fontsize": 10}
        text = axes.text(0.04, 0.97, f"{int(name)}", color=LABEL_COLOUR, weight="bold", **corner)
        text.set_path_effects([withStroke(linewidth=3, foreground="black")])
    figure.set_label(
        f"A grid of {len(images)} handwritten digits, each with its label in the upper left "
        f"corner; the first row reads {' '.join(str(int(y)) for y in labels[:columns])}."
    )
    return figure


@picture
def plot_costs(
    costs: Sequence[float] | Mapping[str, Sequence[float]],
    *,
    log_step: int = 1,
    smooth: int = 1,
    title: str = "Loss while training",
) -> Picture:
    """Plot the loss against the number of updates.

    Parameters
    ----------
    costs
        One loss for every `log_step` updates, or several such lists by name.
    log_step
        Updates between two entries.
    smooth
        Average over so many neighbouring entries; the raw values stay visible behind.
    """
    named = costs if isinstance(costs, Mapping) else {"loss": costs}
    figure = Picture()
    axes = figure.subplots()
    for (name, values), colour, dash in zip(named.items(), COLOURS, DASHES * 2, strict=False):
        _loss_line(axes, np.asarray(values, float), log_step, smooth, (name, colour, dash))
    label(axes, title, "iterations (updates of the parameters)", "loss (mean cross-entropy)")
    axes.set_ylim(bottom=0)
    if len(named) > 1:
        axes.legend()
    ends = "; ".join(
        f"{name} from {v[0]:.2f} to {v[-1]:.2f}" for name, v in named.items() if len(v)
    )
    figure.set_label(f"{title}, against the number of updates: {ends}.")
    return figure


@picture
def plot_curves(curves: Sequence[Curve], title: str = "Training compared") -> Picture:
    """Compare trainings: accuracy on training and on test data after each epoch.

    Parameters
    ----------
    curves
        What an experiment returned.
    title
        A heading.
    """
    return compare(curves, title)


def compare(curves: Sequence[Curve], title: str) -> Picture:
    """Draw two plots side by side: training accuracy, test accuracy."""
    figure = Picture(9.5, 4.2)
    left, right = figure.subplots(1, 2, sharey=True)
    figure.suptitle(title)
    for place, curve in enumerate(curves):
        look = {
            "color": COLOURS[place % len(COLOURS)],
            "linestyle": DASHES[place % len(DASHES)],
            "marker": MARKERS[place % len(MARKERS)],
            "markevery": max(1, len(curve.test_accuracy) // 10),
            "label": curve.label,
        }
        left.plot(np.multiply(100, curve.train_accuracy), **look)
        right.plot(np.multiply(100, curve.test_accuracy), **look)
    label(left, "on the training data", "epochs", "accuracy (%)")
    label(right, "on new data (test)", "epochs", "")
    left.set_ylim(0, 102)
    for axes in (left, right):
        axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    figure.legend(*left.get_legend_handles_labels(), loc="outside lower center", ncols=len(curves))
    ends = "; ".join(
        f"{c.label} {100 * c.train_accuracy[-1]:.1f} and {100 * c.test_accuracy[-1]:.1f}"
        for c in curves
    )
    figure.set_label(f"{title}: accuracy in percent at the end, training and test data: {ends}.")
    return figure


def _loss_line(
    axes: Axes, values: np.ndarray, log_step: int, smooth: int, look: tuple[str, str, str]
) -> None:
    """Draw one loss curve, smoothed on top of the raw values when asked."""
    name, colour, dash = look
    where = np.arange(len(values)) * float(log_step)
    if smooth > 1 and len(values) >= smooth:
        axes.plot(where, values, color=colour, alpha=0.25, linewidth=1)
        values = np.convolve(values, np.ones(smooth) / smooth, mode="valid")
        where = where[: len(values)] + log_step * (smooth - 1) / 2
    axes.plot(where, values, dash, color=colour, label=name)
