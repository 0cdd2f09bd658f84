"""What a check sees of a student's work: calls by name, and ways to demand things of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np

from autograder.checks.compare import identical, mismatch, show
from autograder.checks.describe import argument_names, describe
from autograder.checks.results import Evidence, Failure
from autograder.grading.worker.perform import Call, CallError, Outcome
from autograder.grading.worker.plain import Handle

# How a result is taken apart: a name compares it whole, None passes over it, a tuple goes
# through a sequence item by item, a dict through the keys that it names.
Shape = str | None | tuple[Any, ...] | dict[Any, Any]


class StudentFunctions(Protocol):
    """Offers a student's functions by name, in this process or in another."""

    def call(self, call: Call) -> Outcome:
        """Perform one call."""


class CheckFailed(Exception):
    """A requirement is not met; `failure` says why."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.problem)
        self.failure = failure


@dataclass(frozen=True)
class Answer:
    """A call that gave a value."""

    call: Call
    value: Any
    arguments: tuple[Any, ...]


@dataclass(frozen=True)
class Probe:
    """Calls the student's functions for one part of a check and raises `CheckFailed`.

    Attributes
    ----------
    student : the student's functions.
    reference_functions : the reference's functions by name.
    draw : draws this student's inputs for this part.
    uses : functions for which the reference's versions stand in during each call.
    """

    student: StudentFunctions
    reference_functions: Mapping[str, Callable[..., Any]]
    draw: np.random.Generator
    uses: tuple[str, ...] = ()

    def seed(self) -> int:
        """Draw a seed for NumPy's legacy generator."""
        return int(self.draw.integers(2**31))

    def call(
        self,
        name: str,
        *arguments: Any,
        seed: int | None = None,
        keep: tuple[int, ...] = (),
        same_as: Call | None = None,
        **keywords: Any,
    ) -> Answer:
        """Call a student's function; an error there is a failure of this part.

        `keep` gives the positions of outputs that stay with the student's code as they are and
        come back as handles; `same_as` is explained in `expect`.
        """
        call = Call(name, deepcopy(arguments), deepcopy(keywords), seed, self.uses, keep)
        outcome = self.student.call(call)
        if outcome.error is not None:
            evidence = Evidence(same_as or call, None, None, None, outcome.error)
            problem = _explain(name, outcome.error)
            raise CheckFailed(Failure(self.describe(call), problem, evidence=evidence))
        return Answer(call, outcome.value, outcome.arguments)

    def reference(
        self, name: str, *arguments: Any, seed: int | None = None, **keywords: Any
    ) -> Any:
        """Call the reference's function on copies of the arguments."""
        if seed is not None:
            np.random.seed(seed)
        return self.reference_functions[name](*deepcopy(arguments), **deepcopy(keywords))

    def compare(
        self,
        name: str,
        *arguments: Any,
        outputs: Shape,
        seed: int | None = None,
        scale: float = 0.0,
        **keywords: Any,
    ) -> Answer:
        """Call the student's and the reference's function alike and demand equal outputs."""
        answer = self.call(name, *arguments, seed=seed, **keywords)
        expected = self.reference(name, *arguments, seed=seed, **keywords)
        self.expect(answer, outputs, expected, scale=scale)
        return answer

    def expect(
        self,
        answer: Answer,
        outputs: Shape,
        expected: Any,
        *,
        same_as: Call | None = None,
        scale: float = 0.0,
    ) -> None:
        """Demand that an answer's outputs are the expected ones.

        `same_as` is a call of the reference that amounts to the answer's: it stands in for a
        call whose arguments only the student's own functions understand, such as their cache.
        `scale` is explained in `mismatch`.
        """
        problem = _difference(answer.value, expected, outputs, scale)
        if problem:
            evidence = Evidence(same_as or answer.call, answer.value, outputs, expected)
            raise CheckFailed(Failure(self.describe(answer.call), problem, evidence=evidence))

    def require(
        self, met: bool | np.bool_, answer: Answer, problem: str, mistake: str = ""
    ) -> None:
        """Demand that a condition on an answer is met; `problem` says what is wrong if not.

        `mistake` names the mistake where the condition alone tells which one it is.
        """
        if not met:
            raise CheckFailed(Failure(self.describe(answer.call), problem, mistake=mistake))

    def demand(
        self,
        met: bool | np.bool_,
        answer: Answer,
        problem: str,
        outputs: Shape,
        *,
        same_as: Call | None = None,
    ) -> None:
        """Demand a condition as `require` does, and keep the call as evidence of the mistake.

        The evidence sets the named outputs against the reference's, so that the mistake can be
        looked for although the condition itself compares nothing. `same_as` is explained in
        `expect`.
        """
        if met:
            return
        call = same_as or answer.call
        expected = self.reference(call.name, *call.arguments, seed=call.seed, **call.keywords)
        evidence = Evidence(call, answer.value, outputs, expected)
        raise CheckFailed(Failure(self.describe(answer.call), problem, evidence=evidence))

    def agrees(self, answer: Answer, outputs: Shape, expected: Any, *, scale: float = 0.0) -> bool:
        """Tell whether an answer's outputs are the expected ones."""
        return not _difference(answer.value, expected, outputs, scale)

    def unchanged(
        self, name: str, *arguments: Any, seed: int | None = None, **keywords: Any
    ) -> Answer:
        """Demand that a call leaves its (positional) arguments as they were."""
        answer = self.call(name, *arguments, seed=seed, **keywords)
        for label, before, after in zip(
            self._names(answer.call), arguments, answer.arguments, strict=False
        ):
            self.require(
                isinstance(before, Handle) or identical(before, after),
                answer,
                f"{name} changed its argument {label}. Work on a copy or build a new array: "
                f"the caller may still need {label} as it was.",
                mistake="argument_changed_in_place",
            )
        return answer

    def raises(self, exception: str, name: str, *arguments: Any, **keywords: Any) -> None:
        """Demand that a call raises the named exception."""
        call = Call(name, deepcopy(arguments), deepcopy(keywords), None, self.uses)
        outcome = self.student.call(call)
        if outcome.error is not None and outcome.error.exception == exception:
            return
        came = (
            _explain(name, outcome.error)
            if outcome.error
            else f"It returned {show(outcome.value)}."
        )
        raise CheckFailed(
            Failure(
                self.describe(call),
                f"{came} Expected a {exception}.",
                mistake="other_error_raised" if outcome.error else "no_error_raised",
            )
        )

    def describe(self, call: Call) -> str:
        """Say what was called with what shapes: ``relu was called with Z of shape (3, 4)``."""
        return describe(call, self.reference_functions.get(call.name))

    def _names(self, call: Call) -> list[str]:
        return argument_names(call, self.reference_functions.get(call.name))


