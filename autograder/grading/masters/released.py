"""Make the course's own version of each lesson from its source notebook, as nbgrader does."""

from __future__ import annotations

import copy
from typing import Any

from autograder.course import Assignment
from autograder.grading.masters.master import MasterCell, MasterNotebook
from autograder.grading.submission.names import functions_of
from autograder.lesson import Lesson
from autograder.quick_import import skip_uri_checker

skip_uri_checker()

import nbformat  # noqa: E402  (after the line above, which makes these imports quick)
from nbgrader import preprocessors  # noqa: E402
from traitlets.config import Config  # noqa: E402

RECORDED = (
    preprocessors.LockCells,
    preprocessors.ClearSolutions,
    preprocessors.ClearOutput,
    preprocessors.CheckCellMetadata,
    preprocessors.ComputeChecksums,
)
RELEASED = (
    preprocessors.ClearHiddenTests,
    preprocessors.ClearMarkScheme,
    preprocessors.ComputeChecksums,
    preprocessors.CheckCellMetadata,
)
"""What `nbgrader generate_assignment` does before, and after, it records the cells."""


def read_masters(assignment: Assignment, config: Config) -> dict[str, MasterNotebook]:
    """Read the lessons of an assignment from their source notebooks.

    Parameters
    ----------
    assignment : the assignment.
    config : nbgrader's configuration, which decides what stands in empty solution cells.
    """
    return {lesson.name: _read(lesson, config) for lesson in assignment.lessons}


def _read(lesson: Lesson, config: Config) -> MasterNotebook:
    notebook = nbformat.read(lesson.path, as_version=4)
    recorded = _processed(notebook, RECORDED, config)
    released = _processed(recorded, RELEASED, config)
    cells = tuple(
        _master_cell(full, free) for full, free in zip(recorded.cells, released.cells, strict=True)
    )
    return MasterNotebook(lesson, cells, _plain(released.metadata))


def _processed(notebook: Any, steps: tuple[type, ...], config: Config) -> Any:
    notebook = copy.deepcopy(notebook)
    for step in steps:
        notebook, _ = step(config=config).preprocess(notebook, {"nbgrader": {}})
    return notebook


def _master_cell(recorded: Any, released: Any) -> MasterCell:
    meta = released.metadata.get("nbgrader", {})
    has_role = any(meta.get(role) for role in ("grade", "solution", "locked", "task"))
    metadata = _plain(released.metadata)
    if not has_role:
        metadata.pop("nbgrader", None)
    return MasterCell(
        id=str(released.id),
        kind=str(released.cell_type),
        source=str(released.source),
        role=_role(released, meta),
        grade_id=str(meta.get("grade_id", "")) if has_role else "",
        recorded=str(recorded.source),
        recorded_checksum=str(recorded.metadata.get("nbgrader", {}).get("checksum", "")),
        metadata=metadata,
        functions=functions_of(released.source) if released.cell_type == "code" else (),
    )


def _role(cell: Any, meta: Any) -> str:
    tags = cell.metadata.get("tags", ())
    if meta.get("grade"):
        return "grade"
    if meta.get("solution"):
        return "solution"
    if cell.cell_type != "code":
        return "text"
    if "setup" in tags:
        return "setup"
    if meta.get("locked") or "given" in tags:
        return "given"
    return "demonstration"


def _plain(value: Any) -> Any:
    """Copy nbformat's dictionaries as ordinary ones."""
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, list) else value
