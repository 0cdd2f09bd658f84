"""Let `nbgrader autograde` and Formgrader's button grade with this engine.

nbgrader reads, sanitises, runs and saves one notebook after the other, and stops the class at
the first file that it cannot read. Both seams below are in nbgrader's configuration:

    c.Autograde.exporter_class = "autograder.grading.exporter.EngineExporter"
    c.Autograde.pre_convert_hook = "autograder.grading.exporter.expect_all_lessons"

The exporter hands nbgrader notebooks that are graded already, and writes the scores.
"""

from __future__ import annotations

import weakref
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from nbconvert.exporters import NotebookExporter

from autograder.course import Course
from autograder.grading.checker.grader import Material, Task
from autograder.grading.checker.ungraded import UNFINISHED
from autograder.grading.gradebook.ledger import Ledger, open_ledger
from autograder.grading.gradebook.settings import Settings
from autograder.grading.masters.course_side import course_digest
from autograder.grading.pool.messages import Answer, Assigned
from autograder.grading.pool.pool import Pool
from autograder.grading.run import demand_checks
from autograder.grading.secret import course_secret
from autograder.grading.submission.files import content_digest


class EngineExporter(NotebookExporter):
    """Gives nbgrader the autograded notebook for a submitted one.

    A submission is graded as a whole, when nbgrader comes to its first notebook.
    """

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self._desk: _Desk | None = None

    def from_filename(
        self, filename: str, resources: dict[str, Any] | None = None, **_: Any
    ) -> tuple[str, dict[str, Any]]:
        """Return the text of the autograded notebook; `filename` need not even exist.

        Raises
        ------
        ValueError
            If this is not called by nbgrader's converter, which names student and assignment.
        """
        if resources is None or "nbgrader" not in resources:
            raise ValueError(f"{filename}: this exporter is for nbgrader's Autograde converter")
        about = resources["nbgrader"]
        text = self._open_desk(about["assignment"]).notebook(about["student"], about["notebook"])
        resources = self._init_resources(resources)
        resources["output_suffix"] = ".nbconvert"
        return text, resources

    def _open_desk(self, assignment: str) -> _Desk:
        if self._desk is None or self._desk.assignment != assignment:
            if self._desk is not None:
                self._desk.close()
            self._desk = _Desk(assignment, Settings(self.config, self.parent.coursedir))
            weakref.finalize(self, self._desk.close)
        return self._desk


class _Desk:
    """Grades whole submissions and keeps the last one's notebooks."""

    def __init__(self, assignment: str, settings: Settings) -> None:
        self.assignment = assignment
        course = Course(Path(settings.directory.root))
        source = course.assignment(assignment)
        demand_checks(source)
        secret = course_secret(course.root)
        self._context = course_digest(course, source, secret)
        with ExitStack() as stack:
            self._pool = stack.enter_context(Pool(1))
            self._ledger: Ledger = stack.enter_context(open_ledger(source, settings))
            self._drafts = Path(stack.enter_context(TemporaryDirectory(prefix="autograded-")))
            self._pool.provide(Material(assignment, source.path, self._ledger.masters, secret))
            self._stack = stack.pop_all()
        self._graded: tuple[str, str] | None = None

    def close(self) -> None:
        """End the job and close the gradebook."""
        self._stack.close()

    def notebook(self, student: str, lesson: str) -> str:
        """Return the text of a student's autograded notebook."""
        folder = self._ledger.settings.submitted(student, self.assignment)
        digest = content_digest(folder, self._context)
        if self._graded != (student, digest):
            self._grade(Task(student, folder, digest))
            self._graded = (student, digest)
        return (self._drafts / student / f"{lesson}.ipynb").read_text(encoding="utf-8")

    def _grade(self, task: Task) -> None:
        assigned = Assigned(task, self._drafts / task.student)
        self._ledger.locks.acquire(task.student, wait=True)
        try:
            self._pool.assign(assigned)
            answers: list[Answer] = []
            while not answers:
                answers = list(self._pool.answers())
            self._record(assigned, answers[0])
        finally:
            self._ledger.locks.release(task.student)

    def _record(self, assigned: Assigned, answer: Answer) -> None:
        """Write the scores, but no digest: the notebooks are nbgrader's to write."""
        result = replace(self._ledger.result_of(answer, assigned.draft), digest=UNFINISHED)
        self._ledger.book.write([self._ledger.entry(assigned.task, result, answer.unanswered)])


def expect_all_lessons(notebooks: list[str], **_: Mapping[str, Any]) -> None:
    """Let nbgrader ask for every lesson, whatever the files of a submission are called.

    nbgrader's hook before it converts a submission. It works in the course's directory, and
    passes its own list of notebooks; the exporter finds each lesson's file. Where only some
    notebooks were asked for, the list stays.
    """
    if not notebooks:
        return
    folder = Path(notebooks[0]).parent
    if {Path(name).name for name in notebooks} == {path.name for path in folder.glob("*.ipynb")}:
        lessons = sorted(Course(Path.cwd()).source(folder.name).glob("*.ipynb"))
        notebooks[:] = [str(folder / path.name) for path in lessons]
