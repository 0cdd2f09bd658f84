"""Pages that anybody can read: described figures, contrast, the keyboard."""

from __future__ import annotations

import pytest
from accessibility import serious_violations
from classroom import ASSIGNMENT, DAMAGED, MISTAKEN, SOLVED
from notebook_page import open_notebook
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
PAGES = {
    "report": f"report/{ASSIGNMENT}.html",
    "feedback-mistaken": f"feedback/{MISTAKEN}/{ASSIGNMENT}/03_batchnorm.html",
    "feedback-damaged": f"feedback/{DAMAGED}/{ASSIGNMENT}/02_dropout.html",
}
# For each picture: has it a text alternative, or a Markdown cell as neighbour that speaks of it?
UNDESCRIBED = """() => {
    const cells = window.jupyterapp.shell.currentWidget.content.widgets;
    const speaks = cell => cell?.model.type === 'markdown'
        && cell.model.sharedModel.getSource().length > 60;
    return cells.filter((cell, i) => [...cell.node.querySelectorAll('.jp-OutputArea-output img')]
            .some(img => !(img.alt.length > 20 || speaks(cells[i - 1]) || speaks(cells[i + 1]))))
        .map(cell => cell.model.id);
}"""


@pytest.mark.parametrize("name", PAGES)
def test_anybody_can_read_a_page_for_students_and_instructors(page, graded, take_picture, name):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    address = (graded.folder / PAGES[name]).as_uri()
    page.goto(address)
    take_picture(name)
    assert serious_violations(page) == []
    assert asked == [address], "the page asks for something else, perhaps from the network"
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")

    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_contain_text("Skip to")
    fold = page.locator("details").first
    expect(fold).not_to_have_attribute("open", "")
    fold.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(fold).to_have_attribute("open", "")


def test_every_picture_of_an_executed_lesson_is_described(page, lab, take_picture):
    notebook = open_notebook(page, lab, f"{SOLVED}/01_relu_softmax.ipynb")
    notebook.run_all()
    expect(notebook.outputs("classifier")).to_contain_text("read correctly: 9")
    assert page.locator(".jp-OutputArea-output img").count() >= 6
    assert page.evaluate(UNDESCRIBED) == []
    notebook.show("relu-picture")
    take_picture("lesson-picture")
