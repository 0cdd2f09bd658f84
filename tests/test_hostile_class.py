"""A class of cheats, crashes and mangled files is graded to its end, and honest students beside it.

The class is graded by the commands that an instructor uses, in processes of their own.
"""

import json
import os
import re
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import pytest
from grading_course import ASSIGNMENT, ROOT, GradingCourse, make_course, scores
from hostile.grading import hand_in
from hostile.mangled import MANGLED, Mangled
from hostile.reader import FIRST, FIRST_CELLS, Case, read_cases
from hostile.traces import left_behind, nothing_left

# Code that uses too much is graded alone, under shorter limits than a real class has.
CATEGORIES = ("cheating", "crashes", "honest")
# What follows is what these belong to: reading, writing and showing whatever comes.
ALWAYS = ("injection", "folder")
ODD_NAMES = (
    "<script>alert(1)<", "[red]", "[", "O'Neill", 'a "b" c', "{student_id}", "%s", "-rf", "--help",
    "Ünïcødé 日本 \U0001f600", "a;b&c|d", "x" * 200,
)  # fmt: skip
# What a browser would run, and what students are not to see.
DANGER = re.compile(
    r"<script>alert|<[^>]*(onerror=|onload=|javascript:)|BEGIN HIDDEN TESTS|autograder\.checks",
    re.I,
)
Hand = Callable[[GradingCourse, str], None]
Student = tuple[Hand, Callable[[list[str]], set[str]], str]


def students(lessons: Sequence[str], everyone: bool) -> dict[str, Student]:
    """Return how each student hands in, what is deserved, and in which lesson.

    Without `everyone` one case of each theme, and all of what may disturb a class most.
    """
    found: dict[str, Student] = {}
    themes: set[str] = set()
    for case in (case for category in CATEGORIES for case in read_cases(category)):
        chosen = case.theme in ALWAYS or case.theme not in themes
        if case.lesson in lessons and not case.slow and (everyone or chosen):
            themes.add(case.theme)
            found[case.label] = (partial(_hand_in, case), case.deserved, case.lesson)
    for mangled in MANGLED:
        if everyone or mangled.mangler.__module__.endswith(ALWAYS):
            found[mangled.label] = (partial(_mangle, mangled), mangled.deserved, mangled.lesson)
    honest = (_solve, set, FIRST)
    # Ada is whom others link to.
    return {
        "aaron": honest,
        "ada": honest,
        **found,
        **dict.fromkeys(ODD_NAMES, honest),
        "zoe": honest,
    }


def _hand_in(case: Case, course: GradingCourse, student: str) -> None:
    hand_in(case, course, student)


def _mangle(mangled: Mangled, course: GradingCourse, student: str) -> None:
    mangled.hand_in(course.folder(student), course)


def _solve(course: GradingCourse, student: str) -> None:
    course.hand_in(student, **{FIRST: course.solved(FIRST)})


def run(course: GradingCourse, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run one of the program's commands in the course."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "ignore"}
    command = [sys.executable, "-m", "autograder", arguments[0], ASSIGNMENT, *arguments[1:]]
    return subprocess.run([*command, "--course-dir", str(course.root)], env=environment,
                          capture_output=True, text=True, timeout=3000)  # fmt: skip


@pytest.mark.parametrize("everyone", [False, pytest.param(True, marks=pytest.mark.hostile)])
def test_a_hostile_class_is_graded_to_its_end(everyone: bool, tmp_path: Path):
    lessons = tuple(FIRST_CELLS) if everyone else (FIRST,)
    course = make_course(tmp_path / "course", *lessons)
    members = students(lessons, everyone)
    for name, (hand, _, _) in members.items():
        hand(course, name)
    before = _handed_in(course)

    graded = run(course, "grade", "--jobs", "2")
    assert graded.returncode == 0, graded.stdout + graded.stderr
    found = scores(course)
    for name, (_, deserved, lesson) in members.items():
        exercises = course.masters[lesson].lesson.exercises
        earned = deserved([exercise.name for exercise in exercises])
        for exercise in exercises:
            expected = exercise.points if exercise.name in earned else 0
            assert found[name, exercise.test_id] == expected, (name, exercise.name, graded.stdout)
    assert nothing_left(), left_behind()
    assert _handed_in(course) == before
    _the_gradebook_is_whole(course, set(members))
    _the_notebooks_are_whole(course, set(members))

    watched = [name for name in members if "injection" in name or "<script>" in name]
    pages = run(course, "feedback", *(f"--student={name}" for name in watched))
    assert pages.returncode == 0, pages.stdout + pages.stderr
    _the_pages_are_safe(course)
    again = run(course, "grade", "--jobs", "2")
    assert again.returncode == 0, again.stdout + again.stderr
    assert f"0 graded, {len(members)} unchanged" in again.stdout
    assert scores(course) == found


def test_a_folder_whose_name_is_no_text_is_told_and_the_class_goes_on(tmp_path: Path):
    course = make_course(tmp_path / "course", FIRST)
    for name in ("ada", os.fsdecode(b"\xff\xfe"), "two\nlines", "\x1b[2J"):
        course.hand_in(name, **{FIRST: course.solved(FIRST)})
    graded = run(course, "grade", "--jobs", "1")
    assert graded.returncode == 0, graded.stderr
    assert graded.stdout.count("rename it and grade again") == 3
    assert "\x1b[2J" not in graded.stdout
    assert {name for name, _ in scores(course)} == {"ada"}


def _handed_in(course: GradingCourse) -> dict[str, tuple[int, int]]:
    """Return size and time of all that students and the course put there."""
    folders = (course.root / "source", course.root / "submitted")
    paths = [path for folder in folders for path in folder.rglob("*")]
    return {os.fsdecode(path): (path.lstat().st_size, path.lstat().st_mtime_ns) for path in paths}


def _the_gradebook_is_whole(course: GradingCourse, names: set[str]) -> None:
    with sqlite3.connect(course.root / "gradebook.db") as book:
        assert book.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert {row[0] for row in book.execute("SELECT id FROM student")} == names
        assert book.execute(
            "SELECT count(*) FROM grade WHERE manual_score NOT NULL"
        ).fetchone() == (0,)


def _the_notebooks_are_whole(course: GradingCourse, names: set[str]) -> None:
    folder = course.root / "autograded"
    assert {path.name for path in folder.iterdir() if path.is_dir()} - {".locks"} == names
    for name in names:
        for lesson in course.masters:
            path = folder / name / ASSIGNMENT / f"{lesson}.ipynb"
            assert json.loads(path.read_text(encoding="utf-8"))["nbformat"] == 4


def _the_pages_are_safe(course: GradingCourse) -> None:
    pages = list((course.root / "feedback").rglob("*.html"))
    assert pages
    for path in pages:
        page = path.read_text(encoding="utf-8")
        assert not DANGER.search(page), (path, DANGER.search(page))