def _explain(name: str, error: CallError) -> str:
    where = f" at your line `{error.line}`" if error.line else ""
    sentences = {
        "missing": f"No function called {name} was found: was its cell renamed, deleted or broken?",
        "unfinished": f"{name} is still to be written: it raises NotImplementedError{where}. "
        "If it is written, remove the leftover `raise NotImplementedError` line.",
        "raised": f"It raised {error.exception}: {error.message.strip(' .')}{where}.",
        "unreadable": f"What {name} returned could not be read: {error.message.strip(' .')}.",
        "timeout": f"{name} did not return within the time limit{where}: "
        "look for a loop that never ends.",
        "died": f"The process that ran {name} ended during the call: {error.message}.",
        "forged": f"The reply to the call of {name} was not one that the course's worker sends.",
    }
    return sentences[error.kind]


def _difference(actual: Any, expected: Any, outputs: Shape, scale: float) -> str:
    """Say how an output differs from the expected one; empty if it does not."""
    if outputs is None:
        return ""
    if isinstance(outputs, str):
        return mismatch(actual, expected, outputs, scale=scale)
    if isinstance(outputs, dict):
        return _dict_difference(actual, expected, outputs, scale)
    if not isinstance(actual, (tuple, list)):
        return f"It returned {show(actual)}; expected {len(outputs)} values."
    if len(actual) != len(outputs):
        return f"It returned {len(actual)} values; expected {len(outputs)}."
    rows = zip(actual, expected, outputs, strict=True)
    differences = (_difference(*row, scale) for row in rows)
    return next(filter(None, differences), "")


def _dict_difference(actual: Any, expected: Any, outputs: dict[Any, Any], scale: float) -> str:
    if not isinstance(actual, dict):
        return f"It returned {show(actual)} where a dictionary was expected."
    missing = [key for key in outputs if key not in actual]
    if missing:
        return f"The dictionary has no key {missing[0]!r}."
    differences = (
        _difference(actual[key], expected[key], shape, scale) for key, shape in outputs.items()
    )
    return next(filter(None, differences), "")
