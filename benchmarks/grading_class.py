"""A generated class: right in many ways, wrong in known ways, or untouched."""

from __future__ import annotations

import json
import random
import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.build.support import COURSEKIT, support_files
from autograder.course import Course
from autograder.grading.checker.notebook import bare_notebook
from autograder.grading.gradebook.settings import load_settings
from autograder.grading.masters.released import read_masters
from autograder.grading.submission.repair import blank

ASSIGNMENT = "optimization"
CORPUS = Path(__file__).resolve().parent.parent / "tests" / "corpus" / ASSIGNMENT
# Time limits that a busy machine keeps; they slow nothing down.
STOCK = "c = get_config()\nc.Execute.timeout = 600\nc.Execute.iopub_timeout = 60\n"
SKIPPING = STOCK + "c.Execute.skip_cells_with_tag = 'demonstration'\n"
"""Configurations of nbgrader without this course's engine."""
_SLOW = re.compile(r"loop|entry|entries")
_CELL = re.compile(r"^# %% (correct|wrong): ([^\n]*)\n(.*?)(?=^# %%|\Z)", re.M | re.S)


@dataclass(frozen=True)
class Answers:
    """What may stand in one exercise's stub cell."""

    correct: tuple[str, ...]
    wrong: tuple[str, ...]


def make_class(root: Path, count: int, config: str = "") -> Course:
    """Make a course directory whose class has handed in.

    Parameters
    ----------
    root : where to make it.
    count : how many students there are. The same number gives the same class.
    config : what stands in its nbgrader_config.py; this course's own if empty.
    """
    source = Course().source(ASSIGNMENT)
    copied = root / "source" / ASSIGNMENT
    copied.mkdir(parents=True)
    for path in sorted(source.glob("*.ipynb")):
        shutil.copy(path, copied)
    for name, data in support_files(Course().student_package).items():
        (copied / name).parent.mkdir(parents=True, exist_ok=True)
        (copied / name).write_bytes(data)
    if config:
        (root / "nbgrader_config.py").write_text(config)
    else:
        shutil.copy(Course().nbgrader_config, root)
    course = Course(root)
    _hand_in(course, count)
    return course


def _hand_in(course: Course, count: int) -> None:
    assignment = course.assignment(ASSIGNMENT)
    masters = read_masters(assignment, load_settings(course).config)
    released = {name: bare_notebook(blank(master).cells) for name, master in masters.items()}
    answers = read_answers()
    for number in range(count):
        folder = course.submitted(f"student{number:03}", ASSIGNMENT)
        folder.mkdir(parents=True)
        chosen = choose(answers, random.Random(number))  # noqa: S311 - the same class each time
        for name, notebook in released.items():
            text = json.dumps(_filled(notebook, chosen))
            (folder / f"{name}.ipynb").write_text(text, encoding="utf-8")
        shutil.copytree(course.source(ASSIGNMENT) / COURSEKIT, folder / COURSEKIT)


def choose(answers: Mapping[str, Answers], chance: random.Random) -> dict[str, str]:
    """Choose what one student writes: 6 of 10 all right, 3 with mistakes, 1 nothing."""
    kind = chance.choices(("right", "mistaken", "untouched"), (6, 3, 1))[0]
    if kind == "untouched":
        return {}
    chosen = {name: chance.choice(one.correct) for name, one in answers.items()}
    able = [name for name, one in answers.items() if one.wrong]
    for name in chance.sample(able, 3) if kind == "mistaken" else ():
        chosen[name] = chance.choice(answers[name].wrong)
    return chosen


def read_answers() -> dict[str, Answers]:
    """Read what the tests' corpus holds for each exercise, without loops over single entries.

    Those take so long that they would be all there is to measure, however one grades.
    """
    found = {}
    for path in sorted(CORPUS.glob("*.py")):
        cells = _CELL.findall(path.read_text(encoding="utf-8"))
        cells = [cell for cell in cells if not _SLOW.search(cell[1])]
        correct, wrong = (
            tuple(text.strip() for kind, _, text in cells if kind == wanted)
            for wanted in ("correct", "wrong")
        )
        found[path.stem] = Answers(correct, wrong)
    return found


def _filled(notebook: Mapping[str, Any], chosen: Mapping[str, str]) -> dict[str, Any]:
    cells = [
        {**cell, "source": chosen.get(cell["id"], cell["source"])}
        if cell["metadata"].get("nbgrader", {}).get("solution")
        else cell
        for cell in notebook["cells"]
    ]
    return {**notebook, "cells": cells}
