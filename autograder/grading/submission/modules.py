"""The Python modules that a student handed in beside the notebooks."""

from __future__ import annotations

import importlib.util
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from autograder.grading.notes import Note, UnreadableError
from autograder.grading.submission.reading import named, read_bytes

MAX_MODULE = 2**20
MAX_MODULES = 8 * 2**20
"""What all modules together may hold: much less than the folder of a session."""


def read_modules(
    folders: Collection[Path], files: Iterable[Path]
) -> tuple[dict[str, bytes], list[Note]]:
    """Read the student's own modules and packages, but none that hides an installed one.

    Parameters
    ----------
    folders : where notebooks are: what lies in or below one of them can be imported there.
    files : the submission's files.

    Returns
    -------
    The modules' text by their path below such a folder, and notes on those that were left out.
    """
    reader = _Modules()
    for path in files:
        above = [folder for folder in folders if path.is_relative_to(folder)]
        if path.suffix == ".py" and above:
            nearest = max(above, key=lambda folder: len(folder.parts))
            reader.add(path, PurePosixPath(named(path.relative_to(nearest).as_posix())))
    return reader.modules, reader.notes


@dataclass
class _Modules:
    modules: dict[str, bytes] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)
    room: int = MAX_MODULES

    def add(self, path: Path, name: PurePosixPath) -> None:
        """Read one module, or note why not; what cannot be imported by name is passed over."""
        parts = name.with_suffix("").parts
        if not all(part.isidentifier() for part in parts) or _is_library(parts[0]):
            if len(parts) == 1:
                self._leave_out(name, "It would hide a library of that name; it was left out.")
            return
        try:
            data = read_bytes(path, str(name))
        except UnreadableError as error:
            self._leave_out(name, f"{error.problem.cause} It was left out.")
            return
        if len(data) > min(MAX_MODULE, self.room):
            self._leave_out(name, "It is too large for a module, or there are too many; it was "
                            "left out.")  # fmt: skip
            return
        self.room -= len(data)
        self.modules[str(name)] = data

    def _leave_out(self, name: PurePosixPath, why: str) -> None:
        self.notes.append(Note(str(name), why))


def _is_library(name: str) -> bool:
    try:
        return importlib.util.find_spec(name) is not None
    except (ImportError, ValueError):  # it is there, but it is none that can be imported: __main__
        return True
