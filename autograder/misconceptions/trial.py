"""Run a flawed function on the very arguments of a failed call."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import numpy as np

from autograder.checks.results import Evidence
from autograder.misconceptions import generic
from autograder.misconceptions.matching import gap, is_same_error
from autograder.misconceptions.memory import Memory
from autograder.misconceptions.mistake import FlawedFunction

Mistakes = tuple[str, ...]

SINGLE = (np.dtype(np.float32), np.dtype(np.float16))

TIERS = (1e-9, 1e-6)
"""Relative differences that count as equal: the same formula, and another or rounded one. What
fits at the narrow one is preferred to what fits only at the wide one."""
FLOAT32 = 5e-5
"""The widest one, for results in single precision."""
CLEARANCE = 20
"""At the wider ones, a mistake must be this many times farther from the right result."""
NEAR = 1e-4
"""A relative difference that rounding may just make."""


@dataclass(frozen=True)
class Outcome:
    """What a flawed function did: a value, or the type and message of an error."""

    value: Any = None
    error: tuple[str, str] | None = None
    asked: frozenset[str] = frozenset()


@dataclass
class Trial:
    """Tries mistakes on one failed call, and remembers what came out.

    Attributes
    ----------
    evidence : the failed call.
    flawed : the function's known mistakes.
    spent : what the evaluations so far have cost, in units of a small one.
    memory : for a flawed function that remembers.
    """

    evidence: Evidence
    flawed: FlawedFunction
    spent: float = 0.0
    outcomes: dict[Mistakes, Outcome] = field(default_factory=dict)
    gaps: dict[Mistakes, float] = field(default_factory=dict)
    departures: dict[Mistakes, float] = field(default_factory=dict)
    memory: Memory = field(default_factory=Memory)

    @cached_property
    def size(self) -> int:
        """How many numbers were handed to the function."""
        return _size(self.evidence.call.arguments)

    @cached_property
    def cost(self) -> float:
        """How long an evaluation takes, in units of a small one."""
        cost = self.flawed.cost
        return (cost(self.evidence.call) if callable(cost) else cost) + self.size / 2000

    @cached_property
    def passed_over(self) -> frozenset[str]:
        """The mistakes that are not looked for in this call, and of which it tells nothing."""
        every, sought = frozenset(self.flawed.computed), self.flawed.sought
        return every.difference(sought(self.evidence) if sought else every)

    def fitting(self, candidates: Iterable[Mistakes]) -> list[Mistakes]:
        """Return the candidates that give what the student's function gave, and no worse fits."""
        gaps = [(mistakes, self.gap(mistakes)) for mistakes in candidates]
        if generic.is_zero(self.evidence):
            gaps = [(mistakes, far) for mistakes, far in gaps if self._is_always_zero(mistakes)]
        single = getattr(generic.first(self.evidence.value), "dtype", None) in SINGLE
        for tier in (*TIERS, FLOAT32) if single else TIERS:
            fits = [each for each, far in gaps if far <= tier and self._is_clear(each, tier)]
            fits = [each for each in fits if self._is_alike_beside(each)]
            if fits:
                return self._altogether(fits, tier)
        return []

    def _is_always_zero(self, mistakes: Mistakes) -> bool:
        """Tell whether the result is 0 with these mistakes not just by chance."""
        if self.gap(mistakes) > NEAR:
            return False
        call = self.evidence.call
        opposite = replace(call, arguments=_negative(call.arguments))
        other = Trial(replace(self.evidence, call=opposite), self.flawed).outcome(mistakes)
        return other.error is None and not np.any(generic.first(other.value))

    def _altogether(self, fits: list[Mistakes], tier: float) -> list[Mistakes]:
        """Of several that fit, leave those that fit in the outputs not compared as well."""
        if len(fits) == 1 or self.evidence.error:
            return fits
        value = self.evidence.value
        whole = [each for each in fits if gap(value, self.outcome(each).value, "") <= tier]
        return whole or fits

    def gap(self, mistakes: Mistakes) -> float:
        """Return how far the student's result is from the one that the mistakes give."""
        if mistakes not in self.gaps:
            self.gaps[mistakes] = self._gap(mistakes)
        return self.gaps[mistakes]

    def _gap(self, mistakes: Mistakes) -> float:
        outcome, came = self.outcome(mistakes), self.evidence.error
        if outcome.error or came:
            if outcome.error is None or came is None:
                return math.inf
            same = is_same_error(outcome.error, (came.exception, came.message))
            return 0.0 if same else math.inf
        return gap(self.evidence.value, outcome.value, self.evidence.outputs)

    def departure(self, mistakes: Mistakes) -> float:
        """Return how far the mistakes lead away from the right result."""
        if mistakes not in self.departures:
            self.departures[mistakes] = self._departure(mistakes)
        return self.departures[mistakes]

    def _departure(self, mistakes: Mistakes) -> float:
        right, outcome = self.outcome(()), self.outcome(mistakes)
        if right.error or outcome.error:
            return 0.0 if right.error == outcome.error else math.inf
        return gap(outcome.value, right.value, self.evidence.outputs)

    def _is_clear(self, mistakes: Mistakes, tier: float) -> bool:
        return self.departure(mistakes) > (CLEARANCE * tier if tier > TIERS[0] else tier)

    def _is_alike_beside(self, mistakes: Mistakes) -> bool:
        """Tell whether the arrays that were not compared are as the mistakes make them."""
        values = self.evidence.value, self.outcome(mistakes).value, self.outcome(()).value
        outputs = self.evidence.outputs
        if not isinstance(outputs, tuple) or not all(
            isinstance(value, (tuple, list)) and len(value) == len(outputs) for value in values
        ):
            return True
        return not any(
            output is None
            and isinstance(wrong, np.ndarray)
            and gap(wrong, right, "") > NEAR
            and gap(actual, wrong, "") > NEAR
            for output, actual, wrong, right in zip(outputs, *values, strict=True)
        )

    def outcome(self, mistakes: Mistakes) -> Outcome:
        """Return what the function with these mistakes does."""
        if mistakes not in self.outcomes:
            *own, last = mistakes or ("",)
            changes = last in generic.CHANGES and last not in self.flawed.sentences
            self.outcomes[mistakes] = (
                self._changed(tuple(own), last) if changes else self._computed(mistakes)
            )
        return self.outcomes[mistakes]

    def _changed(self, own: Mistakes, change: str) -> Outcome:
        before = self.outcome(own)
        if before.error:
            return before
        self.spent += 0.1 * self.cost
        if not generic.is_possible(change, self.evidence.call):
            return before
        return Outcome(generic.CHANGES[change](before.value), asked=before.asked)

    def _computed(self, mistakes: Mistakes) -> Outcome:
        self.spent += self.cost
        call, asked = self.evidence.call, set[str]()

        def flaw(name: str) -> bool:
            asked.add(name)
            return name in mistakes

        if call.seed is not None:
            np.random.seed(call.seed)
        extra = {"memory": self.memory} if self.flawed.remembers else {}
        try:
            value = self.flawed.compute(flaw, *call.arguments, **call.keywords, **extra)
        except Exception as error:  # noqa: BLE001 - a mistake may raise anything; it is compared
            raised = type(error).__name__, str(error)[:500]
            return Outcome(error=raised, asked=frozenset(asked))
        return Outcome(value, asked=frozenset(asked))

    def changes_something(self, name: str) -> bool:
        """Tell whether a mistake, made alone, shows in this call at all."""
        return self.departure((name,)) > TIERS[0]

    def combines(self, one: str, other: str) -> bool:
        """Tell whether either mistake can be made where the other is: neither bypasses it."""
        return other in self.outcome((one,)).asked and one in self.outcome((other,)).asked


def _negative(value: Any) -> Any:
    """Turn the sign of all fractions."""
    if isinstance(value, np.ndarray):
        return -value if value.dtype.kind == "f" else value
    if isinstance(value, dict):
        return {key: _negative(item) for key, item in value.items()}
    return tuple(map(_negative, value)) if isinstance(value, tuple) else value


def _size(value: Any) -> int:
    if isinstance(value, np.ndarray):
        return value.size
    if isinstance(value, dict):
        value = tuple(value.values())
    return sum(map(_size, value)) if isinstance(value, (tuple, list)) else 1
