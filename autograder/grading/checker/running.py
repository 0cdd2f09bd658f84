"""Run the planned cells of one notebook in a session, and start anew when one ends it."""

from __future__ import annotations

import math
import time
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol

from autograder.checks.probe import StudentFunctions
from autograder.grading.notes import Note
from autograder.grading.submission.plan import Plan, Step
from autograder.grading.worker.perform import Call, CallError, Outcome

MAX_SESSIONS = 12


class CellRun(Protocol):
    """What came of running a cell."""

    @property
    def outputs(self) -> tuple[dict[str, Any], ...]:
        """The cell's outputs, as nbformat has them."""

    @property
    def error(self) -> CallError | None:
        """Why the cell did not run to its end."""


class Session(Protocol):
    """A notebook's process."""

    @property
    def ended(self) -> str:
        """Why the session can no longer be used; empty while it can."""

    @property
    def why(self) -> str:
        """The same as a sentence."""

    def run_cell(self, source: str, cell_id: str) -> CellRun:
        """Run a cell."""


class Engine(Protocol):
    """Opens sessions; see `autograder.grading.sessions.engine`."""

    def open_session(self, folder: Path) -> AbstractContextManager[Session]:
        """Open a session in a copy of the folder."""

    def functions(self, session: Session) -> StudentFunctions:
        """Return the functions that are defined in a session."""


@dataclass
class Impatient:
    """Does not call a function again that has run into its time limit.

    The parts of a check would otherwise wait for the same endless loop one after the other.
    """

    functions: StudentFunctions
    late: dict[str, Outcome] = field(default_factory=dict)

    def call(self, call: Call) -> Outcome:
        """Perform one call, or give the answer of the one that was late."""
        if call.name in self.late:
            return self.late[call.name]
        outcome = self.functions.call(call)
        if outcome.error is not None and outcome.error.kind == "timeout":
            self.late[call.name] = outcome
        return outcome


@dataclass
class Running:
    """A notebook whose planned cells have been run; a context manager.

    Attributes
    ----------
    deadline : no session is opened after this time, as `time.monotonic` counts.
    outputs : what the cells put out, by cell id.
    notes : which cells ended the process.
    """

    engine: Engine
    folder: Path
    plan: Plan
    lesson: str
    deadline: float = math.inf
    outputs: dict[str, tuple[dict[str, Any], ...]] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)
    _excluded: set[Step] = field(default_factory=set)
    _context: AbstractContextManager[Session] | None = None
    _session: Session | None = None
    _opened: int = 0

    def __enter__(self) -> Running:
        self._start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._close()

    @property
    def session(self) -> Session:
        """The open session.

        Raises
        ------
        RuntimeError
            Outside the `with` statement.
        """
        if self._session is None:
            raise RuntimeError("the notebook is not running: use it in a `with` statement")
        return self._session

    def functions(self) -> StudentFunctions:
        """Return the student's functions, in a new session if the last one was ended."""
        if self.session.ended and self._may_open():
            self._start()
        return Impatient(self.engine.functions(self.session))

    def show(self, step: Step) -> tuple[dict[str, Any], ...]:
        """Run one more cell and return its outputs."""
        return self._run(step)

    def _start(self) -> None:
        """Open a session and run the plan; a cell that ends the session is left out next time."""
        while True:
            self._close()
            self._context = self.engine.open_session(self.folder)
            self._session = self._context.__enter__()
            self._opened += 1
            culprit = self._run_plan()
            if culprit is None or not self._may_open():
                return
            self._excluded.add(culprit)

    def _may_open(self) -> bool:
        return self._opened < MAX_SESSIONS and time.monotonic() < self.deadline

    def _run_plan(self) -> Step | None:
        for step in self.plan.steps:
            if step in self._excluded:
                continue
            outputs = self._run(step)
            if step.shown:
                self.outputs[step.cell_id] = outputs
            if self.session.ended:
                text = f"The cell {step.cell_id!r} ended its process: {self.session.why}"
                self.notes.append(Note(f"{self.lesson}.ipynb", text))
                return step
        return None

    def _run(self, step: Step) -> tuple[dict[str, Any], ...]:
        return self.session.run_cell(step.source, cell_id=step.cell_id).outputs

    def _close(self) -> None:
        context, self._context, self._session = self._context, None, None
        if context is not None:
            context.__exit__(None, None, None)
