"""A grading job: a trusted process that grades one submission after the other.

It is a process and not a thread because the reference seeds NumPy's one legacy generator.
Run as ``python -m autograder.grading.pool.job SOCKET LIFELINE FOLDER``: a socket to the process
that started it, a pipe that is closed when that process ends, and a folder for temporary files,
which is this job's own and goes with it. Over the socket it receives a `Material` and then
`Assigned` tasks, and sends an `Answer` each.
Both ends are the grader's own; nothing of a student's ever travels here but as data that has
come through the worker's wire.
"""

from __future__ import annotations

import contextlib
import logging
import os
import resource
import shutil
import signal
import sys
import threading
import time
import traceback
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path
from types import FrameType
from typing import NoReturn

from autograder.grading.checker.grader import Material, grade_submission
from autograder.grading.checker.running import Engine
from autograder.grading.gradebook.publish import write_draft
from autograder.grading.masters.workfolder import prepared_support
from autograder.grading.pool.messages import Answer, Assigned

TIDYING_SECONDS = 10.0
MEMORY_MB = 3072
"""Much more than any notebook needs that is not made to exhaust the machine."""


def serve(connection: Connection, material: Material, engine: Engine) -> None:
    """Grade what is assigned until the other end closes the connection."""
    with contextlib.suppress(EOFError, BrokenPipeError, ConnectionResetError):
        while True:
            connection.send(answer(connection.recv(), material, engine))


def answer(assigned: Assigned, material: Material, engine: Engine) -> Answer:
    """Grade one submission and write its notebooks; a failure is put in words."""
    student = assigned.task.student
    try:
        graded = grade_submission(assigned.task, material, engine)
        write_draft(graded.notebooks, assigned.draft)
    except Exception as error:  # noqa: BLE001 - reported to the other end, which decides
        logging.getLogger(__name__).debug("%s", traceback.format_exc())
        where = traceback.extract_tb(error.__traceback__)[-1]
        text = f"{type(error).__name__}: {error} ({Path(where.filename).name}:{where.lineno})"
        return Answer(student, None, failure=text)
    return Answer(student, graded.result, graded.unanswered)


def _end_with_parent(lifeline: int) -> None:
    """End this process, tidily, when the one that started it is gone, however it ended."""
    os.read(lifeline, 1)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(TIDYING_SECONDS)
    os._exit(1)


def _end_tidily(number: int, _: FrameType | None) -> NoReturn:
    """Leave all `with` statements: worker and temporary folders end with them."""
    _leave()
    raise SystemExit(128 + number)


def _leave() -> None:
    """Let nothing interrupt the tidying up that is about to begin."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)


def _bound_memory() -> None:
    """Have a submission that takes too much memory to read fail, and not the whole machine."""
    if sys.platform != "darwin":  # macOS ignores or refuses it
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        most = MEMORY_MB * 2**20
        resource.setrlimit(resource.RLIMIT_AS, (most if hard < 0 else min(most, hard), hard))


def main(arguments: list[str]) -> None:
    """Receive the material, start the engine, and serve."""
    from autograder.grading.sessions.engine import warm_engine

    signal.signal(signal.SIGTERM, _end_tidily)
    descriptor, lifeline = map(int, arguments)
    threading.Thread(target=_end_with_parent, args=(lifeline,), daemon=True).start()
    with Connection(descriptor) as connection:
        try:
            material = connection.recv()
        except EOFError:
            _leave()
            return
        with (
            warm_engine(material.assignment) as engine,
            prepared_support(material.support) as support,
        ):
            _bound_memory()
            serve(connection, replace(material, support=support), engine)
            _leave()


def _remove(folder: Path) -> None:
    """Remove the folder of temporary files: who made it may have been killed.

    What a signal has kept from being tidied up goes with it, and what the warm process of the
    workers still has there.
    """
    deadline = time.monotonic() + TIDYING_SECONDS / 2
    while folder.exists() and time.monotonic() < deadline:
        shutil.rmtree(folder, ignore_errors=True)
        time.sleep(0.05)


if __name__ == "__main__":
    try:
        main(sys.argv[1:3])
    finally:
        _remove(Path(sys.argv[3]))
