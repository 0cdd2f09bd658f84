"""What a submission may leave behind outside its own walls, and must not."""

import tempfile
import time
from pathlib import Path

import psutil

MARK = "hostile-was-here"
"""What cases call the files that they write and the processes that they leave."""
PLACES = ("/tmp", "/var/tmp", "/dev/shm", "/run", str(Path.home()), tempfile.gettempdir())
PATIENCE = 10.0


def nothing_left() -> bool:
    """Tell whether nothing is left; a process that was killed may take a moment to go."""
    deadline = time.monotonic() + PATIENCE
    while left_behind() and time.monotonic() < deadline:
        time.sleep(0.1)
    return not left_behind()


def left_behind() -> list[str]:
    """Return the files and processes that were left behind."""
    files = [str(Path(place, MARK)) for place in PLACES if Path(place, MARK).exists()]
    return files + [command for command in _commands() if MARK in command and "sleep" in command]


def _commands() -> list[str]:
    commands = []
    for process in psutil.process_iter():
        try:
            commands.append(" ".join(process.cmdline()))
        except psutil.Error:  # it has just ended
            continue
    return commands
