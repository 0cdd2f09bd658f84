"""Find the known mistake that explains a wrong result.

The flawed version of the function runs on the very arguments of the failed call. Only a
mistake that gives exactly what the student's function gave is named. Where nothing fits, or
several mistakes fit alike, nothing is said: a false diagnosis is worse than none.
"""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from autograder.checks.results import Evidence, Failure, PartResult, Verdict
from autograder.misconceptions import generic
from autograder.misconceptions.mistake import FlawedFunction
from autograder.misconceptions.search import search
from autograder.misconceptions.trial import Mistakes, Trial


@dataclass(frozen=True)
class Diagnosis:
    """The mistakes that explain a wrong result, and the sentences about them."""

    mistakes: Mistakes
    sentences: tuple[str, ...]


def explain(verdict: Verdict, known: Mapping[str, FlawedFunction]) -> Verdict:
    """Return the verdict with the likely cause filled in where it is known.

    Parameters
    ----------
    verdict : what a check found.
    known : the flawed functions by name.
    """
    trials = {
        number: Trial(part.failure.evidence, _flawed(part.failure.evidence, known))
        for number, part in enumerate(verdict.parts)
        if part.failure and part.failure.evidence and not _is_explained(part.failure)
    }
    named = any(failure.mistake for failure in verdict.failures)
    found = _diagnose_all(trials, named) if trials else {}
    parts = [_told(part, found.get(number)) for number, part in enumerate(verdict.parts)]
    return replace(verdict, parts=tuple(parts))


def diagnose(evidence: Evidence, flawed: FlawedFunction) -> Diagnosis | None:
    """Name the one mistake, or failing that the one pair of mistakes, that gives the result.

    Parameters
    ----------
    evidence : the failed call.
    flawed : the function's known mistakes.

    Returns
    -------
    The diagnosis, or None where no mistake fits or more than one does.
    """
    return _diagnose_all({0: Trial(evidence, flawed)}, named=False).get(0)


def _flawed(evidence: Evidence, known: Mapping[str, FlawedFunction]) -> FlawedFunction:
    """Return the function's known mistakes; for an unknown one only signs can be read."""
    name = evidence.call.name
    return known.get(name) or FlawedFunction(name, lambda *_, **__: evidence.expected, {})


def _is_explained(failure: Failure) -> bool:
    return bool(failure.cause or failure.mistake)


def _told(part: PartResult, diagnosis: Diagnosis | None) -> PartResult:
    if diagnosis is None or part.failure is None:
        return part
    cause = " And: ".join(filter(None, diagnosis.sentences))
    mistake = " + ".join(diagnosis.mistakes)
    return replace(part, failure=replace(part.failure, cause=cause, mistake=mistake))


def _diagnose_all(trials: Mapping[int, Trial], named: bool) -> dict[int, Diagnosis]:
    """Diagnose the failures of one verdict together; NumPy's random state stays as it was.

    `named` tells that the check has named a mistake already.
    """
    state = np.random.get_state()
    try:
        with np.errstate(all="ignore"), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found = search(trials, named)
    finally:
        np.random.set_state(state)
    return {number: _diagnosis(trials[number].flawed, names) for number, names in found.items()}


def _diagnosis(flawed: FlawedFunction, mistakes: Mistakes) -> Diagnosis:
    words = {**generic.SENTENCES, **flawed.wording, **flawed.sentences}
    return Diagnosis(mistakes, tuple(words[name] for name in mistakes))
