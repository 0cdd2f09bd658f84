"""A mistake is paid for once: in its own exercise, and not again where its function is used."""

import json
from pathlib import Path

import pytest
from grading_course import ASSIGNMENT, GradingCourse, Listener, make_course

from autograder.grading.gradebook.details import details_json
from autograder.grading.results import SubmissionResult
from autograder.grading.run import Request, grade_class

LESSONS = ("01_relu_softmax", "02_dropout", "03_batchnorm", "04_adam", "05_network")
LAST = "train_on_digits"


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> GradingCourse:
    return make_course(tmp_path_factory.mktemp("class") / "course", *LESSONS)


def hand_in_all_but(course: GradingCourse, student: str, *left_out: str, **answers: str) -> Path:
    solved = {name: course.solved(name, **answers) for name in LESSONS if name not in left_out}
    return course.hand_in(student, **{f"_{name}": content for name, content in solved.items()})


def graded(course: GradingCourse, student: str) -> SubmissionResult:
    """Grade with the real engine, in which a lesson finds the notebooks beside it."""
    listener = Listener()
    grade_class(Request(course.course, ASSIGNMENT, 1, (student,)), listener)
    return listener.results[student]


def exercise_of(result: SubmissionResult, name: str) -> dict:
    exercises = json.loads(details_json(result))["exercises"]
    return next(exercise for exercise in exercises if exercise["exercise"] == name)


def test_the_networks_points_are_there_though_an_earlier_lesson_is_missing(course: GradingCourse):
    hand_in_all_but(course, "ada", "02_dropout")
    result = graded(course, "ada")
    last = exercise_of(result, LAST)
    assert last["points"] == last["maximum"]
    assert "With your own it did not" in last["parts"][0]["remark"]
    assert result.points == result.maximum - 10


def test_a_cache_made_by_a_helper_of_its_cell_is_carried_into_the_network(course: GradingCourse):
    own = (
        "from collections import namedtuple\n"
        "DropCache = namedtuple('DropCache', 'drop_prob mode mask')\n\n"
        "def dropout(A, drop_prob, mode):\n"
        "    mask = None\n"
        "    if mode not in ('train', 'test'):\n"
        "        raise ValueError(mode)\n"
        "    if mode == 'train' and drop_prob:\n"
        "        mask = (np.random.rand(*A.shape) < 1 - drop_prob) / (1 - drop_prob)\n"
        "    return A if mask is None else A * mask, DropCache(drop_prob, mode, mask)\n"
    )
    back = (
        "def dropout_der(dA_in, cache):\n"
        "    prob, mode, mask = cache\n"
        "    return dA_in if mask is None else dA_in * mask\n"
    )
    hand_in_all_but(course, "bob", dropout=own, dropout_der=back)
    result = graded(course, "bob")
    assert exercise_of(result, LAST)["parts"][0]["remark"] == ""
    assert exercise_of(result, LAST)["points"] == exercise_of(result, LAST)["maximum"]
