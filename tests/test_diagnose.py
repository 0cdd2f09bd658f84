"""The diagnosis names a mistake only when it computes exactly what the student computed."""

import numpy as np
import pytest

from autograder.checks.results import Evidence, Failure, PartResult, Verdict
from autograder.grading.worker.perform import Call, CallError
from autograder.misconceptions.diagnose import diagnose, explain
from autograder.misconceptions.mistake import FlawedFunction

X = np.array([[1.0, 2.0, 4.0], [8.0, 16.0, 32.0]])


def _mean(flaw, X):
    total = np.sum(X, axis=0 if flaw("wrong_axis") else 1, keepdims=not flaw("flat"))
    total = total if flaw("sum") else total / X.shape[1]
    return -total if flaw("sign") else total


MEAN = FlawedFunction(
    "mean",
    _mean,
    {
        "wrong_axis": "The mean runs over the samples.",
        "flat": "Keep the axis.",
        "sum": "Divide by m.",
        "sign": "No minus.",
    },
)


def _evidence(value, error=None):
    return Evidence(Call("mean", (X,)), value, "mean", np.mean(X, axis=1, keepdims=True), error)


def test_one_mistake_is_named():
    found = diagnose(_evidence(X.sum(axis=1, keepdims=True)), MEAN)
    assert found is not None
    assert found.mistakes == ("sum",)
    assert found.sentences == ("Divide by m.",)


def test_a_flat_result_is_told_from_one_of_the_right_shape():
    found = diagnose(_evidence(X.mean(axis=1)), MEAN)
    assert found is not None
    assert found.mistakes == ("flat",)


def test_two_mistakes_are_named_where_one_does_not_explain():
    found = diagnose(_evidence(-X.sum(axis=1, keepdims=True)), MEAN)
    assert found is not None
    assert found.mistakes == ("sum", "sign")


def test_a_result_that_no_mistake_gives_is_not_explained():
    assert diagnose(_evidence(X.max(axis=1, keepdims=True)), MEAN) is None


def test_a_result_that_two_mistakes_give_alike_is_not_explained():
    twins = FlawedFunction("mean", _mean, {"sum": "Divide by m.", "also": "?"})
    same = FlawedFunction(
        "mean", lambda flaw, X: _mean(lambda name: flaw("sum") or flaw("also"), X), twins.sentences
    )
    assert diagnose(_evidence(X.sum(axis=1, keepdims=True)), same) is None


def test_an_error_is_explained_by_the_mistake_that_raises_the_same():
    def fails(flaw, X):
        return X @ X if flaw("no_transpose") else X @ X.T

    product = FlawedFunction("mean", fails, {"no_transpose": "Transpose the second factor."})
    with pytest.raises(ValueError) as raised:
        X @ X
    error = CallError("raised", "ValueError", str(raised.value))
    found = diagnose(_evidence(None, error), product)
    assert found is not None
    assert found.mistakes == ("no_transpose",)


def test_an_error_is_not_explained_by_a_mistake_that_gives_a_value():
    assert diagnose(_evidence(None, CallError("raised", "KeyError", "'A'")), MEAN) is None


def test_a_mistake_that_gives_nan_is_found_by_its_nans():
    def ratio(flaw, X):
        return X * 0 / 0 if flaw("zero_by_zero") else X

    flawed = FlawedFunction("mean", ratio, {"zero_by_zero": "Shift first."})
    found = diagnose(_evidence(np.full(X.shape, np.nan)), flawed)
    assert found is not None
    assert found.mistakes == ("zero_by_zero",)


def test_a_verdict_is_explained_part_by_part():
    wrong = Failure("called", "problem", evidence=_evidence(X.sum(axis=1, keepdims=True)))
    verdict = Verdict("mean", (PartResult("value", 1, False, wrong), PartResult("shape", 1, True)))
    explained = explain(verdict, {"mean": MEAN})
    assert explained.failures[0].cause == "Divide by m."
    assert explained.failures[0].mistake == "sum"
    assert explained.score == verdict.score


def test_the_random_state_survives_a_diagnosis():
    np.random.seed(3)
    expected = np.random.rand()
    np.random.seed(3)
    diagnose(Evidence(Call("mean", (X,), seed=9), X, "mean", X), MEAN)
    assert np.random.rand() == expected
