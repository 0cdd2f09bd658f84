"""Formgrader's page of a submission runs nothing of the student's and shows formulas offline."""

import nbformat
import pytest
from nbconvert.exporters import HTMLExporter
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from nbgrader.server_extensions.formgrader import handlers
from page_parser import Page
from traitlets.config import PyFileConfigLoader

from autograder.checks.results import Failure, PartResult, Verdict
from autograder.course import find_course
from autograder.feedback.panel import panel_html
from autograder.student import show_decay

SCRIPT = "<script>fetch('/formgrader/api/grade/1')</script>"
EVIL = f"Hello {SCRIPT}<img src=x onerror=steal()> <a href='javascript:steal()'>here</a>"
VERDICT = Verdict("relu", (PartResult("keeps 3", 1, False, Failure("called.", "wrong.")),))
PICTURE = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5E"


def output(**data: str) -> nbformat.NotebookNode:
    named = {name.replace("__", "+").replace("_", "/", 1): text for name, text in data.items()}
    return new_output("display_data", data=named)


@pytest.fixture(scope="module")
def exporter():
    """Return what Formgrader renders submissions with, as this course configures it."""
    config = PyFileConfigLoader(str(find_course().nbgrader_config)).load_config()
    config.HTMLExporter.template_name = "formgrade"
    config.HTMLExporter.extra_template_basedirs = [handlers.template_path]
    return HTMLExporter(config=config)


@pytest.fixture
def page(exporter):
    """Return a function that renders cells as Formgrader does, without the page around them."""

    def render(*cells: nbformat.NotebookNode) -> str:
        names = ("notebook_id", "submission_id", "base_url", "student", "notebook_path",
                 "assignment_id", "first_name", "last_name")  # fmt: skip
        resources = {**dict.fromkeys(names, "x"), "index": 0, "total": 1}
        html, _ = exporter.from_notebook_node(new_notebook(cells=list(cells)), resources)
        return html.split("<main>")[1].split("</main>")[0]

    return render


@pytest.mark.parametrize(
    "cell",
    [
        new_markdown_cell(EVIL),
        new_code_cell("1", outputs=[output(text_html=EVIL)]),
        new_code_cell("1", outputs=[output(text_markdown=EVIL)]),
        new_code_cell("1", outputs=[output(application_javascript="steal()")]),
        new_code_cell(
            "1", outputs=[output(image_svg__xml=f"<svg onload='steal()'>{SCRIPT}</svg>")]
        ),
        new_code_cell("1", outputs=[output(text_plain=EVIL)]),
        new_code_cell(EVIL),
    ],
    ids=["markdown", "html", "markdown output", "javascript", "svg", "text", "code"],
)
def test_nothing_that_a_student_wrote_runs(page, cell):
    found = Page(page(cell))
    assert not [tag for tag, _ in found.tags if tag in ("script", "svg", "iframe", "object")]
    for _, attributes in found.tags:
        assert not [name for name in attributes if name.startswith("on")]
        assert not str(attributes.get("href")).startswith("javascript:")


def test_a_formula_is_mathml(page):
    html = page(new_markdown_cell(r"The mean $\frac1m \sum_j A_{:j}$ of each row."))
    assert "<math" in html
    assert "$" not in html


def test_panels_and_pictures_still_show(page):
    data, metadata = show_decay(0.01, (0, 1), epochs=3)._repr_mimebundle_()
    drawn = new_output("display_data", data=data, metadata=metadata)
    html = page(new_code_cell("1", outputs=[output(text_html=panel_html(VERDICT)), drawn]))
    assert "border-left:5px solid #b5411f" in html.replace(": 5px", ":5px")
    picture = next(image for image in Page(html).all("img"))
    assert picture["src"].startswith("data:image/png;base64,")
    assert picture["alt"] == metadata["image/png"]["alt"]


def test_a_picture_pasted_into_an_answer_shows(page):
    cell = new_markdown_cell("![my sketch](attachment:sketch.png)")
    cell["attachments"] = {"sketch.png": {"image/png": PICTURE}}
    picture = Page(page(cell)).all("img")[0]
    assert picture["src"] == f"data:image/png;base64,{PICTURE}"
    assert picture["alt"] == "my sketch"
