"""A forked child on its way to being a session: behind the walls, and ready to serve."""

from __future__ import annotations

import fcntl
import os
import random
import signal
import socket
import sys

import numpy as np

from ..sandbox import files
from ..sandbox.enter import Guest, Plan, enter
from .channel import Channel
from .limits import Limits
from .serve import Server
from .shell import CollectingShell, collect_streams

SESSION_DESCRIPTOR = 3
_OUT_OF_THE_WAY = 64


def run_child(connection: int, plan: Plan, limits: Limits, guest: Guest) -> None:
    """Become a session; never return."""
    code = 1
    try:
        run_session(connection, plan, limits, guest)
        code = 0
    finally:
        os._exit(code)


def run_session(connection: int, plan: Plan, limits: Limits, guest: Guest) -> None:
    """Enter the sandbox and serve the checker."""
    channel, guest = _keep_only(connection, guest)
    try:
        home, temporary = enter(plan, limits, guest)
        _settle(home, temporary)
    except files.TooLarge as error:
        channel.send(["refused", str(error)])
        return
    except OSError as error:
        channel.send(["broken", str(error)])
        return
    shell = CollectingShell.instance()
    shell.record.limit = 1000 * limits.output_kb
    collect_streams(shell.record)
    channel.send(["ready", home])
    Server(channel, shell, limits).serve()


def _keep_only(connection: int, guest: Guest) -> tuple[Channel, Guest]:
    """Close every descriptor but those needed; standard streams lead nowhere."""
    needed = [connection, guest.source, *([] if guest.proc is None else [guest.proc])]
    nowhere = os.open(os.devnull, os.O_RDWR)
    # First out of the way, then into place: old and new numbers may overlap.
    high = [fcntl.fcntl(descriptor, fcntl.F_DUPFD, _OUT_OF_THE_WAY) for descriptor in needed]
    for standard in range(3):
        os.dup2(nowhere, standard)
    kept = [os.dup2(descriptor, SESSION_DESCRIPTOR + i) for i, descriptor in enumerate(high)]
    os.closerange(SESSION_DESCRIPTOR + len(kept), os.sysconf("SC_OPEN_MAX"))
    proc = None if guest.proc is None else kept[2]
    channel = Channel(socket.socket(fileno=kept[0]))
    return channel, Guest(kept[1], proc, guest.home, guest.user)


def _settle(home: str, temporary: str) -> None:
    """Make the work folder the place where imports and files are looked for."""
    os.chdir(home)
    os.environ.update(
        HOME=home, TMPDIR=temporary, MPLCONFIGDIR=temporary, IPYTHONDIR=temporary, USER="student"
    )
    sys.path.insert(0, "")
    sys.stdin = open(os.devnull)  # noqa: PTH123, SIM115 - open as long as the process lives
    # The same start each time, so that a regrade gives the same scores.
    random.seed(0)
    np.random.seed(0)
    signal.signal(signal.SIGINT, signal.default_int_handler)
