"""Read the cells of a lesson's notebook that hold functions: exercises, and what is given."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

MERGE_MARKERS = ("<<<<<<<", ">>>>>>>")


class NotebookError(Exception):
    """A notebook cannot be read; the message names the file, the cause and the remedy."""


@dataclass(frozen=True)
class Cell:
    """One code cell that holds functions."""

    notebook: str
    name: str
    source: str
    given: bool


def function_cells(path: Path) -> list[Cell]:
    """Return the solution cells and the given cells of a notebook, in their order.

    Raises
    ------
    NotebookError
        When the file is missing or is no notebook that can be read.
    """
    notebook = _parsed(path)
    cells = notebook.get("cells") if isinstance(notebook, dict) else None
    if not isinstance(cells, list):
        raise NotebookError(
            f"{path.name} is not a notebook of the present format: open it in JupyterLab and save "
            "it, or get a fresh copy of the lesson."
        )
    found = (_function_cell(path.name, number, cell) for number, cell in enumerate(cells, 1))
    return [cell for cell in found if cell is not None]


def copies(folder: Path, lesson: str) -> list[str]:
    """Return names of other notebooks that look like copies of a lesson: `lesson (1).ipynb`."""
    return sorted(
        path.name
        for path in folder.glob("*.ipynb")
        if lesson.lower() in path.stem.lower() and path.stem != lesson
    )


def _parsed(path: Path) -> Any:
    """Return the notebook's JSON, or say what is wrong with the file."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise NotebookError(_missing(path)) from error
    except (OSError, UnicodeDecodeError) as error:
        raise NotebookError(f"{path.name} cannot be read ({error}): get a fresh copy.") from error
    try:
        return json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        raise NotebookError(_damaged(path, text)) from error


def _missing(path: Path) -> str:
    """Say that a notebook is not there, and whether a renamed copy is."""
    text = f"{path.name} is not in the folder {path.parent.resolve()}"
    others = copies(path.parent, path.stem)
    if not others:
        return f"{text}: put your copy of that lesson there."
    return f'{text}, but "{others[0]}" is: rename it to {path.name}.'


def _damaged(path: Path, text: str) -> str:
    """Say why a notebook's text cannot be understood."""
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith(MERGE_MARKERS):
            return (
                f"{path.name} has the marks of an unfinished merge (line {number}: {line[:20]}): "
                "finish the merge, or get back an earlier copy."
            )
    return f"{path.name} is damaged (not JSON): get back an earlier copy, or a fresh one."


def _function_cell(notebook: str, number: int, cell: Any) -> Cell | None:
    """Return the cell when it is a solution or a given function, else None."""
    if not isinstance(cell, dict) or cell.get("cell_type") != "code":
        return None
    metadata = _mapping(cell.get("metadata"))
    marks, tags = _mapping(metadata.get("nbgrader")), metadata.get("tags")
    tags = tags if isinstance(tags, list) else []
    given = "given" in tags or str(marks.get("grade_id", "")).startswith("given-")
    if not (given or marks.get("solution") is True or "exercise" in tags):
        return None
    name = str(marks.get("grade_id") or cell.get("id") or number)
    return Cell(notebook, name, _source(cell.get("source")), given)


def _mapping(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _source(value: Any) -> str:
    """Return a cell's text: notebooks store it as one string or as a list of lines."""
    return "".join(str(line) for line in value) if isinstance(value, list) else str(value or "")
