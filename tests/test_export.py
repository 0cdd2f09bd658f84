"""Exported grades keep every name whole, run nowhere as a formula, and fit their system."""

import csv
import datetime
import io

import pytest
from graded_class import Failure, graded_class, name_student, submission, wrong
from hypothesis import given
from hypothesis import strategies as st
from nbgrader.apps.exportapp import ExportApp
from small_course import ASSIGNMENT, make_course

from autograder.course import CourseError
from autograder.export.cells import FORMULA_STARTS, cell_text, guarded, table_text
from autograder.export.command import export_grades
from autograder.grading.gradebook.settings import load_settings

NAMES = {
    "ada": ("Ada", "Lovelace, Countess"),
    "bela": ("Béla", 'Ő "the" Öz'),
    "chen": ("=HYPERLINK(1)", "+49"),
    "dana": ("Da\nna", "-1"),
}
LATE = datetime.datetime(2026, 3, 2, 12)


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    failure = Failure("double was called.", "A is 4; expected 3.")
    results = [submission(name) for name in ("ada", "bela", "chen")]
    results.append(submission("dana", wrong("double", failure)))
    root = tmp_path_factory.mktemp("course")
    course = graded_class(root, results, handed_in={"ada": LATE})
    for student, (first, last) in NAMES.items():
        name_student(course, student, first_name=first, last_name=last)
    name_student(course, "ada", email="ada@example.org", lms_user_id="4711")
    name_student(course, "zoe", first_name="Zoe", last_name="Absent")
    return course


def rows_of(course, format_name, **options):
    path = export_grades(ASSIGNMENT, format_name, course_dir=course.root, **options)
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_canvas_gets_its_columns_and_the_points_possible(course):
    header, possible, *rows = rows_of(course, "canvas")
    assert header == ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", ASSIGNMENT]
    assert possible == ["    Points Possible", "", "", "", "", "100"]
    assert ["Lovelace, Countess, Ada", "4711", "", "ada", "", "100"] in rows


def test_canvas_gets_the_titles_and_ids_that_the_configuration_names(course):
    text = (course.root / "nbgrader_config.py").read_text()
    extra = f'c.CanvasExporter.titles = {{"{ASSIGNMENT}": "Small (12)"}}\n'
    extra += 'c.CanvasExporter.student_id_is = "SIS User ID"\n'
    (course.root / "nbgrader_config.py").write_text(text + extra)
    header, _, *rows = rows_of(course, "canvas")
    (course.root / "nbgrader_config.py").write_text(text)
    assert header[-1] == "Small (12)"
    assert rows[1][2:4] == ["ada", ""] or ["ada", ""] in [row[2:4] for row in rows]


def test_moodle_gets_what_identifies_a_user(course):
    header, *rows = rows_of(course, "moodle")
    assert header == ["username", "idnumber", "email", "firstname", "lastname", ASSIGNMENT]
    assert ["ada", "4711", "ada@example.org", "Ada", "Lovelace, Countess", "100"] in rows


def test_the_plain_table_holds_times_penalty_and_points(course):
    header, *rows = rows_of(course, "csv")
    ada = dict(zip(header, next(row for row in rows if row[3] == "ada"), strict=True))
    assert ada["due"] == "2026-03-01 12:00:00"
    assert ada["handed_in"] == "2026-03-02 12:00:00"
    assert (ada["raw_points"], ada["late_penalty"], ada["points"]) == ("100", "0", "100")


@pytest.mark.parametrize("format_name", ["canvas", "moodle", "csv"])
def test_no_cell_runs_as_a_formula(course, format_name):
    for row in rows_of(course, format_name):
        assert not any(cell.startswith(FORMULA_STARTS) for cell in row)


@pytest.mark.parametrize("format_name", ["canvas", "moodle", "csv"])
def test_quotes_umlauts_and_line_breaks_survive(course, format_name):
    text = "\n".join(" ".join(row) for row in rows_of(course, format_name))
    assert 'Ő "the" Öz' in text
    assert "Da\nna" in text


def test_only_the_plain_table_has_a_byte_order_mark(course):
    for format_name, mark in (("canvas", False), ("moodle", False), ("csv", True)):
        path = export_grades(ASSIGNMENT, format_name, course_dir=course.root)
        assert path.read_bytes().startswith(b"\xef\xbb\xbf") == mark


def test_nothing_handed_in_is_empty_and_on_request_zero(course):
    def zoe(**options):
        return next(row for row in rows_of(course, "moodle", **options) if row[0] == "zoe")

    assert zoe()[-1] == ""
    assert zoe(missing="zero")[-1] == "0"


def test_the_file_is_where_one_says(course, tmp_path):
    wanted = tmp_path / "new" / "grades.csv"
    assert export_grades(ASSIGNMENT, "csv", course_dir=course.root, output=wanted) == wanted
    assert wanted.is_file()


def test_an_unknown_format_is_answered_with_those_there_are(course):
    with pytest.raises(CourseError, match="Choose one of: canvas, moodle, csv"):
        export_grades(ASSIGNMENT, "excel", course_dir=course.root)


def test_an_assignment_that_the_gradebook_lacks_is_named(course):
    with pytest.raises(CourseError, match=f"no assignment 'other'. Choose one of: {ASSIGNMENT}"):
        export_grades("other", "csv", course_dir=course.root)


def test_without_a_gradebook_the_command_says_what_to_do(tmp_path):
    make_course(tmp_path)
    with pytest.raises(CourseError, match=r"there is no gradebook\. Grade first"):
        export_grades(ASSIGNMENT, "csv", course_dir=tmp_path)


def test_nbgrader_exports_by_the_plugins_name(course, tmp_path):
    app = ExportApp()
    app.initialize(
        [
            "--exporter=autograder.export.canvas.CanvasExporter",
            f"--to={tmp_path / 'canvas.csv'}",
            f"--db={load_settings(course).db_url}",
            f'--assignment=["{ASSIGNMENT}"]',
            '--student=["ada"]',
        ]
    )
    app.start()
    lines = (tmp_path / "canvas.csv").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 3
    assert lines[2].endswith("ada,,100")


@given(st.text(max_size=20))
def test_any_text_comes_back_whole_and_harmless(text):
    row = next(csv.reader(io.StringIO(table_text([text], []), newline="")), [""])
    assert row[0] in (text, f"'{text}")
    assert not row[0].lstrip().startswith(FORMULA_STARTS)


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@a", "\t=1", "\r1", " =1", "＝1"])
def test_a_text_that_could_be_a_formula_gets_an_apostrophe(text):
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "O'Neill", "a=1", "3-4", "'=1"])
def test_other_texts_stay_as_they_are(text):
    assert guarded(text) == text


@pytest.mark.parametrize(
    ("number", "text"), [(100.0, "100"), (99.67, "99.67"), (1 / 3, "0.3333"), (0, "0")]
)
def test_numbers_are_short(number, text):
    assert cell_text(number) == text
