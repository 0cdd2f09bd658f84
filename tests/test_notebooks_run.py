"""Every notebook of all three editions runs as its reader will run it."""

import shutil
from pathlib import Path

import nbclient
import nbformat
import pytest

from autograder.course import find_course

COURSE = find_course()
ASSIGNMENT = "optimization"
LESSONS = [lesson.name for lesson in COURSE.assignment(ASSIGNMENT).lessons]
MARKERS = ("### BEGIN SOLUTION", "### END SOLUTION")

pytestmark = pytest.mark.slow
each_lesson = pytest.mark.parametrize("lesson", LESSONS)


def execute(path: Path, *, allow_errors: bool = False) -> nbformat.NotebookNode:
    notebook = nbformat.read(path, as_version=4)
    client = nbclient.NotebookClient(
        notebook,
        timeout=300,
        allow_errors=allow_errors,
        resources={"metadata": {"path": str(path.parent)}},
    )
    client.execute()
    return notebook


def solve(path: Path) -> None:
    """Write the reference's answers into the stub cells of a notebook."""
    notebook = nbformat.read(path, as_version=4)
    source = nbformat.read(COURSE.source(ASSIGNMENT) / path.name, as_version=4)
    answers = {cell.id: cell.source for cell in source.cells}
    for cell in notebook.cells:
        if cell.metadata.get("nbgrader", {}).get("solution"):
            lines = answers[cell.id].splitlines()
            cell.source = "\n".join(line for line in lines if line.strip() not in MARKERS)
    nbformat.write(notebook, path)


def errors_of(
    notebook: nbformat.NotebookNode,
) -> list[tuple[nbformat.NotebookNode, nbformat.NotebookNode]]:
    return [
        (cell, output)
        for cell in notebook.cells
        if cell.cell_type == "code"
        for output in cell.outputs
        if output.output_type == "error"
    ]


@pytest.fixture
def edition(tmp_path):
    """Return a function that copies an edition to where it may be changed."""

    def copy(folder: Path, *, solved: bool) -> Path:
        target = tmp_path / folder.parent.name
        shutil.copytree(folder, target)
        if solved:
            for lesson in LESSONS:
                solve(target / f"{lesson}.ipynb")
        return target

    return copy


@each_lesson
def test_the_source_runs_and_its_own_solutions_earn_every_point(lesson, edition):
    folder = edition(COURSE.source(ASSIGNMENT), solved=False)
    notebook = execute(folder / f"{lesson}.ipynb")
    for cell in notebook.cells:
        role = cell.metadata.get("nbgrader", {})
        if role.get("grade"):
            results = [o for o in cell.outputs if o.output_type == "execute_result"]
            assert float(results[-1].data["text/plain"]) == role["points"], cell.id


@each_lesson
def test_a_solved_release_runs_to_its_end_with_nothing_in_red(lesson, edition):
    folder = edition(COURSE.release(ASSIGNMENT), solved=True)
    notebook = execute(folder / f"{lesson}.ipynb")
    red = [
        output.text
        for cell in notebook.cells
        if cell.cell_type == "code"
        for output in cell.outputs
        if output.output_type == "stream" and output.name == "stderr"
    ]
    assert not red


@each_lesson
def test_an_untouched_release_stops_at_the_first_exercise_and_says_what_to_do(lesson, edition):
    folder = edition(COURSE.release(ASSIGNMENT), solved=False)
    first = COURSE.assignment(ASSIGNMENT).lessons[LESSONS.index(lesson)].exercises[0]
    with pytest.raises(nbclient.exceptions.CellExecutionError) as stopped:
        execute(folder / f"{lesson}.ipynb")
    assert stopped.value.ename == "NotImplementedError"
    assert "This exercise is still empty: write your code" in str(stopped.value)
    assert f"{first.name}(" in str(stopped.value)


@each_lesson
def test_a_student_who_leaves_everything_out_meets_no_other_error(lesson, edition):
    folder = edition(COURSE.release(ASSIGNMENT), solved=False)
    notebook = execute(folder / f"{lesson}.ipynb", allow_errors=True)
    for cell, output in errors_of(notebook):
        if output.ename == "NameError":
            # What an earlier cell would have trained: a comment must say which.
            missing = output.evalue.split("'")[1]
            comments = [line for line in cell.source.splitlines() if "#" in line]
            assert any(missing in line for line in comments), (cell.id, output.evalue)
        else:
            assert output.ename in ("NotImplementedError", "UnfinishedError"), cell.id


@each_lesson
def test_a_solved_self_study_notebook_passes_every_check(lesson, edition):
    folder = edition(COURSE.notebooks(ASSIGNMENT), solved=True)
    notebook = execute(folder / f"{lesson}.ipynb")
    panels = [
        output.data["text/plain"]
        for cell in notebook.cells
        if cell.cell_type == "code" and cell.source.startswith('check("')
        for output in cell.outputs
        if output.output_type == "execute_result"
    ]
    exercises = COURSE.assignment(ASSIGNMENT).lessons[LESSONS.index(lesson)].exercises
    assert panels == [f"{exercise.name}: all checks passed." for exercise in exercises]
