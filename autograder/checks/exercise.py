"""What an exercise's check is made of, and how it is run."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.checks.probe import CheckFailed, Probe, StudentFunctions
from autograder.checks.results import Failure, PartResult, Verdict


@dataclass(frozen=True)
class Part:
    """One requirement of an exercise.

    Attributes
    ----------
    title : the requirement in words that a student understands, such as "loss is a mean".
    run : raises `CheckFailed`, through the probe, where the requirement is not met. It may
        return a remark, for the student to read although the part is passed.
    weight : share of the exercise's points, relative to the other parts.
    core : the other parts are tried, and earn points, only when every core part is passed.
    """

    title: str
    run: Callable[[Probe], str | None]
    weight: float = 1.0
    core: bool = False


@dataclass(frozen=True)
class Exercise:
    """The hidden check of one exercise.

    Attributes
    ----------
    name : name of the exercise; its function's name where it has one.
    functions : the student's functions that are judged.
    parts : the requirements, the core first.
    uses : functions that those call; the reference's versions stand in for them, so that a
        mistake made there is not paid for again here.
    """

    name: str
    functions: tuple[str, ...]
    parts: tuple[Part, ...]
    uses: tuple[str, ...] = ()


@dataclass(frozen=True)
class Seed:
    """Where a student's test inputs come from; the same seed gives the same inputs again."""

    secret: str
    student: str

    def generator(self, exercise: str, part: str) -> np.random.Generator:
        """Return the generator that draws one part's inputs."""
        text = "\0".join((self.secret, self.student, exercise, part))
        return np.random.default_rng(int(hashlib.sha256(text.encode()).hexdigest(), 16))


def judge(
    exercise: Exercise,
    student: StudentFunctions,
    reference: Mapping[str, Callable[..., Any]],
    seed: Seed,
) -> Verdict:
    """Run all parts of an exercise's check and return the verdict.

    Parameters
    ----------
    exercise : the check.
    student : offers the student's functions by name, here or in another process.
    reference : the reference functions by name.
    seed : draws the inputs.
    """
    core = [_try(exercise, part, student, reference, seed) for part in exercise.parts if part.core]
    sound = all(result.passed for result in core)
    others = [
        _try(exercise, part, student, reference, seed)
        if sound
        else PartResult(part.title, part.weight, None)
        for part in exercise.parts
        if not part.core
    ]
    return Verdict(exercise.name, (*core, *others))


def _try(
    exercise: Exercise,
    part: Part,
    student: StudentFunctions,
    reference: Mapping[str, Callable[..., Any]],
    seed: Seed,
) -> PartResult:
    draw = seed.generator(exercise.name, part.title)
    try:
        # A student's np.seterr must not reach the reference.
        with np.errstate(all="ignore"):
            remark = part.run(Probe(student, reference, draw, exercise.uses))
    except CheckFailed as failed:
        return PartResult(part.title, part.weight, False, failed.failure)
    except Exception as error:  # noqa: BLE001 - what came back is so odd that the check broke on it
        problem = (
            "What came back is not what this check can read: is it of another kind than the "
            f"exercise asks for? ({type(error).__name__}: {error})"
        )
        return PartResult(part.title, part.weight, False, Failure(f"{exercise.name}:", problem))
    return PartResult(part.title, part.weight, True, remark=remark or "")
