"""Say in a line or two what a student's function was called with."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.checks.compare import identical
from autograder.grading.worker.perform import Call
from autograder.grading.worker.plain import Handle

# Longest description of a call in full words: about two lines of a panel.
_LONG = 180
# Keywords that change what is printed and nothing that is returned.
_SILENT = frozenset({"log"})
_NO_DEFAULT = object()

Function = Callable[..., Any] | None


def describe(call: Call, function: Function) -> str:
    """Say what was called with what shapes: ``relu was called with Z of shape (3, 4)``.

    Keywords at their defaults are left out, and a call of many arguments is written shorter:
    a reader should see at a glance which network it was.

    Parameters
    ----------
    function : the reference's function of that name, whose signature gives the names.
    """
    defaults = _defaults(function)
    told = [*zip(argument_names(call, function), call.arguments, strict=False)]
    told += [
        (label, value)
        for label, value in call.keywords.items()
        if label not in _SILENT and not identical(value, defaults.get(label, _NO_DEFAULT))
    ]
    sentence = _sentence(call.name, [f"{label} {_short(value)}" for label, value in told])
    if len(sentence) <= _LONG:
        return sentence
    return _sentence(call.name, [f"{label}{_shorter(value)}" for label, value in told])


def argument_names(call: Call, function: Function) -> list[str]:
    """Return the names of a call's positional arguments."""
    if function is None:
        return [f"argument {i + 1}" for i in range(len(call.arguments))]
    return list(inspect.signature(function).parameters)


def _defaults(function: Function) -> dict[str, Any]:
    parameters = inspect.signature(function).parameters if function else {}
    return {label: parameter.default for label, parameter in parameters.items()}


def _sentence(name: str, words: list[str]) -> str:
    return f"{name} was called with {', '.join(words) or 'no arguments'}."


def _short(value: Any) -> str:
    if isinstance(value, np.ndarray):
        return f"of shape {value.shape}"
    if isinstance(value, Handle):
        return f"(your own {value.type_name})"
    if isinstance(value, dict) and 0 < len(value) <= 3:
        return "with " + " and ".join(f"{key} {_short(item)}" for key, item in value.items())
    if isinstance(value, (dict, list, tuple)) and len(repr(value)) > 40:
        return f"(a {type(value).__name__})"
    return f"= {value:.4g}" if isinstance(value, float) else f"= {value!r}"


def _shorter(value: Any) -> str:
    if isinstance(value, np.ndarray):
        return f" {value.shape}"
    said = _short(value)
    return said.replace("= ", "=", 1) if said.startswith("= ") else f" {said}"
