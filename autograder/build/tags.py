"""Bring a source notebook's tags, outputs and metadata into their one normal form."""

from __future__ import annotations

from typing import Any

from autograder.build.notebook import Notebook
from autograder.course import GIVEN_PREFIX, grade_id, nbgrader_metadata

DEMONSTRATION = "demonstration"
GIVEN = "given"
SETUP = "setup"

KERNELSPEC = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
# Without `version`: it is that of the machine which saved the notebook last.
LANGUAGE_INFO: dict[str, Any] = {
    "codemirror_mode": {"name": "ipython", "version": 3},
    "file_extension": ".py",
    "mimetype": "text/x-python",
    "name": "python",
    "nbconvert_exporter": "python",
    "pygments_lexer": "ipython3",
}
# What editors and runs leave behind in a cell's metadata.
_TRACES = ("collapsed", "execution", "ExecuteTime", "scrolled", "trusted")


def normalise(notebook: Notebook) -> list[str]:
    """Clear outputs and traces of runs, set tags, ids and kernel; return what changed.

    Code cells without a role get the tag `demonstration`, given functions the tag `given`,
    and cells with an nbgrader role get their grade_id as cell id. Nothing else is touched.

    Returns
    -------
    changed : ids of the changed cells, and "the notebook itself" if its own metadata changed.
    """
    changed = [str(cell.id) for cell in notebook.cells if _normalise_cell(cell, notebook)]
    wanted = {"kernelspec": KERNELSPEC, "language_info": LANGUAGE_INFO}
    if any(notebook.metadata.get(key) != value for key, value in wanted.items()):
        notebook.metadata.update(wanted)
        changed.append("the notebook itself")
    return changed


def _normalise_cell(cell: Notebook, notebook: Notebook) -> bool:
    before = (dict(cell), dict(cell.metadata))
    for trace in _TRACES:
        cell.metadata.pop(trace, None)
    role_id = grade_id(cell)
    if role_id and all(other.id != role_id for other in notebook.cells):
        cell.id = role_id
    if cell.cell_type == "code":
        cell.outputs, cell.execution_count = [], None
        _set_tags(cell)
    return before != (dict(cell), dict(cell.metadata))


def _set_tags(cell: Notebook) -> None:
    old = list(cell.metadata.get("tags", ()))
    tags = [tag for tag in old if tag != DEMONSTRATION]
    if grade_id(cell).startswith(GIVEN_PREFIX) and GIVEN not in tags:
        tags.append(GIVEN)
    if not nbgrader_metadata(cell) and not {SETUP, GIVEN} & set(tags):
        tags.append(DEMONSTRATION)
    if sorted(tags) != sorted(old):
        cell.metadata["tags"] = tags
    if not tags:
        cell.metadata.pop("tags", None)
