"""No trick earns a point, no mishap costs more than its own exercise, no oddity costs anything.

Each case of ``hostile/`` is graded alone, by the grader and the worker that grade a class, and
leaves nothing behind. All of them together make a class in ``test_hostile_class.py``.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from grading_course import GradingCourse, make_course
from hostile.grading import LimitedEngine, grade_folder, hand_in
from hostile.mangled import MANGLED, Mangled
from hostile.mangled.text import add
from hostile.reader import FIRST, FIRST_CELLS, Case, read_cases
from hostile.traces import left_behind, nothing_left

from autograder.checks.probe import StudentFunctions
from autograder.grading.checker import grader
from autograder.grading.sessions.engine import WarmEngine, warm_engine
from autograder.grading.sessions.remote import Limits

GRADEBOOK = b"the gradebook"
PATIENT = Limits(
    call_seconds=8, total_seconds=60, memory_mb=600, processes=24, file_mb=8, output_kb=100
)
BRISK = Limits(
    cell_seconds=1.0, call_seconds=1.0, total_seconds=30, memory_mb=400, processes=24, file_mb=4,
    output_kb=100,
)  # fmt: skip


@pytest.fixture(scope="session")
def course(tmp_path_factory: pytest.TempPathFactory) -> GradingCourse:
    course = make_course(tmp_path_factory.mktemp("hostile") / "course", *FIRST_CELLS)
    (course.root / "gradebook.db").write_bytes(GRADEBOOK)
    course.hand_in("ada", **{lesson: course.solved(lesson) for lesson in FIRST_CELLS})
    return course


@pytest.fixture(scope="session")
def warm() -> Iterator[WarmEngine]:
    with warm_engine("optimization") as engine:
        yield engine


@pytest.fixture(scope="session")
def patient(warm: WarmEngine) -> LimitedEngine:
    return LimitedEngine(warm, PATIENT)


@pytest.fixture(scope="session")
def brisk(warm: WarmEngine) -> LimitedEngine:
    return LimitedEngine(warm, BRISK)


@pytest.fixture(scope="session")
def steady(warm: WarmEngine) -> LimitedEngine:
    return LimitedEngine(warm, replace(PATIENT, cell_seconds=3.0, call_seconds=3.0))


@pytest.fixture(autouse=True)
def nothing_else_changes(course: GradingCourse) -> Iterator[None]:
    """Demand that a case leaves no file, no process, and the course as it was."""
    before = _files(course)
    yield
    assert nothing_left(), left_behind()
    assert (course.root / "gradebook.db").read_bytes() == GRADEBOOK
    assert _files(course) == before


def _files(course: GradingCourse) -> dict[str, bytes]:
    """Return the course's own files, and what Ada handed in."""
    folders = (course.root / "source", course.root / "submitted" / "ada")
    return {str(path): path.read_bytes()
            for folder in folders for path in folder.rglob("*") if path.is_file()}  # fmt: skip


def cases(category: str) -> list:
    """Return a category's cases as parameters; those that take long go to `make test-hostile`."""
    return [pytest.param(case, id=case.label, marks=[pytest.mark.hostile] if case.slow else [])
            for case in read_cases(category)]  # fmt: skip


def check(case: Case, course: GradingCourse, engine: LimitedEngine) -> None:
    folder = hand_in(case, course, case.label)
    graded = grade_folder(folder, case.lesson, course, engine, beside=bool(case.beside))
    deserved = case.deserved(list(graded.maximum))
    expected = {name: most if name in deserved else 0.0 for name, most in graded.maximum.items()}
    assert graded.points == expected, graded.said
    assert case.says in graded.said + graded.shown
    assert not case.never or case.never not in graded.html


@pytest.mark.parametrize("case", cases("cheating"))
def test_a_trick_earns_nothing(case: Case, course: GradingCourse, patient: LimitedEngine):
    check(case, course, patient)


@pytest.mark.parametrize("case", cases("resources"))
def test_who_uses_too_much_loses_that_exercise_only(
    case: Case, course: GradingCourse, brisk: LimitedEngine
):
    check(case, course, brisk)


@pytest.mark.parametrize("case", cases("crashes"))
def test_a_crash_costs_only_its_own_exercise(
    case: Case, course: GradingCourse, steady: LimitedEngine
):
    check(case, course, steady)


@pytest.mark.parametrize("case", cases("honest"))
def test_an_odd_but_honest_solution_keeps_all_points(
    case: Case, course: GradingCourse, patient: LimitedEngine
):
    check(case, course, patient)


@pytest.mark.parametrize("mangled", MANGLED, ids=lambda mangled: mangled.label)
def test_a_mangled_file_is_repaired_or_named(
    mangled: Mangled, course: GradingCourse, patient: LimitedEngine
):
    folder = course.folder(mangled.label)
    mangled.hand_in(folder, course)
    graded = grade_folder(folder, mangled.lesson, course, patient)
    deserved = mangled.deserved(list(graded.maximum))
    expected = {name: most if name in deserved else 0.0 for name, most in graded.maximum.items()}
    assert graded.points == expected, graded.said
    assert mangled.says in graded.said


@dataclass
class CountingEngine:
    """Counts the sessions that are opened."""

    engine: LimitedEngine
    opened: int = 0

    def open_session(self, folder: Path) -> AbstractContextManager[Any]:
        """Open a session in a copy of the folder."""
        self.opened += 1
        return self.engine.open_session(folder)

    def functions(self, session: Any) -> StudentFunctions:
        """Return the functions that are defined in a session."""
        return self.engine.functions(session)


def test_no_more_sessions_are_opened_when_the_time_for_a_submission_is_up(
    course: GradingCourse, warm: WarmEngine, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(grader, "SUBMISSION_SECONDS", 2.0)
    notebook = course.released(FIRST)
    stub = next(cell for cell in notebook["cells"] if cell["id"] == "relu")
    names = [f"slow{number}" for number in range(40)]
    stub["source"] = f"def relu(Z):\n    return {', '.join(names)}"
    for name in names:  # each is needed, and none is slow enough to be stopped
        add(notebook, f"import time\ntime.sleep(0.8)\n{name} = 1")
    folder = course.hand_in("sloth", **{FIRST: notebook})
    limits = replace(BRISK, cell_seconds=5.0, total_seconds=1.5)
    counting = CountingEngine(LimitedEngine(warm, limits))
    graded = grade_folder(folder, FIRST, course, counting)
    assert set(graded.points.values()) == {0.0}
    assert counting.opened <= 3


def test_the_corpus_is_as_large_as_it_should_be():
    sizes = {name: len(read_cases(name)) for name in ("cheating", "resources", "crashes")}
    assert sum(sizes.values()) + len(MANGLED) >= 110
    assert min(sizes.values()) >= 15
