"""Watch all of a session's processes together, from outside.

The limits within a session bound the memory of each process alone, and where the grader is root
and cannot change users, not the number of processes; these bound their sum.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from autograder.grading.sessions.session import Session

INTERVAL_SECONDS = 0.25
_PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass
class MemoryWatch:
    """A thread that kills sessions whose processes together hold too much.

    Attributes
    ----------
    allowance_mb : what a session holds before the student's code runs.
    """

    sessions: Callable[[], Iterable[Session]]
    allowance_mb: int = 300
    stop: threading.Event = field(default_factory=threading.Event)

    def start(self) -> None:
        """Start watching."""
        threading.Thread(target=self._run, name="memory watch", daemon=True).start()

    def _run(self) -> None:
        while not self.stop.wait(INTERVAL_SECONDS):
            sessions = list(self.sessions())
            families = descendants([session.child.pid for session in sessions])
            for session in sessions:
                session.child.notice()
                self._check(session, families[session.child.pid])

    def _check(self, session: Session, family: list[int]) -> None:
        limits = session.limits
        if len(family) > 2 * limits.processes:
            session.overdrawn = f"it started more than {limits.processes} processes"
        elif used_more_than(family, (limits.memory_mb + self.allowance_mb) * 2**20):
            session.overdrawn = f"it used more than {limits.memory_mb} MB of memory"
        if session.overdrawn:
            session.child.kill()


def descendants(roots: Iterable[int]) -> dict[int, list[int]]:
    """Return, for each process number, itself and all below it."""
    children: dict[int, list[int]] = {}
    for process, parent in _parents():
        children.setdefault(parent, []).append(process)
    return {root: _family(root, children) for root in roots}


def _parents() -> Iterator[tuple[int, int]]:
    """Yield each process's number with its parent's."""
    if not Path("/proc/self/stat").exists():
        for process in psutil.process_iter(["pid", "ppid"]):
            yield process.info["pid"], process.info["ppid"]
        return
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            yield int(entry.parent.name), int(entry.read_text().rpartition(")")[2].split()[1])
        except (FileNotFoundError, ProcessLookupError):  # it has just ended
            continue


def _family(root: int, children: dict[int, list[int]]) -> list[int]:
    family = [root]
    for member in family:
        family += children.get(member, [])
    return family


def used_more_than(processes: list[int], limit: int) -> bool:
    """Say whether processes together hold more than `limit` bytes, pages in common once."""
    quick = sum(_resident(process) for process in processes)
    if quick <= limit:
        return False
    return sum(_proportional(process) for process in processes) > limit


def _resident(process: int) -> int:
    try:
        fields = Path(f"/proc/{process}/statm").read_text().split()
        return (int(fields[1]) - int(fields[2])) * _PAGE if fields else 0
    except (FileNotFoundError, ProcessLookupError):
        return 0 if Path("/proc/self").exists() else _portable(process)


def _portable(process: int) -> int:
    try:
        return int(psutil.Process(process).memory_info().rss)
    except psutil.Error:
        return 0


def _proportional(process: int) -> int:
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except (FileNotFoundError, ProcessLookupError, PermissionError):
        return _resident(process)
    sizes = (line.split()[1] for line in lines if line.startswith(("Pss_Anon:", "Pss_Shmem:")))
    return 1024 * sum(map(int, sizes))
