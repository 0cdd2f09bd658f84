"""Start workers: forked from a warm process, or each in an interpreter of its own."""

from __future__ import annotations

import importlib.util
import itertools
import json
import os
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from autograder.grading.errors import GraderError
from autograder.grading.sandbox import layers, macos
from autograder.grading.sandbox.identity import FIRST_USER
from autograder.grading.sandbox.layers import Layer
from autograder.grading.sessions.processes import Child, ForkedChild, SpawnedChild, outer_number
from autograder.grading.worker import start
from autograder.grading.worker.limits import Limits

START_SECONDS = 120.0
ANSWER_SECONDS = 60.0
_MODULES = ("numpy", "msgpack", "IPython", "matplotlib", "matplotlib_inline", "sklearn")


@dataclass(frozen=True)
class Settings:
    """How workers are started.

    Attributes
    ----------
    stage : a folder of this grader's own.
    preload : modules to import once, before any session.
    without : layers not to use.
    hidden : folders that students' code must not see, even below a visible one.
    rehearse : run a few cells before the first session, which makes the sessions' own faster.
    """

    stage: Path
    preload: tuple[str, ...]
    without: frozenset[str]
    hidden: tuple[Path, ...]
    rehearse: bool = True

    def configuration(self, mode: str, **more: Any) -> str:
        """Return what the worker is told when it starts."""
        paths = library_folders()
        python = [sys.base_prefix, sys.prefix, *paths, str(Path(sys.executable).resolve().parent)]
        package = Path(__file__).resolve().parents[2]
        return json.dumps(
            {
                "mode": mode,
                "paths": paths,
                "python": sorted(set(python), key=len),
                "preload": list(self.preload),
                "without": sorted(self.without),
                "rehearse": self.rehearse,
                "hidden": [str(path) for path in (package, *self.hidden)],
                **more,
            }
        )

    def command(self, configuration: str) -> list[str]:
        """Return the command of a worker: a clean interpreter, no site, nothing compiled."""
        return [sys.executable, "-s", "-S", "-P", "-B", start.__file__, configuration]

    def environment(self) -> dict[str, str]:
        """Return a worker's whole environment."""
        return {
            "PATH": "/usr/local/bin:/usr/bin:/bin",
            # Matplotlib keeps its list of fonts there, which takes long to make.
            "HOME": os.environ.get("HOME", "/"),
            "LANG": "C.UTF-8",
            "IPYTHONDIR": str(self.stage / "settings"),
            "PYTHONHASHSEED": "0",
            "OPENBLAS_NUM_THREADS": "1",
            "OMP_NUM_THREADS": "1",
            "MALLOC_ARENA_MAX": "2",
        }


def library_folders() -> list[str]:
    """Return the folders that the worker's libraries are imported from."""
    specs = [importlib.util.find_spec(name) for name in _MODULES]
    folders = [Path(spec.origin).parent.parent for spec in specs if spec and spec.origin]
    return [str(folder) for folder in dict.fromkeys(folders)]


class Launcher(Protocol):
    """Starts workers."""

    layers: tuple[Layer, ...]

    def open(self, connection: socket.socket, source: Path, home: str, limits: Limits) -> Child:
        """Start a worker that serves `connection`, with a copy of the folder `source`."""

    def close(self) -> None:
        """End everything."""


