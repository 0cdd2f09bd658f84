"""Check a derivative against central differences, entry by entry.

A derivative says how much the result moves when one input entry moves. That can be tried: move
the entry by a small step to either side and compare. The error of such a central difference
shrinks with the square of the step (Burden and Faires, Numerical Analysis, section 4.1).
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

Number = float | np.ndarray


@dataclass(frozen=True)
class GradientReport:
    """What a gradient check found: the worst entry, or the shape that does not fit."""

    passed: bool
    function: str
    argument: str
    index: tuple[int, ...]
    got: float
    expected: float
    relative_error: float
    entries: int
    remark: str = ""

    def __bool__(self) -> bool:
        return self.passed

    def __str__(self) -> str:
        worst = f"largest relative error {self.relative_error:.1e}"
        if self.passed:
            return f"{self.function}: all {self.entries} entries agree, {worst}."
        if not self.index and self.remark:
            return f"{self.function}, gradient of {self.argument}: {self.remark}"
        place = f", entry {list(self.index)}" if self.index else ""
        text = (
            f"{self.function}, gradient of {self.argument}{place}: got {self.got:.8g}, "
            f"expected {self.expected:.8g} (relative error {self.relative_error:.1e})."
        )
        return f"{text} {self.remark}".rstrip()

    __repr__ = __str__


def check_gradient(
    f: Callable[[np.ndarray], Number],
    df: Callable[[np.ndarray], np.ndarray],
    x: np.ndarray,
    *,
    function: str = "df",
    argument: str = "x",
    step: float = 1e-5,
    tolerance: float = 1e-5,
) -> GradientReport:
    """Compare a gradient with central differences of the function that it is the gradient of.

    Parameters
    ----------
    f
        Takes an array like `x`, gives one number.
    df
        Takes an array like `x`, gives the gradient, of x's shape.
    x
        The point, an array of any shape.
    function, argument
        Names for the report.
    step
        How far each entry is moved, relative to its size where that is above 1.
    tolerance
        Largest relative error that passes. Central differences with a step of 1e-5 are good to
        about 1e-7; 1e-5 leaves room for functions that bend a lot.

    Returns
    -------
    GradientReport
        True in a condition when the gradient is right; printed, it says what is wrong where.
    """
    x = np.array(x, dtype=float)
    got = df(x.copy())
    return _compare(_Names(function, argument), f, got, x, step, tolerance)


def check_backward(
    forward: Callable[..., np.ndarray],
    backward: Callable[[np.ndarray], np.ndarray | tuple[np.ndarray, ...]],
    inputs: Mapping[str, np.ndarray],
    *,
    function: str = "backward",
    step: float = 1e-5,
    tolerance: float = 1e-5,
    seed: int = 0,
) -> GradientReport:
    """Check the backward pass of a layer: the gradient of each of its inputs.

    The layer's output becomes one number by weighting its entries at random. The same weights are
    then the derivative that the next layer would hand back, and go into `backward`.

    Parameters
    ----------
    forward
        Takes the inputs in their order, gives the output as an array.
    backward
        Takes the derivative of the output, gives the derivative of the input, or a tuple with one
        derivative for each input, in their order.
    inputs
        The inputs by name, such as ``{"A": A, "beta": beta, "gamma": gamma}``.
    function
        The name for the report.
    step, tolerance
        As in `check_gradient`.
    seed
        Decides the weights.

    Returns
    -------
    GradientReport
        The first input whose gradient is wrong, at its worst entry; otherwise the last input.
    """
    values = [np.array(value, dtype=float) for value in inputs.values()]
    weights = np.random.default_rng(seed).normal(size=np.shape(forward(*_copies(values))))
    gradients = backward(weights.copy())
    gradients = gradients if isinstance(gradients, tuple) else (gradients,)
    if len(gradients) != len(values):
        remark = f"{len(values)} gradients expected, it returned {len(gradients)}."
        return _mismatch(_Names(function, " and ".join(inputs)), remark)
    reports = []
    for place, (name, got) in enumerate(zip(inputs, gradients, strict=True)):
        total = _weighted(forward, values, place, weights)
        report = _compare(_Names(function, name), total, got, values[place], step, tolerance)
        if not report:
            return report
        reports.append(report)
    return max(reports, key=lambda report: report.relative_error)


@dataclass(frozen=True)
class _Names:
    function: str
    argument: str


def _copies(values: list[np.ndarray]) -> Iterator[np.ndarray]:
    """Give copies, so that a function which writes into its arguments spoils nothing here."""
    return (value.copy() for value in values)


def _weighted(
    forward: Callable[..., np.ndarray], values: list[np.ndarray], place: int, weights: np.ndarray
) -> Callable[[np.ndarray], Number]:
    """Return the layer as a function of one input, with one number as its result."""

    def total(value: np.ndarray) -> Number:
        inputs = list(_copies(values))
        inputs[place] = value.copy()
        return np.sum(weights * forward(*inputs))

    return total


def _compare(
    names: _Names,
    f: Callable[[np.ndarray], Number],
    got: np.ndarray,
    x: np.ndarray,
    step: float,
    tolerance: float,
) -> GradientReport:
    """Compare one gradient: first its shape, then every entry."""
    if np.shape(got) != x.shape:
        return _mismatch(names, f"shape {x.shape} expected, it has {np.shape(got)}.")
    got = np.asarray(got, dtype=float)
    below, above = _one_sided(f, x, step)
    expected = (below + above) / 2
    errors = _relative_errors(got, expected)
    index = tuple(int(i) for i in np.unravel_index(np.argmax(errors), x.shape)) if x.size else ()
    error = float(errors[index]) if x.size else 0.0
    passed = error <= tolerance
    remark = "" if passed else _kink(float(below[index]), float(above[index]))
    worst = (index, float(got[index]), float(expected[index])) if x.size else ((), 0.0, 0.0)
    return GradientReport(passed, names.function, names.argument, *worst, error, x.size, remark)


def _one_sided(
    f: Callable[[np.ndarray], Number], x: np.ndarray, step: float
) -> tuple[np.ndarray, np.ndarray]:
    """Return the slopes to the left and to the right of every entry."""
    here = float(f(x.copy()))
    below, above = np.empty(x.shape), np.empty(x.shape)
    for index in np.ndindex(x.shape):
        width = step * max(1.0, abs(float(x[index])))
        moved = x.copy()
        moved[index] = x[index] + width
        above[index] = (float(f(moved.copy())) - here) / width
        moved[index] = x[index] - width
        below[index] = (here - float(f(moved.copy()))) / width
    return below, above


def _relative_errors(got: np.ndarray, expected: np.ndarray) -> np.ndarray:
    """Return errors relative to the entry, or to a hundredth of the largest one if it is tiny."""
    floor = max(1e-2 * float(np.max(np.abs(expected), initial=0.0)), 1e-8)
    size = np.maximum(np.maximum(np.abs(got), np.abs(expected)), floor)
    with np.errstate(invalid="ignore"):
        errors = np.abs(got - expected) / size
    return np.where(np.isfinite(errors), errors, np.inf)


def _kink(below: float, above: float) -> str:
    """Return a remark when the slope jumps at this very point, so that no number is right."""
    if abs(below - above) <= 1e-2 * (abs(below) + abs(above)):
        return ""
    return (
        f"The function has a kink here (slope {below:.4g} to the left, {above:.4g} to the right): "
        "check at another point."
    )


def _mismatch(names: _Names, remark: str) -> GradientReport:
    """Return the report on a gradient that cannot be compared entry by entry."""
    nan = float("nan")
    return GradientReport(False, names.function, names.argument, (), nan, nan, np.inf, 0, remark)
