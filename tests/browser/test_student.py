"""A student works on a released lesson in JupyterLab."""

from __future__ import annotations

import pytest
from classroom import AT_WORK
from notebook_page import OPEN_MS, open_notebook
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
LESSON = f"{AT_WORK}/01_relu_softmax.ipynb"
WRONG = 'return np.abs(Z), {"Z": Z}'
RIGHT = 'return np.maximum(0, Z), {"Z": Z}'


def test_a_student_solves_the_first_exercise(page, lab, classroom, take_picture):
    notebook = open_notebook(page, lab, LESSON)

    notebook.run_all()
    expect(notebook.outputs("relu-test")).to_contain_text("This exercise is still empty: write")
    expect(notebook.outputs("relu_der-test")).to_be_empty()
    notebook.show("relu")
    take_picture("student-first-stub")

    notebook.type_last_line("relu", WRONG)
    notebook.run("relu")
    expect(notebook.run("relu-test")).to_contain_text("Negative entries become 0, all others stay.")
    take_picture("student-wrong")

    notebook.type_last_line("relu", RIGHT)
    notebook.run("relu")
    expect(notebook.run("relu-test")).to_have_text("relu: all visible tests passed.")
    notebook.show("relu")
    take_picture("student-right")

    notebook.save()
    assert classroom.cells(LESSON)["relu"].endswith(RIGHT)

    page.get_by_role("button", name="Validate").click()
    result = page.locator(".jp-Dialog").filter(has_text="Validation Results")
    expect(result).to_contain_text("The following cell failed", timeout=OPEN_MS)
    expect(result).to_contain_text("relu_der(dA, cache)")
    expect(result).not_to_contain_text("result = relu(z)")
    take_picture("student-validate")
