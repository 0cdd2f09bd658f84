"""Which mistakes are known of which assignment."""

from __future__ import annotations

import importlib
from collections.abc import Mapping

from autograder.misconceptions.mistake import FlawedFunction


def known_mistakes(assignment: str) -> Mapping[str, FlawedFunction]:
    """Return the flawed functions of an assignment by name."""
    package = importlib.import_module(f"autograder.misconceptions.{assignment}")
    return {flawed.name: flawed for flawed in package.FLAWED_FUNCTIONS}
