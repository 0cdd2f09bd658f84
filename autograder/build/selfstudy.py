"""Make the self-study edition of a lesson: stubs, all checks, folded answers.

It starts from the released notebook, so that stubs and visible tests are the same.
"""

from __future__ import annotations

import copy

from autograder.build.notebook import Notebook, code_cell, markdown_cell
from autograder.build.reference import BEGIN, END, body_span, function_in
from autograder.build.tags import SETUP
from autograder.course import CourseError, Exercise, Lesson, grade_id, nbgrader_metadata

HINTS_SUFFIX = "-hints"
CHECK_SUFFIX = "-check"
_LOCKS = ("deletable", "editable")


def self_study_notebook(
    assignment: str, lesson: Lesson, source: Notebook, release: Notebook
) -> Notebook:
    """Return the self-study edition of one lesson.

    Parameters
    ----------
    assignment : name of the assignment, for the line that makes `check`, `progress` and `reset`.
    lesson : the lesson, as the course knows it.
    source : its source notebook with all solutions written in; gives the answers.
    release : its released notebook.

    Raises
    ------
    CourseError
        If the lesson has exercises and no setup cell.
    """
    notebook = copy.deepcopy(release)
    answers = {grade_id(cell): cell.source for cell in source.cells}
    stubs = {grade_id(cell): cell.source for cell in release.cells}
    for cell in notebook.cells:
        _free(cell)
    if lesson.exercises:
        _add_self_study(notebook, lesson, assignment)
    for exercise in lesson.exercises:
        _add_check(notebook, exercise)
        if exercise.stub_id is not None:
            answer = without_docstrings(answers[exercise.stub_id], exercise.functions)
            _add_answer(notebook, exercise, answer, stubs[exercise.stub_id])
    return notebook


def without_docstrings(source: str, functions: tuple[str, ...]) -> str:
    """Return a stub cell's solution without docstrings and solution markers."""
    for name in functions:
        node = function_in(source, name)
        lines = source.splitlines()
        start, _ = body_span(lines, node)
        source = "\n".join([*lines[: node.body[0].lineno - 1], *lines[start:]])
    lines = source.splitlines()
    return "\n".join(line for line in lines if line.strip() not in (BEGIN, END))


def _free(cell: Notebook) -> None:
    """Unlock a cell and take it out of nbgrader's hands.

    Solution cells keep a plain nbgrader role: it says which cells hold the learner's own
    code, and without grade cells nbgrader's Validate button has nothing to complain about.
    """
    for lock in _LOCKS:
        cell.metadata.pop(lock, None)
    meta = nbgrader_metadata(cell)
    cell.metadata.pop("nbgrader", None)
    if meta.get("solution") and not meta.get("grade"):
        kept = {key: meta[key] for key in meta if key not in ("checksum", "cell_type")}
        cell.metadata["nbgrader"] = kept


def _add_self_study(notebook: Notebook, lesson: Lesson, assignment: str) -> None:
    for cell in notebook.cells:
        if cell.cell_type == "code" and SETUP in cell.metadata.get("tags", ()):
            lines = (
                "from autograder.selfstudy import self_study",
                f'check, progress, reset = self_study("{assignment}")',
            )
            cell.source = "\n".join([*lines, "", cell.source])
            return
    raise CourseError(
        lesson.path,
        f"no code cell has the tag {SETUP!r}.",
        "Tag the cell with the imports.",
    )


def _add_check(notebook: Notebook, exercise: Exercise) -> None:
    """Put the full check into a cell of its own: it is wanted most when a visible test fails."""
    index = _index(notebook, exercise.test_id)
    notebook.cells[index].source = notebook.cells[index].source.rstrip()
    cell = code_cell(f'check("{exercise.name}")', exercise.name + CHECK_SUFFIX)
    notebook.cells.insert(index + 1, cell)


def _add_answer(notebook: Notebook, exercise: Exercise, answer: str, stub: str) -> None:
    folds = [
        _fold("Answer", answer, "One way to write it:"),
        _fold(
            "Start this exercise again",
            stub,
            "Put this in place of everything in the cell of the exercise:",
        ),
    ]
    hints = exercise.name + HINTS_SUFFIX
    try:
        cell = notebook.cells[_index(notebook, hints)]
    except LookupError:
        cell = markdown_cell("", hints)
        notebook.cells.insert(_index(notebook, exercise.name + CHECK_SUFFIX) + 1, cell)
    cell.source = "\n\n".join([*filter(None, [cell.source.rstrip()]), *folds])


def _fold(title: str, code: str, sentence: str) -> str:
    # The blank lines make Markdown render the fence inside the HTML element.
    opening = f"<details><summary>{title}</summary>"
    return f"{opening}\n\n{sentence}\n\n```python\n{code}\n```\n\n</details>"


def _index(notebook: Notebook, cell_id: str) -> int:
    for index, cell in enumerate(notebook.cells):
        if cell.id == cell_id:
            return index
    raise LookupError(cell_id)
