"""The diagnosis names a mistake only when it computes exactly what the student computed."""

import numpy as np
import pytest

from autograder.checks.results import Evidence, Failure, PartResult, Verdict
from autograder.grading.worker.perform import Call, CallError
from autograder.misconceptions.diagnose import diagnose, explain
from autograder.misconceptions.matching import is_same_error
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


def _raised(product, left, right):
    """Return what a product of two arrays of these shapes raises."""
    with pytest.raises(ValueError) as raised:
        product(np.ones(left), np.ones(right))
    return "ValueError", str(raised.value)


@pytest.mark.parametrize(
    ("left", "right"), [((3, 4), (5, 2)), ((3,), (4,)), ((3, 4), (5,)), ((3,), (4, 2))]
)
def test_factors_that_do_not_fit_are_the_same_error_by_dot_and_by_the_operator(left, right):
    by_dot, by_at = _raised(np.dot, left, right), _raised(np.matmul, left, right)
    assert by_dot != by_at
    assert is_same_error(by_dot, by_at)
    assert is_same_error(by_at, by_dot)


def test_factors_of_other_sizes_are_another_error():
    by_dot = _raised(np.dot, (3, 4), (5, 2))
    assert not is_same_error(by_dot, _raised(np.matmul, (3, 5), (4, 2)))
    assert not is_same_error(by_dot, _raised(np.matmul, (3, 4), (6, 2)))
    # In the same words more is told, and has to agree.
    assert not is_same_error(by_dot, _raised(np.dot, (7, 4), (5, 2)))
    assert not is_same_error(by_dot, ("TypeError", by_dot[1]))


def test_an_error_about_sizes_is_explained_whichever_product_raised_it():
    def fails(flaw, X):
        return X @ X if flaw("no_transpose") else X @ X.T

    product = FlawedFunction("mean", fails, {"no_transpose": "Transpose the second factor."})
    error = CallError("raised", *_raised(np.dot, X.shape, X.shape))
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
