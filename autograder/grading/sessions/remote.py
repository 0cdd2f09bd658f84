"""A student's functions, called in a worker.

    with Warm.start() as warm, warm.open_session(folder) as session:
        session.run_cell("def relu(Z): ...")
        with ReferenceProcess("optimization") as reference:
            outcome = RemoteFunctions(session, reference).call(Call("relu", (Z,)))

Whatever the worker does, these calls return: a late reply, a lost worker and a forged reply are
outcomes like others, and the session is then over.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from autograder.grading.errors import FolderTooLarge, GraderError
from autograder.grading.sandbox.layers import Layer
from autograder.grading.sessions.given import GivenFunctions, InThisProcess, ReferenceProcess
from autograder.grading.sessions.session import CellResult, Session
from autograder.grading.sessions.warm import Warm
from autograder.grading.worker.limits import Limits
from autograder.grading.worker.perform import Call, Outcome


@dataclass(frozen=True)
class RemoteFunctions:
    """Offers the functions of a session, as `checks.probe.StudentFunctions` asks.

    Attributes
    ----------
    given : performs the functions that a call is given; a mapping is used in this process.
    """

    session: Session
    given: GivenFunctions | Mapping[str, Callable[..., Any]] | None = None

    def call(self, call: Call) -> Outcome:
        """Perform one call in the worker."""
        given = InThisProcess(self.given) if isinstance(self.given, Mapping) else self.given
        return self.session.call(call, given)


__all__ = [
    "CellResult",
    "FolderTooLarge",
    "GraderError",
    "Layer",
    "Limits",
    "ReferenceProcess",
    "RemoteFunctions",
    "Session",
    "Warm",
]
