"""Pictures of lesson 5: what the network learnt, and where it is wrong."""

from typing import Any

import numpy as np

from .canvas import Picture, images_of, label, picture, show_image


@picture
def show_weights(
    parameters: dict[str, Any], *, count: int = 25, shape: tuple[int, int] | None = None
) -> Picture:
    """Show the weights of the first layer as images: what each unit looks for.

    Parameters
    ----------
    parameters
        The network's parameters, with W1 of shape (units, n).
    count
        How many units to show.
    shape
        Height and width of the images, when they are not square.
    """
    images = images_of(np.asarray(parameters["W1"]).T, shape)[:count]
    columns = min(len(images), int(np.ceil(np.sqrt(len(images)))))
    rows = -(-len(images) // columns)
    limit = float(np.abs(images).max())
    figure = Picture(1.3 * columns + 1, 1.3 * rows)
    grid = figure.subplots(rows, columns, squeeze=False)
    for axes in grid.ravel():
        axes.set_axis_off()
    for axes, image in zip(grid.ravel(), images, strict=False):
        shown = show_image(axes, image, vmin=-limit, vmax=limit, cmap="PuOr_r")
    figure.colorbar(shown, ax=grid, shrink=0.8, label="weight (orange: ink wanted, purple: not)")
    figure.suptitle(f"What {len(images)} units of the first layer look for")
    figure.set_label(
        f"The weights of {len(images)} units of the first layer as images of "
        f"{images.shape[1]} by {images.shape[2]} pixels, from {-limit:.2g} to {limit:.2g}."
    )
    return figure


@picture
def show_mistakes(X: np.ndarray, Y: np.ndarray, YPred: np.ndarray, *, count: int = 25) -> Picture:
    """Show images that the network got wrong, each with its prediction and its true label.

    Parameters
    ----------
    X
        Images as columns (n, m), or as images (m, height, width).
    Y, YPred
        True and predicted labels, shape (1, m) or (m,).
    count
        How many at most.
    """
    true, predicted = _labels(Y, YPred)
    wrong = np.flatnonzero(true != predicted)
    images, shown = images_of(X), wrong[:count]
    columns = max(1, min(len(shown), int(np.ceil(np.sqrt(len(shown))))))
    rows = max(1, -(-len(shown) // columns))
    figure = Picture(max(1.35 * columns, 5), 1.6 * rows + 0.6)
    grid = figure.subplots(rows, columns, squeeze=False).ravel()
    for axes in grid:
        axes.set_axis_off()
    for axes, sample in zip(grid, shown, strict=False):
        title = f"said {predicted[sample]}, is {true[sample]}"
        show_image(axes, images[sample], title, vmin=-1, vmax=1)
    share = 100 * len(wrong) / max(1, len(true))
    heading = f"{len(wrong)} of {len(true)} wrong ({share:.1f}%); {len(shown)} shown"
    figure.suptitle(heading)
    pairs = ", ".join(f"{true[s]} taken for {predicted[s]}" for s in shown[:10])
    figure.set_label(f"{heading}: {pairs}." if len(shown) else f"{heading}.")
    return figure


@picture
def show_confusion(Y: np.ndarray, YPred: np.ndarray) -> Picture:
    """Show how often each digit is taken for each other one.

    Parameters
    ----------
    Y, YPred
        True and predicted labels, shape (1, m) or (m,).
    """
    true, predicted = _labels(Y, YPred)
    size = int(max(true.max(initial=0), predicted.max(initial=0))) + 1
    counts = np.zeros((size, size), dtype=int)
    np.add.at(counts, (true, predicted), 1)
    shares = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)
    figure = Picture(6.6, 6)
    axes = figure.subplots()
    shown = axes.imshow(shares, cmap="Blues", vmin=0, vmax=1)
    axes.grid(False)
    for row, column in zip(*np.nonzero(counts), strict=True):
        colour = "white" if shares[row, column] > 0.5 else "black"
        place: dict[str, Any] = {"ha": "center", "va": "center", "fontsize": 9}
        axes.text(column, row, str(counts[row, column]), color=colour, **place)
    axes.set_xticks(range(size))
    axes.set_yticks(range(size))
    right = 100 * np.trace(counts) / max(1, len(true))
    label(axes, f"{right:.1f}% on the diagonal are right", "predicted digit", "true digit")
    figure.colorbar(shown, ax=axes, shrink=0.8, label="share of the true digit")
    figure.set_label(f"Table of true against predicted digits. {_worst(counts, right)}")
    return figure


def _labels(Y: np.ndarray, YPred: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return both labels as flat integers, of one length.

    Raises
    ------
    ValueError
        When there are not as many predictions as labels.
    """
    true, predicted = np.ravel(Y).astype(int), np.ravel(YPred).astype(int)
    if len(true) != len(predicted):
        text = f"{len(true)} labels, but {len(predicted)} predictions"
        raise ValueError(f"{text}: hand in Y and classify(X, parameters) of the same X")
    return true, predicted


def _worst(counts: np.ndarray, right: float) -> str:
    """Say which two digits are mixed up most often."""
    errors = counts - np.diag(np.diag(counts))
    row, column = np.unravel_index(np.argmax(errors), errors.shape)
    text = f"{right:.1f}% are right"
    if errors.sum() == 0:
        return f"{text}."
    return (
        f"{text}; the most common mistake is {row} taken for {column}, {errors[row, column]} times."
    )