@dataclass
class ForkLauncher:
    """Has a warm process fork workers."""

    settings: Settings
    process: subprocess.Popen[bytes] = field(init=False)
    control: socket.socket = field(init=False)
    layers: tuple[Layer, ...] = field(init=False)
    lock: threading.Lock = field(default_factory=threading.Lock)
    opened: Iterator[int] = field(default_factory=itertools.count)

    def __post_init__(self) -> None:
        self.control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        configuration = self.settings.configuration(
            "zygote", descriptor=theirs.fileno(), stage=str(self.settings.stage / "root")
        )
        with (self.settings.stage / "log").open("wb") as log:
            self.process = subprocess.Popen(
                self.settings.command(configuration),
                pass_fds=(theirs.fileno(),),
                env=self.settings.environment(),
                cwd="/",
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=log,
            )
        theirs.close()
        self.control.settimeout(START_SECONDS)
        try:
            answer, _ = self._receive()
        except BaseException:  # an interruption too must leave nothing behind
            self.control.close()
            self.process.kill()
            self.process.wait()
            raise
        self.layers = tuple(Layer(**layer) for layer in answer["layers"])
        self.control.settimeout(ANSWER_SECONDS)

    def open(self, connection: socket.socket, source: Path, home: str, limits: Limits) -> Child:
        """Have a worker forked."""
        folder = os.open(source, os.O_RDONLY | os.O_DIRECTORY)
        try:
            answer, descriptors = self._ask(
                [connection.fileno(), folder],
                do="open", limits=limits.as_dict(), home=home, user=self._user(),
            )  # fmt: skip
        finally:
            os.close(folder)
        number = answer["pid"]
        return ForkedChild(
            descriptors[0],
            outer_number(descriptors[0]),
            lambda: self._ask([], do="status", pid=number)[0]["status"],
            self._sweep,
        )

    def _user(self) -> int:
        """Return a user number that no other session of this machine is likely to have."""
        return FIRST_USER + os.getpid() % 2**18 * 64 + next(self.opened) % 64

    def _sweep(self) -> None:
        if any(layer.active for layer in self.layers if layer.name == layers.PROCESSES):
            return  # a namespace's first process takes all others with it
        self._ask([], do="sweep")

    def _ask(self, descriptors: list[int], **request: Any) -> tuple[dict[str, Any], list[int]]:
        with self.lock:
            try:
                socket.send_fds(self.control, [json.dumps(request).encode()], descriptors)
            except OSError as error:
                raise self._lost() from error
            return self._receive()

    def _receive(self) -> tuple[dict[str, Any], list[int]]:
        try:
            data, descriptors, _, _ = socket.recv_fds(self.control, 2**20, 1)
        except OSError as error:
            raise self._lost() from error
        if not data:
            raise self._lost()
        return json.loads(data), descriptors

    def _lost(self) -> GraderError:
        log = (self.settings.stage / "log").read_text(errors="replace").strip()
        said = log.splitlines()[-1] if log else "it said nothing"
        return GraderError(f"the warm process of the workers is gone: {said}")

    def close(self) -> None:
        """Let the warm process end, which ends all sessions."""
        self.control.close()
        try:
            self.process.wait(ANSWER_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


@dataclass
class SpawnLauncher:
    """Starts an interpreter for each worker: slower, and safe where forking is not."""

    settings: Settings
    layers: tuple[Layer, ...] = field(init=False)

    def __post_init__(self) -> None:
        command = self.settings.command(self.settings.configuration("report"))
        done = subprocess.run(
            command, env=self._environment(self._prepared), capture_output=True, check=False
        )
        if done.returncode:
            raise GraderError(f"a worker cannot start: {done.stderr.decode()[-500:]}")
        self.layers = tuple(Layer(**layer) for layer in json.loads(done.stdout))

    @property
    def _prepared(self) -> Path:
        """The folder of settings, such as the list of fonts, that each session gets a copy of."""
        return self.settings.stage / "settings"

    def _environment(self, folder: Path) -> dict[str, str]:
        own = {"HOME": str(folder), "MPLCONFIGDIR": str(folder), "IPYTHONDIR": str(folder)}
        return {**self.settings.environment(), **own}

    def open(self, connection: socket.socket, source: Path, home: str, limits: Limits) -> Child:
        """Start a worker."""
        configuration = self.settings.configuration(
            "single", descriptor=connection.fileno(), source=str(source), home=home,
            limits=limits.as_dict(),
        )  # fmt: skip
        folder = Path(home, ".settings")
        shutil.copytree(self._prepared, folder)
        process = subprocess.Popen(
            [*self._wrapper(source, home), *self.settings.command(configuration)],
            pass_fds=(connection.fileno(),),
            env=self._environment(folder),
            cwd="/",
            start_new_session=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        return SpawnedChild(process)

    def _wrapper(self, source: Path, home: str) -> list[str]:
        if not any(layer.active for layer in self.layers if layer.name == layers.SANDBOX_EXEC):
            return []
        paths = json.loads(self.settings.configuration("single"))
        engine = [Path(start.__file__).parent, Path(macos.__file__).parent]
        rules = macos.profile([*paths["python"], str(source)], paths["hidden"], engine, [home])
        return [macos.PROGRAM, "-p", rules]

    def close(self) -> None:
        """Do nothing: each session has ended by itself."""
