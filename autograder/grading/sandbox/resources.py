"""Resource limits: the layer that every system has."""

from __future__ import annotations

import os
import resource
import sys
from pathlib import Path

from ..worker.limits import Limits

MEGABYTE = 2**20
OPEN_FILES = 256
STACK_MB = 8
GUESS = 1024 * MEGABYTE


def apply(limits: Limits, *, counted_apart: bool, held: int) -> None:
    """Bound this process and its children.

    Parameters
    ----------
    held : bytes of address space that the process has already.
    counted_apart : the process has a user, or a user namespace, of its own. Otherwise all of
        the user's processes count, and the limit is set above those that there are.
    """
    # Processor time: whoever outruns the wall clock has several threads, or has got away.
    seconds = int(2 * limits.total_seconds) + 5
    processes = limits.processes + (0 if counted_apart else _processes_of_user())
    memory = held + limits.memory_mb * MEGABYTE
    bounds = {
        "RLIMIT_CORE": 0,
        "RLIMIT_CPU": seconds,
        "RLIMIT_FSIZE": limits.file_mb * MEGABYTE,
        "RLIMIT_NOFILE": OPEN_FILES,
        "RLIMIT_NPROC": processes,
        "RLIMIT_STACK": STACK_MB * MEGABYTE,
        "RLIMIT_MSGQUEUE": 0,
    }
    if sys.platform != "darwin":  # macOS ignores or refuses them: the grader watches instead
        bounds |= {"RLIMIT_AS": memory, "RLIMIT_DATA": memory, "RLIMIT_MEMLOCK": 0}
    for name, value in bounds.items():
        if hasattr(resource, name):
            _lower(getattr(resource, name), value)


def _lower(which: int, value: int) -> None:
    """Set a limit, never above the hard limit that is there."""
    _, hard = resource.getrlimit(which)
    value = value if hard == resource.RLIM_INFINITY else min(value, hard)
    resource.setrlimit(which, (value, value))


def address_space(proc: int | None) -> int:
    """Return this process's address space in bytes; a guess where there is no /proc.

    Parameters
    ----------
    proc : descriptor of /proc, None if there is none.
    """
    if proc is None:
        return GUESS
    with os.fdopen(os.open("self/statm", os.O_RDONLY, dir_fd=proc)) as statm:
        return int(statm.read().split()[0]) * resource.getpagesize()


def _processes_of_user() -> int:
    """Count the threads that the present user runs (a generous guess where there is no /proc)."""
    own, count = os.getuid(), 0
    for tasks in Path("/proc").glob("[0-9]*/task"):
        try:
            if tasks.stat().st_uid == own:
                count += len(list(tasks.iterdir()))
        except OSError:  # it has just ended
            continue
    return count or 1000
