"""Hands in a case and grades it."""

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from grading_course import ASSIGNMENT, ROOT, GradingCourse, Notebook, write

from autograder.checks.probe import StudentFunctions
from autograder.grading.checker.grader import Material, Task, grade_submission
from autograder.grading.checker.running import Engine
from autograder.grading.gradebook.publish import write_draft
from autograder.grading.sessions.engine import WarmEngine
from autograder.grading.sessions.remote import Limits
from hostile.reader import FIRST_CELLS, Case

SECRET = "the secret of a course of hostile students"


@dataclass(frozen=True)
class LimitedEngine:
    """An engine with limits of its own, so that what is endless ends soon in tests."""

    engine: WarmEngine
    limits: Limits

    def open_session(self, folder: Path) -> AbstractContextManager[Any]:
        """Open a session in a copy of the folder."""
        return self.engine.warm.open_session(folder, self.limits)

    def functions(self, session: Any) -> StudentFunctions:
        """Return the functions that are defined in a session."""
        return self.engine.functions(session)


@dataclass(frozen=True)
class Graded:
    """What came of a submission.

    Attributes
    ----------
    points, maximum : of the exercises of the lesson that the case is about, by name.
    said : all that was said about it.
    shown : all that the autograded notebooks hold.
    html : what of it a browser takes for HTML.
    """

    points: dict[str, float]
    maximum: dict[str, float]
    said: str
    shown: str
    html: str


def hand_in(case: Case, course: GradingCourse, student: str) -> Path:
    """Write a case's submission into the course and return its folder."""
    folder = course.folder(student)
    for heading, body in case.sections.items():
        if heading.startswith("file: "):
            path = folder / heading.removeprefix("file: ")
            path.parent.mkdir(exist_ok=True)
            path.write_text(_with_places(body, course))
    if case.beside == "solved":
        for lesson in FIRST_CELLS:
            write(folder / f"{lesson}.ipynb", course.solved(lesson))
    write(folder / f"{case.lesson}.ipynb", notebook_of(case, course))
    return folder


def notebook_of(case: Case, course: GradingCourse) -> Notebook:
    """Return the notebook that a case hands in."""
    solved = case.base == "solved"
    notebook = course.solved(case.lesson) if solved else course.released(case.lesson)
    cells = {cell["id"]: cell for cell in notebook["cells"]}
    for heading, body in case.sections.items():
        text = _with_places(body, course)
        place, _, name = heading.partition(": ")
        if place == "in":
            cells[name]["source"] = text
        elif place in ("top", "bottom"):
            added = _code_cell(f"added-{place}", text)
            notebook["cells"].insert(0 if place == "top" else len(notebook["cells"]), added)
        elif place != "file":
            raise ValueError(f"{case.label}: there is no section {heading!r}")
    return notebook


def _with_places(text: str, course: GradingCourse) -> str:
    """Put in what a student may have found out about the grader's machine."""
    places = {"COURSE_DIR": course.root, "REPOSITORY": ROOT, "GRADER_PID": os.getpid()}
    for word, place in places.items():
        text = text.replace(word, str(place))
    return text


def _code_cell(identity: str, source: str) -> dict[str, Any]:
    return {"cell_type": "code", "id": identity, "metadata": {}, "source": source,
            "execution_count": None, "outputs": []}  # fmt: skip


def grade_folder(
    folder: Path, lesson: str, course: GradingCourse, engine: Engine, *, beside: bool = False
) -> Graded:
    """Grade a submission's lesson, and write its notebooks as grading does.

    `beside` has the other lessons graded too.
    """
    lessons = FIRST_CELLS if beside else (lesson,)
    masters = {name: course.masters[name] for name in lessons}
    material = Material(ASSIGNMENT, course.root / "source" / ASSIGNMENT, masters, SECRET)
    student = folder.parent.name
    graded = grade_submission(Task(student, folder, "digest"), material, engine)
    draft = course.root / "drafts" / student
    write_draft(graded.notebooks, draft)
    texts = [path.read_text(encoding="utf-8") for path in sorted(draft.iterdir())]
    shutil.rmtree(draft)
    result = graded.result
    said = [str(remark) for remark in (*result.all_notes, *result.problems)]
    said += [exercise.text() for exercise in result.exercises]
    exercises = next(one for one in result.lessons if one.lesson == lesson).exercises
    return Graded(
        {exercise.exercise: exercise.points for exercise in exercises},
        {exercise.exercise: exercise.maximum for exercise in exercises},
        "\n".join(said),
        "".join(texts),
        "".join(html for text in texts for html in _html(json.loads(text))),
    )


def _html(notebook: Notebook) -> Iterator[str]:
    """Yield what a browser takes for HTML: displays, and the grader's own remarks."""
    for cell in notebook["cells"]:
        if cell["id"] == "grader-notes":
            yield cell["source"]
        for output in cell.get("outputs", ()):
            data = output.get("data", {})
            yield from (str(data[kind]) for kind in data if kind not in ("text/plain", "image/png"))
