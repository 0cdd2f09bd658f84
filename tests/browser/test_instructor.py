"""An instructor generates, grades and gives feedback with Formgrader's buttons."""

from __future__ import annotations

import shutil

import pytest
from classroom import ASSIGNMENT, MISTAKEN
from notebook_page import OPEN_MS
from playwright.sync_api import FrameLocator, Locator, Page, expect

pytestmark = pytest.mark.browser
GRADE_MS = 240_000
LESSON = "03_batchnorm"


def open_formgrader(page: Page, address: str) -> FrameLocator:
    """Choose Formgrader from JupyterLab's menu."""
    page.goto(address)
    page.get_by_role("menuitem", name="Nbgrader").click(timeout=OPEN_MS)
    page.get_by_role("menuitem", name="Formgrader").first.click()
    return page.frame_locator("iframe[src*=formgrader]")


def press(formgrader: FrameLocator, button: Locator, answer: str) -> None:
    """Press a button of a table and wait until Formgrader says that it is done."""
    button.click()
    dialog = formgrader.locator(".modal.in")
    expect(dialog).to_contain_text("Log Output", timeout=GRADE_MS)
    expect(dialog).to_contain_text(answer)
    dialog.get_by_text("OK", exact=True).click()
    expect(dialog).to_have_count(0)


def test_an_instructor_generates_grades_and_explains(page, lab, classroom, graded, take_picture):
    released = f"release/{ASSIGNMENT}/{LESSON}.ipynb"
    before = classroom.cells(released)
    shutil.rmtree(classroom.folder / "release")
    formgrader = open_formgrader(page, lab.lab())

    row = formgrader.get_by_role("row").filter(has_text=ASSIGNMENT)
    expect(row).to_contain_text("draft", timeout=OPEN_MS)
    press(formgrader, row.locator(".glyphicon-education"), "Successfully created the student vers")
    assert classroom.cells(released) == before

    row.get_by_role("link", name="1", exact=True).click()
    student = formgrader.get_by_role("row").filter(has_text=MISTAKEN)
    expect(student).to_contain_text("needs autograding", timeout=OPEN_MS)
    press(formgrader, student.locator(".glyphicon-flash"), "Successfully autograded")
    scores = classroom.scores(MISTAKEN)
    assert scores == graded.scores(MISTAKEN)
    assert 0 < scores["batchnorm-test"] < 10
    expect(student).to_contain_text(f"{sum(scores.values()):g} / 100")
    take_picture("instructor-autograded")

    press(formgrader, student.locator(".glyphicon-comment"), "Successfully generated feedback")
    feedback = classroom.folder / "feedback" / MISTAKEN / ASSIGNMENT / f"{LESSON}.html"
    assert "divides by m" in feedback.read_text(encoding="utf-8")

    student.get_by_role("link", name="Faruk, Fatma").click()
    formgrader.get_by_role("link", name=LESSON).click(timeout=OPEN_MS)
    grading = formgrader.locator("body")
    expect(grading).to_contain_text("def batchnorm(", timeout=OPEN_MS)
    verdict = grading.get_by_role("status").first
    expect(verdict).to_contain_text("Batchnorm divides by m")
    verdict.scroll_into_view_if_needed()
    take_picture("instructor-grading-view")
