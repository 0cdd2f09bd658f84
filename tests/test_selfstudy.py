"""Self-study: a check at once, progress read from one's own notebooks, a fresh stub."""

import json
import shutil
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pytest
from IPython.core.formatters import HTMLFormatter

from autograder.course import CourseError, find_course
from autograder.feedback.panel import Panel
from autograder.selfstudy import self_study
from autograder.selfstudy.names import UnknownExerciseError
from autograder.selfstudy.progress import CourseProgress, Progress, progress_of

ASSIGNMENT = "optimization"
RIGHT = 'def relu(Z):\n    return np.maximum(0, Z), {"Z": Z}\n'
WRONG = 'def relu(Z):\n    return np.abs(Z), {"Z": Z}\n'
NOT_PYTHON = "def relu(Z:\n    return Z\n"


@dataclass
class Shell:
    """What a notebook's shell has for self-study."""

    user_ns: dict[str, Any] = field(default_factory=lambda: {"np": np})
    below: list[str] = field(default_factory=list)

    def set_next_input(self, text: str) -> None:
        self.below.append(text)

    def type(self, source: str) -> None:
        exec(source, self.user_ns)


@pytest.fixture
def shell():
    return Shell()


@pytest.fixture
def study(shell):
    return self_study(ASSIGNMENT, shell)


@pytest.fixture
def notebooks(tmp_path):
    """Return a learner's copy of the first lesson; the others are not there yet."""
    shutil.copy(find_course().notebooks(ASSIGNMENT) / "01_relu_softmax.ipynb", tmp_path)
    return tmp_path


def write(folder, cell_id, source):
    """Put an answer into the learner's notebook."""
    path = folder / "01_relu_softmax.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    next(cell for cell in notebook["cells"] if cell["id"] == cell_id)["source"] = source
    path.write_text(json.dumps(notebook), encoding="utf-8")


def rows_of(folder):
    progress = progress_of(find_course().assignment(ASSIGNMENT), folder)
    return {row.exercise.name: row for row in progress.rows}


class TestCheck:
    def test_a_right_answer_passes_all_checks(self, study, shell):
        shell.type(RIGHT)
        panel = study.check("relu")
        assert isinstance(panel, Panel)
        assert panel.verdict.passed

    def test_a_wrong_answer_is_explained(self, study, shell):
        shell.type(WRONG)
        panel = study.check("relu")
        assert not panel.verdict.passed
        assert "absolute value" in panel.verdict.failures[0].cause
        assert "absolute value" in repr(panel)

    def test_a_notebook_shows_the_panel_as_html(self, study, shell):
        shell.type(WRONG)
        html = HTMLFormatter()(study.check("relu"))
        assert "Likely cause." in html
        assert "(not tried)" in html

    def test_the_answer_is_looked_up_anew_each_time(self, study, shell):
        shell.type(WRONG)
        assert not study.check("relu").verdict.passed
        shell.type(RIGHT)
        assert study.check("relu").verdict.passed

    def test_an_empty_stub_is_told_to_be_empty(self, study, shell):
        shell.type(study_stub("relu"))
        assert "relu is still to be written" in repr(study.check("relu"))

    def test_a_missing_function_is_named(self, study):
        assert "relu" in study.check("relu").verdict.failures[0].problem

    def test_one_s_own_random_numbers_go_on_as_if_nothing_had_been_checked(self, study, shell):
        shell.type(RIGHT)
        np.random.seed(3)
        expected = np.random.rand(2)[1]
        np.random.seed(3)
        np.random.rand()
        study.check("relu")
        assert np.random.rand() == expected

    def test_a_mistyped_name_is_answered_with_the_right_one(self, study):
        with pytest.raises(UnknownExerciseError, match="Did you mean 'relu_der'"):
            study.check("relu_dre")

    def test_a_notebook_shows_only_the_sentence_for_a_mistyped_name(self, study):
        with pytest.raises(UnknownExerciseError) as raised:
            study.check("nonsense")
        assert raised.value._render_traceback_() == [str(raised.value)]
        assert "There are: relu," in str(raised.value)

    def test_its_name_alone_says_how_to_use_it(self, study):
        assert repr(study.check).startswith('check("...") tests one exercise of optimization: relu')


