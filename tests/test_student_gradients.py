"""The gradient checker says where a derivative is wrong."""

import numpy as np
import pytest

from autograder.student import check_backward, check_gradient

X = np.array([[0.5, -1.0, 2.0], [3.0, 0.1, -0.7]])


def cubes(x: np.ndarray) -> float:
    return float(np.sum(x**3))


def test_a_right_gradient_passes() -> None:
    report = check_gradient(cubes, lambda x: 3 * x**2, X)
    assert report
    assert report.entries == 6
    assert "all 6 entries agree" in str(report)


def test_a_wrong_entry_is_named_with_what_was_got_and_expected() -> None:
    def wrong(x: np.ndarray) -> np.ndarray:
        gradient = 3 * x**2
        gradient[1, 2] += 0.5
        return gradient

    report = check_gradient(cubes, wrong, X, function="cubes_der", argument="Z")
    assert not report
    assert (report.function, report.argument, report.index) == ("cubes_der", "Z", (1, 2))
    assert report.got == pytest.approx(1.97)
    assert report.expected == pytest.approx(1.47)
    assert report.relative_error == pytest.approx(0.5 / 1.97)
    for part in ("cubes_der", "Z", "[1, 2]", "got 1.97", "expected 1.47", "relative error"):
        assert part in str(report)


def test_the_shape_is_judged_before_the_values() -> None:
    report = check_gradient(cubes, lambda x: (3 * x**2).ravel(), X, function="d")
    assert not report
    assert "shape (2, 3) expected, it has (6,)" in str(report)


@pytest.mark.parametrize("value", [np.nan, np.inf])
def test_numbers_that_are_none_do_not_pass(value: float) -> None:
    assert not check_gradient(cubes, lambda x: np.full(x.shape, value), X)


def test_a_kink_is_recognised() -> None:
    report = check_gradient(lambda x: float(np.abs(x).sum()), np.sign, np.array([0.0, 1.0]) + 1e-6)
    assert not report
    assert "kink" in str(report)


def test_a_plain_number_can_be_checked() -> None:
    assert check_gradient(lambda x: float(x**2), lambda x: 2 * x, np.array(3.0))
    assert not check_gradient(lambda x: float(x**2), lambda x: x, np.array(3.0))


def weighted(A: np.ndarray, beta: np.ndarray) -> np.ndarray:
    return A**2 * beta


def test_a_backward_pass_is_checked_for_every_input() -> None:
    beta = np.array([[2.0], [3.0]])

    def backward(dOut: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        return 2 * X * beta * dOut, np.sum(dOut * X**2, axis=1, keepdims=True)

    inputs = {"A": X, "beta": beta}
    assert check_backward(weighted, backward, inputs)

    def wrong(dOut: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        return backward(dOut)[0], np.mean(dOut * X**2, axis=1, keepdims=True)

    report = check_backward(weighted, wrong, inputs, function="weighted_der")
    assert not report
    assert (report.function, report.argument) == ("weighted_der", "beta")


def test_too_few_gradients_are_reported() -> None:
    report = check_backward(weighted, lambda d: d, {"A": X, "beta": X})
    assert "2 gradients expected, it returned 1" in str(report)


def test_functions_that_write_into_their_arguments_do_not_spoil_the_check() -> None:
    def forward(Z: np.ndarray) -> np.ndarray:
        Z *= 2
        return Z

    before = X.copy()
    assert check_backward(forward, lambda dOut: 2 * dOut, {"Z": X})
    np.testing.assert_array_equal(X, before)
