"""A pool of grading jobs: processes that start warm and are replaced when one dies."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from autograder.grading.checker.grader import Material
from autograder.grading.pool.messages import Answer, Assigned

AHEAD = 2
"""Tasks that each job holds, so that it need not wait while results are written."""
ATTEMPTS = 2
TASK_SECONDS = 2400.0
"""Far more than a submission may take: a job that is not done by then hangs."""
CLOSING_SECONDS = 10.0


class Graders(Protocol):
    """Grades what it is assigned; a context manager. `Pool` is the one for real classes."""

    @property
    def busy(self) -> bool:
        """Whether a task is being graded."""

    @property
    def has_room(self) -> bool:
        """Whether another task can be assigned."""

    def provide(self, material: Material) -> None:
        """Take what to grade with."""

    def assign(self, assigned: Assigned) -> None:
        """Take a task."""

    def answers(self, timeout: float | None = None) -> Iterable[Answer]:
        """Wait until a task is done; return the answers that are there."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...


@dataclass
class _Job:
    """One job's process, its folder of temporary files, and what it was assigned."""

    process: subprocess.Popen[bytes]
    connection: Connection
    lifeline: int
    folder: str
    tasks: deque[Assigned] = field(default_factory=deque)
    # When its present task was begun, on the monotonic clock.
    begun: float = 0.0

    @property
    def seconds_left(self) -> float:
        """How long it may still be at work on its present task."""
        return max(0.0, self.begun + TASK_SECONDS - time.monotonic())

    def begin_to_close(self) -> None:
        """Ask the process to end; one at work on a submission does not finish it."""
        self.connection.close()
        if self.tasks:
            self.process.terminate()

    def close(self) -> None:
        """End the process; it ends its worker."""
        self.begin_to_close()
        try:
            self.process.wait(timeout=CLOSING_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        os.close(self.lifeline)
        # It tidies up by itself, unless it was killed.
        shutil.rmtree(self.folder, ignore_errors=True)


@dataclass
class Pool:
    """Grades tasks in several jobs; a context manager.

    The jobs start at once and load what they need while the caller prepares the material.
    """

    jobs: int
    _jobs: list[_Job] = field(default_factory=list)
    _material: Material | None = None
    _failures: dict[str, int] = field(default_factory=dict)

    def __enter__(self) -> Self:
        self._jobs = [_start() for _ in range(max(1, self.jobs))]
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for job in self._jobs:
            job.begin_to_close()
        for job in self._jobs:
            job.close()

    @property
    def process_ids(self) -> tuple[int, ...]:
        """The jobs' process ids."""
        return tuple(job.process.pid for job in self._jobs)

    @property
    def busy(self) -> bool:
        """Whether a task is being graded."""
        return any(job.tasks for job in self._jobs)

    @property
    def has_room(self) -> bool:
        """Whether another task can be assigned."""
        return any(len(job.tasks) < AHEAD for job in self._jobs)

    def provide(self, material: Material) -> None:
        """Give every job what it grades with."""
        self._material = material
        for job in self._jobs:
            self._send_material(job)

    def assign(self, assigned: Assigned) -> None:
        """Assign a task to the job with the least to do."""
        job = min(self._jobs, key=lambda job: len(job.tasks))
        self._send(job, assigned)

    def answers(self, timeout: float | None = None) -> Iterator[Answer]:
        """Wait until a job has answered; yield each answer that is there."""
        busy = [job for job in self._jobs if job.tasks]
        patience = min((job.seconds_left for job in busy), default=TASK_SECONDS)
        limit = patience if timeout is None else min(timeout, patience)
        ready = wait([job.connection for job in busy], limit)
        for job in busy:
            if job.connection in ready:
                yield from self._answer(job)
            elif not job.seconds_left:
                self._failures[job.tasks[0].task.student] = ATTEMPTS
                text = f"it was not done after {TASK_SECONDS / 60:g} minutes"
                yield from self._replace(job, text)

    def _answer(self, job: _Job) -> Iterator[Answer]:
        try:
            answer = job.connection.recv()
        except (EOFError, OSError):
            yield from self._replace(job, "the grading process ended twice")
            return
        assigned = job.tasks.popleft()
        job.begun = time.monotonic()
        if answer.result is None and self._may_retry(assigned):
            self._send(job, assigned)
        else:
            yield answer

    def _send(self, job: _Job, assigned: Assigned) -> None:
        if not job.tasks:
            job.begun = time.monotonic()
        job.tasks.append(assigned)
        # A job that has died is found, and replaced, where its answer is awaited.
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            job.connection.send(assigned)

    def _send_material(self, job: _Job) -> None:
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            job.connection.send(self._material)

    def _may_retry(self, assigned: Assigned) -> bool:
        student = assigned.task.student
        self._failures[student] = self._failures.get(student, 0) + 1
        return self._failures[student] < ATTEMPTS

    def _replace(self, job: _Job, why: str) -> list[Answer]:
        """Start a job in place of one that died or hangs; its tasks are tried once more."""
        tasks: Sequence[Assigned] = tuple(job.tasks)
        job.close()
        code = job.process.returncode
        new = _start()
        self._jobs[self._jobs.index(job)] = new
        self._send_material(new)
        given_up = []
        for place, assigned in enumerate(tasks):
            # Only the first was being graded.
            if place > 0 or self._may_retry(assigned):
                self._send(new, assigned)
            else:
                text = f"{why} (exit code {code})"
                given_up.append(Answer(assigned.task.student, None, failure=text))
        return given_up


def _start() -> _Job:
    ours, theirs = socket.socketpair()
    lifeline_end, lifeline = os.pipe()
    folder = tempfile.mkdtemp(prefix="grader-")
    os.chmod(folder, 0o711)  # noqa: PTH101, S103 - students' users pass through to their own
    command = [sys.executable, "-m", "autograder.grading.pool.job"]
    with theirs:
        process = subprocess.Popen(
            [*command, str(theirs.fileno()), str(lifeline_end), folder],
            pass_fds=(theirs.fileno(), lifeline_end),
            stdin=subprocess.DEVNULL,
            env={**_environment(), "TMPDIR": folder},
            # Ctrl-C is for the process in front, which then ends its jobs.
            start_new_session=True,
        )
    os.close(lifeline_end)
    return _Job(process, Connection(ours.detach()), lifeline, folder)


def _environment() -> dict[str, str]:
    """Return an environment in which the job finds this package, and uses one core."""
    root = str(Path(__file__).resolve().parents[3])
    paths = [root, *filter(None, [os.environ.get("PYTHONPATH")])]
    threads = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths), **dict.fromkeys(threads, "1")}