class TestProgress:
    def test_an_untouched_notebook_has_no_points(self, notebooks):
        rows = rows_of(notebooks)
        assert {row.state for row in rows.values()} == {Progress.OPEN}
        assert rows["relu"].detail == ""

    def test_right_wrong_and_open_answers_are_told_apart(self, notebooks):
        write(notebooks, "relu", RIGHT)
        write(notebooks, "relu_der", "def relu_der(dA, cache):\n    return dA\n")
        rows = rows_of(notebooks)
        assert rows["relu"].state is Progress.DONE
        assert rows["relu_der"].state is Progress.WRONG
        assert rows["relu_der"].detail
        assert rows["softmax_cross_entropy_loss"].state is Progress.OPEN

    def test_a_cell_that_is_not_python_is_not_right_yet(self, notebooks):
        write(notebooks, "relu", NOT_PYTHON)
        row = rows_of(notebooks)["relu"]
        assert row.state is Progress.WRONG
        assert "not Python" in row.detail

    def test_a_lesson_that_is_not_there_is_named_as_the_reason(self, notebooks):
        assert rows_of(notebooks)["dropout"].told == "to do: the notebook is not there"

    def test_the_whole_network_waits_for_its_parts(self, notebooks):
        assert rows_of(notebooks)["train_on_digits"].detail == "comes when the rest is done"

    def test_points_count_what_is_done(self, study, notebooks):
        write(notebooks, "relu", RIGHT)
        progress = study.progress(notebooks)
        assert isinstance(progress, CourseProgress)
        assert progress.points == find_course().assignment(ASSIGNMENT).exercise("relu").points
        assert progress.total == find_course().assignment(ASSIGNMENT).points

    def test_the_notebooks_in_the_current_folder_are_read(self, study, notebooks, monkeypatch):
        write(notebooks, "relu", RIGHT)
        monkeypatch.chdir(notebooks)
        assert study.progress().points > 0

    def test_notebooks_are_read_and_never_written(self, study, notebooks):
        before = {path: path.read_bytes() for path in notebooks.iterdir()}
        study.progress(notebooks)
        assert {path: path.read_bytes() for path in notebooks.iterdir()} == before

    def test_table_and_text_show_every_exercise(self, study, notebooks):
        write(notebooks, "relu", RIGHT)
        progress = study.progress(notebooks)
        html, text = HTMLFormatter()(progress), repr(progress)
        for row in progress.rows:
            assert f">{row.exercise.name}</code>" in html
            assert row.exercise.name in text
        assert "done" in text
        assert "2 of 100 points" in html


class TestReset:
    def test_a_fresh_stub_comes_below(self, study, shell, capsys):
        study.reset("relu")
        assert shell.below == [study_stub("relu")]
        assert "fresh stub of relu" in capsys.readouterr().out

    def test_nothing_is_overwritten(self, study, shell):
        shell.type(RIGHT)
        mine = shell.user_ns["relu"]
        study.reset("relu")
        assert shell.user_ns["relu"] is mine

    def test_an_exercise_without_a_stub_says_so(self, study):
        with pytest.raises(CourseError, match="no stub of its own"):
            study.reset("train_on_digits")

    def test_a_mistyped_name_is_answered_with_the_right_one(self, study):
        with pytest.raises(UnknownExerciseError, match="Did you mean 'batchnorm'"):
            study.reset("batchnrom")


class TestStart:
    def test_an_unknown_assignment_is_refused(self, shell):
        with pytest.raises(KeyError, match="there is no assignment called 'nonsense'"):
            self_study("nonsense", shell)

    def test_outside_a_notebook_the_remedy_is_named(self):
        with pytest.raises(RuntimeError, match="open one in JupyterLab"):
            self_study(ASSIGNMENT)


def study_stub(exercise):
    """Return the stub of an exercise of the first lesson, as it is in notebooks/."""
    path = find_course().notebooks(ASSIGNMENT) / "01_relu_softmax.ipynb"
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return "".join(next(cell for cell in cells if cell["id"] == exercise)["source"])
