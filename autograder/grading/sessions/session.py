"""One student's worker, as the checker sees it: cells to run, functions to call, and its end."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType
from typing import Any

import numpy as np

from autograder.grading.errors import GraderError
from autograder.grading.sessions.given import GivenFunctions, Request
from autograder.grading.sessions.processes import Child
from autograder.grading.sessions.replies import (
    demand,
    read_error,
    read_outcome,
    read_outputs,
    read_random_state,
)
from autograder.grading.worker.channel import Channel, Closed
from autograder.grading.worker.limits import Limits
from autograder.grading.worker.perform import Call, CallError, Outcome
from autograder.grading.worker.wire import Frame, WireError, encode

Answer = Callable[[list[Any], float], list[Any]]
_LATE = "it did not stop when its time was up"


@dataclass(frozen=True)
class CellResult:
    """What came of a cell.

    Attributes
    ----------
    outputs : valid notebook outputs.
    error : None if the cell ran to its end.
    execution_count : the number that the cell got, if it ran.
    """

    outputs: tuple[dict[str, Any], ...] = ()
    error: CallError | None = None
    execution_count: int | None = None


@dataclass
class Session:
    """A student's worker. A context manager; for one thread.

    Attributes
    ----------
    ended : "" while the worker is usable; then timeout, died or forged.
    why : a sentence about how it ended.
    overdrawn : what it used too much of, said by who killed it for that.
    granted : processor time, in seconds, for the request that is under way.
    overdue : it was killed since it used more.
    """

    channel: Channel
    child: Child
    limits: Limits
    forget: Callable[[Session], None]
    deadline: float = 0.0
    ended: str = ""
    why: str = ""
    overdrawn: str = ""
    granted: float = math.inf
    overdue: bool = False
    number: int = 0

    def __post_init__(self) -> None:
        self.deadline = time.monotonic() + self.limits.total_seconds

    def __enter__(self) -> Session:
        """Return itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the worker and all that it started."""
        self.close()

    def close(self) -> None:
        """End the worker and all that it started; nothing of it is alive afterwards."""
        self._finish("closed", "the session was closed")

    def run_cell(self, source: str, cell_id: str = "", seconds: float | None = None) -> CellResult:
        """Run a cell of the student's notebook.

        Parameters
        ----------
        cell_id : names the cell in what is said about it.
        seconds : time limit, `limits.cell_seconds` by default.
        """
        limit = self.limits.cell_seconds if seconds is None else seconds
        text = np.frombuffer(source.encode("utf-8", "replace"), np.uint8)
        try:
            parts = self._exchange("cell", [text, cell_id, limit], limit, _nothing_is_given)
            demand(len(parts) == 3 and type(parts[2]) is int, "cell")
            outputs = read_outputs(parts[0], self.limits.output_kb)
            return CellResult(outputs, read_error(parts[1]), parts[2])
        except WireError as error:
            self._finish("forged", f"{error}")
        except _Ended:
            pass
        return CellResult(error=self._error())

    def call(self, call: Call, given: GivenFunctions | None = None) -> Outcome:
        """Call a function of the student's; `given` performs those that `call.given` names."""
        if given is not None and call.given:
            given.prepare()
        answer = _nothing_is_given if given is None else self._answers(call, given)
        limit = self.limits.call_seconds
        try:
            return read_outcome(self._exchange("call", [vars(call), limit], limit, answer))
        except WireError as error:
            self._finish("forged", f"{error}")
        except _Ended:
            pass
        return Outcome(error=self._error())

    def _error(self) -> CallError:
        kind = "died" if self.ended == "closed" else self.ended
        return CallError(kind, message=self.why)

    def _exchange(self, kind: str, parts: list[Any], seconds: float, answer: Answer) -> list[Any]:
        if self.ended:
            raise _Ended
        self.number += 1
        patience, grace = self.limits.patience, self.limits.grace_seconds
        deadline = min(time.monotonic() + seconds * patience + grace, self.deadline)
        request = _encoded([kind, self.number, *parts])
        self.granted = seconds + grace
        try:
            return self._converse(request, kind, deadline, answer)
        except TimeoutError:
            self._finish("timeout", _LATE)
        except Closed:
            self._finish(*("timeout", _LATE) if self.overdue else ("died", self._cause()))
        finally:
            self.granted = math.inf
        raise _Ended

    def _converse(self, request: Frame, kind: str, deadline: float, answer: Answer) -> list[Any]:
        self.channel.send_frame(request, deadline)
        while True:
            message = self.channel.receive(deadline)
            demand(isinstance(message, list) and len(message) > 2, "message")
            demand(type(message[0]) is str and type(message[1]) is int, "message")
            demand(message[1] == self.number, "number")
            if message[0] == kind:
                return message[2:]
            demand(message[0] == "given", "kind")
            reply = ["given", self.number, *answer(message[2:], deadline)]
            self.channel.send_frame(_encoded(reply), deadline)

    def _answers(self, call: Call, given: GivenFunctions) -> Answer:
        """Return what performs the functions given for this call, and no others."""
        names = set(call.given) - {call.name}
        left = self.limits.callbacks

        def answer(parts: list[Any], deadline: float) -> list[Any]:
            nonlocal left
            left -= 1
            demand(left >= 0, "too many calls of given functions")
            reply = given.perform(_request(parts, names), deadline)
            return list(vars(reply).values())

        return answer

    def _cause(self) -> str:
        if self.overdrawn:
            return self.overdrawn
        if time.monotonic() > self.deadline:
            return "the session's time was up"
        return self.child.how_it_ended()

    def _finish(self, ended: str, why: str) -> None:
        if not self.ended:
            self.ended, self.why = ended, why
            self.child.end()  # before it can notice the end of the connection and slip away
            self.channel.socket.close()
            self.forget(self)


class _Ended(Exception):
    """The session is over; `Session.ended` says how."""


def _encoded(message: list[Any]) -> Frame:
    try:
        return encode(message)
    except WireError as error:
        raise GraderError(f"a request cannot be sent to the worker: {error}") from error


def _nothing_is_given(_parts: list[Any], _deadline: float) -> list[Any]:
    raise WireError("a given function was called though none was given")


def _request(parts: list[Any], names: set[str]) -> Request:
    demand(len(parts) == 4, "length")
    name, arguments, keywords, state = parts
    demand(type(name) is str and name in names, "name of a given function")
    demand(type(arguments) is tuple and type(keywords) is dict, "arguments")
    demand(all(type(key) is str for key in keywords), "arguments")
    return Request(name, arguments, keywords, read_random_state(state))
