"""Reads the corpus: what students write, rightly and wrongly, for each exercise.

``corpus/<assignment>/<exercise>.py`` is a Jupytext percent file. A cell headed
``# %% correct: <title>`` or ``# %% wrong: <name>`` is what stands in the exercise's stub cell;
a wrong one may name a part of the check that it must fail, ``part="..."``, and the mistakes that
may be diagnosed, ``mistake="one, other"``, where these are not called like the cell.
"""

from dataclasses import dataclass
from pathlib import Path

import jupytext
import numpy as np

from autograder.checks.catalogue import find_exercise, reference_functions
from autograder.checks.exercise import Seed, judge
from autograder.checks.in_kernel import InKernel
from autograder.checks.results import Verdict

CORPUS = Path(__file__).resolve().parent / "corpus"
CLASS = Seed(secret="corpus", student="ada")


@dataclass(frozen=True)
class Case:
    """One solution of an exercise.

    Attributes
    ----------
    function : name of the exercise.
    kind : correct or wrong.
    title : what is special about it; for a wrong one the name of the mistake.
    source : the cell.
    part : title of a part that it fails; empty where none is named.
    mistakes : the names that its diagnosis may have.
    """

    assignment: str
    function: str
    kind: str
    title: str
    source: str
    part: str = ""
    mistakes: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """Name the case in a test's title."""
        return f"{self.function}-{self.kind}-{self.title}".replace(" ", "_")


def read_file(path: Path) -> list[Case]:
    """Return the cases of one corpus file, in their order."""
    cells = [cell for cell in jupytext.read(path).cells if cell.cell_type == "code"]
    return [_case(path, cell) for cell in cells]


def read_corpus(assignment: str = "optimization") -> list[Case]:
    """Return all cases of an assignment."""
    paths = sorted((CORPUS / assignment).glob("*.py"))
    return [case for path in paths for case in read_file(path)]


def _case(path: Path, cell: dict) -> Case:
    kind, _, title = cell["metadata"].get("title", "").partition(": ")
    if kind not in ("correct", "wrong") or not title:
        start = cell["source"].splitlines()[0]
        raise ValueError(
            f"{path}: the cell that starts {start!r} is headed neither "
            "`# %% correct: <title>` nor `# %% wrong: <name>`"
        )
    part = cell["metadata"].get("part", "")
    mistakes = tuple(cell["metadata"].get("mistake", title).split(", "))
    return Case(path.parent.name, path.stem, kind, title, cell["source"], part, mistakes)


def namespace_of(case: Case) -> dict:
    """Run a case's cell where the course's other functions stand, and return the namespace."""
    own = find_exercise(case.assignment, case.function).functions
    reference = reference_functions(case.assignment)
    namespace = {"np": np} | {name: f for name, f in reference.items() if name not in own}
    exec(compile(case.source, f"<{case.label}>", "exec"), namespace)
    return namespace


def verdict_of(case: Case, seed: Seed = CLASS) -> Verdict:
    """Judge a case by the hidden check of its exercise."""
    reference = reference_functions(case.assignment)
    student = InKernel(namespace_of(case), reference)
    return judge(find_exercise(case.assignment, case.function), student, reference, seed)
