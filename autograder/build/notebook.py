"""Read and write notebook files, byte for byte as JupyterLab saves them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from autograder.course import CourseError
from autograder.quick_import import skip_uri_checker

skip_uri_checker()

import nbformat  # noqa: E402  (after the line above, which makes this import quick)

Notebook = Any
"""An `nbformat.NotebookNode`; nbformat has no type annotations."""


def parse_notebook(text: str, path: Path) -> Notebook:
    """Read a notebook from a file's text; `path` is for messages.

    Raises
    ------
    CourseError
        If it is not a valid notebook.
    """
    try:
        notebook = nbformat.reads(text, as_version=4)
        nbformat.validate(notebook)
    except (nbformat.reader.NotJSONError, nbformat.ValidationError, AttributeError) as error:
        first_line = str(error).strip().splitlines()[0]
        raise CourseError(
            path,
            f"this is not a valid notebook ({first_line}).",
            "Restore it from version control, or open and save it in JupyterLab.",
        ) from error
    return notebook


def notebook_text(notebook: Notebook) -> str:
    """Return the text of the file that JupyterLab would save: sorted keys, indent 1, newline."""
    text: str = nbformat.writes(notebook, version=nbformat.NO_CONVERT)
    return text if text.endswith("\n") else text + "\n"


def markdown_cell(source: str, cell_id: str) -> Any:
    """Make a markdown cell with an id of our choice."""
    return nbformat.v4.new_markdown_cell(source, id=cell_id)


def code_cell(source: str, cell_id: str) -> Any:
    """Make a code cell with an id of our choice."""
    return nbformat.v4.new_code_cell(source, id=cell_id)
