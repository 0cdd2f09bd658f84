"""Judge exercises as their notebook stands: each with what is above its test, and no more.

As a rule the functions are called when all the cells that they need have been run, wherever these
stand. That costs honest students their points in two cases: a cell further down gives a name that
is needed another value (``dropout = 0.5``), or a cell changes what is needed in a way that its
text does not tell (``table.append(...)``). "Run All" would find the functions right when it comes
to their tests, and so does this.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from pathlib import Path

from autograder.checks.probe import StudentFunctions
from autograder.grading.checker.running import Engine, Impatient
from autograder.grading.results import ExerciseResult
from autograder.grading.submission.plan import Plan
from autograder.lesson import Exercise

Judge = Callable[[Exercise, StudentFunctions], ExerciseResult]
_BROKEN = ("raised", "missing")


def may_be_right(result: ExerciseResult, plan: Plan) -> bool:
    """Tell whether an exercise that was not passed may be right where its test stands.

    Wrong values have another cause, unless a cell of the student's further down was run.
    """
    if result.verdict is None or result.verdict.passed:
        return False
    broken = any(failure.error in _BROKEN for failure in result.verdict.failures)
    return plan.differs_above(result.test_id, in_what_is_run=not broken)


def judge_in_place(
    engine: Engine,
    folder: Path,
    plan: Plan,
    exercises: Iterable[Exercise],
    judge: Judge,
    deadline: float,
) -> list[ExerciseResult]:
    """Run a notebook from its top in a new session and judge exercises on the way.

    What follows after the session has ended, or after the deadline, is not judged.
    """
    results: list[ExerciseResult] = []
    done = 0
    with engine.open_session(folder) as session:
        functions = Impatient(engine.functions(session))
        for exercise in sorted(exercises, key=lambda one: len(plan.above[one.test_id])):
            steps = plan.above[exercise.test_id]
            for step in steps[done:]:
                if session.ended or time.monotonic() > deadline:
                    return results
                session.run_cell(step.source, cell_id=step.cell_id)
            done = len(steps)
            results.append(judge(exercise, functions))
    return results
