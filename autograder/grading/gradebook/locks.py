"""Keep two graders from grading the same submission at the same time."""

from __future__ import annotations

import hashlib
import os
import sys
from pathlib import Path
from types import TracebackType

if sys.platform != "win32":
    import fcntl

_SPAN = 2**30


class SubmissionLocks:
    """Locks by student, held by this process until they are released or it ends.

    One byte of one file stands for a student, so that nothing is left behind in the students'
    folders, and the system gives a lock back when its process is killed.
    """

    def __init__(self, folder: Path, assignment: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f".{assignment}.lock"
        self._descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)

    def __enter__(self) -> SubmissionLocks:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        os.close(self._descriptor)

    def acquire(self, student: str, *, wait: bool = False) -> bool:
        """Take a student's lock; tell whether it was free (always True where `wait` is set)."""
        if sys.platform == "win32":
            return True
        mode = fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB
        try:
            fcntl.lockf(self._descriptor, mode, 1, _place(student))
        except BlockingIOError:
            return False
        return True

    def release(self, student: str) -> None:
        """Give a student's lock back."""
        if sys.platform != "win32":
            fcntl.lockf(self._descriptor, fcntl.LOCK_UN, 1, _place(student))


def _place(student: str) -> int:
    return int.from_bytes(hashlib.sha256(student.encode()).digest()[:4], "big") % _SPAN
