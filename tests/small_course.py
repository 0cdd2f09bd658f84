"""A complete course of two tiny lessons, for tests of the build and of nbgrader's commands."""

import shutil
from pathlib import Path
from typing import Any

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from autograder.build.notebook import notebook_text
from autograder.course import Course

ROOT = Path(__file__).resolve().parent.parent
ASSIGNMENT = "small"

REFERENCE = '''"""Solutions of the small course."""

from typing import Any

import numpy as np


def double(Z: list[float], times: int = 2) -> Any:
    """Multiply.

    Parameters
    ----------
    Z : numbers.
    """
    # an array, whatever came in
    numbers = np.asarray(Z)
    return numbers * times  # twice by default


def add(a, b=np.array([])):
    """Add."""
    total = a + b
    return total


def clipped_sum(values):
    """Add up the positive values."""
    total = 0
    for value in values:
        # <exercise>
        # negative values count as nothing
        if value > 0:
            total += value
        # </exercise>
    return total
'''


def nbgrader(name: str, **more: Any) -> dict[str, Any]:
    """Return nbgrader metadata as JupyterLab's Create Assignment writes it."""
    roles = {"grade": False, "solution": False, "locked": False, "task": False}
    return {"nbgrader": {"schema_version": 3, "grade_id": name, **roles, **more}}


def stub(name: str, source: str) -> Any:
    """Make a stub cell."""
    return new_code_cell(source, id=name, metadata=nbgrader(name, solution=True))


def grade_cell(name: str, visible: str, points: int) -> Any:
    """Make a grade cell with visible and hidden tests."""
    hidden = [
        "### BEGIN HIDDEN TESTS",
        f"assert {'True' if name == 'whole' else f'callable({name})'}  # the hidden one",
        "### END HIDDEN TESTS",
    ]
    meta = nbgrader(f"{name}-test", grade=True, locked=True, points=points)
    return new_code_cell("\n".join([visible, *hidden]), id=f"{name}-test", metadata=meta)


def given(name: str, source: str) -> Any:
    """Make a cell with a given function."""
    name = f"given-{name}"
    return new_code_cell(source, id=name, metadata=nbgrader(name, locked=True))


def setup() -> Any:
    """Make the cell with the imports."""
    source = "import numpy as np\n\nfrom coursekit import greet"
    return new_code_cell(source, id="setup", metadata={"tags": ["setup"]})


def first_lesson() -> list[Any]:
    """Return the cells of a lesson with a whole exercise, a given function and a picture."""
    return [
        new_markdown_cell("# Small steps", id="title"),
        setup(),
        new_markdown_cell("## Exercise 1.1 · double", id="double-why"),
        stub("double", 'def double(Z, times=2):\n    """Return Z, `times` times."""'),
        grade_cell("double", "assert double(2) == 4", 60),
        new_markdown_cell(
            "<details><summary>Hint 1: a nudge</summary>\n\nMultiply.\n\n</details>",
            id="double-hints",
        ),
        given("add", 'def add(a, b=np.array([])):\n    """Return the sum."""'),
        new_code_cell("greet(double(add(1, 1)))", id="double-picture"),
    ]


def second_lesson() -> list[Any]:
    """Return the cells of a lesson with a partial exercise, and one without a stub."""
    return [
        new_markdown_cell("# Small sums", id="title"),
        setup(),
        stub(
            "clipped_sum",
            'def clipped_sum(values):\n    """Return the sum of the positive values."""',
        ),
        grade_cell("clipped_sum", "assert clipped_sum([1, -1]) == 1", 30),
        grade_cell("whole", "assert clipped_sum([2, 2]) == 4", 10),
    ]


def make_course(folder: Path) -> Course:
    """Write the course's masters into a folder; nothing is built yet."""
    package = folder / "autograder"
    for name, text in {
        "reference/small.py": REFERENCE,
        "student/__init__.py": "from .words import greet\n",
        "student/words.py": 'def greet(what):\n    print("hello", what)\n',
        "student/tests/test_words.py": "def test_nothing(): ...\n",
    }.items():
        (package / name).parent.mkdir(parents=True, exist_ok=True)
        (package / name).write_text(text)
    course = Course(folder, package)
    course.source(ASSIGNMENT).mkdir(parents=True)
    write_lesson(course, "01_double", first_lesson())
    write_lesson(course, "02_sums", second_lesson())
    shutil.copy(ROOT / "nbgrader_config.py", folder)
    return course


def write_lesson(course: Course, name: str, cells: list[Any]) -> Path:
    """Write a source notebook."""
    notebook = new_notebook(
        cells=cells,
        metadata={"kernelspec": {"display_name": "Py", "language": "python", "name": "python3"}},
    )
    path = course.source(ASSIGNMENT) / f"{name}.ipynb"
    path.write_text(notebook_text(notebook))
    return path


def cells_of(path: Path) -> dict[str, Any]:
    """Return a notebook's cells by their ids."""
    return {cell.id: cell for cell in nbformat.read(path, as_version=4).cells}


def edit_cell(path: Path, cell_id: str, old: str, new: str) -> None:
    """Replace a piece of one cell's text."""
    notebook = nbformat.read(path, as_version=4)
    cell = next(cell for cell in notebook.cells if cell.id == cell_id)
    assert old in cell.source
    cell.source = cell.source.replace(old, new)
    path.write_text(notebook_text(notebook))
