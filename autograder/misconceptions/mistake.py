"""The form in which known mistakes are written down."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from autograder.checks.results import Evidence
from autograder.grading.worker.perform import Call

Flaw = Callable[[str], bool]
Sign = Callable[[Evidence], bool]


@dataclass(frozen=True)
class FlawedFunction:
    """A function together with the mistakes that are known of it.

    Attributes
    ----------
    name : the student's function.
    compute : called as ``compute(flaw, *arguments, **keywords)``; with no flaw it agrees with
        the reference. It leaves its arguments as they are.
    sentences : for each mistake, one or two sentences that point to the idea. The order is
        from the simplest explanation to the least simple.
    alone : mistakes that are never looked for in company with another.
    signs : mistakes that `compute` does not know and how each is recognised instead; they are
        looked for after those that are computed, and their sentences are among `sentences`.
    wording : sentences for mistakes of `generic` that are clearer for this very function.
    visible : the answers of the visible tests, which some students return for any input.
    cost : how long `compute` takes for a small call, in tenths of a millisecond, or a function
        that tells it of a call; the dearer, the fewer pairs of mistakes are tried.
    sought : tells which mistakes are looked for in a failed call, if not all: those that can
        show there, and show in no cheaper call.
    remembers : whether `compute` takes a `memory`, in which it keeps what its runs on one call
        have in common.
    """

    name: str
    compute: Callable[..., Any]
    sentences: Mapping[str, str]
    alone: frozenset[str] = frozenset()
    signs: Mapping[str, Sign] = field(default_factory=dict)
    wording: Mapping[str, str] = field(default_factory=dict)
    visible: tuple[Any, ...] = ()
    cost: float | Callable[[Call], float] = 1.0
    sought: Callable[[Evidence], Collection[str]] | None = None
    remembers: bool = False

    @property
    def computed(self) -> tuple[str, ...]:
        """The mistakes that `compute` can make."""
        return tuple(name for name in self.sentences if name not in self.signs)


def names(text: str) -> frozenset[str]:
    """Return the words of a text: a long set of mistakes in few lines."""
    return frozenset(text.split())


def pick(flaw: Flaw, wrong: Mapping[str, Callable[[], Any]], right: Callable[[], Any]) -> Any:
    """Compute the first of the wrong variants whose name is a flaw, or else the right one."""
    for name, make in wrong.items():
        if flaw(name):
            return make()
    return right()


def choose(flaw: Flaw, wrong: Mapping[str, Any], right: Any) -> Any:
    """Return the first of the wrong formulas whose name is a flaw, or else the right one."""
    for name, formula in wrong.items():
        if flaw(name):
            return formula
    return right
