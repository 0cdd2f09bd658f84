"""The warm process: imports everything once and forks a child for each session."""

from __future__ import annotations

import gc
import importlib
import json
import os
import select
import shutil
import signal
import socket
import sys
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from ..sandbox import files, identity, layers, probe, system
from ..sandbox.enter import Guest, Plan
from ..sandbox.layers import Layer
from .child import run_child
from .limits import Limits
from .shell import CollectingShell, collect_streams, new_shell, rehearse

MAX_REQUEST = 2**16
_FIRST_DESCRIPTOR = 3
Message = dict[str, Any]


def run(config: Message) -> None:
    """Put up the walls that are common to all sessions, warm up and answer requests."""
    found = probe.probe(frozenset(config["without"]))
    _become_first_process(found, config["stage"])
    control = socket.socket(fileno=config["descriptor"])
    shell = warm_up(config["preload"])
    if config["rehearse"]:
        _rehearse(shell)
    # The collector leaves alone what is to be shared with the children.
    gc.collect()
    gc.freeze()
    proc = os.open("/proc", os.O_RDONLY | os.O_DIRECTORY)
    plan, found = _close_in(found, config)
    control.send(json.dumps({"layers": [asdict(layer) for layer in found]}).encode())
    Zygote(control, plan, proc).serve()


def _become_first_process(found: tuple[Layer, ...], stage: str) -> None:
    """Go on as the first process of a process namespace, with which everything ends."""
    active = probe.active_names(found)
    if layers.USER_NAMESPACE in active:
        identity.enter_user_namespace()
    if layers.PROCESSES not in active:
        if sys.platform.startswith("linux"):
            system.prctl(system.PR_SET_CHILD_SUBREAPER, 1)
        return
    system.unshare(system.CLONE_NEWPID)
    child = os.fork()
    if child:  # this process only waits, and cleans up where the grader was killed
        os.closerange(_FIRST_DESCRIPTOR, os.sysconf("SC_OPEN_MAX"))
        os.waitpid(child, 0)
        shutil.rmtree(Path(stage).parent, ignore_errors=True)
        os._exit(0)


def warm_up(modules: Iterable[str]) -> CollectingShell:
    """Import what notebooks use and make the shell."""
    for name in modules:
        importlib.import_module(name)
    return new_shell()


def _rehearse(shell: CollectingShell) -> None:
    streams = sys.stdout, sys.stderr
    collect_streams(shell.record)
    rehearse(shell)
    sys.stdout, sys.stderr = streams


def _close_in(found: tuple[Layer, ...], config: Message) -> tuple[Plan, tuple[Layer, ...]]:
    """Leave the machine's files behind, if it allows that."""
    visible, hidden = files.visible_paths(config["python"]), config["hidden"]
    if layers.MOUNTS in probe.active_names(found):
        system.unshare(system.CLONE_NEWNS)
        try:
            files.enter_private_root(config["stage"], visible, hidden)
        except OSError as error:
            found = tuple(_failed(layer, error) for layer in found)
    found = probe.settled(found, config["python"])
    plan = Plan(probe.active_names(found), *files.without_hidden(visible, hidden))
    return plan, found


def _failed(layer: Layer, error: OSError) -> Layer:
    if layer.name != layers.MOUNTS:
        return layer
    return Layer(layer.name, False, str(error), "run the grader as root, in a container")


@dataclass
class Zygote:
    """Forks sessions and buries them."""

    control: socket.socket
    plan: Plan
    # Descriptor of the machine's /proc, which has no name here any more.
    proc: int
    # Process number -> descriptor that tells of its end.
    living: dict[int, int] = field(default_factory=dict)
    ended: dict[int, int] = field(default_factory=dict)

    def serve(self) -> None:
        """Answer until the grader is gone; then nothing is left alive."""
        poll = select.poll()
        poll.register(self.control, select.POLLIN)
        while True:
            poll.poll(1000)
            self._bury()
            try:
                data, descriptors, _, _ = socket.recv_fds(
                    self.control, MAX_REQUEST, 2, socket.MSG_DONTWAIT
                )
            except BlockingIOError:
                continue
            if not data:
                break
            self._answer(json.loads(data), descriptors)
        self._end()

    def _answer(self, request: Message, descriptors: list[int]) -> None:
        what = request.pop("do")
        if what == "open":
            self._open(descriptors, **request)
        elif what == "status":
            self._say({"status": self.ended.pop(request["pid"], None)})
        else:
            # What sessions that ended left behind: children that are not sessions.
            self._say({"left": kill_children_but(set(self.living))})

    def _open(self, descriptors: list[int], limits: Message, home: str, user: int) -> None:
        connection, source = descriptors
        child = self._fork()
        if child == 0:
            run_child(connection, self.plan, Limits(**limits), Guest(source, self.proc, home, user))
        for descriptor in descriptors:
            os.close(descriptor)
        self.living[child] = os.pidfd_open(child)
        answer = json.dumps({"pid": child}).encode()
        socket.send_fds(self.control, [answer], [self.living[child]])

    def _fork(self) -> int:
        if layers.PROCESSES not in self.plan.active:
            return os.fork()
        way_back = os.open("self/ns/pid", os.O_RDONLY, dir_fd=self.proc)
        system.unshare(system.CLONE_NEWPID)
        child = os.fork()
        if child:
            system.setns(way_back, system.CLONE_NEWPID)
        os.close(way_back)
        return child

    def _bury(self) -> None:
        for child, descriptor in list(self.living.items()):
            number, status = os.waitpid(child, os.WNOHANG)
            if number:
                os.close(descriptor)
                del self.living[child]
                self.ended[child] = os.waitstatus_to_exitcode(status)

    def _say(self, answer: Message) -> None:
        self.control.send(json.dumps(answer).encode())

    def _end(self) -> None:
        for child in self.living:
            os.kill(child, signal.SIGKILL)
        kill_children_but(set())


def kill_children_but(spared: set[int], rounds: int = 200) -> int:
    """Kill this process's children, and in turn what that leaves to it; return what is left."""
    left = 0
    for _ in range(rounds):
        children = [child for child in _children() if child not in spared]
        left = len(children)
        if not left:
            break
        for child in children:
            os.kill(child, signal.SIGKILL)
        for child in children:
            os.waitpid(child, 0)
    return left


def _children() -> list[int]:
    own = os.getpid()
    found = []
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = entry.read_text().rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):  # it has just ended
            continue
        if int(fields[1]) == own:
            found.append(int(entry.parent.name))
    return found
