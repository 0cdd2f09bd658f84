"""The example course replaces an earlier one, and nothing else."""

import pytest

from autograder.course import CourseError, find_course
from autograder.demo.classroom import make_classroom
from autograder.demo.students import CLASS


def test_an_example_course_replaces_an_earlier_one(tmp_path):
    folder = tmp_path / "demo"
    make_classroom(find_course(), folder)
    (folder / "gradebook.db").write_text("of the earlier one")
    make_classroom(find_course(), folder)
    assert not (folder / "gradebook.db").exists()
    assert len(list((folder / "submitted").iterdir())) == len(CLASS)


def test_a_folder_that_holds_something_else_is_left_alone(tmp_path):
    thesis = tmp_path / "thesis.txt"
    thesis.write_text("three years of work")
    with pytest.raises(CourseError, match="holds something else"):
        make_classroom(find_course(), tmp_path)
    assert thesis.read_text() == "three years of work"


def test_an_empty_folder_is_used(tmp_path):
    assert make_classroom(find_course(), tmp_path).root == tmp_path
