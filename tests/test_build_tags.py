"""Source notebooks have one normal form: no outputs, tags by role, readable ids."""

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from small_course import given, grade_cell, setup, stub

from autograder.build.tags import normalise


def _tags(cell, *others):
    normalise(new_notebook(cells=[cell, *others]))
    return list(cell.metadata.get("tags", []))


def test_a_code_cell_without_a_role_is_a_demonstration():
    assert _tags(new_code_cell("plot()", id="picture")) == ["demonstration"]


def test_own_tags_stay():
    cell = new_code_cell("plot()", id="picture", metadata={"tags": ["wide"]})
    assert _tags(cell) == ["wide", "demonstration"]


@pytest.mark.parametrize("cell", [stub("f", "pass"), grade_cell("f", "pass", 1), setup()])
def test_cells_that_grading_needs_are_never_demonstrations(cell):
    cell.metadata["tags"] = [*cell.metadata.get("tags", []), "demonstration"]
    assert "demonstration" not in _tags(cell)


def test_given_functions_are_tagged_so():
    assert _tags(given("f", "pass")) == ["given"]


def test_text_gets_no_tag():
    assert _tags(new_markdown_cell("text", id="text")) == []


def test_outputs_and_traces_of_runs_go():
    cell = new_code_cell("1", id="one", execution_count=3, outputs=[new_output("stream", text="x")])
    cell.metadata.update(execution={"shell.execute_reply": "now"}, collapsed=False, scrolled=True)
    normalise(new_notebook(cells=[cell]))
    assert (cell.outputs, cell.execution_count) == ([], None)
    assert dict(cell.metadata) == {"tags": ["demonstration"]}


def test_a_cell_made_with_the_toolbar_gets_its_grade_id_as_id():
    cell = stub("relu", "pass")
    cell.id = "0f3a9c"
    normalise(new_notebook(cells=[cell]))
    assert cell.id == "relu"


def test_an_id_in_use_is_not_given_twice():
    cell = stub("relu", "pass")
    cell.id = "0f3a9c"
    normalise(new_notebook(cells=[cell, new_markdown_cell("text", id="relu")]))
    assert cell.id == "0f3a9c"


def test_the_kernel_is_python3_and_no_machines_version_stays():
    notebook = new_notebook(
        metadata={
            "kernelspec": {"name": "mine", "display_name": "Mine", "language": "python"},
            "language_info": {"name": "python", "version": "3.9.1"},
        }
    )
    normalise(notebook)
    assert notebook.metadata.kernelspec.name == "python3"
    assert "version" not in notebook.metadata.language_info


def test_what_is_normal_is_reported_as_unchanged():
    notebook = new_notebook(cells=[setup(), stub("f", "pass"), new_code_cell("1", id="one")])
    assert normalise(notebook) == ["one", "the notebook itself"]
    assert normalise(notebook) == []
