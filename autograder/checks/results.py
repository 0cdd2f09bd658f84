"""What a check finds: typed results, from which scores, messages and reports are made."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from autograder.grading.worker.perform import Call, CallError


@dataclass(frozen=True)
class Evidence:
    """A call that went wrong, kept so that the mistake behind it can be looked for.

    Attributes
    ----------
    call : the call, with its arguments and the seed it ran under.
    value : what the student's function returned, as plain data.
    outputs : which parts of the value were compared, as `Probe.compare` takes it.
    expected : what the reference returned.
    error : what was raised instead of a value, if anything was.
    """

    call: Call
    value: Any
    outputs: Any
    expected: Any
    error: CallError | None = None


@dataclass(frozen=True)
class Failure:
    """Why a part of a check was not passed.

    Attributes
    ----------
    called : what was called, with the shapes of its arguments.
    problem : what came back and what was expected.
    cause : the likely cause; empty where none is known.
    mistake : name of the known mistake behind it; empty where none is known.
    evidence : the call, if it raised an error or gave a value that was compared.
    error : the kind of `CallError` in the evidence, kept when the evidence is left out.
    """

    called: str
    problem: str
    cause: str = ""
    mistake: str = ""
    evidence: Evidence | None = None
    error: str = ""

    def text(self) -> str:
        """Return the message that a student reads."""
        lines = [self.called, self.problem, f"Likely cause: {self.cause}" if self.cause else ""]
        return "\n".join(line for line in lines if line)


@dataclass(frozen=True)
class PartResult:
    """The result of one part: passed, failed, or (None) not tried since an earlier one failed.

    `remark` says what a student should know although the part is passed.
    """

    title: str
    weight: float
    passed: bool | None
    failure: Failure | None = None
    remark: str = ""


@dataclass(frozen=True)
class Verdict:
    """The result of all parts of an exercise's check."""

    exercise: str
    parts: tuple[PartResult, ...]

    @property
    def score(self) -> float:
        """Share of the points earned, from 0 to 1."""
        total = sum(part.weight for part in self.parts)
        earned = sum(part.weight for part in self.parts if part.passed)
        return min(1.0, max(0.0, earned / total)) if total > 0 else 0.0

    @property
    def passed(self) -> bool:
        """Whether every part was passed."""
        return bool(self.parts) and all(part.passed for part in self.parts)

    @property
    def failures(self) -> tuple[Failure, ...]:
        """The failures, in the order of the parts."""
        return tuple(part.failure for part in self.parts if part.failure is not None)

    @property
    def remarks(self) -> tuple[str, ...]:
        """What should be known although a part is passed, each remark once."""
        return tuple(dict.fromkeys(part.remark for part in self.parts if part.remark))

    def text(self) -> str:
        """Return the whole verdict as plain text, a line or more for each part."""
        if self.passed:
            return "\n  ".join([f"{self.exercise}: all checks passed.", *self.remarks])
        lines = [f"{self.exercise}: {sum(p.passed is True for p in self.parts)} of "
                 f"{len(self.parts)} checks passed."]  # fmt: skip
        told: set[str] = set()
        for part in self.parts:
            mark = {True: "passed", False: "FAILED", None: "not tried"}[part.passed]
            lines.append(f"  {mark:9} {part.title}")
            if part.failure:
                cause = part.failure.cause
                known = replace(part.failure, cause="the same as above.") if cause in told else None
                text = (known or part.failure).text()
                lines += [f"            {line}" for line in text.splitlines()]
                told |= {cause} - {""}
        return "\n".join(lines)
