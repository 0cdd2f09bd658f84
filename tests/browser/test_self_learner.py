"""A self-learner works in notebooks/: hints, diagnosis, progress, a fresh start."""

from __future__ import annotations

import pytest
from accessibility import serious_violations
from notebook_page import open_notebook
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
LESSON = "notebooks/optimization/01_relu_softmax.ipynb"
WRONG = 'return np.abs(Z), {"Z": Z}'
RIGHT = 'return np.maximum(0, Z), {"Z": Z}'
OPEN_FOLDS = "folds => folds.filter(fold => fold.open).map(fold => fold.innerText.split('\\n')[0])"


def test_a_self_learner_is_told_what_is_wrong_and_sees_it_put_right(page, lab, take_picture):
    notebook = open_notebook(page, lab, LESSON)
    notebook.run("setup")

    folds = notebook.show("relu-hints").locator("details")
    assert folds.evaluate_all(OPEN_FOLDS) == []
    folds.nth(0).locator("summary").focus()
    page.keyboard.press("Enter")
    assert folds.evaluate_all(OPEN_FOLDS) == ["Hint 1: a nudge"]
    take_picture("learner-hint")
    answer = folds.filter(has_text="One way to write it")
    expect(answer.locator("pre")).not_to_be_visible()
    answer.locator("summary").click()
    expect(answer.locator("pre")).to_contain_text("def relu(Z):")

    notebook.type_last_line("relu", WRONG)
    notebook.run("relu")
    checked = notebook.run_below("relu", 'check("relu")')
    panel = notebook.outputs(checked)
    expect(panel).to_contain_text("0 of 4 checks passed")
    expect(panel).to_contain_text("Likely cause. Negative entries changed their sign")
    assert serious_violations(page, panel) == []
    notebook.show("relu")
    take_picture("learner-diagnosis")

    notebook.type_last_line("relu", RIGHT)
    notebook.run("relu")
    expect(notebook.run(checked)).to_contain_text("all 4 checks passed")
    assert serious_violations(page, notebook.outputs(checked)) == []
    expect(notebook.run("relu-test")).to_contain_text("relu: all visible tests passed.")

    notebook.save()
    asked = notebook.run_below("relu", "progress()")
    row = notebook.outputs(asked).get_by_role("row").filter(has_text="relu")
    expect(row.nth(0)).to_contain_text("✓ done")
    expect(row.nth(1)).to_contain_text("to do")
    assert serious_violations(page, notebook.outputs(asked)) == []
    notebook.show(asked)
    take_picture("learner-progress")
    notebook.wear("JupyterLab Dark", light="false")
    assert serious_violations(page, notebook.outputs(asked)) == []
    assert serious_violations(page, notebook.outputs(checked)) == []
    take_picture("learner-dark")
    notebook.wear("JupyterLab Light", light="true")

    fresh = notebook.run_below("relu", 'reset("relu")')
    expect(notebook.cell_below(fresh)).to_contain_text("This exercise is still empty")
    expect(notebook.cell("relu")).to_contain_text(RIGHT)
    notebook.show(fresh)
    take_picture("learner-reset")
