"""Read a notebook that somebody handed in, whatever is in the file.

nbformat's reader refuses what breaks the format's rules. Here only the text and the roles of
the cells matter, so everything that still holds them is read, and what was amiss is noted.
"""

from __future__ import annotations

import json
import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from autograder.grading.notes import Note, Problem, UnreadableError
from autograder.grading.submission import merge

MAX_BYTES = 200 * 2**20
MAX_CELLS = 2_000
MAX_SOURCE = 2**20
MAX_CODE = 2**20
"""What all code cells together may hold: working out which of them are needed takes time."""
AGAIN = "Open it in JupyterLab, save it, and hand it in again."
CLEAR = "Clear its outputs (Edit, Clear Outputs of All Cells) and hand it in again."


@dataclass(frozen=True)
class RawCell:
    """What matters of one cell as it was handed in.

    Attributes
    ----------
    attachments : pictures that were pasted into a Markdown cell, as the file has them.
    """

    kind: str
    source: str
    id: str = ""
    grade_id: str = ""
    tags: tuple[str, ...] = ()
    attachments: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class RawNotebook:
    """A notebook as it was handed in: its cells, and what was amiss with the file."""

    cells: tuple[RawCell, ...]
    notes: tuple[Note, ...] = ()


def named(path: str) -> str:
    """Return a file's path as text that can be written down: names need not be UTF-8."""
    return os.fsencode(path).decode("utf-8", "replace")


def read_notebook(path: Path, name: str) -> RawNotebook:
    """Read a notebook file; `name` is what messages call it.

    Raises
    ------
    UnreadableError
        If nothing in the file can be read as a notebook; says why and what to do.
    """
    try:
        return parse_notebook(_text(read_bytes(path, name)), name)
    except MemoryError as error:
        cause = "the file takes more memory than a notebook may."
        raise UnreadableError(Problem(name, cause, CLEAR)) from error


