"""Grade one submission: restore its notebooks, run what is graded, judge, show."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from autograder.checks import catalogue
from autograder.checks.exercise import Exercise as Check
from autograder.checks.exercise import Seed, judge
from autograder.checks.probe import StudentFunctions
from autograder.checks.results import Verdict
from autograder.grading.checker.explained import explained
from autograder.grading.checker.in_place import judge_in_place, may_be_right
from autograder.grading.checker.notebook import graded_notebook
from autograder.grading.checker.running import Engine, Running
from autograder.grading.masters.master import MasterNotebook
from autograder.grading.masters.workfolder import work_folder
from autograder.grading.notes import Note, Problem
from autograder.grading.results import (
    ExerciseResult,
    GradedNotebook,
    GradedSubmission,
    LessonResult,
    SubmissionResult,
)
from autograder.grading.submission.files import HandedIn, Submission, read_submission
from autograder.grading.submission.plan import Plan, make_plan
from autograder.grading.submission.repair import Restored, blank, restore
from autograder.lesson import Exercise

log = logging.getLogger(__name__)

SUBMISSION_SECONDS = 1200.0
"""After this time the rest of a submission is not graded: one student cannot hold up a class."""


@dataclass(frozen=True)
class Material:
    """What all submissions of an assignment are graded with.

    Attributes
    ----------
    assignment : its name.
    support : its source folder, whose support files stand beside notebooks.
    masters : the lessons as students received them.
    secret : with the student's name, decides the inputs of the hidden tests.
    """

    assignment: str
    support: Path
    masters: Mapping[str, MasterNotebook] = field(repr=False)
    secret: str = field(repr=False)


@dataclass(frozen=True)
class Task:
    """One submission: whose, its folder, and a digest of all that its result depends on."""

    student: str
    folder: Path
    digest: str


def grade_submission(task: Task, material: Material, engine: Engine) -> GradedSubmission:
    """Grade one submission.

    Nothing that a student can hand in raises an error here: what cannot be graded has its
    reason in the result.

    Raises
    ------
    GraderError
        If the engine itself does not work.
    """
    masters = material.masters
    submission = read_submission(task.student, task.folder, masters)
    restored = {name: _restored(submission.lessons[name], masters[name]) for name in masters}
    deadline = time.monotonic() + SUBMISSION_SECONDS
    with work_folder(material.support, restored.values(), submission.modules) as folder:
        grading = _Grading(submission, material, engine, folder, deadline)
        graded = [grading.lesson(masters[name], restored[name]) for name in masters]
    results = tuple(result for result, _ in graded)
    return GradedSubmission(
        SubmissionResult(task.student, material.assignment, task.digest, results, submission.notes),
        tuple(notebook for _, notebook in graded),
        _unanswered(submission, restored.values()),
    )


def _unanswered(submission: Submission, notebooks: Iterable[Restored]) -> frozenset[str]:
    """Return the grade_ids of solution cells that were handed in as they were handed out."""
    return frozenset(
        cell.grade_id
        for notebook in notebooks
        for cell in notebook.cells
        if cell.untouched and submission.lessons[notebook.lesson].raw is not None
    )


def _restored(handed_in: HandedIn, master: MasterNotebook) -> Restored:
    if handed_in.raw is None:
        return blank(master)
    return restore(handed_in.raw, master, handed_in.name)


@dataclass
class _Grading:
    """One submission on its way through the lessons."""

    submission: Submission
    material: Material
    engine: Engine
    folder: Path
    deadline: float

    def lesson(
        self, master: MasterNotebook, notebook: Restored
    ) -> tuple[LessonResult, GradedNotebook]:
        """Grade one lesson's notebook and write it."""
        handed_in = self.submission.lessons[notebook.lesson]
        notes = [*handed_in.notes, *notebook.notes]
        outputs: dict[str, tuple[dict[str, Any], ...]] = {}
        if handed_in.problem is None:
            exercises = self._judge(master, notebook, notes, outputs)
        else:
            exercises = tuple(_ungraded(exercise, handed_in.problem)
                              for exercise in master.lesson.exercises)  # fmt: skip
        result = LessonResult(notebook.lesson, exercises, tuple(notes), handed_in.problem)
        content = graded_notebook(notebook.cells, outputs, result, master.metadata)
        return result, GradedNotebook(notebook.lesson, content)

    def _judge(
        self,
        master: MasterNotebook,
        notebook: Restored,
        notes: list[Note],
        outputs: dict[str, tuple[dict[str, Any], ...]],
    ) -> tuple[ExerciseResult, ...]:
        plan = make_plan(notebook, master)
        running = Running(self.engine, self.folder, plan, notebook.lesson, self.deadline)
        with running:
            outputs.update(running.outputs)
            results = tuple(self._exercise(exercise, running.functions)
                            for exercise in master.lesson.exercises)  # fmt: skip
        notes.extend(running.notes)
        results = self._in_place(plan, results, master, notes)
        outputs.update(self._visible_tests(plan, results, notebook.lesson))
        return results

    def _in_place(
        self,
        plan: Plan,
        results: tuple[ExerciseResult, ...],
        master: MasterNotebook,
        notes: list[Note],
    ) -> tuple[ExerciseResult, ...]:
        """Return the results, better ones where an exercise earns more as it stands."""
        names = {result.exercise for result in results if may_be_right(result, plan)}
        exercises = [one for one in master.lesson.exercises if one.name in names]
        if not exercises or time.monotonic() > self.deadline:
            return results
        found = judge_in_place(
            self.engine,
            self.folder,
            plan,
            exercises,
            lambda exercise, functions: self._exercise(exercise, lambda: functions),
            self.deadline,
        )
        points = {result.exercise: result.points for result in results}
        better = {one.exercise: one for one in found if one.points > points[one.exercise]}
        notes.extend(Note(f"{master.lesson.name}.ipynb", _as_it_stands(name)) for name in better)
        return tuple(better.get(result.exercise, result) for result in results)

    def _exercise(
        self, exercise: Exercise, functions: Callable[[], StudentFunctions]
    ) -> ExerciseResult:
        if time.monotonic() > self.deadline:
            cause = f"grading this submission took more than {SUBMISSION_SECONDS / 60:.0f} minutes."
            problem = Problem(exercise.lesson, cause, "Look for code that runs for very long.")
            return _ungraded(exercise, problem)
        check = catalogue.find_exercise(self.material.assignment, exercise.name)
        seed = Seed(self.material.secret, self.submission.student)
        verdict = _verdict(check, functions(), seed, self.material.assignment)
        if isinstance(verdict, Problem):
            return _ungraded(exercise, verdict)
        return _result(exercise, verdict=verdict)

    def _visible_tests(
        self, plan: Plan, results: tuple[ExerciseResult, ...], lesson: str
    ) -> dict[str, tuple[dict[str, Any], ...]]:
        """Return the outputs of the visible tests of what was not passed.

        They run in a session of their own, which has seen no hidden input.
        """
        failed = [result for result in results if not _passed(result) and _begun(result, plan)]
        steps = [plan.tests[result.test_id] for result in failed if result.test_id in plan.tests]
        if not steps or time.monotonic() > self.deadline:
            return {}
        with Running(self.engine, self.folder, plan, lesson, self.deadline) as running:
            return {step.cell_id: running.show(step) for step in steps}


