"""The picture of lesson 3 that shows batch normalisation as a graph of small steps."""

from matplotlib.axes import Axes
from matplotlib.text import Text

from .canvas import Picture, picture

# name: place, formula, whether it holds one number for each sample
BOXES = {
    "A": (0.0, 0.0, "$A$", True),
    "mu": (1.6, 1.2, r"$\mu=\mathrm{mean}(A)$", False),
    "D": (3.2, 0.0, r"$D=A-\mu$", True),
    "V": (4.9, 1.2, r"$V=\mathrm{mean}(D^2)$", False),
    "s": (7.7, 1.2, r"$s=\sqrt{V+\epsilon}$", False),
    "A_hat": (8.9, 0.0, r"$\hat{A}=D/s$", True),
    "A_norm": (11.9, 0.0, r"$A_{norm}=\gamma\hat{A}+\beta$", True),
    "learned": (11.9, 1.2, r"$\gamma,\ \beta$", False),
}
# from, to, and the step of the way back that goes through it
ARROWS = (
    ("A", "mu", 7),
    ("A", "D", 7),
    ("mu", "D", 6),
    ("D", "V", 5),
    ("V", "s", 4),
    ("s", "A_hat", 3),
    ("D", "A_hat", 3),
    ("A_hat", "A_norm", 2),
    ("learned", "A_norm", 1),
)
PER_SAMPLE, PER_FEATURE = "#cfe3f5", "#fde2c2"
Point = tuple[float, float]


@picture
def show_batchnorm_steps() -> Picture:
    """Show the forward step in small pieces, numbered in the order of the way back."""
    figure = Picture(11, 2.6)
    axes = figure.subplots()
    axes.grid(False)
    axes.set(xlim=(-0.6, 13.4), ylim=(-0.5, 1.7))
    axes.set_axis_off()
    boxes = {name: _box(axes, *box) for name, box in BOXES.items()}
    figure.draw_without_rendering()  # only now the boxes have a size
    for start, end, step in ARROWS:
        tail = _edge(axes, boxes[start], boxes[end].get_position())
        head = _edge(axes, boxes[end], boxes[start].get_position())
        _arrow(axes, tail, head, step)
    figure.set_label(
        "Batch normalisation as a graph, with the step of the way back on each arrow. "
        "A to mu: 7. A to D: 7. mu to D: 6. D to V: 5. V to s: 4. s to A hat: 3. D to A hat: 3. "
        "A hat to A norm: 2. Gamma and beta to A norm: 1. "
        "A, D, A hat and A norm hold one number for each sample, the others one for each feature."
    )
    return figure


def _box(axes: Axes, x: float, y: float, text: str, per_sample: bool) -> Text:
    colour = PER_SAMPLE if per_sample else PER_FEATURE
    frame = {"boxstyle": "round,pad=0.4", "facecolor": colour, "edgecolor": "grey"}
    return axes.text(x, y, text, ha="center", va="center", fontsize=12, bbox=frame)


def _edge(axes: Axes, box: Text, toward: Point) -> Point:
    """Return where the line from the centre of a box to another point leaves the box."""
    x, y = box.get_position()
    patch = box.get_bbox_patch()
    assert patch is not None  # noqa: S101 - _box draws a frame around every text
    frame = patch.get_window_extent().transformed(axes.transData.inverted())
    dx, dy = toward[0] - x, toward[1] - y
    part = min(frame.width / 2 / max(abs(dx), 1e-9), frame.height / 2 / max(abs(dy), 1e-9))
    return x + part * dx, y + part * dy


def _arrow(axes: Axes, tail: Point, head: Point, step: int) -> None:
    look = {"arrowstyle": "-|>", "color": "dimgrey", "linewidth": 1.3}
    axes.annotate("", head, tail, arrowprops=look)
    circle = {"boxstyle": "circle,pad=0.25", "facecolor": "white", "edgecolor": "black"}
    middle = (tail[0] + head[0]) / 2, (tail[1] + head[1]) / 2
    axes.text(*middle, str(step), ha="center", va="center", fontsize=9, bbox=circle)
