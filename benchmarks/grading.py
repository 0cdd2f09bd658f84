"""Grading speed: stock `nbgrader autograde` beside this engine, on the same submissions.

    python -m benchmarks.grading                             all ways: more than an hour
    python -m benchmarks.grading --students 8 --stock 2 --long 0     a quicker look

Every way is the whole command, start-up included, on a class of its own that is generated
alike. Stock nbgrader runs with its own configuration. Memory is the proportional set size, at
its highest: of the command itself, and of all the processes that it started, for each job.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import psutil
import typer
from rich.console import Console
from rich.table import Table

from autograder.course import Course
from benchmarks.grading_class import ASSIGNMENT, SKIPPING, STOCK, make_class

SAMPLING_SECONDS = 0.5
HEADINGS = ("graded by", "class", "jobs", "s", "s each", "CPU s", "x stock", "MB main", "MB/job")


@dataclass(frozen=True)
class Run:
    """One way of grading a class.

    Attributes
    ----------
    seconds : wall time of the whole command.
    cpu : processor time of all its processes.
    own_memory : the most memory that the command's first process held, in MB.
    memory : the most that all others held together.
    """

    way: str
    students: int
    jobs: int
    seconds: float
    cpu: float
    own_memory: float
    memory: float

    @property
    def rate(self) -> float:
        """Submissions per second."""
        return self.students / self.seconds


def main(
    students: Annotated[int, typer.Option(help="Submissions in the compared class.")] = 40,
    long: Annotated[int, typer.Option(help="Submissions in a long class; 0 for none.")] = 500,
    stock: Annotated[
        int,
        typer.Option(help="Submissions that stock grades (a minute each); 0 for as many."),
    ] = 0,
    skipping: Annotated[
        bool, typer.Option(help="Also stock nbgrader told to skip demonstrations by their tag.")
    ] = False,
) -> None:
    """Measure, and print a table."""
    console = Console()
    runs = []
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        root = Path(name)
        runs.append(measure_stock(root / "stock", stock or students, STOCK))
        console.print(runs[-1])
        if skipping:
            runs.append(measure_stock(root / "skipping", stock or students, SKIPPING))
            console.print(runs[-1])
        for jobs in (1, 2):
            runs.append(measure_engine(root / f"engine{jobs}", students, jobs))
            console.print(runs[-1])
        if long:
            runs.append(measure_engine(root / "long", long, 2))
    console.print(table(runs))
    if long:
        each = [run.seconds / run.students for run in runs[-2:]]
        console.print(
            f"Cost of a submission, class of {long} to class of {students}: {each[1] / each[0]:.2f}"
        )


def measure_stock(root: Path, students: int, config: str) -> Run:
    """Grade a class with stock nbgrader; recording the assignment is not counted."""
    course = make_class(root, students, config)
    nbgrader = [sys.executable, "-m", "nbgrader"]
    _run([*nbgrader, "generate_assignment", ASSIGNMENT], course)
    way = "stock" if config == STOCK else "stock, skipping"
    return _measured(way, [*nbgrader, "autograde", ASSIGNMENT], course, students, 1)


def measure_engine(root: Path, students: int, jobs: int) -> Run:
    """Grade a class with this engine."""
    course = make_class(root, students)
    command = [sys.executable, "-m", "autograder", "grade", ASSIGNMENT]
    command += ["--course-dir", str(course.root), "--jobs", str(jobs)]
    return _measured("engine", command, course, students, jobs)


def table(runs: list[Run]) -> Table:
    """Return the measurements as a table, with ratios to the first."""
    found = Table(title="Grading five lessons")
    for heading in HEADINGS:
        found.add_column(heading, justify="left" if heading == HEADINGS[0] else "right")
    for run in runs:
        times = (run.seconds, 1 / run.rate, run.cpu / run.students, run.rate / runs[0].rate)
        memory = (run.own_memory, run.memory / run.jobs)
        numbers = [*(f"{n:.2f}" for n in times), *(f"{n:.0f}" for n in memory)]
        found.add_row(run.way, str(run.students), str(run.jobs), *numbers)
    return found


def _measured(way: str, command: list[str], course: Course, students: int, jobs: int) -> Run:
    start = time.perf_counter()
    before = _children_cpu()
    own_memory, memory = _run(command, course)
    seconds, cpu = time.perf_counter() - start, _children_cpu() - before
    return Run(way, students, jobs, seconds, cpu, own_memory, memory)


def _children_cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _run(command: list[str], course: Course) -> tuple[float, float]:
    """Run a command; return the most memory that it, and its descendants, held, in MB."""
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    path = [str(Path(sys.executable).parent), os.environ.get("PATH", "")]
    environment["PATH"] = os.pathsep.join(path)
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(  # noqa: S603 - our own commands
            command, cwd=course.root, env=environment, stdout=log, stderr=subprocess.STDOUT
        )
        watch = _Watch(process.pid)
        code = process.wait()
        memory = watch.stop()
        if code:
            log.seek(0)
            raise SystemExit(f"{command} failed:\n{log.read().decode()[-3000:]}")
    return memory


class _Watch:
    """Looks at the memory of a process and its descendants now and then."""

    def __init__(self, process_id: int) -> None:
        self._process = psutil.Process(process_id)
        self._own = 0.0
        self._others = 0.0
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def stop(self) -> tuple[float, float]:
        """Stop looking; return the most that was seen of the process and of the others, in MB."""
        self._done.set()
        self._thread.join()
        return self._own / 2**20, self._others / 2**20

    def _look(self) -> None:
        while not self._done.wait(SAMPLING_SECONDS):
            try:
                family = self._process.children(recursive=True)
            except psutil.Error:
                return
            self._own = max(self._own, _held(self._process))
            self._others = max(self._others, sum(map(_held, family)))


def _held(process: psutil.Process) -> float:
    try:
        return float(process.memory_full_info().pss)
    except psutil.Error:
        return 0.0  # it has ended, or is none of ours to look into


if __name__ == "__main__":
    typer.run(main)
