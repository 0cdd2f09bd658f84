"""The trusted functions that stand in for a student's own while a check is under way.

Their arguments come from the student's code and may be absurd. So they run in a process of
their own, with little memory and a deadline: at worst that process is lost, never the grader.
"""

from __future__ import annotations

import os
import resource
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Protocol

import numpy as np

from autograder.checks.compare import identical
from autograder.grading.worker.channel import Channel, Closed
from autograder.grading.worker.perform import describe
from autograder.grading.worker.plain import Keeper, from_plain, to_plain
from autograder.grading.worker.wire import WireError

START_SECONDS = 60.0
MEMORY_MB = 2048


@dataclass(frozen=True)
class Request:
    """A call of a given function, with the random state in which the student's code made it."""

    name: str
    arguments: tuple[Any, ...]
    keywords: dict[str, Any]
    state: tuple[Any, ...]


@dataclass(frozen=True)
class Reply:
    """What a given function did.

    Attributes
    ----------
    changed : the arguments that it changed in place, by position.
    state : the random state afterwards.
    error : name and message of what it raised, if anything.
    """

    value: Any = None
    changed: dict[int, Any] = field(default_factory=dict)
    state: Any = None
    error: tuple[str, str] | None = None


class GivenFunctions(Protocol):
    """Performs given functions."""

    def prepare(self) -> None:
        """Get ready, so that no call's time is spent on it."""

    def perform(self, request: Request, deadline: float) -> Reply:
        """Perform one call; TimeoutError if it is not done by then."""


@dataclass(frozen=True)
class InThisProcess:
    """Performs them here and now: for tests, and for arguments that can be trusted."""

    functions: Mapping[str, Callable[..., Any]]

    def prepare(self) -> None:
        """Do nothing: it is ready."""

    def perform(self, request: Request, deadline: float) -> Reply:  # noqa: ARG002
        """Perform one call; NumPy's own random state stays as it was."""
        before = np.random.get_state()
        np.random.set_state(request.state)
        try:
            return self._call(request)
        finally:
            np.random.set_state(before)

    def _call(self, request: Request) -> Reply:
        keeper = Keeper()
        arguments = from_plain(request.arguments, lambda handle: handle)
        try:
            # What NumPy thinks of a student's numbers is not for the grader's terminal.
            with np.errstate(all="ignore"):
                value = self.functions[request.name](*arguments, **request.keywords)
            plain = to_plain(value, keeper.put)
        except Exception as error:  # noqa: BLE001 - passed on to the student's code
            return Reply(error=(_builtin_name(error), describe(error, {}).message))
        changed = {
            position: after
            for position, (before, after) in enumerate(
                zip(request.arguments, arguments, strict=True)
            )
            if not identical(before, after)
        }
        state: Any = np.random.get_state()
        return Reply(plain, changed, tuple(state))


def _builtin_name(error: Exception) -> str:
    """Return the name of the nearest built-in kind of error: the worker knows no others."""
    kinds = type(error).__mro__
    return next(kind.__name__ for kind in kinds if kind.__module__ == "builtins")


@dataclass
class ReferenceProcess:
    """Performs an assignment's reference functions in a process of their own.

    Starts when first needed, and again if it was lost. A context manager; for one thread.
    """

    assignment: str
    process: subprocess.Popen[bytes] | None = None
    channel: Channel | None = None

    def __enter__(self) -> ReferenceProcess:
        """Return itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the process."""
        self.close()

    def close(self) -> None:
        """End the process, if there is one."""
        if self.channel is not None:
            self.channel.socket.close()
        if self.process is not None:
            self.process.kill()
            self.process.wait()
        self.channel = self.process = None

    def prepare(self) -> None:
        """Start the process, if it does not run."""
        if self.channel is None:
            self._start()

    def perform(self, request: Request, deadline: float) -> Reply:
        """Perform one call; TimeoutError if it is not done by then."""
        channel = self.channel or self._start()
        try:
            channel.send(list(vars(request).values()), deadline)
            return Reply(*channel.receive(deadline))
        except TimeoutError:
            self.close()
            raise
        except WireError as error:
            return Reply(error=("ValueError", str(error)))
        except Closed:
            self.close()
            return Reply(error=("MemoryError", f"{request.name} was called with too much data"))

    def _start(self) -> Channel:
        ours, theirs = socket.socketpair()
        command = [sys.executable, "-m", __name__, str(theirs.fileno()), self.assignment]
        environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
        self.process = subprocess.Popen(
            command, pass_fds=(theirs.fileno(),), env=environment, stdin=subprocess.DEVNULL
        )
        theirs.close()
        self.channel = Channel(ours)
        self.channel.receive(time.monotonic() + START_SECONDS)
        return self.channel


def main() -> None:
    """Serve one grader with the reference functions of an assignment."""
    from autograder.checks.catalogue import reference_functions

    channel = Channel(socket.socket(fileno=int(sys.argv[1])))
    given = InThisProcess(reference_functions(sys.argv[2]))
    if sys.platform != "darwin":
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_MB * 2**20, hard))
    channel.send("ready")
    while True:
        try:
            message = channel.receive()
        except Closed:
            return
        channel.send(list(vars(given.perform(Request(*message), 0.0)).values()))


if __name__ == "__main__":
    main()
