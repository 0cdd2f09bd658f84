"""Signs of mistakes in the training loop that no run tells."""

from __future__ import annotations

from collections.abc import Mapping

from autograder.checks.results import Evidence
from autograder.misconceptions.generic import COPIED_ANSWER
from autograder.misconceptions.matching import gap
from autograder.misconceptions.mistake import Sign

# The costs that the visible test expects.
VISIBLE_COSTS = [0.8291501476754569, 3.1183677832322285, 4.988510889921268]
ROUNDED = 1e-4


def _returns_the_visible_costs(evidence: Evidence) -> bool:
    match evidence.value:
        case (list() as costs, _) if len(costs) == len(VISIBLE_COSTS):
            return gap([float(cost) for cost in costs], VISIBLE_COSTS, "") < ROUNDED
    return False


def _fails_in_the_log(evidence: Evidence) -> bool:
    error = evidence.error
    if error is None or error.kind != "raised" or not evidence.call.keywords.get("log"):
        return False
    return "print" in error.line or not error.line


SIGNS: Mapping[str, Sign] = {
    COPIED_ANSWER: _returns_the_visible_costs,
    "log_breaks": _fails_in_the_log,
}
