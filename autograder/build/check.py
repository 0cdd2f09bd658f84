"""Say which files do not agree with their masters."""

from __future__ import annotations

from dataclasses import dataclass

from autograder.build.plan import Output, Plan, shown
from autograder.build.write import is_stale
from autograder.course import Course

COMMAND = "python -m autograder build"


@dataclass(frozen=True)
class Stale:
    """A file that is not as it should be: where, why, and what to do."""

    path: str
    cause: str
    remedy: str


def stale_files(course: Course, plan: Plan) -> tuple[Stale, ...]:
    """Return the stale files of a plan, in its order."""
    stale = [_explain(course, output) for output in plan.outputs if is_stale(output)]
    for path in plan.remove:
        stale.append(Stale(shown(path, course), "has no master", f"run `{COMMAND}`, or delete it"))
    for path in plan.strangers:
        remedy = "move or delete it; the build does not delete notebooks here"
        stale.append(Stale(shown(path, course), "no source notebook has this name", remedy))
    return tuple(stale)


def _explain(course: Course, output: Output) -> Stale:
    path = shown(output.path, course)
    cause = "differs from its master" if output.path.exists() else "is missing"
    if output.details:
        cause += ": " + "; ".join(output.details)
    return Stale(path, cause, f"edit {output.master} only, then run `{COMMAND}`")
