"""Watch all of a session's processes together, from outside.

The limits within a session bound the memory of each process alone, and where the grader is root
and cannot change users, not the number of processes; these bound their sum. And they end code
that does not let itself be interrupted when its processor time is used up.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from autograder.grading.sessions.session import Session

INTERVAL_SECONDS = 0.25
_PAGE = os.sysconf("SC_PAGE_SIZE")
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Seen:
    """A process at one moment: its parent, and the processor time that it has used, in seconds."""

    parent: int
    cpu: float


@dataclass
class Watch:
    """A thread that kills sessions whose processes together use too much.

    Attributes
    ----------
    allowance_mb : what a session holds before the student's code runs.
    begun : by session, the request that was under way and the processor time used before it.
    """

    sessions: Callable[[], Iterable[Session]]
    allowance_mb: int = 300
    stop: threading.Event = field(default_factory=threading.Event)
    begun: dict[int, tuple[int, float]] = field(default_factory=dict)

    def start(self) -> None:
        """Start watching."""
        threading.Thread(target=self._run, name="watch", daemon=True).start()

    def _run(self) -> None:
        while not self.stop.wait(INTERVAL_SECONDS):
            sessions = list(self.sessions())
            seen = processes()
            families = descendants([session.child.pid for session in sessions], seen)
            self.begun = {pid: one for pid, one in self.begun.items() if pid in families}
            for session in sessions:
                session.child.notice()
                family = families[session.child.pid]
                self._check_sizes(session, family)
                self._check_time(session, sum(seen[one].cpu for one in family if one in seen))

    def _check_sizes(self, session: Session, family: list[int]) -> None:
        limits = session.limits
        if len(family) > 2 * limits.processes:
            session.overdrawn = f"it started more than {limits.processes} processes"
        elif used_more_than(family, (limits.memory_mb + self.allowance_mb) * 2**20):
            session.overdrawn = f"it used more than {limits.memory_mb} MB of memory"
        if session.overdrawn:
            session.child.kill()

    def _check_time(self, session: Session, used: float) -> None:
        """Kill a session whose request has used more than it was granted."""
        number, before = self.begun.get(session.child.pid, (-1, 0.0))
        if number != session.number or used < before:  # or processes have ended since
            self.begun[session.child.pid] = session.number, used
        elif used - before > session.granted:
            session.overdue = True
            session.child.kill()


def processes() -> dict[int, Seen]:
    """Return all processes of this system by number."""
    if not Path("/proc/self/stat").exists():
        return dict(_portable_processes())
    found = {}
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = entry.read_text().rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):  # it has just ended
            continue
        found[int(entry.parent.name)] = Seen(
            int(fields[1]), (int(fields[11]) + int(fields[12])) / _TICKS
        )
    return found


def _portable_processes() -> Iterator[tuple[int, Seen]]:
    for process in psutil.process_iter(["pid", "ppid", "cpu_times"]):
        times = process.info["cpu_times"]  # None: no business of ours
        cpu = times.user + times.system if times else 0.0
        yield process.info["pid"], Seen(process.info["ppid"], cpu)


def descendants(roots: Iterable[int], seen: Mapping[int, Seen]) -> dict[int, list[int]]:
    """Return, for each process number, itself and all below it."""
    children: dict[int, list[int]] = {}
    for number, process in seen.items():
        children.setdefault(process.parent, []).append(number)
    return {root: _family(root, children) for root in roots}


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
