"""Feedback pages teach, stand alone, run nothing, and show no hidden test."""

import re

import nbformat
import pytest
from graded_class import Failure, Problem, gradebook, graded_class, submission, wrong
from nbgrader.converters import GenerateFeedback
from page_parser import Page
from small_course import ASSIGNMENT

from autograder.course import CourseError
from autograder.feedback.formulas import mathml
from autograder.feedback.hidden import without_hidden_tests
from autograder.feedback.markup import markdown_html, safe_html
from autograder.feedback.pages import write_feedback
from autograder.grading.gradebook.settings import load_settings

BIAS = Failure("double was called.", "A is <4>; expected 3.", "Divide by <m>.", "ddof = 1")
EMPTY = Failure("double was called.", "It is still to be written.", error="unfinished")
MISSING = Problem("01_double.ipynb", "it was not handed in.", "Hand it in.")
EVIL = "<script>alert(1)</script><img src=x onerror=alert(2)><a href='javascript:alert(3)'>x</a>"


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    students = [
        submission("ada"),
        submission("bela", wrong("double", BIAS)),
        submission("emil", wrong("double", EMPTY)),
        submission("fatma", MISSING),
    ]
    course = graded_class(tmp_path_factory.mktemp("course"), students)
    edit(course, "bela")
    write_feedback(course, ASSIGNMENT)
    return course


def edit(course, student):
    """Add what a student, and stock nbgrader, could leave in an autograded notebook."""
    path = load_settings(course).autograded(student, ASSIGNMENT) / "01_double.ipynb"
    path.chmod(0o644)
    notebook = nbformat.read(path, as_version=4)
    notebook.cells.append(
        nbformat.v4.new_markdown_cell(EVIL + "\n\nIt is $a<b$ and\n\n$$\\frac{1}{m}$$")
    )
    output = nbformat.v4.new_output("display_data", {"text/html": EVIL})
    notebook.cells.append(nbformat.v4.new_code_cell("display(1)", outputs=[output]))
    grade = next(cell for cell in notebook.cells if cell.id == "double-test")
    grade.source += "\n### BEGIN HIDDEN TESTS\nassert double(7) == 14\n### END HIDDEN TESTS"
    trace = ["assert double(7) == 14", "AssertionError: no"]
    grade.outputs.append(nbformat.v4.new_output("error", ename="E", evalue="no", traceback=trace))
    nbformat.write(notebook, path)


def page(course, student, lesson="01_double"):
    path = course.root / "feedback" / student / ASSIGNMENT / f"{lesson}.html"
    return path.read_text(encoding="utf-8")


def summary(html):
    return html.split('class="summary"')[1].split("</table>")[0]


def test_every_lesson_of_every_student_has_a_page(course):
    assert len(list((course.root / "feedback").glob("*/*/*.html"))) == 8


def test_the_summary_gives_points_and_the_likely_cause(course):
    rows = summary(page(course, "bela"))
    assert "30 / 60" in rows
    assert "Divide by &lt;m&gt;." in rows
    assert "Not passed: gives the right values" in rows


@pytest.mark.parametrize(
    ("student", "words"),
    [
        ("ada", "All right."),
        ("fatma", "Could not be graded. 01_double.ipynb: it was not handed in."),
    ],
)
def test_the_summary_says_what_to_look_at(course, student, words):
    assert words in summary(page(course, student))


def test_the_summary_links_to_the_students_cell(course):
    html = page(course, "bela")
    assert 'href="#double"' in summary(html)
    assert html.count('id="double"') == 1


def test_an_exercise_without_a_cell_of_its_own_links_to_its_checks(course):
    html = page(course, "ada", "02_sums")
    assert 'href="#whole-test"' in summary(html)
    assert 'id="whole-test"' in html


def test_every_link_inside_a_page_leads_somewhere(course):
    for student in ("ada", "bela", "fatma"):
        parsed = Page(page(course, student))
        ids = {attributes.get("id") for _, attributes in parsed.tags}
        targets = [a["href"] for a in parsed.all("a") if (a.get("href") or "").startswith("#")]
        assert targets
        assert {target[1:] for target in targets} <= ids


def test_the_panel_is_there_with_its_words_for_screen_readers(course):
    html = page(course, "bela")
    assert "Likely cause." in html
    assert 'role="img" aria-label="failed:"' in html


def test_hidden_tests_are_not_shown_nor_their_traceback(course):
    html = page(course, "bela")
    assert "HIDDEN TESTS" not in html
    assert "double(7)" not in re.sub("<[^>]*>", "", html)
    assert "E: no" in html


def test_nothing_in_a_page_can_run_or_load(course):
    for student in ("ada", "bela", "emil", "fatma"):
        html = page(course, student)
        parsed = Page(html)
        for tag in ("script", "iframe", "link", "object", "form"):
            assert not parsed.all(tag)
        sources = [img["src"] for img in parsed.all("img") if "src" in img]
        assert all(source.startswith("data:image/") for source in sources)
        assert "onerror" not in html
        assert "javascript:" not in html
        assert "default-src 'none'" in html