def _as_it_stands(exercise: str) -> str:
    return (
        f"{exercise} was graded with the cells above its test only: what it needs is changed "
        "further down, or in a way that only running all cells shows."
    )


def _begun(result: ExerciseResult, plan: Plan) -> bool:
    """Tell whether there is work to test; without a stub, all of the lesson's counts.

    What took too long in the hidden tests would take as long again.
    """
    failures = result.verdict.failures if result.verdict else ()
    if any(failure.error == "timeout" for failure in failures):
        return False
    if result.stub_id is None:
        return not plan.unfinished
    return result.exercise not in plan.unfinished


def _passed(result: ExerciseResult) -> bool:
    return result.verdict is not None and result.verdict.passed


def _verdict(
    check: Check,
    student: StudentFunctions,
    seed: Seed,
    assignment: str,
) -> Verdict | Problem:
    reference = catalogue.reference_functions(assignment)
    try:
        return explained(judge(check, student, reference, seed), assignment)
    except Exception as error:  # a mistake in a check must not stop the class
        if type(error).__name__ == "GraderError":
            raise
        log.exception("the check of %s failed for %s", check.name, seed.student)
        cause = f"the check itself failed ({type(error).__name__}: {error})."
        return Problem(f"check of {check.name}", cause, "This is the course's fault: report it.")


def _result(exercise: Exercise, **found: Any) -> ExerciseResult:
    return ExerciseResult(
        exercise.name, exercise.test_id, exercise.stub_id, exercise.points, **found
    )


def _ungraded(exercise: Exercise, problem: Problem) -> ExerciseResult:
    return _result(exercise, ungraded=problem)
