"""Run the checks in the student's own process: for self-study, and for nbgrader without engine."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from autograder.checks.catalogue import find_exercise, reference_functions
from autograder.checks.exercise import Seed, judge
from autograder.checks.results import Verdict
from autograder.grading.worker.perform import Call, Keeper, Outcome, perform
from autograder.misconceptions.catalogue import known_mistakes
from autograder.misconceptions.diagnose import explain

PRACTICE = Seed(secret="practice", student="self-study")  # noqa: S106 - not a password


@dataclass(frozen=True)
class InKernel:
    """Offers the functions of a namespace, such as a running notebook's."""

    namespace: dict[str, Any]
    given: Mapping[str, Callable[..., Any]]
    keeper: Keeper = field(default_factory=Keeper)

    def call(self, call: Call) -> Outcome:
        """Perform one call here and now."""
        return perform(call, self.namespace, self.keeper, self.given)


def check_namespace(
    assignment: str, exercise: str, namespace: dict[str, Any], seed: Seed = PRACTICE
) -> Verdict:
    """Check one exercise of the notebook whose globals are `namespace`.

    NumPy's random state is afterwards as it was before.

    Raises
    ------
    KeyError
        If there is no such assignment or exercise; the message lists those that there are.
    """
    check, reference = find_exercise(assignment, exercise), reference_functions(assignment)
    state = np.random.get_state()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            verdict = judge(check, InKernel(namespace, reference), reference, seed)
            return explain(verdict, known_mistakes(assignment))
    finally:
        np.random.set_state(state)


def grade(assignment: str, exercise: str) -> float:
    """Check an exercise of the running notebook, print what was found and return its points.

    The last line of a grade cell: nbgrader takes the value for the cell's score.
    """
    from IPython import get_ipython

    from autograder.course import find_course

    verdict = check_namespace(assignment, exercise, get_ipython().user_ns)
    print(verdict.text())
    points = find_course().assignment(assignment).exercise(exercise).points
    return round(verdict.score * points, 2)