def test_formulas_need_no_script(course):
    html = page(course, "bela")
    assert "<mo>&#x0003C;</mo>" in html
    assert '<math xmlns="http://www.w3.org/1998/Math/MathML" display="block">' in html


def test_comments_and_points_by_hand_are_shown(course):
    with gradebook(course) as book:
        book.find_comment("double", "01_double", ASSIGNMENT, "emil").manual_comment = "Try *again*"
        book.find_grade("double-test", "01_double", ASSIGNMENT, "emil").manual_score = 5
        book.db.commit()
    write_feedback(course, ASSIGNMENT, ["emil"])
    html = page(course, "emil")
    assert "Try <em>again</em>" in html
    assert "5 / 60" in summary(html)


def test_nbgraders_own_command_makes_the_same_page(course):
    mine = page(course, "bela")
    settings = load_settings(course)
    settings.directory.assignment_id, settings.directory.student_id = ASSIGNMENT, "bela"
    converter = GenerateFeedback(coursedir=settings.directory, config=settings.config)
    converter.force = True
    converter.start()
    assert page(course, "bela") == mine


def test_only_the_named_students_pages_are_written(course):
    before = (course.root / "feedback" / "ada").stat().st_mtime_ns
    written = write_feedback(course, ASSIGNMENT, ["bela"])
    assert {path.parent.parent.name for path in written} == {"bela"}
    assert (course.root / "feedback" / "ada").stat().st_mtime_ns == before


def test_a_student_without_autograded_notebooks_is_named(course):
    with pytest.raises(CourseError, match=r"zoe.*no autograded notebook\. Grade first"):
        write_feedback(course, ASSIGNMENT, ["zoe"])


def test_a_notebook_that_cannot_be_shown_is_named_with_the_cause(course):
    path = load_settings(course).autograded("fatma", ASSIGNMENT) / "02_sums.ipynb"
    text = path.read_text()
    path.chmod(0o644)
    path.write_text("{")
    with pytest.raises(CourseError, match=r"fatma.*02_sums\.ipynb: no feedback page"):
        write_feedback(course, ASSIGNMENT, ["fatma"])
    path.write_text(text)


def test_hidden_regions_go_and_the_rest_stays():
    source = "a = 1\n### BEGIN HIDDEN TESTS\nsecret\n### END HIDDEN TESTS\nb = 2"
    assert without_hidden_tests(source) == "a = 1\nb = 2"
    assert without_hidden_tests("a = 1\n# BEGIN HIDDEN TESTS\nsecret") == "a = 1"


def test_simple_styles_tables_and_folded_hints_stay():
    html = '<details open><summary>Hint</summary><b style="color: red;">x</b></details>'
    assert safe_html(html) == html


@pytest.mark.parametrize(
    "html",
    [
        "<iframe src='https://example.org'></iframe>",
        "<img src='https://example.org/x.png'>",
        "<img src='data:text/html,x'>",
        "<a href='data:text/html,x'>x</a>",
        "<b style='position: fixed; background-image: url(https://example.org)'>x</b>",
        "<style>body{display:none}</style>",
        "<form action='https://example.org'><input></form>",
    ],
)
def test_what_could_load_or_cover_something_goes(html):
    cleaned = safe_html(html)
    assert "example.org" not in cleaned.replace("body", "")
    assert not re.search("iframe|form|<style|position|data:text|url", cleaned)


def test_a_pasted_picture_is_shown_and_one_that_is_not_there_described():
    pictures = {"mine.png": {"image/png": "AAAA"}, "empty.png": {}}
    source = "![mine](attachment:mine.png) ![lost](attachment:lost.png) ![e](attachment:empty.png)"
    page = markdown_html(source, pictures)
    assert 'src="data:image/png;base64,AAAA"' in page
    assert 'alt="lost"' in page
    assert 'alt="lost"' in markdown_html(source)


def test_headings_leave_the_first_level_to_the_page():
    assert "<h2>Title</h2>" in markdown_html("# Title")


def test_a_formula_with_a_mistake_shows_its_source():
    assert mathml(r"\frac{<}{") == r"<code>\frac{&lt;}{</code>"
    assert mathml(r"\href{javascript:alert(1)}{x}").startswith("<code>")


def test_a_minus_is_a_sign_or_a_subtraction():
    for sign in ("(-2)", "x, -2", "x = -2"):
        assert '<mo form="prefix">&#x02212;</mo>' in mathml(sign)
    for subtraction in ("x - 2", "(x) - 2"):
        assert "prefix" not in mathml(subtraction)


def test_a_labelled_arrow_leaves_its_neighbours_room():
    assert "mpadded" not in mathml(r"X \xrightarrow{\text{linear}} Z")
