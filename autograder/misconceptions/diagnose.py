"""Find the known mistake that explains a wrong result.

The flawed version of the function runs on the very arguments of the failed call. Only a
mistake that gives exactly what the student's function gave is named. Where nothing fits, or
several mistakes fit alike, nothing is said: a false diagnosis is worse than none.
"""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from autograder.checks.results import Evidence, Failure, PartResult, Verdict
from autograder.grading.worker.plain import Handle
from autograder.misconceptions.mistake import FlawedFunction

# Two roundings of one formula differ by less; two mistakes by more.
RELATIVE_TOLERANCE = 1e-6
FLOOR = 1e-12


@dataclass(frozen=True)
class Diagnosis:
    """The mistakes that explain a wrong result, and the sentences about them."""

    mistakes: tuple[str, ...]
    sentences: tuple[str, ...]


def explain(verdict: Verdict, known: Mapping[str, FlawedFunction], seconds: float = 0.2) -> Verdict:
    """Return the verdict with the likely cause filled in where it is known.

    Parameters
    ----------
    verdict : what a check found.
    known : the flawed functions by name.
    seconds : time after which a search for pairs of mistakes is given up.
    """
    return replace(verdict, parts=tuple(_explain(part, known, seconds) for part in verdict.parts))


def _explain(part: PartResult, known: Mapping[str, FlawedFunction], seconds: float) -> PartResult:
    failure = part.failure
    if failure is None or failure.evidence is None or failure.cause:
        return part
    flawed = known.get(failure.evidence.call.name)
    diagnosis = diagnose(failure.evidence, flawed, seconds) if flawed else None
    return part if diagnosis is None else replace(part, failure=_name(failure, diagnosis))


def _name(failure: Failure, diagnosis: Diagnosis) -> Failure:
    cause = " And: ".join(diagnosis.sentences)
    return replace(failure, cause=cause, mistake=" + ".join(diagnosis.mistakes))


def diagnose(evidence: Evidence, flawed: FlawedFunction, seconds: float = 0.2) -> Diagnosis | None:
    """Name the one mistake, or failing that the one pair of mistakes, that gives the result.

    Parameters
    ----------
    evidence : the failed call.
    flawed : the function's known mistakes.
    seconds : time after which the search is given up.

    Returns
    -------
    The diagnosis, or None where no mistake fits or more than one does.
    """
    deadline = time.monotonic() + seconds
    names = tuple(flawed.sentences)
    alone = [(name,) for name in names]
    pairs = itertools.combinations([n for n in names if n not in flawed.alone], 2)
    for candidates in (alone, pairs):
        fitting = list(itertools.islice(_fitting(evidence, flawed, candidates, deadline), 2))
        if fitting:
            return _diagnosis(flawed, fitting[0]) if len(fitting) == 1 else None
    return None


def _fitting(
    evidence: Evidence,
    flawed: FlawedFunction,
    candidates: Iterable[tuple[str, ...]],
    deadline: float,
) -> Iterator[tuple[str, ...]]:
    for mistakes in candidates:
        if time.monotonic() > deadline:
            return
        if _fits(evidence, flawed, mistakes):
            yield mistakes


def _diagnosis(flawed: FlawedFunction, mistakes: tuple[str, ...]) -> Diagnosis:
    return Diagnosis(mistakes, tuple(flawed.sentences[name] for name in mistakes))


def _fits(evidence: Evidence, flawed: FlawedFunction, mistakes: tuple[str, ...]) -> bool:
    """Tell whether the function with these mistakes does what the student's did."""
    call = evidence.call
    state = np.random.get_state()
    if call.seed is not None:
        np.random.seed(call.seed)
    try:
        with np.errstate(all="ignore"):
            value = flawed.compute(
                mistakes.__contains__, *deepcopy(call.arguments), **deepcopy(call.keywords)
            )
    except Exception as error:  # noqa: BLE001 - a mistake may raise anything; it is compared
        return _same_error(evidence, error)
    finally:
        np.random.set_state(state)
    return evidence.error is None and _same(evidence.value, value, evidence.outputs)


def _same_error(evidence: Evidence, error: Exception) -> bool:
    came = evidence.error
    return came is not None and (came.exception, came.message) == (
        type(error).__name__,
        str(error)[:500],
    )


def _same(actual: Any, wrong: Any, outputs: Any) -> bool:
    """Tell whether the compared outputs agree, NaN and infinity included."""
    if outputs is None:
        return True
    if isinstance(outputs, str):
        return _equal(actual, wrong)
    sequences = (dict,) if isinstance(outputs, dict) else (tuple, list)
    if not isinstance(actual, sequences) or not isinstance(wrong, sequences):
        return _equal(actual, wrong)
    if isinstance(outputs, dict):
        return all(
            key in actual and key in wrong and _same(actual[key], wrong[key], shape)
            for key, shape in outputs.items()
        )
    if not len(actual) == len(wrong) == len(outputs):
        return len(actual) == len(wrong) and _equal(actual, wrong)
    return all(_same(*row) for row in zip(actual, wrong, outputs, strict=True))


def _equal(actual: Any, wrong: Any) -> bool:
    if isinstance(actual, Handle) or isinstance(wrong, Handle):
        return False
    if isinstance(actual, (list, tuple)) and isinstance(wrong, (list, tuple)):
        return len(actual) == len(wrong) and all(map(_equal, actual, wrong))
    if isinstance(actual, dict) and isinstance(wrong, dict):
        return actual.keys() == wrong.keys() and all(_equal(actual[k], wrong[k]) for k in wrong)
    if _is_numeric(actual) and _is_numeric(wrong):
        a, w = np.asarray(actual), np.asarray(wrong)
        return a.shape == w.shape and _close(a.astype(complex), w.astype(complex))
    return type(actual) is type(wrong) and bool(actual == wrong)


def _is_numeric(value: Any) -> bool:
    return isinstance(value, (bool, int, float, complex, np.ndarray, np.generic))


def _close(a: np.ndarray, w: np.ndarray) -> bool:
    finite = np.isfinite(w)
    scale = float(np.max(np.abs(w[finite]), initial=0.0))
    tolerance = FLOOR + RELATIVE_TOLERANCE * scale
    return bool(np.allclose(a, w, rtol=0, atol=tolerance, equal_nan=True))
