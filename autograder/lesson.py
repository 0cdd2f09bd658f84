"""Read one source notebook: its exercises, their points, the functions it gives.

Reading is plain JSON: nbformat's checks are the build's business.
"""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

TEST_SUFFIX = "-test"
GIVEN_PREFIX = "given-"

Cell = dict[str, Any]


class CourseError(Exception):
    """Something in the course is not as it must be; says where, why, and what to do."""

    def __init__(self, path: Path | str, cause: str, remedy: str) -> None:
        super().__init__(f"{path}: {cause} {remedy}")
        self.path = Path(path)
        self.cause = cause
        self.remedy = remedy


@dataclass(frozen=True)
class Exercise:
    """One graded exercise: a grade cell, and mostly a stub cell that it tests.

    `stub_id` is None where the exercise has no stub of its own. The two ids are both the
    cell's id and its nbgrader grade_id.
    """

    name: str
    functions: tuple[str, ...]
    points: float
    lesson: str
    stub_id: str | None
    test_id: str


@dataclass(frozen=True)
class Lesson:
    """One source notebook."""

    name: str
    title: str
    path: Path
    exercises: tuple[Exercise, ...]
    given: tuple[str, ...]

    @property
    def points(self) -> float:
        """Points of all exercises together."""
        return sum(exercise.points for exercise in self.exercises)


def nbgrader_metadata(cell: Cell) -> dict[str, Any]:
    """Return the cell's nbgrader metadata; empty unless nbgrader has a role for the cell."""
    meta = cell["metadata"].get("nbgrader", {})
    roles = ("grade", "solution", "locked", "task")
    return meta if any(meta.get(role) for role in roles) else {}


def grade_id(cell: Cell) -> str:
    """Return the cell's nbgrader grade_id, or an empty string."""
    return str(nbgrader_metadata(cell).get("grade_id", ""))


def defined_functions(source: str) -> tuple[str, ...]:
    """Return the names of the functions that a cell defines at top level."""
    return tuple(node.name for node in ast.parse(source).body if isinstance(node, ast.FunctionDef))


def source_text(cell: Cell) -> str:
    """Return the cell's text, which a notebook file may hold as a list of lines."""
    source = cell["source"]
    return source if isinstance(source, str) else "".join(source)


def read_lesson(path: Path) -> Lesson:
    """Read one source notebook.

    Raises
    ------
    CourseError
        If the file is not a notebook in format 4.5 with unique ids, or its exercises
        are not a stub cell and a grade cell each.
    """
    cells = _read_cells(path)
    roles = {grade_id(cell): cell for cell in cells if nbgrader_metadata(cell)}
    exercises = tuple(_exercises(path, roles))
    tested = {exercise.stub_id for exercise in exercises}
    for name, cell in roles.items():
        if nbgrader_metadata(cell)["solution"] and name not in tested:
            raise CourseError(
                path,
                f"no grade cell tests the solution cell {name!r}.",
                f"Add one with the grade_id {name + TEST_SUFFIX!r}.",
            )
    given = tuple(name for name in roles if name.startswith(GIVEN_PREFIX))
    given_names = tuple(name.removeprefix(GIVEN_PREFIX) for name in given)
    return Lesson(path.stem, _title(cells) or path.stem, path, exercises, given_names)


def _read_cells(path: Path) -> list[Cell]:
    try:
        notebook = json.loads(path.read_text(encoding="utf-8"))
        version = (notebook["nbformat"], notebook["nbformat_minor"])
        cells: list[Cell] = notebook["cells"]
        ids = [cell["id"] for cell in cells] if version == (4, 5) else []
        names = [grade_id(cell) for cell in cells if nbgrader_metadata(cell)]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise CourseError(
            path,
            f"this is not a notebook that can be read ({type(error).__name__}: {error}).",
            "Restore it from version control, or open and save it in JupyterLab.",
        ) from error
    if version != (4, 5):
        raise CourseError(
            path,
            f"the notebook's format is {version[0]}.{version[1]}, not 4.5, so cells have no ids.",
            "Open and save it in JupyterLab.",
        )
    demand_unique(path, ids, "cell id")
    demand_unique(path, names, "grade_id")
    return cells


def demand_unique(path: Path, names: list[str], kind: str) -> None:
    """Raise a CourseError that names an empty or repeated name, if there is one."""
    twice = sorted({name for name in names if names.count(name) > 1 or not name})
    if twice:
        raise CourseError(
            path,
            f"the {kind} {twice[0]!r} is empty or stands in more than one cell.",
            "Give each of these cells a name of its own.",
        )


def _exercises(path: Path, roles: dict[str, Cell]) -> Iterator[Exercise]:
    for test_id, cell in roles.items():
        meta = nbgrader_metadata(cell)
        if not meta["grade"] or cell["cell_type"] != "code":
            continue
        if not test_id.endswith(TEST_SUFFIX):
            raise CourseError(
                path,
                f"the grade_id of the grade cell {test_id!r} does not end in {TEST_SUFFIX!r}.",
                f"Name it after the exercise: '<exercise>{TEST_SUFFIX}'.",
            )
        if "points" not in meta:
            raise CourseError(
                path,
                f"the grade cell {test_id!r} has no points.",
                "Set them with the Create Assignment toolbar of JupyterLab.",
            )
        name = test_id.removesuffix(TEST_SUFFIX)
        functions = _functions(path, name, roles[name]) if name in roles else ()
        stub_id = name if name in roles else None
        yield Exercise(name, functions, meta["points"], path.stem, stub_id, test_id)


def _functions(path: Path, name: str, stub: Cell) -> tuple[str, ...]:
    try:
        return defined_functions(source_text(stub))
    except SyntaxError as error:
        raise CourseError(
            path,
            f"the stub cell {name!r} is not valid Python (line {error.lineno}: {error.msg}).",
            "Give the function a docstring, and correct the line.",
        ) from error


def _title(cells: list[Cell]) -> str:
    for cell in cells:
        if cell["cell_type"] == "markdown":
            for line in source_text(cell).splitlines():
                if line.startswith("# "):
                    return line.removeprefix("# ").strip()
    return ""
