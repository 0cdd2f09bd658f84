"""The whole engine as it is used: killed, started twice, and called by nbgrader."""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from grading_course import ASSIGNMENT, ROOT, GradingCourse, make_course, scores
from nbgrader.api import Gradebook
from sqlalchemy import select

from autograder.grading.checker.grader import Material, Task
from autograder.grading.gradebook.database import VERDICTS
from autograder.grading.pool import pool as pool_module
from autograder.grading.pool.messages import Assigned
from autograder.grading.pool.pool import Pool

LESSON = "02_dropout"
GRADE = [sys.executable, "-m", "autograder", "grade", ASSIGNMENT]
WRONG = "def dropout(A, prob_keep, mode):\n    return A, {}"


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> GradingCourse:
    """Return a course whose class has been handed in: right, wrong, empty and unreadable."""
    course = make_course(tmp_path_factory.mktemp("template") / "course", LESSON)
    shutil.copy(ROOT / "nbgrader_config.py", course.root)
    course.hand_in("ada", **{LESSON: course.solved(LESSON)})
    course.hand_in("bob", **{LESSON: course.released(LESSON)})
    course.hand_in("cyd", **{LESSON: course.solved(LESSON, dropout=WRONG)})
    course.hand_in("dan", **{LESSON: '{"cells": [truncated'})
    course.hand_in("eve", **{f"{LESSON} (1)": course.solved(LESSON)})
    twice = course.solved(LESSON)
    twice["cells"] += twice["cells"]
    course.hand_in("fay", **{LESSON: twice})
    return course


@pytest.fixture
def course(template: GradingCourse, tmp_path: Path) -> GradingCourse:
    shutil.copytree(template.root, tmp_path / "course")
    return GradingCourse(tmp_path / "course", template.masters, template.solutions)


@pytest.fixture(scope="module")
def undisturbed(template: GradingCourse, tmp_path_factory: pytest.TempPathFactory) -> GradingCourse:
    """Return the same course graded by an undisturbed run."""
    root = tmp_path_factory.mktemp("undisturbed") / "course"
    shutil.copytree(template.root, root)
    graded = GradingCourse(root, template.masters, template.solutions)
    assert run(graded).returncode == 0
    return graded


