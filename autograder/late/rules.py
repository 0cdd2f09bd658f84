"""What a late submission costs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

DAY = 86_400.0


@dataclass(frozen=True)
class Rule:
    """What lateness costs in an assignment.

    Attributes
    ----------
    percent_per_day : share of the points reached that each day costs, a day begun counting
        as a whole one.
    at_most : the largest share, in per cent, that is taken off.
    grace : lateness up to this costs nothing; beyond it all of the lateness counts.
    closes_after : lateness from which on there are no points at all; None for never.
    """

    percent_per_day: float = 0.0
    at_most: float = 100.0
    grace: timedelta = timedelta()
    closes_after: timedelta | None = None

    def penalty(self, score: float, seconds_late: float) -> float:
        """Return the points to take off a score, from 0 to all of it."""
        if seconds_late <= self.grace.total_seconds() or score <= 0:
            return 0.0
        if self.closes_after is not None and seconds_late > self.closes_after.total_seconds():
            return score
        # A thousandth of a second of rounding does not begin a day.
        days = -(-(seconds_late - 1e-3) // DAY)
        percent = min(self.at_most, days * self.percent_per_day)
        return round(score * min(100.0, percent) / 100.0, 4)


@dataclass(frozen=True)
class Extension:
    """More time for one student: until a moment (UTC), or by so much after the due date.

    Attributes
    ----------
    line : where in the file it stands.
    """

    student: str
    line: int
    until: datetime | None = None
    by: timedelta = timedelta()

    def seconds_late(self, seconds_late: float, deadline: datetime | None) -> float:
        """Return by how much a submission is late with the extension.

        Parameters
        ----------
        seconds_late : lateness after `deadline`.
        deadline : the due date in UTC; needed for an extension until a moment.
        """
        if self.until is None:
            return max(0.0, seconds_late - self.by.total_seconds())
        if deadline is None:
            raise ValueError("an extension until a moment needs the due date")
        gained = (self.until - deadline).total_seconds()
        # An extension never makes the time shorter.
        return max(0.0, seconds_late - max(0.0, gained))


@dataclass(frozen=True)
class LateRules:
    """The rules of a course: by assignment, and one for all the others.

    Attributes
    ----------
    extensions : by assignment, then by student.
    """

    default: Rule = Rule()
    rules: Mapping[str, Rule] = field(default_factory=dict)
    extensions: Mapping[str, Mapping[str, Extension]] = field(default_factory=dict)

    def rule(self, assignment: str) -> Rule:
        """Return the rule of an assignment."""
        return self.rules.get(assignment, self.default)

    def penalty(
        self,
        assignment: str,
        student: str,
        score: float,
        seconds_late: float,
        deadline: datetime | None,
    ) -> float:
        """Return the points to take off one notebook.

        Parameters
        ----------
        score : the notebook's points.
        seconds_late : lateness after `deadline`.
        deadline : the student's due date as the gradebook has it, in UTC without zone.
        """
        extension = self.extensions.get(assignment, {}).get(student)
        if extension is not None:
            seconds_late = extension.seconds_late(seconds_late, deadline)
        return self.rule(assignment).penalty(score, seconds_late)
