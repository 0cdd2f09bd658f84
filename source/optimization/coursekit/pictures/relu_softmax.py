"""Pictures of lesson 1: the rectifier, softmax, and the loss."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from .canvas import BLUE, GREEN, GREY, RED, Picture, label, picture

Function = Callable[..., Any]


@picture
def show_relu(relu: Function, relu_der: Function) -> Picture:
    """Plot the rectifier and its gradient side by side.

    Parameters
    ----------
    relu, relu_der
        The student's functions.
    """
    Z = np.linspace(-3, 3, 601).reshape(1, -1)
    A, cache = relu(Z)
    dZ = relu_der(np.ones_like(Z), cache)
    figure = Picture(8.5, 3.6)
    left, right = figure.subplots(1, 2)
    left.plot(Z[0], A[0], color=BLUE)
    label(left, "ReLU lets positive values pass", "Z", "A = ReLU(Z)")
    for part in (Z[0] < 0, Z[0] > 0):
        right.plot(Z[0, part], dZ[0, part], color=RED)
    label(right, "Its gradient is an on/off switch", "Z", "dA/dZ")
    figure.set_label(
        "Two plots over Z from -3 to 3. Left, your ReLU, "
        f"from {A[0, 0]:.3g} at -3 to {A[0, -1]:.3g} at 3. "
        f"Right, its gradient: {dZ[0, 0]:.3g} for negative Z, {dZ[0, -1]:.3g} for positive Z."
    )
    return figure


@picture
def show_softmax(
    softmax_cross_entropy_loss: Function, logits: Sequence[float] = (2.0, 1.0, 0.1, -1.0)
) -> Picture:
    """Show scores as bars, and beside them the probabilities that softmax makes of them.

    Parameters
    ----------
    softmax_cross_entropy_loss
        The student's function.
    logits
        The scores of one sample.
    """
    Z = np.array(logits, float).reshape(-1, 1)
    A = softmax_cross_entropy_loss(Z.copy())[0]
    names = [str(k) for k in range(len(Z))]
    figure = Picture(8.5, 3.6)
    left, right = figure.subplots(1, 2)
    for axes, values, colour in ((left, Z, BLUE), (right, A, GREEN)):
        bars = axes.bar(names, np.ravel(values), color=colour)
        axes.bar_label(bars, fmt="%.2f", padding=2)
        axes.margins(y=0.15)
        axes.axhline(0, color=GREY, linewidth=1)
    label(left, "Scores Z: any numbers", "class", "score")
    label(right, f"Softmax A: they add up to {float(np.sum(A)):.2f}", "class", "probability")
    right.set_ylim(0, 1.1)
    pairs = ", ".join(f"{z:.2f} to {a:.2f}" for z, a in zip(Z.ravel(), np.ravel(A), strict=True))
    figure.set_label(f"Bars of the scores, and of the probabilities made of them: {pairs}.")
    return figure


@picture
def show_softmax_stability(softmax_cross_entropy_loss: Function) -> Picture:
    """Show what happens to a softmax as scores grow: the bare formula, and the student's function.

    Parameters
    ----------
    softmax_cross_entropy_loss
        The student's function.
    """
    sizes = np.array([1, 10, 100, 300, 500, 600, 700, 720, 800, 1000.0])
    Z = np.stack([sizes, sizes - 1, sizes - 2])
    with np.errstate(all="ignore"):
        parts = [np.exp(sizes - less) for less in range(3)]
        bare = parts[0] / sum(parts)
        yours = np.asarray(softmax_cross_entropy_loss(Z.copy())[0])
    figure = Picture(8, 4.2)
    axes = figure.subplots()
    axes.plot(sizes, bare, color=RED, marker="s", linestyle="--", label="bare formula")
    axes.plot(sizes, yours[0], color=BLUE, marker="o", markersize=4, label="yours")
    lost = sizes[~np.isfinite(bare)]
    axes.axvspan(lost[0], sizes[-1], color=RED, alpha=0.12)
    middle = (lost[0] + sizes[-1]) / 2
    axes.text(middle, 0.25, "exp overflows:\nbare formula\ngives nan", ha="center", color="#8a3b00")
    axes.set_ylim(0, 1)
    title = "Scores (z, z-1, z-2): the answer should not depend on z"
    label(axes, title, "largest score z", "probability of the first class")
    axes.legend(loc="lower left")
    holds = "stays" if np.all(np.isfinite(yours)) else "does not stay"
    figure.set_label(
        "Probability of the first of three classes as all scores grow to 1000. The bare formula "
        f"becomes nan from {lost[0]:.0f} on; your function {holds} a number throughout."
    )
    return figure


@picture
def show_loss(softmax_cross_entropy_loss: Function) -> Picture:
    """Plot the loss against the probability that a network gives to the true class.

    Parameters
    ----------
    softmax_cross_entropy_loss
        The student's function.
    """
    # Scores (z, 0) give the first class every probability between 0 and 1, without using logs.
    scores = np.linspace(-6, 6, 121)
    points = [_probability_and_loss(softmax_cross_entropy_loss, z) for z in scores]
    probability, loss = np.array(points).T
    figure = Picture(7.5, 4)
    axes = figure.subplots()
    axes.plot(probability, loss, color=BLUE)
    for wanted in (0.02, 0.2, 0.8):
        near = int(np.argmin(np.abs(probability - wanted)))
        axes.plot(probability[near], loss[near], "o", color=RED)
        text = f"  {probability[near]:.2f} costs {loss[near]:.2f}"
        axes.annotate(text, (probability[near], loss[near]), va="bottom")
    axes.set_xlim(0, 1.05)
    axes.set_ylim(bottom=0)
    title = "Sure and wrong is expensive"
    label(axes, title, "probability of the true class", "loss (cross-entropy)")
    figure.set_label(
        "The loss falls as the probability of the true class rises: from "
        f"{loss.max():.1f} at {probability[np.argmax(loss)]:.3f} to {loss.min():.3f} at "
        f"{probability[np.argmin(loss)]:.3f}."
    )
    return figure


def _probability_and_loss(softmax_cross_entropy_loss: Function, z: float) -> tuple[float, float]:
    """Return the probability of class 0 and the loss when it is the true one."""
    A, _, loss = softmax_cross_entropy_loss(np.array([[z], [0.0]]), np.array([[0]]))
    return float(np.asarray(A)[0, 0]), float(loss)
