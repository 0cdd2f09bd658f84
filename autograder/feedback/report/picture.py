"""The distribution of points as a picture: SVG, drawn by hand so that it stays small."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 640, 236
LEFT, RIGHT, BOTTOM, TOP = 12, 12, 34, 42
GAP = 6


@dataclass(frozen=True)
class Bar:
    """One bar: place and size in the picture, its count, and the points that it stands for."""

    x: float
    y: float
    width: float
    height: float
    count: int
    label: str


@dataclass(frozen=True)
class Picture:
    """What the template draws, with the text alternative."""

    bars: tuple[Bar, ...]
    ticks: tuple[tuple[float, str], ...]
    mean: float
    alternative: str
    width: int = WIDTH
    height: int = HEIGHT
    base: int = HEIGHT - BOTTOM


def draw(counts: Sequence[int], maximum: float, mean: float) -> Picture:
    """Lay out the distribution of points.

    Parameters
    ----------
    counts : students in equal ranges of the points, from none to all.
    maximum : points to be had.
    mean : the class's mean, marked by a line.
    """
    step = (WIDTH - LEFT - RIGHT) / len(counts)
    scale = (HEIGHT - BOTTOM - TOP) / max(1, *counts)
    edges = [maximum * place / len(counts) for place in range(len(counts) + 1)]
    bars = tuple(
        Bar(
            LEFT + place * step + GAP / 2,
            HEIGHT - BOTTOM - count * scale,
            step - GAP,
            count * scale,
            count,
            f"{edges[place]:g} to {edges[place + 1]:g}",
        )
        for place, count in enumerate(counts)
    )
    ticks = tuple((LEFT + place * step, f"{edge:g}") for place, edge in enumerate(edges))
    share = mean / maximum if maximum else 0.0
    return Picture(bars, ticks, LEFT + share * (WIDTH - LEFT - RIGHT), _words(bars, mean))


def _words(bars: Sequence[Bar], mean: float) -> str:
    filled = [f"{bar.count} with {bar.label} points" for bar in bars if bar.count]
    return f"Number of students by points. {'; '.join(filled)}. The mean is {mean:.1f} points."
