"""The engine behind a grader: a warm worker for students, a process for trusted functions."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.checks.probe import StudentFunctions
from autograder.grading.sessions.remote import Limits, ReferenceProcess, RemoteFunctions, Warm

LIMITS = Limits(cell_seconds=60.0, call_seconds=40.0, total_seconds=600.0)
"""Wide, so that a slow but right solution keeps its points."""


@dataclass(frozen=True)
class WarmEngine:
    """Opens sessions in a warm worker. It belongs to one thread of one process."""

    warm: Warm
    reference: ReferenceProcess

    def open_session(self, folder: Path) -> AbstractContextManager[Any]:
        """Open a session in a copy of the folder."""
        return self.warm.open_session(folder)

    def functions(self, session: Any) -> StudentFunctions:
        """Return the functions that are defined in a session."""
        return RemoteFunctions(session, self.reference)


@contextmanager
def warm_engine(assignment: str, limits: Limits | None = None) -> Iterator[WarmEngine]:
    """Start an engine for an assignment; it ends with the `with` statement."""
    with Warm.start(limits=limits or LIMITS) as warm, ReferenceProcess(assignment) as reference:
        yield WarmEngine(warm, reference)
