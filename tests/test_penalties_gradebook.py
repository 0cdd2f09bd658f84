"""Late penalties reach the gradebook alike by this engine and by nbgrader, and go away again."""

import datetime

import pytest
from graded_class import DUE, gradebook, graded_class, set_due_date, submission
from nbformat.v4 import new_notebook
from nbgrader.preprocessors import AssignLatePenalties
from small_course import ASSIGNMENT

from autograder.course import CourseError
from autograder.grading.gradebook.ledger import open_ledger
from autograder.grading.gradebook.settings import load_settings

RULES = "penalty:\n  per day: 10%\n"


@pytest.fixture
def course(tmp_path):
    late = {"bela": DUE + datetime.timedelta(hours=30), "ada": DUE}
    course = graded_class(tmp_path, [submission("ada"), submission("bela")], late)
    say(course, RULES)
    return course


def say(course, text):
    (course.root / "late.yml").write_text(text, encoding="utf-8")


def refresh(course):
    """Open what grading opens; nothing is graded."""
    with open_ledger(course.assignment(ASSIGNMENT), load_settings(course)):
        pass


def penalties(course):
    with gradebook(course) as book:
        return {
            student: book.find_submission(ASSIGNMENT, student).late_submission_penalty
            for student in ("ada", "bela")
        }


def by_nbgrader(course, student, lesson):
    """Let nbgrader's own step compute a notebook's penalty."""
    settings = load_settings(course)
    step = AssignLatePenalties(config=settings.config)
    about = {"notebook": lesson, "assignment": ASSIGNMENT, "student": student}
    step.preprocess(new_notebook(), {"nbgrader": {**about, "db_url": settings.db_url}})
    with gradebook(course) as book:
        return book.find_submission_notebook(lesson, ASSIGNMENT, student).late_submission_penalty


def test_only_who_is_late_pays(course):
    refresh(course)
    assert penalties(course) == {"ada": 0, "bela": 20}


def test_nbgraders_own_step_takes_off_the_same(course):
    assert by_nbgrader(course, "bela", "01_double") == 12
    assert by_nbgrader(course, "ada", "01_double") is None


def test_a_penalty_goes_when_the_due_date_moves(course):
    refresh(course)
    set_due_date(course, DUE + datetime.timedelta(days=2))
    refresh(course)
    assert penalties(course) == {"ada": 0, "bela": 0}
    assert by_nbgrader(course, "bela", "01_double") is None


def test_a_penalty_goes_when_an_extension_is_granted_and_comes_back_without_it(course):
    refresh(course)
    say(course, f"{RULES}extensions:\n  {ASSIGNMENT}:\n    bela: 2 days\n")
    refresh(course)
    assert penalties(course)["bela"] == 0
    assert by_nbgrader(course, "bela", "02_sums") is None
    say(course, RULES)
    refresh(course)
    assert penalties(course)["bela"] == 20


def test_an_extension_until_a_date_works_for_both(course):
    say(course, f"{RULES}extensions:\n  {ASSIGNMENT}:\n    bela: 2026-03-02 12:00\n")
    refresh(course)
    # 30 hours late, 24 of them granted.
    assert penalties(course)["bela"] == 10
    assert by_nbgrader(course, "bela", "01_double") == 6


def test_nbgraders_own_extension_counts(course):
    with gradebook(course) as book:
        book.grant_extension(ASSIGNMENT, "bela", days=1)
    refresh(course)
    assert penalties(course)["bela"] == 10


def test_points_given_by_hand_are_what_the_penalty_is_taken_from(course):
    with gradebook(course) as book:
        book.find_grade("double-test", "01_double", ASSIGNMENT, "bela").manual_score = 10
        book.db.commit()
    refresh(course)
    assert penalties(course)["bela"] == 10


def test_without_a_due_date_nobody_is_late(course):
    set_due_date(course, None)
    refresh(course)
    assert penalties(course) == {"ada": 0, "bela": 0}


def test_a_mistyped_name_stops_grading_before_it_starts(course):
    say(course, f"extensions:\n  {ASSIGNMENT}:\n    bella: 2 days\n")
    with pytest.raises(CourseError, match=r"late.yml:3: there is no student 'bella'"):
        refresh(course)


def test_who_has_handed_in_is_known_before_the_first_grading(course):
    course.submitted("new", ASSIGNMENT).mkdir(parents=True)
    say(course, f"extensions:\n  {ASSIGNMENT}:\n    new: 2 days\n")
    refresh(course)


def test_another_plugin_of_nbgraders_is_asked_as_it_expects(course):
    text = (course.root / "nbgrader_config.py").read_text()
    text += 'c.AssignLatePenalties.plugin_class = "nbgrader.plugins.LateSubmissionPlugin"\n'
    text += 'c.LateSubmissionPlugin.penalty_method = "zero"\n'
    (course.root / "nbgrader_config.py").write_text(text)
    refresh(course)
    assert penalties(course) == {"ada": 0, "bela": 100}
