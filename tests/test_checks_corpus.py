"""Every solution of the corpus is judged rightly by the hidden check of its exercise."""

import warnings
from collections import Counter

import numpy as np
import pytest
from corpus_reader import CLASS, Case, namespace_of, read_corpus, read_file, verdict_of

from autograder.checks.catalogue import exercises, find_exercise, reference_functions
from autograder.checks.exercise import Seed, judge
from autograder.checks.in_kernel import InKernel

CASES = read_corpus()
CORRECT = [case for case in CASES if case.kind == "correct"]
WRONG = [case for case in CASES if case.kind == "wrong"]
# What asks for no work at all.
WORTH_NOTHING = (
    "untouched_stub",
    "returns_input",
    "returns_zeros",
    "hard_coded_visible_answer",
)
STUDENTS = ("grace", "emmy", "sofia")
QUICK = [exercise for exercise in exercises("optimization") if exercise.name != "train_on_digits"]


def cases(selected):
    return pytest.mark.parametrize("case", [pytest.param(c, id=c.label) for c in selected])


@pytest.fixture(autouse=True)
def numpy_settings():
    """Give NumPy's settings back: a case may change them, as students do."""
    with np.errstate(), warnings.catch_warnings():
        yield


@cases(CORRECT)
def test_a_correct_solution_earns_full_points_from_every_student(case: Case):
    for student in STUDENTS if case.function != "train_on_digits" else STUDENTS[:1]:
        verdict = verdict_of(case, Seed("another secret", student))
        assert verdict.passed, verdict.text()
        assert verdict.score == 1


@pytest.mark.slow
@cases([case for case in CORRECT if case.function != "train_on_digits"])
def test_no_students_inputs_make_a_correct_solution_fail(case: Case):
    unlucky = [
        number
        for number in range(40)
        if not verdict_of(case, Seed("a large class", f"student{number}")).passed
    ]
    assert unlucky == []


@cases(WRONG)
def test_a_mistake_costs_points_and_is_explained(case: Case):
    verdict = verdict_of(case)
    assert verdict.score < 1
    failed = [part.title for part in verdict.parts if part.passed is False]
    assert failed
    assert not case.part or case.part in failed, verdict.text()
    for failure in verdict.failures:
        assert failure.called
        assert failure.problem.endswith((".", "?", ")")), failure.problem
        assert "object at 0x" not in failure.text()


@cases([case for case in WRONG if case.title in WORTH_NOTHING])
def test_no_work_earns_nothing(case: Case):
    assert verdict_of(case).score == 0


@pytest.mark.parametrize("exercise", QUICK, ids=lambda exercise: exercise.name)
@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(lambda *a, **k: None, id="nothing"),
        pytest.param(lambda *a, **k: a[0], id="first argument"),
        pytest.param(lambda *a, **k: (a[0], {}), id="first argument and a dictionary"),
        pytest.param(lambda *a, **k: np.zeros_like(a[0]), id="zeros"),
        pytest.param(lambda *a, **k: (0, 0, 0), id="three zeros"),
        pytest.param(lambda *a, **k: np.nan, id="nan"),
        pytest.param(lambda *a, **k: {}, id="empty dictionary"),
        pytest.param(lambda *a, **k: "right", id="text"),
        pytest.param(lambda *a, **k: object(), id="object"),
        pytest.param(lambda *a, **k: [np.array(["a"]), np.array([None])], id="odd arrays"),
        pytest.param("not a function", id="not a function"),
    ],
)
def test_an_answer_without_work_earns_nothing(exercise, answer):
    reference = reference_functions("optimization")
    student = InKernel(dict.fromkeys(exercise.functions, answer), reference)
    assert judge(exercise, student, reference, CLASS).score == 0


@pytest.mark.parametrize("exercise", QUICK, ids=lambda exercise: exercise.name)
def test_every_exercise_has_solutions_right_and_wrong(exercise):
    kinds = Counter(case.kind for case in CASES if case.function == exercise.name)
    assert kinds["correct"] >= 4
    assert kinds["wrong"] >= 12


def test_every_mistake_has_a_name_of_its_own():
    counts = Counter(case.label for case in CASES)
    assert [label for label, count in counts.items() if count > 1] == []
    assert [case.title for case in WRONG if not case.title.isidentifier()] == []


def test_a_named_part_exists():
    for case in WRONG:
        titles = [part.title for part in find_exercise("optimization", case.function).parts]
        assert not case.part or case.part in titles, case.label


def test_a_file_with_a_cell_of_neither_kind_is_refused(tmp_path):
    path = tmp_path / "relu.py"
    path.write_text("# %% perhaps: right\ndef relu(Z):\n    return Z\n")
    with pytest.raises(ValueError, match=r"relu\.py.*def relu"):
        read_file(path)


def test_a_case_stands_among_the_other_functions_of_the_course():
    case = Case("optimization", "relu_der", "correct", "uses_relu", "def relu_der(dA, cache): ...")
    namespace = namespace_of(case)
    assert "relu" in namespace
    assert namespace["relu_der"](1, {}) is None
