"""The grader's stock of workers: start it once, open a session for each submission."""

from __future__ import annotations

import shutil
import socket
import sys
import tempfile
import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType

from autograder.grading.errors import FolderTooLarge, GraderError
from autograder.grading.sandbox.layers import MOUNTS, Layer, gaps
from autograder.grading.sessions.launch import ForkLauncher, Launcher, Settings, SpawnLauncher
from autograder.grading.sessions.processes import Child
from autograder.grading.sessions.session import Session
from autograder.grading.sessions.watch import Watch
from autograder.grading.worker.channel import Channel, Closed
from autograder.grading.worker.limits import Limits

READY_SECONDS = 120.0
PRELOAD = ("matplotlib.pyplot",)


@dataclass
class Warm:
    """Opens sessions, each in a sandbox of its own. A context manager; for many threads."""

    launcher: Launcher
    limits: Limits
    stage: Path
    lock: threading.Lock = field(default_factory=threading.Lock)
    sessions: dict[int, Session] = field(default_factory=dict)
    watch: Watch = field(init=False)

    def __post_init__(self) -> None:
        self.watch = Watch(self._open_sessions)
        self.watch.start()

    @classmethod
    def start(
        cls,
        limits: Limits | None = None,
        *,
        preload: Iterable[str] = PRELOAD,
        without: Iterable[str] = (),
        hidden: Iterable[Path] = (),
        rehearse: bool = True,
        spawn: bool = sys.platform == "darwin",
    ) -> Warm:
        """Start the warm process, in a clean interpreter of its own.

        Parameters
        ----------
        limits : of each session, unless it is opened with its own.
        preload : modules to import once.
        without : names of layers not to use (`sandbox.layers` has them).
        hidden : folders to hide where a visible one, such as Python's, holds them.
        rehearse : run a few cells first, which makes those of the sessions faster.
        spawn : start an interpreter for each session instead (macOS: forking is not safe there).

        Raises
        ------
        GraderError
            If it does not start.
        """
        stage = Path(tempfile.mkdtemp(prefix="grading-"))
        stage.chmod(0o711)  # other users pass through to their own folder
        for name in ("root", "settings", "homes"):
            (stage / name).mkdir()
        settings = Settings(stage, tuple(preload), frozenset(without), tuple(hidden), rehearse)
        try:
            launcher: Launcher = SpawnLauncher(settings) if spawn else ForkLauncher(settings)
        except BaseException:  # an interruption too must leave nothing behind
            shutil.rmtree(stage, ignore_errors=True)
            raise
        return cls(launcher, limits or Limits(), stage)

    def __enter__(self) -> Warm:
        """Return itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End all sessions and the warm process."""
        self.close()

    def close(self) -> None:
        """End all sessions and the warm process."""
        self.watch.stop.set()
        for session in self._open_sessions():
            session.close()
        self.launcher.close()
        shutil.rmtree(self.stage, ignore_errors=True)

    @property
    def layers(self) -> tuple[Layer, ...]:
        """The walls around each session, standing or not."""
        return self.launcher.layers

    def gaps(self) -> tuple[str, ...]:
        """Say in one line each what is not protected."""
        return gaps(self.layers)

    def open_session(self, folder: Path, limits: Limits | None = None) -> Session:
        """Start a worker whose work folder holds a copy of `folder`.

        Raises
        ------
        FolderTooLarge
            If the folder is larger than the limits allow.
        GraderError
            If the folder cannot be read or no worker can be started.
        """
        limits = limits or self.limits
        home = self._home()
        ours, theirs = socket.socketpair()
        try:
            child = self.launcher.open(theirs, folder.resolve(), home, limits)
        except OSError as error:
            ours.close()
            raise GraderError(f"{folder} cannot be read: {error}") from error
        finally:
            theirs.close()
        channel = Channel(ours)
        self._await(channel, child, folder)
        session = Session(channel, child, limits, lambda session: self._forget(session, home))
        with self.lock:
            self.sessions[child.pid] = session
        return session

    def _home(self) -> str:
        if any(layer.active for layer in self.layers if layer.name == MOUNTS):
            return ""
        return tempfile.mkdtemp(dir=self.stage / "homes")

    def _await(self, channel: Channel, child: Child, folder: Path) -> None:
        try:
            kind, text = channel.receive(time.monotonic() + READY_SECONDS)
        except (Closed, TimeoutError) as error:
            child.end()
            raise GraderError(f"the worker for {folder} did not start: {error}") from error
        if kind == "ready":
            return
        child.end()
        channel.socket.close()
        if kind == "refused":
            raise FolderTooLarge(f"{folder} cannot be graded: {text}")
        raise GraderError(f"the sandbox for {folder} could not be built: {text}")

    def _open_sessions(self) -> list[Session]:
        with self.lock:
            return list(self.sessions.values())

    def _forget(self, session: Session, home: str) -> None:
        with self.lock:
            self.sessions.pop(session.child.pid, None)
        if home:
            shutil.rmtree(home, ignore_errors=True)
