"""The class report as one self-contained page."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib.resources import files

from markupsafe import Markup

from autograder.feedback.rendering import render
from autograder.feedback.report import statistics
from autograder.feedback.report.attention import cases
from autograder.feedback.report.picture import draw
from autograder.feedback.report.records import ClassRecord
from autograder.feedback.report.statistics import ExerciseSummary, Mistake

SHOWN = 12
"""How many mistakes, and how many unexplained checks, the page lists."""


@dataclass(frozen=True)
class Share:
    """A part of a stacked bar: what it is, how many students, and its width in per cent."""

    kind: str
    count: int
    width: float


def report_html(record: ClassRecord, links: Mapping[tuple[str, str], str], now: datetime) -> str:
    """Render the class report; it asks for nothing outside itself.

    Parameters
    ----------
    record : how the class did.
    links : addresses of feedback pages by student and lesson, where they exist.
    now : the time that the page gives for itself.
    """
    script = _part("report.js")
    totals = statistics.totals(record)
    counts = statistics.distribution(record)
    exercises = statistics.summarise(record)
    return render(
        "report.html",
        record=record,
        totals=totals,
        picture=draw(counts, record.maximum, totals.mean),
        cases=cases(record),
        exercises=exercises,
        unknown_to_all=unknown_to_all(exercises),
        shares=shares,
        verdict_on=verdict_on,
        mistakes=_ranked(statistics.known_mistakes(record)),
        unexplained=_ranked(statistics.unexplained(record)),
        without_verdict=sum(not student.explained for student in record.students),
        names={student.student: student.name for student in record.students},
        links=links,
        now=now.strftime("%d %B %Y, %H:%M").lstrip("0"),
        style=Markup(_part("report.css")),  # noqa: S704 - this package's own file
        script=Markup(script),  # noqa: S704 - this package's own file
        script_hash=_script_hash(script),
    )


def shares(summary: ExerciseSummary) -> list[Share]:
    """Return the parts of an exercise's bar that are not empty."""
    parts = {
        "full": summary.full,
        "partial": summary.partial,
        "zero": summary.zero,
        "ungraded": summary.ungraded,
    }
    total = max(1, summary.count)
    return [Share(kind, count, 100 * count / total) for kind, count in parts.items() if count]


def unknown_to_all(exercises: Sequence[ExerciseSummary]) -> str:
    """Say why no exercise's discrimination is known; empty if one is, or the reasons differ."""
    reasons = {summary.unknown for summary in exercises}
    return reasons.pop() if len(reasons) == 1 else ""


def verdict_on(discrimination: float) -> str:
    """Say in a word or two what a discrimination means (limits as Ebel and Frisbie give them)."""
    limits = ((0.4, "very good"), (0.3, "good"), (0.2, "fair"), (0.0, "weak"))
    return next((word for limit, word in limits if discrimination >= limit), "look at it")


def _ranked(mistakes: list[Mistake]) -> list[tuple[Mistake, float]]:
    """Return the first mistakes, each with the width of its bar in per cent."""
    most = max((len(mistake.students) for mistake in mistakes), default=1)
    return [(mistake, 100 * len(mistake.students) / most) for mistake in mistakes[:SHOWN]]


def _part(name: str) -> str:
    return (files("autograder.feedback") / "templates" / name).read_text(encoding="utf-8")


def _script_hash(script: str) -> str:
    """Return what the page's content security policy names to let its one script run."""
    digest = hashlib.sha256(script.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"
