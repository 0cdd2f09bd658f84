"""What is diagnosed in the corpus: nearly every mistake by its own name, none by another's."""

import warnings
from functools import cache

import numpy as np
import pytest
from corpus_reader import CLASS, Case, read_corpus, verdict_of

from autograder.checks.exercise import Seed
from autograder.checks.results import Verdict
from autograder.misconceptions.catalogue import known_mistakes
from autograder.misconceptions.diagnose import explain

KNOWN = known_mistakes("optimization")
CASES = [case for case in read_corpus() if case.function in KNOWN]
EMMY = Seed("another secret", "emmy")
# Judging a training loop takes long: once is enough.
QUICK = sorted(KNOWN.keys() - {"multi_layer_network"})
BOTH = [(function, CLASS) for function in sorted(KNOWN)] + [(name, EMMY) for name in QUICK]

each_function = pytest.mark.parametrize("function", sorted(KNOWN))
each_student = pytest.mark.parametrize(
    ("function", "seed"), [pytest.param(*both, id=f"{both[0]}-{both[1].student}") for both in BOTH]
)


def cases(function: str, kind: str) -> list[Case]:
    return [case for case in CASES if (case.function, case.kind) == (function, kind)]


@cache
def explained(case: Case, seed: Seed) -> Verdict:
    with np.errstate(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return explain(verdict_of(case, seed), KNOWN)


def names(case: Case, seed: Seed = CLASS) -> set[str]:
    return {failure.mistake for failure in explained(case, seed).failures if failure.mistake}


@each_student
def test_nine_mistakes_in_ten_get_their_own_diagnosis(function, seed):
    wrong = cases(function, "wrong")
    unnamed = [case.title for case in wrong if not names(case, seed) & set(case.mistakes)]
    assert len(unnamed) <= 0.1 * len(wrong), unnamed


@each_student
def test_no_mistake_gets_the_name_of_another(function, seed):
    found = {
        case.title: names(case, seed) - set(case.mistakes) for case in cases(function, "wrong")
    }
    assert {title: others for title, others in found.items() if others} == {}


@each_function
def test_a_correct_solution_is_not_diagnosed(function):
    for case in cases(function, "correct"):
        assert names(case) == set(), case.title


@pytest.mark.parametrize("function", QUICK)
def test_the_same_work_is_told_the_same_again(function):
    for case in cases(function, "wrong")[::5]:
        again = explained.__wrapped__(case, CLASS)
        assert again.text() == explained(case, CLASS).text()


@each_function
def test_a_diagnosis_is_a_sentence_unless_the_check_says_it_already(function):
    for case in cases(function, "wrong"):
        for failure in explained(case, CLASS).failures:
            if failure.cause:
                assert failure.mistake
                assert failure.cause.endswith((".", "?"))
