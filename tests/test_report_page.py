"""The class report is a whole page in itself, names what it must, and lets nothing run."""

import csv
import re
from dataclasses import replace
from datetime import datetime

import pytest
from graded_class import (
    Failure,
    Problem,
    gradebook,
    graded_class,
    name_student,
    submission,
    wrong,
)
from page_parser import Page
from report_samples import sample_class
from small_course import ASSIGNMENT, make_course

from autograder.course import CourseError
from autograder.feedback.report.command import write_report
from autograder.feedback.report.page import report_html
from autograder.feedback.report.records import ClassRecord, StudentRecord

NOW = datetime(2026, 3, 1, 9, 5)
BIAS = Failure("double was called.", "A is 4; expected 3.", "Divide by m.", "ddof = 1")
STRANGE = Failure("double was called.", "A is 4; expected 3.")
ENDLESS = Failure("double was called.", "It did not return.", error="timeout")
MISSING = Problem("01_double.ipynb", "it was not handed in.", "Hand it in.")


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    students = [
        submission("ada"),
        submission("bela", wrong("double", BIAS)),
        submission("chen", wrong("double", BIAS)),
        submission("dana", wrong("double", STRANGE)),
        submission("emil", wrong("clipped_sum", ENDLESS)),
        submission("fatma", MISSING),
        submission("goran", note="The cell 'double-test' was changed."),
    ]
    course = graded_class(tmp_path_factory.mktemp("course"), students)
    name_student(course, "ada", first_name="Ada <b>", last_name='"Lovelace", Ä')
    name_student(course, "zoe", first_name="Zoë", last_name="Zoll")
    page = course.root / "feedback" / "ada" / ASSIGNMENT / "01_double.html"
    page.parent.mkdir(parents=True)
    page.write_text("<p>feedback</p>")
    write_report(ASSIGNMENT, course.root)
    return course


@pytest.fixture(scope="module")
def html(course):
    return (course.root / "report" / f"{ASSIGNMENT}.html").read_text(encoding="utf-8")


def test_the_page_is_well_formed(html):
    assert not Page(html).open
    assert not Page(report_html(sample_class(), {}, NOW)).open


def test_the_page_asks_for_nothing_outside_itself(html):
    page = Page(html)
    for tag in ("img", "link", "iframe", "object", "embed"):
        assert not page.all(tag)
    assert all("src" not in attributes for attributes in page.all("script"))
    assert "url(" not in html
    assert "@import" not in html
    assert "default-src 'none'" in html


def test_the_only_script_is_the_one_that_the_policy_names(html):
    assert len(Page(html).all("script")) == 1
    assert re.search(r"script-src 'sha256-[A-Za-z0-9+/=]{44}'", html)


def test_names_are_escaped(html):
    assert "Ada <b>" not in html
    assert "Ada &lt;b&gt;" in html


def test_the_commonest_mistake_is_named_with_its_sentence_and_its_count(html):
    mistakes = html.split('id="mistakes"')[1]
    assert mistakes.index("Divide by m.") < mistakes.index("A is 4; expected 3.")
    assert re.search(r'class="many">2<small>students', mistakes)


@pytest.mark.parametrize(
    ("student", "reason"),
    [
        ("emil", "clipped_sum did not return within the time limit."),
        ("fatma", "it was not handed in."),
        ("goran", "The cell &#39;double-test&#39; was changed."),
    ],
)
def test_a_submission_that_needs_a_look_is_listed_with_its_reason(html, student, reason):
    look = html.split('id="look"')[1].split('id="exercises"')[0]
    assert student in look
    assert reason in look


def test_a_submission_without_trouble_needs_no_look(html):
    assert "bela" not in html.split('id="look"')[1].split('id="exercises"')[0]


def test_only_feedback_pages_that_exist_are_linked(html):
    links = [a["href"] for a in Page(html).all("a") if "feedback" in (a["href"] or "")]
    assert links == [f"../feedback/ada/{ASSIGNMENT}/01_double.html"]


def test_students_who_handed_in_nothing_are_named(html):
    assert "Not handed in: 1" in html
    assert "Zoll, Zoë (zoe)" in html


def test_the_picture_has_words_for_those_who_do_not_see_it(html):
    picture = Page(html).all("svg")[0]
    assert picture["role"] == "img"
    assert "1 with 90 to 100 points" not in picture["aria-label"]
    assert "The mean is" in picture["aria-label"]


def test_the_table_has_a_row_for_each_student(course):
    path = course.root / "report" / f"{ASSIGNMENT}.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = {row["student"]: row for row in csv.DictReader(file)}
    assert rows["ada"]["points"] == "100"
    assert rows["ada"]["last_name"] == '"Lovelace", Ä'
    assert rows["bela"]["01_double/double"] == "30"
    assert rows["fatma"]["01_double"] == ""
    assert rows["fatma"]["look"].startswith("not graded: ")


def test_points_given_by_hand_count(course):
    with gradebook(course) as book:
        book.find_grade("double-test", "01_double", ASSIGNMENT, "dana").manual_score = 45.5
        book.db.commit()
    write_report(ASSIGNMENT, course.root)
    text = (course.root / "report" / f"{ASSIGNMENT}.csv").read_text(encoding="utf-8-sig")
    assert "dana,,,85.5,100" in text


def test_a_class_of_one_has_a_report_and_is_told_once_what_cannot_be_known():
    one = replace(sample_class(), students=sample_class().students[:1])
    html = report_html(one, {}, NOW)
    assert "Unknown here: fewer than 10 students." in html
    assert html.count(">–</span></td></tr>") == html.count('title="unknown: fewer than 10') > 1


def test_a_discrimination_that_one_exercise_lacks_is_explained_in_its_row():
    easy = [
        replace(
            student,
            exercises=tuple(
                replace(result, points=result.maximum) if result.exercise == "relu" else result
                for result in student.exercises
            ),
        )
        for student in sample_class().students
    ]
    html = report_html(replace(sample_class(), students=tuple(easy)), {}, NOW)
    assert html.count("– all have the same points<") == 1
    assert "Unknown here" not in html


def test_a_submission_that_needs_a_look_leads_to_its_row_with_the_feedback_pages(html):
    targets = [a["href"] for a in Page(html).all("a") if "#student-" in (a["href"] or "")]
    rows = [f"#{row['id']}" for row in Page(html).all("tr") if "id" in row]
    assert targets == ["#student-emil", "#student-fatma", "#student-goran"]
    assert set(targets) < set(rows)


def test_scores_without_verdicts_are_reported_and_said_to_be_so():
    student = StudentRecord("s", explained=False)
    record = ClassRecord("small", (), (), (student,))
    assert "For 1 student only the scores are known" in report_html(record, {}, NOW)


def test_the_time_is_given_in_words():
    assert "Class report of 1 March 2026, 09:05." in report_html(sample_class(), {}, NOW)


def test_before_grading_the_command_says_what_to_do(tmp_path):
    make_course(tmp_path)
    with pytest.raises(CourseError, match=r"gradebook\.db: there is no gradebook\. Grade first"):
        write_report(ASSIGNMENT, tmp_path)
