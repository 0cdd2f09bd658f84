"""Add the likely cause to a verdict's failures, and leave out what only that search needs."""

from __future__ import annotations

import logging
from dataclasses import replace

from autograder.checks.results import PartResult, Verdict
from autograder.misconceptions.catalogue import known_mistakes
from autograder.misconceptions.diagnose import explain

log = logging.getLogger(__name__)


def explained(verdict: Verdict, assignment: str) -> Verdict:
    """Return the verdict with likely causes, and without the evidence behind its failures."""
    if verdict.passed:
        return verdict
    try:
        verdict = explain(verdict, known_mistakes(assignment))
    except Exception:  # a mistake in the search must not cost the verdict
        log.exception("the likely cause of a failure in %s could not be sought", verdict.exercise)
    return replace(verdict, parts=tuple(map(_without_evidence, verdict.parts)))


def _without_evidence(part: PartResult) -> PartResult:
    failure = part.failure
    if failure is None or failure.evidence is None:
        return part
    error = failure.evidence.error
    kind = error.kind if error is not None else failure.error
    return replace(part, failure=replace(failure, evidence=None, error=kind))
