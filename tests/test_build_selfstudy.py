"""The self-study edition has stubs, all checks, and answers that open on request only."""

import re

import pytest
from small_course import ASSIGNMENT, cells_of, make_course

from autograder.build import make_plan, write_plan


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    course = make_course(tmp_path_factory.mktemp("course"))
    write_plan(make_plan(course))
    return course


@pytest.fixture(scope="module")
def double(course):
    return cells_of(course.notebooks(ASSIGNMENT) / "01_double.ipynb")


@pytest.fixture(scope="module")
def sums(course):
    return cells_of(course.notebooks(ASSIGNMENT) / "02_sums.ipynb")


def test_the_stub_is_that_of_the_release(course, double):
    release = cells_of(course.release(ASSIGNMENT) / "01_double.ipynb")
    assert double["double"].source == release["double"].source


def test_check_progress_and_reset_are_made_first(double):
    assert double["setup"].source.splitlines()[:2] == [
        "from autograder.selfstudy import self_study",
        'check, progress, reset = self_study("small")',
    ]


def test_the_full_check_has_a_cell_of_its_own_below_the_visible_tests(double):
    assert double["double-test"].source == "assert double(2) == 4"
    assert double["double-check"].source == 'check("double")'
    names = list(double)
    assert names.index("double-check") == names.index("double-test") + 1


def test_hidden_tests_are_not_shown(course):
    for path in course.notebooks(ASSIGNMENT).glob("*.ipynb"):
        assert "the hidden one" not in path.read_text()


def test_the_answer_is_the_last_but_one_fold_after_the_hints(double):
    titles = re.findall(r"<details><summary>(.*?)</summary>", double["double-hints"].source)
    assert titles == ["Hint 1: a nudge", "Answer", "Start this exercise again"]


def test_the_answer_is_code_that_runs_as_it_stands(double):
    code = re.findall(r"```python\n(.*?)```", double["double-hints"].source, re.DOTALL)[0]
    assert "SOLUTION" not in code
    assert '"""' not in code
    names: dict = {"np": __import__("numpy")}
    exec(code, names)
    assert names["double"]([1, 2]).tolist() == [2, 4]


def test_a_partial_exercise_is_answered_with_the_whole_function(sums):
    code = re.findall(r"```python\n(.*?)```", sums["clipped_sum-hints"].source, re.DOTALL)[0]
    names: dict = {}
    exec(code, names)
    assert names["clipped_sum"]([3, -1, 2]) == 5


def test_the_stub_can_be_had_again(double):
    assert double["double"].source in double["double-hints"].source


def test_all_folds_are_closed(double):
    text = double["double-hints"].source
    assert "<details open" not in text
    assert text.count("<details>") == text.count("</details>") == 3


def test_an_exercise_without_hints_gets_its_answer_after_the_check(sums):
    names = list(sums)
    assert names.index("clipped_sum-hints") == names.index("clipped_sum-check") + 1


def test_an_exercise_without_a_stub_has_a_check_and_no_answer(sums):
    assert sums["whole-check"].source == 'check("whole")'
    assert "whole-hints" not in sums


def test_no_cell_is_locked_or_graded_by_nbgrader(double, sums):
    for cell in [*double.values(), *sums.values()]:
        assert cell.metadata.get("deletable", True)
        assert cell.metadata.get("editable", True)
        assert not cell.metadata.get("nbgrader", {}).get("grade", False)
        assert not cell.metadata.get("nbgrader", {}).get("locked", False)


def test_own_code_and_demonstrations_are_still_told_apart(double):
    assert double["double"].metadata["nbgrader"]["solution"]
    assert double["double-picture"].metadata["tags"] == ["demonstration"]
    assert double["given-add"].metadata["tags"] == ["given"]
