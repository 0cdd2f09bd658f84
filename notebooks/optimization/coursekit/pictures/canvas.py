"""What all pictures share: the figure with its sentence, colours, and the unfinished exercise."""

import base64
import io
from collections.abc import Callable
from functools import wraps
from html import escape
from typing import Any, ParamSpec

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
from cycler import cycler
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ..unfinished import sentence

P = ParamSpec("P")
Bundle = tuple[dict[str, str], dict[str, Any]]

BLUE, ORANGE, GREEN, RED, PINK, SKY = (
    "#0072B2",
    "#E69F00",
    "#009E73",
    "#D55E00",
    "#CC79A7",
    "#56B4E9",
)
GREY = "#666666"
COLOURS = (BLUE, RED, GREEN, ORANGE, PINK, SKY)
"""Okabe and Ito's colours, told apart with every kind of colour vision."""
DASHES = ("-", "--", "-.", ":")
MARKERS = ("o", "s", "^", "D")
STYLE: dict[str, Any] = {
    "font.size": 11,
    "axes.titlesize": 12,
    "axes.labelsize": 11,
    "xtick.labelsize": 10,
    "ytick.labelsize": 10,
    "legend.fontsize": 10,
    "legend.frameon": False,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "axes.axisbelow": True,
    "grid.color": "#dddddd",
    "lines.linewidth": 2,
    "axes.prop_cycle": cycler(color=COLOURS),
    "figure.facecolor": "white",
    "image.cmap": "gray",
    "image.interpolation": "nearest",
}
"""Applied while a picture is drawn, and only then."""


class Picture(Figure):
    """A figure that knows in a sentence what it shows, for those who cannot see it.

    A notebook shows it when it is the value of a cell. It is not one of pyplot's open figures.
    """

    def __init__(self, width: float = 7.0, height: float = 4.0) -> None:
        super().__init__(figsize=(width, height), layout="constrained", dpi=100)

    def _repr_mimebundle_(self, **_: Any) -> Bundle:
        """Return the picture for a notebook, with the sentence as its text alternative."""
        return _bundle(self)


class Described:
    """A figure that was drawn with pyplot, and the sentence that says what it shows."""

    def __init__(self, figure: Figure, words: str) -> None:
        figure.set_label(words)
        self.figure = figure

    def _repr_mimebundle_(self, **_: Any) -> Bundle:
        """Return the picture for a notebook, with the sentence as its text alternative."""
        return _bundle(self.figure, bbox_inches="tight")


def show_figure(figure: Figure, words: str) -> Described:
    """Show a figure together with a sentence for those who cannot see it.

    Use it in place of ``plt.show()``, as the last line of a cell.

    Parameters
    ----------
    figure
        As ``plt.subplots`` returns it.
    words
        What it shows.
    """
    plt.close(figure)  # or the notebook would show it once more, without words
    return Described(figure, words)


def _bundle(figure: Figure, **settings: Any) -> Bundle:
    """Return what a notebook shows of a figure, and its text alternative."""
    buffer = io.BytesIO()
    figure.savefig(buffer, format="png", **settings)
    png = base64.b64encode(buffer.getvalue()).decode("ascii")
    text = describe(figure)
    # JupyterLab takes a text alternative from HTML only, nbconvert and others from metadata.
    html = f'<img alt="{escape(text)}" src="data:image/png;base64,{png}">'
    data = {"text/html": html, "image/png": png, "text/plain": text}
    return data, {"image/png": {"alt": text}}


def describe(figure: Figure) -> str:
    """Return the sentence that says what a picture shows (its text alternative)."""
    return str(figure.get_label())


def picture(draw: Callable[P, Picture]) -> Callable[P, Picture | None]:
    """Make a function that draws return None, with one sentence, while an exercise is unfinished.

    The drawing has the course's style; matplotlib's own settings stay as they are.
    """

    @wraps(draw)
    def drawn(*args: P.args, **kwargs: P.kwargs) -> Picture | None:
        try:
            with mpl.rc_context(STYLE):
                figure = draw(*args, **kwargs)
                figure.draw_without_rendering()
        except NotImplementedError as unfinished:
            print(sentence(unfinished))
            return None
        return figure

    return drawn


def label(axes: Axes, title: str, x: str, y: str) -> None:
    """Give a plot its title and say what its axes are."""
    axes.set_title(title)
    axes.set_xlabel(x)
    axes.set_ylabel(y)


def show_image(axes: Axes, image: np.ndarray, title: str = "", **settings: Any) -> Any:
    """Show an array as an image, without ticks."""
    shown = axes.imshow(image, **settings)
    axes.set_title(title, fontsize=10)
    axes.set_xticks([])
    axes.set_yticks([])
    axes.grid(False)
    for side in axes.spines.values():
        side.set_visible(True)
        side.set_color("#999999")
    return shown


def images_of(columns: np.ndarray, shape: tuple[int, int] | None = None) -> np.ndarray:
    """Return columns (n, m) as images (m, height, width); images are returned as they are.

    Raises
    ------
    ValueError
        When the columns are no square images and no shape is named.
    """
    columns = np.asarray(columns)
    if columns.ndim == 3:
        return columns
    side = round(float(np.sqrt(columns.shape[0])))
    shape = shape or (side, side)
    if shape[0] * shape[1] != columns.shape[0]:
        text = f"{columns.shape[0]} rows are not an image of shape {shape}: name it with shape="
        raise ValueError(f"{text} or hand in X of shape (n, m), one column for each image")
    return columns.T.reshape(-1, *shape)
