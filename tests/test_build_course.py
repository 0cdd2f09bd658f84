"""The course's own notebooks are up to date, valid, and whole."""

import json
from pathlib import Path

import pytest

from autograder.build import make_plan, stale_files
from autograder.build.notebook import notebook_text, parse_notebook
from autograder.build.tags import DEMONSTRATION, GIVEN, SETUP
from autograder.checks.catalogue import find_exercise
from autograder.course import Course, nbgrader_metadata

COURSE = Course()
NAMES = sorted({path.parent.name for path in COURSE.source().glob("*/*.ipynb")})
EDITIONS = ("source", "release", "notebooks")
NOTEBOOKS = [path for edition in EDITIONS for path in sorted(COURSE.root.glob(f"{edition}/*/*.ipynb"))]  # fmt: skip  # noqa: E501


def _name(path: Path) -> str:
    return path.relative_to(COURSE.root).as_posix()


def _cells(path: Path) -> list[dict]:
    return json.loads(path.read_text())["cells"]


def test_no_file_is_stale():
    assert [file.path for file in stale_files(COURSE, make_plan(COURSE))] == []


@pytest.mark.parametrize("assignment", NAMES)
def test_the_points_of_an_assignment_add_up_to_100(assignment):
    assert COURSE.assignment(assignment).points == 100


@pytest.mark.parametrize("assignment", NAMES)
def test_every_exercise_carries_points(assignment):
    assert all(exercise.points > 0 for exercise in COURSE.assignment(assignment).exercises)


@pytest.mark.parametrize("assignment", NAMES)
def test_every_grade_cell_hides_the_one_call_that_names_its_exercise(assignment):
    for lesson in COURSE.assignment(assignment).lessons:
        cells = {cell["id"]: "".join(cell["source"]) for cell in _cells(lesson.path)}
        for exercise in lesson.exercises:
            hidden = cells[exercise.test_id].partition("### BEGIN HIDDEN TESTS\n")[2]
            assert hidden.rstrip() == (
                "from autograder.checks.in_kernel import grade\n"
                f'grade("{assignment}", "{exercise.name}")\n'
                "### END HIDDEN TESTS"
            )


@pytest.mark.parametrize("assignment", NAMES)
def test_every_exercise_has_hidden_checks(assignment):
    for exercise in COURSE.assignment(assignment).exercises:
        assert find_exercise(assignment, exercise.name).name == exercise.name


@pytest.mark.parametrize("path", NOTEBOOKS, ids=_name)
class TestNotebook:
    def test_it_is_valid_and_saved_as_jupyterlab_does(self, path):
        text = path.read_text()
        assert notebook_text(parse_notebook(text, path)) == text

    def test_it_holds_no_outputs(self, path):
        for cell in _cells(path):
            assert not cell.get("outputs"), cell["id"]
            assert cell.get("execution_count") is None, cell["id"]

    def test_its_cell_ids_are_unique(self, path):
        ids = [cell["id"] for cell in _cells(path)]
        assert len(ids) == len(set(ids))

    def test_its_nbgrader_metadata_satisfies_the_schema(self, path):
        from nbgrader.nbgraderformat import MetadataValidator

        MetadataValidator().validate_nb(parse_notebook(path.read_text(), path))

    def test_every_code_cell_has_exactly_one_role(self, path):
        for cell in _cells(path):
            if cell["cell_type"] == "code" and path.is_relative_to(COURSE.source()):
                tags = set(cell["metadata"].get("tags", ())) & {SETUP, GIVEN, DEMONSTRATION}
                graded = bool(nbgrader_metadata(cell)) and GIVEN not in tags
                assert len(tags) + graded == 1, cell["id"]

    def test_it_has_one_setup_cell_before_all_other_code(self, path):
        code = [cell for cell in _cells(path) if cell["cell_type"] == "code"]
        is_setup = [SETUP in cell["metadata"].get("tags", ()) for cell in code]
        assert is_setup[0]
        assert sum(is_setup) == 1


@pytest.mark.parametrize("assignment", NAMES)
class TestSelfStudy:
    def test_every_exercise_is_checked_in_a_cell_of_its_own(self, assignment):
        for lesson in COURSE.assignment(assignment).lessons:
            cells = {c["id"]: c for c in _cells(COURSE.notebooks(assignment) / lesson.path.name)}
            for exercise in lesson.exercises:
                check = "".join(cells[f"{exercise.name}-check"]["source"])
                assert check == f'check("{exercise.name}")'

    def test_every_stub_has_its_answer_folded_after_the_hints(self, assignment):
        for lesson in COURSE.assignment(assignment).lessons:
            cells = {c["id"]: c for c in _cells(COURSE.notebooks(assignment) / lesson.path.name)}
            for exercise in lesson.exercises:
                if exercise.stub_id is not None:
                    text = "".join(cells[f"{exercise.name}-hints"]["source"])
                    assert text.count("<details><summary>Answer</summary>") == 1
                    assert "<details open" not in text
