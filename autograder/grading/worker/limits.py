"""What one session of a student's code may use."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Limits:
    """Bounds of one session.

    Attributes
    ----------
    cell_seconds, call_seconds : processor time after which a cell or a call is interrupted, and
        the session lives on; code that ignores that is killed `grace_seconds` later.
    patience : how many times as long a cell or a call may take by the clock, since it may sleep,
        or share the processor with others.
    total_seconds : by the clock; after this the session is killed.
    memory_mb : memory above what the warm process has.
    processes : processes and threads at a time.
    file_mb : the largest file; the work folder and the temporary folder hold twice this each.
    output_kb : outputs kept for one cell; the rest is dropped and a notice says so.
    callbacks : calls of given functions during one call.
    """

    cell_seconds: float = 30.0
    call_seconds: float = 10.0
    grace_seconds: float = 5.0
    patience: float = 3.0
    total_seconds: float = 180.0
    memory_mb: int = 1024
    processes: int = 64
    file_mb: int = 50
    output_kb: int = 1000
    callbacks: int = 100_000

    def as_dict(self) -> dict[str, Any]:
        """Return the limits as plain data, for the wire."""
        return asdict(self)
