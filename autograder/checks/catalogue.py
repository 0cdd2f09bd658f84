"""Which checks there are: finds an exercise's check and its assignment's reference functions."""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Callable, Mapping
from typing import Any

from autograder.checks.exercise import Exercise

ASSIGNMENTS = ("optimization",)


def exercises(assignment: str) -> tuple[Exercise, ...]:
    """Return the checks of an assignment, in the order of its lessons.

    Raises
    ------
    KeyError
        If there is no such assignment.
    """
    _demand(assignment, ASSIGNMENTS, "assignment")
    return importlib.import_module(f"autograder.checks.{assignment}").EXERCISES


def find_exercise(assignment: str, name: str) -> Exercise:
    """Return the check of one exercise; KeyError, with the names there are, if there is none."""
    found = {exercise.name: exercise for exercise in exercises(assignment)}
    _demand(name, tuple(found), f"exercise of {assignment}")
    return found[name]


def reference_functions(assignment: str) -> Mapping[str, Callable[..., Any]]:
    """Return the reference functions of an assignment by name."""
    _demand(assignment, ASSIGNMENTS, "assignment")
    module = importlib.import_module(f"autograder.reference.{assignment}")
    return {
        name: function
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__
    }


def _demand(name: str, known: tuple[str, ...], kind: str) -> None:
    if name not in known:
        raise KeyError(f"there is no {kind} called {name!r}; there are: {', '.join(known)}")
