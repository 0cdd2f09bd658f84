"""Read late.yml: what lateness costs, and who may take longer.

The whole format::

    time zone: Europe/Rome        # of the dates below; UTC if it is not given
    penalty:                      # for all assignments
      per day: 10%                # of the points reached; a day begun counts
      at most: 50%
      grace: 15 minutes
      closes after: 7 days        # from then on: no points
    assignments:                  # exceptions; they replace the penalty above
      optimization:
        per day: 5%
    extensions:
      optimization:
        ada: 2026-03-05 23:59     # until then, whatever the due date
        goran: 3 days             # so much longer than the due date

Due dates are the gradebook's, where Formgrader puts them. Every text is read as text: a student
called ``no`` or ``007`` keeps that name.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml

from autograder.late.rules import Extension, LateRules, Rule
from autograder.lesson import CourseError

DATES = ("%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S")
UNITS = {"minute": 60, "hour": 3600, "day": 86_400, "week": 604_800}
_DURATION = re.compile(r"(\d+(?:\.\d+)?) *(minute|hour|day|week)s?")
_PERCENT = re.compile(r"(\d+(?:\.\d+)?) *%")

Node = Any  # yaml.Node; the library has no types


def read_rules(path: Path) -> LateRules:
    """Read the rules; without a file lateness costs nothing.

    Raises
    ------
    CourseError
        If the file is not as it must be; the message names the line and the remedy.
    """
    if not path.is_file():
        return LateRules()
    try:
        node = yaml.compose(path.read_text(encoding="utf-8-sig"), Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        cause = f"this is not YAML: {error.problem}."
        remedy = "Write `name: value`, with the same indentation for the same level."
        raise CourseError(f"{path}:{line}", cause, remedy) from error
    except (UnicodeDecodeError, yaml.YAMLError) as error:
        raise CourseError(path, f"this is not text: {error}.", "Save it as UTF-8.") from error
    return _Reader(path).rules(node) if node is not None else LateRules()


@dataclass(frozen=True)
class _Reader:
    """Turns the nodes of the file into rules; knows where each one stands."""

    path: Path

    def rules(self, node: Node) -> LateRules:
        """Read the whole file."""
        parts = self.mapping(node, ("time zone", "penalty", "assignments", "extensions"))
        zone = self.zone(parts["time zone"]) if "time zone" in parts else UTC
        default = self.rule(parts["penalty"]) if "penalty" in parts else Rule()
        rules = {name: self.rule(value) for name, value in self.named(parts, "assignments")}
        extensions = {
            name: {
                student: self.extension(student, moment, zone)
                for student, moment in self.mapping(value).items()
            }
            for name, value in self.named(parts, "extensions")
        }
        return LateRules(default, rules, extensions)

    def named(self, parts: dict[str, Node], part: str) -> list[tuple[str, Node]]:
        """Return the entries of a part that may be missing or empty."""
        if part not in parts or _is_empty(parts[part]):
            return []
        return list(self.mapping(parts[part]).items())

    def rule(self, node: Node) -> Rule:
        """Read what lateness costs."""
        readers: dict[str, tuple[str, Callable[[Node], Any]]] = {
            "per day": ("percent_per_day", self.percent),
            "at most": ("at_most", self.percent),
            "grace": ("grace", self.duration),
            "closes after": ("closes_after", self.duration),
        }
        parts = self.mapping(node, tuple(readers))
        return Rule(**{readers[key][0]: readers[key][1](value) for key, value in parts.items()})

    def extension(self, student: str, node: Node, zone: Any) -> Extension:
        """Read how long a student may take."""
        line, text = node.start_mark.line + 1, self.text(node)
        if _DURATION.fullmatch(text):
            return Extension(student, line, by=self.duration(node))
        for form in DATES:
            try:
                moment = datetime.strptime(text, form)
            except ValueError:
                continue
            until = moment.replace(tzinfo=zone).astimezone(UTC).replace(tzinfo=None)
            return Extension(student, line, until=until)
        raise self.error(
            node,
            f"{text!r} is neither a date nor a length of time.",
            "Write a date with a time, such as 2026-03-05 23:59, or a length, such as 3 days.",
        )

    def zone(self, node: Node) -> ZoneInfo:
        """Read a time zone."""
        name = self.text(node)
        try:
            return ZoneInfo(name)
        except (ValueError, KeyError, OSError) as error:
            remedy = "Write one such as Europe/Rome, or leave the line out for UTC."
            raise self.error(node, f"there is no time zone {name!r}.", remedy) from error

    def percent(self, node: Node) -> float:
        """Read a share of the points."""
        found = _PERCENT.fullmatch(self.text(node))
        if found is None or float(found[1]) > 100:
            cause = f"{self.text(node)!r} is not a share of the points."
            raise self.error(node, cause, "Write a number from 0% to 100%, such as 10%.")
        return float(found[1])

    def duration(self, node: Node) -> timedelta:
        """Read a length of time."""
        found = _DURATION.fullmatch(self.text(node))
        if found is None:
            cause = f"{self.text(node)!r} is not a length of time."
            raise self.error(node, cause, "Write one such as 15 minutes, 12 hours or 3 days.")
        return timedelta(seconds=float(found[1]) * UNITS[found[2]])

    def text(self, node: Node) -> str:
        """Return a value as it stands in the file."""
        if not isinstance(node, yaml.ScalarNode):
            raise self.error(node, "one value is expected here.", "Write it behind the colon.")
        return str(node.value).strip()

    def mapping(self, node: Node, known: tuple[str, ...] = ()) -> dict[str, Node]:
        """Return the entries of a mapping; only known ones, if any are named."""
        if not isinstance(node, yaml.MappingNode):
            cause = "entries of the form `name: value` are expected here."
            raise self.error(node, cause, "See the top of autograder/late/reading.py.")
        found: dict[str, Node] = {}
        for key, value in node.value:
            name = self.text(key)
            if known and name not in known:
                raise self.error(key, f"{name!r} is not known.", f"Use: {', '.join(known)}.")
            if name in found:
                raise self.error(key, f"{name!r} stands here twice.", "Remove one of the two.")
            found[name] = value
        return found

    def error(self, node: Node, cause: str, remedy: str) -> CourseError:
        """Return an error that names the line."""
        return CourseError(f"{self.path}:{node.start_mark.line + 1}", cause, remedy)


def _is_empty(node: Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and node.tag == "tag:yaml.org,2002:null"
