"""Workers as processes: how to end one with all that it started."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import psutil

from autograder.grading.errors import GraderError

END_SECONDS = 20.0
CLOSING_SECONDS = 1.0
"""How long a process may take to end after its connection, and still have ended by itself."""


class Child(Protocol):
    """A worker's first process."""

    @property
    def pid(self) -> int:
        """Its number, as the grader sees it."""

    def notice(self) -> None:
        """Take note, from time to time, of what it has started."""

    def kill(self) -> None:
        """Kill it at once; can be called from any thread, any number of times."""

    def end(self) -> None:
        """Kill it with all that it started and wait until that is done."""

    def how_it_ended(self) -> str:
        """Say how it ended, after it has."""


@dataclass
class ForkedChild:
    """A child of the warm process, known by a descriptor that cannot mean another process.

    Attributes
    ----------
    number : its number, as the grader sees it.
    status : asks the warm process for the exit status; None if it does not know.
    sweep : has the warm process kill what the child left behind.
    """

    descriptor: int
    number: int
    status: Callable[[], int | None]
    sweep: Callable[[], None]

    @property
    def pid(self) -> int:
        """The process's number."""
        return self.number

    def notice(self) -> None:
        """Do nothing: the warm process knows."""

    def kill(self) -> None:
        """Kill it at once."""
        try:
            signal.pidfd_send_signal(self.descriptor, signal.SIGKILL)
        except ProcessLookupError:
            return

    def end(self) -> None:
        """Kill it with all that it started."""
        self.kill()
        self._wait()
        self.sweep()

    def how_it_ended(self) -> str:
        """Say how it ended; it may live on without its connection."""
        return describe_status(self.status() if self._ends_within(CLOSING_SECONDS) else None)

    def _wait(self) -> None:
        if not self._ends_within(END_SECONDS):
            raise GraderError(f"process {self.pid} could not be killed")

    def _ends_within(self, seconds: float) -> bool:
        poll = select.poll()
        poll.register(self.descriptor, select.POLLIN)
        return bool(poll.poll(seconds * 1000))


@dataclass
class SpawnedChild:
    """An interpreter of its own, the first of its process group.

    Attributes
    ----------
    noticed : what was seen to have been started by it: once orphaned, it could not be found.
    """

    process: subprocess.Popen[bytes]
    noticed: set[psutil.Process] = field(default_factory=set)

    @property
    def pid(self) -> int:
        """The process's number."""
        return self.process.pid

    def notice(self) -> None:
        """Take note of what it has started."""
        try:
            self.noticed |= set(psutil.Process(self.pid).children(recursive=True))
        except psutil.NoSuchProcess:
            return

    def kill(self) -> None:
        """Kill it at once, and what was noticed to have been started by it."""
        self.notice()
        # Nobody is left in the group; macOS says PermissionError of a group of dead processes.
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.pid, signal.SIGKILL)
        for process in set(self.noticed):
            _kill(process)

    def end(self) -> None:
        """Kill it with all that it started."""
        self.kill()
        self.process.wait(END_SECONDS)

    def how_it_ended(self) -> str:
        """Say how it ended."""
        try:
            return describe_status(self.process.wait(CLOSING_SECONDS))
        except subprocess.TimeoutExpired:
            return describe_status(None)


def _kill(process: psutil.Process) -> None:
    try:
        process.kill()
    except psutil.NoSuchProcess:
        return


def describe_status(status: int | None) -> str:
    """Say in words what an exit status means."""
    if status is None:
        return "it closed its connection to the grader"
    if status >= 0:
        return f"it ended itself with exit code {status}"
    name = signal.strsignal(-status) or f"signal {-status}"
    return f"it was ended by the system ({name})"


def outer_number(descriptor: int) -> int:
    """Return the number, in this process's view, of the process behind a pidfd."""
    for line in Path(f"/proc/self/fdinfo/{descriptor}").read_text().splitlines():
        if line.startswith("Pid:"):
            return int(line.split()[1])
    raise GraderError("the kernel does not say which process a descriptor means")
