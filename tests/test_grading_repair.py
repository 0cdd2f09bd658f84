"""A notebook is put back into a gradable form, and only what is graded is run."""

from collections.abc import Callable
from typing import Any

import pytest
from grading_course import GradingCourse, Notebook, make_course

from autograder.grading.checker.notebook import bare_notebook
from autograder.grading.submission.plan import Plan, make_plan
from autograder.grading.submission.reading import parse_notebook
from autograder.grading.submission.repair import Restored, restore

LESSON = "01_relu_softmax"


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> GradingCourse:
    return make_course(tmp_path_factory.mktemp("course"), LESSON)


@pytest.fixture
def notebook(course: GradingCourse) -> Notebook:
    return course.solved(LESSON)


def restored(course: GradingCourse, notebook: Notebook) -> Restored:
    import json

    return restore(parse_notebook(json.dumps(notebook), "x.ipynb"), course.masters[LESSON], "x")


def plan(course: GradingCourse, notebook: Notebook) -> Plan:
    return make_plan(restored(course, notebook), course.masters[LESSON])


def cell_of(notebook: Notebook, name: str) -> dict[str, Any]:
    return next(cell for cell in notebook["cells"] if cell["id"] == name)


def texts(course: GradingCourse, notebook: Notebook) -> list[str]:
    return [step.source for step in plan(course, notebook).steps]


def drop_metadata(notebook: Notebook) -> None:
    for number, cell in enumerate(notebook["cells"]):
        cell["metadata"] = {"id": f"colab{number}"}
        del cell["id"]


def drop_tests(notebook: Notebook) -> None:
    notebook["cells"] = [c for c in notebook["cells"] if not c["id"].endswith("-test")]


def reverse(notebook: Notebook) -> None:
    notebook["cells"].reverse()


def twice(notebook: Notebook) -> None:
    notebook["cells"] += [dict(cell) for cell in notebook["cells"]]


def one_id(notebook: Notebook) -> None:
    for cell in notebook["cells"]:
        cell["id"] = "same"


def other_roles(notebook: Notebook) -> None:
    for cell in notebook["cells"]:
        if "nbgrader" in cell["metadata"]:
            cell["metadata"]["nbgrader"].update(
                grade=False, solution=True, points=1000, locked=False, schema_version=0
            )
        cell["metadata"]["tags"] = ["skip-execution"]


def as_text(notebook: Notebook) -> None:
    cell_of(notebook, "relu").update(cell_type="markdown")


MANGLED = [drop_metadata, drop_tests, reverse, twice, one_id, other_roles, as_text]


@pytest.mark.parametrize("mangle", MANGLED)
def test_a_mangled_notebook_gets_its_cells_roles_and_points_back(
    course: GradingCourse, notebook: Notebook, mangle: Callable[[Notebook], None]
):
    mangle(notebook)
    cells = restored(course, notebook).cells
    for master in course.masters[LESSON].by_grade_id().values():
        (cell,) = [cell for cell in cells if cell.grade_id == master.grade_id]
        assert cell.metadata == master.metadata
        assert cell.kind == "code"
    ids = [cell.id for cell in cells]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("mangle", MANGLED)
def test_a_mangled_notebook_keeps_the_students_solutions(
    course: GradingCourse, notebook: Notebook, mangle: Callable[[Notebook], None]
):
    mangle(notebook)
    run = texts(course, notebook)
    assert all(course.solutions[name] in run for name in ("relu", "relu_der"))


@pytest.mark.parametrize("mangle", MANGLED)
def test_a_restored_notebook_is_valid(
    course: GradingCourse, notebook: Notebook, mangle: Callable[[Notebook], None]
):
    import nbformat

    mangle(notebook)
    content = bare_notebook(restored(course, notebook).cells)
    nbformat.validate(nbformat.from_dict(content))


def test_changed_tests_and_given_cells_come_from_the_course_and_it_is_said(
    course: GradingCourse, notebook: Notebook
):
    for name in ("relu-test", "given-linear"):
        cell_of(notebook, name)["source"] = "grade = 1000"
    result = restored(course, notebook)
    assert all(cell.source != "grade = 1000" for cell in result.cells)
    assert sum("course's own text" in str(note) for note in result.notes) == 2


def test_an_unchanged_notebook_needs_no_remark(course: GradingCourse):
    assert restored(course, course.released(LESSON)).notes == ()


def test_a_solution_in_an_added_cell_counts_although_the_stub_stands_below(
    course: GradingCourse, notebook: Notebook
):
    stub = course.released(LESSON)
    cell_of(notebook, "relu")["source"] = cell_of(stub, "relu")["source"]
    added = {"cell_type": "code", "id": "mine", "metadata": {}, "source": "def relu(Z): return 5"}
    notebook["cells"].insert(0, added)
    run = texts(course, notebook)
    assert "def relu(Z): return 5" in run
    assert cell_of(notebook, "relu")["source"] not in run


@pytest.mark.parametrize(
    ("source", "runs"),
    [
        ("def helper(Z):\n    return Z", True),
        ("helper = lambda Z: Z", True),
        ("from math import *", True),
        ("%%time\nimport math as helper", True),
        ("if True:\n    def helper(Z): return Z", True),
        ("helper.x = 3", True),
        ("def unneeded(Z):\n    return helper(Z)", False),
        ("for i in range(10**12): pass", False),
        ("print(relu(3))", False),
        ("!rm -rf x", False),
        ("%%bash\nhelper=1", False),
    ],
)
def test_only_cells_that_bind_what_a_solution_needs_are_run(
    course: GradingCourse, notebook: Notebook, source: str, runs: bool
):
    cell_of(notebook, "relu")["source"] = "def relu(Z):\n    return helper(Z), Z"
    notebook["cells"].insert(
        2, {"cell_type": "code", "id": "mine", "metadata": {}, "source": source}
    )
    assert (source in texts(course, notebook)) == runs


def test_demonstrations_are_not_run(course: GradingCourse, notebook: Notebook):
    demonstrations = {c.source for c in course.masters[LESSON].cells if c.role == "demonstration"}
    assert demonstrations
    assert demonstrations.isdisjoint(texts(course, notebook))


def test_the_courses_setup_runs_first_also_where_the_student_changed_it(
    course: GradingCourse, notebook: Notebook
):
    setup = next(cell for cell in course.masters[LESSON].cells if cell.role == "setup")
    cell_of(notebook, setup.id)["source"] = "import numpy as np\nimport torch"
    run = texts(course, notebook)
    assert run[0] == setup.source
    assert "import numpy as np\nimport torch" in run


def test_untouched_stubs_are_known(course: GradingCourse, notebook: Notebook):
    assert plan(course, notebook).unfinished == frozenset()
    assert "relu" in plan(course, course.released(LESSON)).unfinished
