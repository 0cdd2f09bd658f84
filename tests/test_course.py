"""The course is read from its source notebooks, and says what is wrong with them."""

import json
from pathlib import Path

import pytest
from nbformat.v4 import new_code_cell
from small_course import (
    ASSIGNMENT,
    first_lesson,
    grade_cell,
    make_course,
    stub,
    write_lesson,
)

from autograder.course import Course, CourseError, Exercise, find_course


@pytest.fixture
def course(tmp_path: Path) -> Course:
    return make_course(tmp_path)


def test_an_assignment_is_its_lessons_in_the_order_of_their_names(course):
    assignment = course.assignment(ASSIGNMENT)
    assert [lesson.name for lesson in assignment.lessons] == ["01_double", "02_sums"]
    assert [lesson.title for lesson in assignment.lessons] == ["Small steps", "Small sums"]


def test_exercises_have_name_functions_points_lesson_and_cells(course):
    first = course.assignment(ASSIGNMENT).exercises[0]
    assert first == Exercise("double", ("double",), 60, "01_double", "double", "double-test")


def test_an_exercise_may_have_no_stub_of_its_own(course):
    whole = course.assignment(ASSIGNMENT).exercise("whole")
    assert whole.stub_id is None
    assert whole.functions == ()


def test_points_add_up_over_lessons(course):
    assignment = course.assignment(ASSIGNMENT)
    assert [lesson.points for lesson in assignment.lessons] == [60, 40]
    assert assignment.points == 100


def test_given_functions_are_known(course):
    assert course.assignment(ASSIGNMENT).lessons[0].given == ("add",)


def test_an_unknown_exercise_is_answered_with_the_names_there_are(course):
    with pytest.raises(CourseError, match=r"no exercise 'dubble'.*double, clipped_sum, whole"):
        course.assignment(ASSIGNMENT).exercise("dubble")


def test_an_unknown_assignment_is_answered_with_the_names_there_are(course):
    with pytest.raises(CourseError, match=r"no such assignment.*small"):
        course.assignment("large")


def test_a_folder_without_a_course_says_how_to_name_one(tmp_path):
    with pytest.raises(CourseError, match="--course-dir"):
        find_course(tmp_path).assignment_names()


def test_a_missing_course_directory_is_named(tmp_path):
    with pytest.raises(CourseError, match=r"nowhere.*does not exist"):
        find_course(tmp_path / "nowhere")


def test_without_a_name_the_course_is_the_repository(repository):
    assert find_course().root == repository


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("{", "can be read"),
        ("[]", "can be read"),
        ('{"nbformat": 4, "nbformat_minor": 4, "cells": []}', "4.4, not 4.5"),
        ('{"nbformat": 4, "nbformat_minor": 5, "cells": [{"metadata": {}}]}', "'id'"),
    ],
)
def test_a_file_that_is_no_notebook_is_named_with_the_cause(course, text, cause):
    path = course.source(ASSIGNMENT) / "01_double.ipynb"
    path.write_text(text)
    with pytest.raises(CourseError, match=rf"01_double\.ipynb.*{cause}"):
        course.assignment(ASSIGNMENT)


def test_two_cells_with_one_id_are_named(course):
    path = course.source(ASSIGNMENT) / "01_double.ipynb"
    notebook = json.loads(path.read_text())
    notebook["cells"][0]["id"] = "setup"
    path.write_text(json.dumps(notebook))
    with pytest.raises(CourseError, match="cell id 'setup'"):
        course.assignment(ASSIGNMENT)


def test_the_same_exercise_in_two_lessons_is_named(course):
    write_lesson(course, "03_again", first_lesson())
    with pytest.raises(CourseError, match="exercise name 'double'"):
        course.assignment(ASSIGNMENT)


def _nameless_grade_cell():
    cell = grade_cell("odd", "pass", 1)
    cell.metadata["nbgrader"]["grade_id"] = "odd"
    return cell


def _pointless_grade_cell():
    cell = grade_cell("odd", "pass", 1)
    del cell.metadata["nbgrader"]["points"]
    return cell


@pytest.mark.parametrize(
    ("cells", "cause"),
    [
        ([stub("lonely", "def lonely():\n    return 1")], "no grade cell tests .*'lonely'"),
        ([_nameless_grade_cell()], "'odd' does not end in '-test'"),
        ([_pointless_grade_cell()], "'odd-test' has no points"),
        ([stub("odd", "def odd(:"), grade_cell("odd", "pass", 1)], "'odd' is not valid Python"),
    ],
)
def test_what_makes_no_exercise_is_named_with_a_remedy(course, cells, cause):
    write_lesson(course, "03_odd", cells)
    with pytest.raises(CourseError, match=cause):
        course.assignment(ASSIGNMENT)


def test_cells_whose_nbgrader_roles_are_all_off_are_no_exercises(course):
    roles = {"grade": False, "solution": False, "locked": False, "schema_version": 3}
    cell = new_code_cell("1", id="free", metadata={"nbgrader": {**roles, "grade_id": "free"}})
    write_lesson(course, "03_free", [cell])
    assert course.assignment(ASSIGNMENT).lessons[2].exercises == ()
