"""The form in which known mistakes are written down."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

Flaw = Callable[[str], bool]


@dataclass(frozen=True)
class FlawedFunction:
    """A function together with the mistakes that are known of it.

    Attributes
    ----------
    name : the student's function.
    compute : called as ``compute(flaw, *arguments, **keywords)``; with no flaw it agrees with
        the reference.
    sentences : for each mistake, one or two sentences that point to the idea. The order is
        from the simplest explanation to the least simple.
    alone : mistakes that are never looked for in company with another.
    """

    name: str
    compute: Callable[..., Any]
    sentences: Mapping[str, str]
    alone: frozenset[str] = frozenset()
