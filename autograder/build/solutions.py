"""Write the reference's function bodies into the cells of a source notebook.

The reference module is the master of the code, the notebook that of the `def` line and
the docstring.
"""

from __future__ import annotations

from pathlib import Path

from autograder.build.names import first_unknown_name
from autograder.build.notebook import Notebook
from autograder.build.reference import (
    BEGIN,
    END,
    Reference,
    Solution,
    body_span,
    function_in,
    signature,
    statements,
)
from autograder.course import (
    GIVEN_PREFIX,
    CourseError,
    defined_functions,
    grade_id,
    nbgrader_metadata,
)


def write_solutions(notebook: Notebook, path: Path, reference: Reference) -> list[str]:
    """Write every solution region and given function of a notebook; return what changed.

    Parameters
    ----------
    notebook : changed in place, and only in its stub and given cells.
    path : the notebook's file, for messages.
    reference : where the bodies come from.

    Returns
    -------
    changed : the ids of the cells whose text changed.

    Raises
    ------
    CourseError
        If notebook and reference do not agree on a function.
    """
    changed: list[str] = []
    written: list[str] = []
    for cell in notebook.cells:
        if cell.cell_type != "code" or not _is_filled(cell):
            continue
        functions = _functions(cell, path)
        text = _filled(cell, path, reference, functions)
        written += functions
        if text != cell.source:
            cell.source = text
            changed.append(str(cell.id))
    _demand_known_names(notebook, path, reference, written)
    return changed


def _is_filled(cell: Notebook) -> bool:
    return grade_id(cell).startswith(GIVEN_PREFIX) or bool(nbgrader_metadata(cell).get("solution"))


def _functions(cell: Notebook, path: Path) -> tuple[str, ...]:
    remedy = "Write the def line and a docstring; the build writes the body."
    try:
        functions = defined_functions(cell.source)
    except SyntaxError as error:
        cause = f"the cell {cell.id!r} is not valid Python (line {error.lineno}: {error.msg})."
        raise CourseError(path, cause, remedy) from error
    if not functions:
        raise CourseError(path, f"the cell {cell.id!r} defines no function.", remedy)
    return functions


def _filled(cell: Notebook, path: Path, reference: Reference, functions: tuple[str, ...]) -> str:
    text: str = cell.source
    given = grade_id(cell).startswith(GIVEN_PREFIX)
    for function in functions:
        text = _with_body(text, path, reference, reference.solution(function, path), given)
    return text


def _with_body(text: str, path: Path, reference: Reference, solution: Solution, given: bool) -> str:
    """Return the cell's text with the body of one of its functions replaced."""
    name, lines = solution.name, text.splitlines()
    node = function_in(text, name)
    if signature(node) != solution.signature:
        raise CourseError(
            path,
            f"here it is {name}{signature(node)}, but {name}{solution.signature} "
            f"in {reference.path}.",
            "Make the two signatures equal.",
        )
    start, end = body_span(lines, node)
    body = solution.given_lines() if given else _stub_body(lines[start:end], solution)
    result = "\n".join([*lines[:start], *body, *lines[end:]])
    if statements(function_in(result, name)) != solution.statements:
        raise CourseError(
            path,
            f"the cell of {name} has code outside its solution region.",
            f"Remove it; or, where students write only a part, mark that part in {reference.path}"
            " with '# <exercise>' and '# </exercise>', and the rest is written by the build too.",
        )
    return result


def _stub_body(old: list[str], solution: Solution) -> list[str]:
    """Return the new body; comments around a region that is the whole body stay."""
    region = solution.region_lines()
    begins = [number for number, line in enumerate(old) if line.strip() == BEGIN]
    ends = [number for number, line in enumerate(old) if line.strip() == END]
    if solution.marked or not begins or not ends:
        return region
    return [*old[: begins[0]], *region, *old[ends[-1] + 1 :]]


def _demand_known_names(
    notebook: Notebook, path: Path, reference: Reference, functions: list[str]
) -> None:
    unknown = first_unknown_name(notebook, reference.text, functions)
    if unknown:
        raise CourseError(
            reference.path,
            f"the body of {unknown.function} uses {unknown.name!r}, "
            f"which the notebook {path} does not know.",
            "Import it in the notebook's setup cell, or do without it in the reference.",
        )