def read_bytes(path: Path, name: str) -> bytes:
    """Read a regular file of bounded size, never through a symbolic link.

    Raises
    ------
    UnreadableError
        If it is anything else.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | os.O_NONBLOCK)
    except OSError as error:
        cause = (
            "this is a symbolic link, not a file."
            if path.is_symlink()
            else f"the file cannot be opened ({error.strerror})."
        )
        raise UnreadableError(Problem(name, cause, "Hand in the file itself.")) from error
    problem = _unsuitable(os.fstat(descriptor), name)
    if problem:
        os.close(descriptor)
        raise UnreadableError(problem)
    with os.fdopen(descriptor, "rb") as file:
        return file.read(MAX_BYTES)


def _unsuitable(status: os.stat_result, name: str) -> Problem | None:
    if not stat.S_ISREG(status.st_mode):
        return Problem(name, "this is not an ordinary file.", "Hand in the file itself.")
    if status.st_size > MAX_BYTES:
        return Problem(
            name,
            f"the file has {status.st_size / 2**20:.0f} MB; {MAX_BYTES >> 20} MB are read.",
            CLEAR,
        )
    return None


def parse_notebook(text: str, name: str) -> RawNotebook:
    """Read a notebook from a file's text.

    Raises
    ------
    UnreadableError
        If nothing in it can be read as a notebook.
    """
    reader = _Reader(name)
    return RawNotebook(tuple(reader.cells(reader.data(text))), tuple(reader.notes))


def _text(data: bytes) -> str:
    # By its first bytes: UTF-8, 16 or 32, with a mark or without.
    return data.decode(json.detect_encoding(data), errors="replace")


@dataclass
class _Reader:
    name: str
    notes: list[Note] = field(default_factory=list)

    def note(self, text: str) -> None:
        self.notes.append(Note(self.name, text))

    def fail(self, cause: str, remedy: str = AGAIN) -> UnreadableError:
        return UnreadableError(Problem(self.name, cause, remedy))

    def data(self, text: str) -> dict[str, Any]:
        """Return the notebook's JSON, repaired where that is possible."""
        if not text.strip():
            raise self.fail("the file is empty.")
        try:
            data = json.loads(text)
        except (ValueError, RecursionError) as error:
            data = self._without_conflicts(text) or self._beginning(text)
            if data is None:
                raise self._not_json(text, error) from error
        if not isinstance(data, dict):
            raise self.fail("the file holds JSON, but not a notebook.")
        return data

    def _without_conflicts(self, text: str) -> dict[str, Any] | None:
        for which, side in zip(("first", "second"), merge.sides(text), strict=False):
            try:
                data = json.loads(side)
            except (ValueError, RecursionError):
                continue
            self.note(
                "The file holds the marks of an unfinished merge (<<<<<<<). "
                f"The {which} of the two versions was graded."
            )
            return data if isinstance(data, dict) else None
        return None

    def _beginning(self, text: str) -> dict[str, Any] | None:
        """Return the complete cells of a file that ends, or is damaged, in the middle."""
        start = re.search(r'"cells"\s*:\s*\[', text)
        cells = list(_values(text, start.end())) if start else []
        if not cells:
            return None
        self.note(
            f"The file is damaged or ends in the middle. Its first {len(cells)} cells could be "
            "read and were graded; the rest is lost."
        )
        return {"nbformat": 4, "cells": cells}

    def _not_json(self, text: str, error: Exception) -> UnreadableError:
        start = text.lstrip()[:40].splitlines()[0]
        if isinstance(error, RecursionError):
            return self.fail("the file is nested too deeply to be a notebook.")
        if start.startswith("<") and not start.startswith("<<<<<<<"):
            return self.fail(f"the file is a web page (it begins with {start!r}), not a notebook.")
        line = f" (line {error.lineno})" if isinstance(error, json.JSONDecodeError) else ""
        return self.fail(f"the file is not a notebook: it is not valid JSON{line}.")

    def cells(self, data: dict[str, Any]) -> Iterator[RawCell]:
        """Yield the cells, of notebook format 3 or 4."""
        found = data.get("cells")
        if found is None and isinstance(data.get("worksheets"), list):
            self.note("The notebook is in the old format 3; it was read as format 4.")
            sheets = [sheet for sheet in data["worksheets"] if isinstance(sheet, dict)]
            found = [cell for sheet in sheets for cell in sheet.get("cells") or ()]
        if not isinstance(found, list):
            raise self.fail("the file holds JSON, but no cells.")
        if len(found) > MAX_CELLS:
            self.note(f"The notebook has {len(found)} cells; the first {MAX_CELLS} were read.")
        room, no_cells, too_long = MAX_CODE, list[int](), list[int]()
        for number, cell in enumerate(found[:MAX_CELLS], 1):
            raw = _cell(cell)
            room -= len(raw.source) if raw is not None and raw.kind == "code" else 0
            if raw is None:
                no_cells.append(number)
            elif raw.kind == "code" and room < 0:
                too_long.append(number)
            else:
                yield raw
        self._left_out(no_cells, "no notebook cell")
        self._left_out(too_long, "more code than a notebook may hold")

    def _left_out(self, numbers: list[int], what: str) -> None:
        if len(numbers) == 1:
            self.note(f"Cell {numbers[0]} is {what}; it was left out.")
        elif numbers:
            which = ", ".join(map(str, numbers[:5])) + ", ..." * (len(numbers) > 5)
            self.note(f"{len(numbers)} cells ({which}) are {what}; they were left out.")


def _values(text: str, position: int) -> Iterator[Any]:
    """Yield the complete values of the JSON list whose first one begins at `position`."""
    decoder = json.JSONDecoder()
    separator = re.compile(r"[\s,]*")
    while True:
        position = separator.match(text, position).end()  # type: ignore[union-attr]
        try:
            value, position = decoder.raw_decode(text, position)
        except (ValueError, RecursionError):
            return
        yield value


def _cell(cell: Any) -> RawCell | None:
    if not isinstance(cell, dict):
        return None
    source = _source(cell.get("source", cell.get("input", "")))
    if source is None or len(source) > MAX_SOURCE:
        return None
    metadata = cell.get("metadata")
    metadata = metadata if isinstance(metadata, dict) else {}
    role = metadata.get("nbgrader")
    grade_id = role.get("grade_id") if isinstance(role, dict) else ""
    tags, attachments = metadata.get("tags"), cell.get("attachments")
    return RawCell(
        kind=cell["cell_type"] if cell.get("cell_type") in ("code", "raw") else "markdown",
        source=source,
        id=_string(cell.get("id") or metadata.get("id")),
        grade_id=_string(grade_id),
        tags=tuple(map(_string, tags)) if isinstance(tags, list) else (),
        attachments=attachments if isinstance(attachments, dict) else {},
    )


def _source(value: Any) -> str | None:
    if isinstance(value, list) and all(isinstance(line, str) for line in value):
        value = "".join(value)
    # Lone surrogates can stand in JSON but not in a file.
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else None


def _string(value: Any) -> str:
    return value if isinstance(value, str) else ""