@pytest.fixture(autouse=True)
def _secret(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Give every run the same test inputs, in whichever folder it works."""
    monkeypatch.setenv("COURSE_SECRET", "for these tests")
    yield


def command(course: GradingCourse, jobs: int = 1) -> list[str]:
    return [*GRADE, "--course-dir", str(course.root), "--jobs", str(jobs)]


def run(course: GradingCourse) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "COURSE_SECRET": "for these tests"}
    return subprocess.run(
        command(course), capture_output=True, text=True, timeout=300, env=environment, check=False
    )


def notebooks(course: GradingCourse) -> dict[str, bytes]:
    folder = course.root / "autograded"
    found = folder.glob(f"*/{ASSIGNMENT}/*.ipynb")
    return {str(path.relative_to(folder)): path.read_bytes() for path in found}


def test_every_submission_gets_a_verdict_and_the_command_succeeds(undisturbed: GradingCourse):
    totals: dict[str, float] = {}
    for (student, _), score in scores(undisturbed).items():
        totals[student] = totals.get(student, 0) + score
    assert totals["ada"] == totals["eve"] == totals["fay"] == 10
    assert totals["bob"] == totals["dan"] == 0
    assert 0 < totals["cyd"] < 10


def kill_when(course: GradingCourse, published: int) -> None:
    """Start a run and kill it, and nothing else, as soon as so many notebooks are in place."""
    process = subprocess.Popen(command(course, jobs=2), stdout=subprocess.DEVNULL)
    deadline = time.monotonic() + 120
    while process.poll() is None and time.monotonic() < deadline:
        if len(notebooks(course)) >= published:
            process.send_signal(signal.SIGKILL)
        time.sleep(0.01)
    process.wait(timeout=10)


def test_killed_and_run_again_the_class_ends_as_undisturbed(
    course: GradingCourse, undisturbed: GradingCourse
):
    for published in (1, 4):
        kill_when(course, published)
        for name, content in notebooks(course).items():
            assert json.loads(content)["nbformat"] == 4, name
    assert run(course).returncode == 0
    assert scores(course) == scores(undisturbed)
    assert notebooks(course) == notebooks(undisturbed)
    assert not [path for path in course.root.rglob("*") if "draft" in path.name]


def test_two_graders_at_once_share_the_work(course: GradingCourse, undisturbed: GradingCourse):
    graders = [
        subprocess.Popen(command(course), stdout=subprocess.PIPE, text=True) for _ in range(2)
    ]
    outputs = [grader.communicate(timeout=300)[0] for grader in graders]
    assert [grader.returncode for grader in graders] == [0, 0]
    rows = [line for output in outputs for line in output.splitlines() if line.startswith("│")]
    assert sorted(row.split()[1] for row in rows) == ["ada", "bob", "cyd", "dan", "eve", "fay"]
    assert scores(course) == scores(undisturbed)
    assert notebooks(course) == notebooks(undisturbed)


@pytest.mark.slow
def test_nbgraders_own_commands_use_the_engine_and_reach_the_same_scores(
    course: GradingCourse, undisturbed: GradingCourse
):
    for step in ("generate_assignment", "autograde", "generate_feedback"):
        done = subprocess.run(
            [sys.executable, "-m", "nbgrader", step, ASSIGNMENT],
            cwd=course.root, capture_output=True, text=True, timeout=300, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr[-3000:]
    assert scores(course) == scores(undisturbed)
    assert notebooks(course) == notebooks(undisturbed)
    for page in (course.root / "feedback").rglob("*.html"):
        text = page.read_text()
        assert "in_kernel" not in text
        assert "HIDDEN TESTS" not in text
    assert len(list((course.root / "feedback").rglob("*.html"))) == 6


def test_a_course_that_is_not_there_is_a_failure_of_the_grader(tmp_path: Path):
    done = subprocess.run(
        [*GRADE, "--course-dir", str(tmp_path)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert str(tmp_path) in done.stderr
    assert "Traceback" not in done.stderr


def test_a_killed_job_is_replaced_and_its_submission_graded(course: GradingCourse):
    source = course.root / "source" / ASSIGNMENT
    task = Task("ada", course.folder("ada"), "digest")
    with Pool(1) as pool:
        pool.provide(Material(ASSIGNMENT, source, course.masters, "secret"))
        pool.assign(Assigned(task, course.root / "draft"))
        os.kill(pool.process_ids[0], signal.SIGKILL)
        answers = []
        while not answers:
            answers = list(pool.answers(timeout=60))
    assert answers[0].result is not None
    assert answers[0].result.points == 10


def left_in(folder: Path) -> list[str]:
    """Return what graders left in a folder of temporary files; a killed one's take a moment."""
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline and any(folder.iterdir()):
        time.sleep(0.1)
    return [path.name for path in folder.iterdir()]


def test_a_job_that_hangs_is_given_up_and_leaves_nothing(
    course: GradingCourse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    monkeypatch.setattr(pool_module, "TASK_SECONDS", 1.0)
    monkeypatch.setattr(pool_module, "CLOSING_SECONDS", 0.2)
    source = course.root / "source" / ASSIGNMENT
    with Pool(1) as pool:
        pool.provide(Material(ASSIGNMENT, source, course.masters, "secret"))
        os.kill(pool.process_ids[0], signal.SIGSTOP)
        pool.assign(Assigned(Task("ada", course.folder("ada"), "digest"), course.root / "draft"))
        answers = []
        while not answers:
            answers = list(pool.answers())
    assert answers[0].result is None
    assert "was not done after" in answers[0].failure
    assert not left_in(temporary)


def test_a_grader_that_is_killed_leaves_no_temporary_files(course: GradingCourse, tmp_path: Path):
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    grader = subprocess.Popen(
        command(course), stdout=subprocess.DEVNULL, env={**os.environ, "TMPDIR": str(temporary)}
    )
    deadline = time.monotonic() + 120
    while not notebooks(course) and time.monotonic() < deadline:
        time.sleep(0.01)
    grader.send_signal(signal.SIGKILL)
    grader.wait(timeout=10)
    assert notebooks(course)
    assert not left_in(temporary)


@pytest.mark.parametrize(
    ("place", "cause"),
    [
        ("autograded", "cannot be read or written"),
        ("gradebook.db", "damaged"),
        (".course_secret", "cannot be read or made"),
    ],
)
def test_what_stands_in_the_way_of_results_is_named(course: GradingCourse, place: str, cause: str):
    blocked = course.root / place
    if place == "gradebook.db":
        blocked.write_bytes(b"no database" * 1000)
    elif place == "autograded":
        blocked.write_text("a file")
    else:
        blocked.mkdir()
    environment = {name: value for name, value in os.environ.items() if name != "COURSE_SECRET"}
    done = subprocess.run(
        command(course), capture_output=True, text=True, env=environment, check=False
    )
    assert done.returncode == 1
    assert place in done.stderr
    assert cause in done.stderr
    assert "Traceback" not in done.stderr


def test_a_class_that_handed_nothing_in_is_told_so(course: GradingCourse):
    shutil.rmtree(course.root / "submitted")
    done = run(course)
    assert done.returncode == 0
    assert "Nothing was handed in" in done.stdout


def test_the_report_for_the_class_lies_beside_the_scores(undisturbed: GradingCourse):
    with Gradebook(f"sqlite:///{undisturbed.root / 'gradebook.db'}") as book:
        query = select(VERDICTS.c.details).where(VERDICTS.c.student == "cyd")
        details = json.loads(book.db.execute(query).scalar_one())
    failed = [part for one in details["exercises"] for part in one["parts"] if not part["passed"]]
    assert failed
    assert all(part["title"] for part in failed)
