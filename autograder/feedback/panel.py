"""The verdict on one exercise as a panel for a notebook or a feedback page, and as text."""

from __future__ import annotations

from dataclasses import dataclass

from autograder.checks.results import Verdict
from autograder.feedback.rendering import render

# Symbols tell the states apart without colour; every colour has AA contrast on its ground.
MARKS = {True: ("✓", "passed"), False: ("✗", "failed"), None: ("–", "not tried")}


@dataclass(frozen=True)
class Panel:
    """A verdict that a notebook shows as a panel and a terminal as text."""

    verdict: Verdict
    points: float | None = None
    maximum: float | None = None

    def __repr__(self) -> str:
        return self.verdict.text()

    def _repr_html_(self) -> str:
        return panel_html(self.verdict, self.points, self.maximum)


def panel_html(verdict: Verdict, points: float | None = None, maximum: float | None = None) -> str:
    """Render a verdict as self-contained HTML with inline styles.

    Parameters
    ----------
    verdict : what the check found; its texts are escaped.
    points, maximum : the points earned and those to be had, if points are given at all.
    """
    return render("panel.html", verdict=verdict, points=points, maximum=maximum, marks=MARKS)
