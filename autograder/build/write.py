"""Write what a plan says: only files that differ, each in one step, nobody's work lost."""

from __future__ import annotations

import json
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from autograder.build.plan import Output, Plan
from autograder.course import Cell, CourseError, nbgrader_metadata, source_text


@dataclass(frozen=True)
class Written:
    """What one run of the build did.

    Attributes
    ----------
    written : files that were made or changed.
    removed : files that no longer have a master.
    kept : self-study notebooks that a learner has worked in; not overwritten.
    """

    written: tuple[Output, ...]
    removed: tuple[Path, ...]
    kept: tuple[Path, ...]


def write_plan(plan: Plan, *, overwrite_work: bool = False) -> Written:
    """Bring the files up to date.

    Parameters
    ----------
    plan : what to write and to remove.
    overwrite_work : whether to replace self-study notebooks that someone has worked in.

    Raises
    ------
    CourseError
        If a source notebook was saved by someone else since the plan was made.
    """
    differing = [output for output in plan.outputs if is_stale(output)]
    kept = [
        output
        for output in differing
        if output.precious and not overwrite_work and worked_in(output.path)
    ]
    written = [output for output in differing if output not in kept]
    for output in written:
        _demand_unchanged(output)
        write_in_one_step(output.path, output.content)
    for path in plan.remove:
        path.unlink()
    return Written(tuple(written), plan.remove, tuple(output.path for output in kept))


def _demand_unchanged(output: Output) -> None:
    if output.made_from is not None and output.path.read_bytes() != output.made_from:
        raise CourseError(
            output.path,
            "someone saved the file while the build was running; it was left alone.",
            "Run the build again.",
        )


def is_stale(output: Output) -> bool:
    """Return whether the file is missing or differs from what it should be."""
    return not output.path.is_file() or output.path.read_bytes() != output.content


def worked_in(path: Path) -> bool:
    """Return whether someone ran the self-study notebook or wrote into its stubs.

    What cannot be read counts as somebody's work.
    """
    if not path.is_file():
        return False
    try:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        return any(_cell_worked_in(cell) for cell in cells if cell["cell_type"] == "code")
    except (ValueError, KeyError, TypeError, AttributeError):
        return True


def _cell_worked_in(cell: Cell) -> bool:
    if cell["outputs"] or cell["execution_count"] is not None:
        return True
    is_stub = bool(nbgrader_metadata(cell).get("solution"))
    return is_stub and "raise NotImplementedError" not in source_text(cell)


def write_in_one_step(path: Path, content: bytes) -> None:
    """Replace a file at once, so that nobody ever reads or keeps half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
