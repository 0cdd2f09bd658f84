"""A time limit that interrupts the student's code, and leaves the worker's own alone."""

from __future__ import annotations

import contextlib
import signal
from collections.abc import Iterator
from dataclasses import dataclass
from types import FrameType

AGAIN_SECONDS = 0.5


class TimeLimit(BaseException):
    """The student's code took too long. Not an Exception: `except Exception` must not catch it."""


@dataclass
class Alarm:
    """Raises `TimeLimit` in the main thread when the time is up.

    What counts is processor time, so that a busy machine changes no verdict; and the clock, more
    patiently, for code that sleeps or waits.

    Attributes
    ----------
    patience : how many times the processor time may pass by the clock.
    running : the student's code is running and may be interrupted.
    held : the worker is doing something of its own: the next ring will do.
    """

    patience: float = 1.0
    running: bool = False
    held: bool = False

    @contextlib.contextmanager
    def limit(self, seconds: float) -> Iterator[None]:
        """Interrupt the enclosed code when its `seconds` are used up, and again and again."""
        signal.signal(signal.SIGPROF, self._ring)
        signal.signal(signal.SIGALRM, self._ring)
        self.held, self.running = False, True
        signal.setitimer(signal.ITIMER_PROF, seconds, AGAIN_SECONDS)
        signal.setitimer(signal.ITIMER_REAL, seconds * self.patience, AGAIN_SECONDS)
        try:
            yield
        finally:
            self.running = False
            signal.setitimer(signal.ITIMER_PROF, 0)
            signal.setitimer(signal.ITIMER_REAL, 0)

    @contextlib.contextmanager
    def hold(self) -> Iterator[None]:
        """Let nothing interrupt the enclosed code."""
        before, self.held = self.held, True
        try:
            yield
        finally:
            self.held = before

    def _ring(self, _number: int, _frame: FrameType | None) -> None:
        if self.running and not self.held:
            raise TimeLimit
