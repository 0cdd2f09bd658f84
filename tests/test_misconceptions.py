"""Known mistakes are told apart; two at once are found; where nothing fits, nothing is said."""

import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.checks.catalogue import find_exercise, reference_functions
from autograder.checks.exercise import Seed, judge
from autograder.checks.in_kernel import InKernel
from autograder.checks.results import Evidence
from autograder.grading.worker.perform import Call, CallError
from autograder.misconceptions import generic
from autograder.misconceptions.catalogue import known_mistakes
from autograder.misconceptions.diagnose import diagnose, explain
from autograder.misconceptions.matching import gap
from autograder.misconceptions.mistake import FlawedFunction, names, pick
from autograder.misconceptions.trial import Trial

KNOWN = known_mistakes("optimization")
REFERENCE = reference_functions("optimization")
EMPTY = np.array([])
LESSONS_1_TO_3 = (
    "relu",
    "relu_der",
    "softmax_cross_entropy_loss",
    "softmax_cross_entropy_loss_der",
    "dropout",
    "dropout_der",
    "batchnorm",
    "batchnorm_der",
)


def draw_calls(name, seed, n, m):
    """Return calls of a function with inputs of shape (n, m), plain ones and special ones."""
    draw = np.random.default_rng(seed)
    array, whole = draw.normal(size=(n, m)), draw.integers(-3, 4, (n, m))
    labels = draw.integers(0, n, (1, m))
    beta, gamma = draw.normal(size=(n, 1)), draw.uniform(1.2, 2, (n, 1))
    A = REFERENCE["softmax_cross_entropy_loss"](array)[0]
    mask = (draw.random((n, m)) < 0.7) / 0.7
    nothing = np.array([])
    bnorm_cache = REFERENCE["batchnorm"](array, beta, gamma)[1] | {"A": array, "beta": beta}
    small = REFERENCE["batchnorm"](array * 1e-3, beta, gamma)[1] | {"A": array * 1e-3, "beta": beta}
    arguments = {
        "relu": [(20 * array,), (array,), (whole,), (whole[0].tolist(),)],
        "relu_der": [(array, {"Z": 3 * array[::-1]}), (array, {"Z": whole})],
        "softmax_cross_entropy_loss": [
            (array, labels),
            (array, labels.astype(float)),
            (whole, labels),
            (array, np.full((1, m), n - 1)),
            (array,),
            (array + 1000 * (np.arange(m) % 3 - 1), labels),
        ],
        "softmax_cross_entropy_loss_der": [
            (labels, {"A": A}),
            (labels.astype(float), {"A": A}),
            (np.zeros_like(labels), {"A": A}),
        ],
        "dropout": [(array, 0.3, "train"), (array, 0.7), (array, 0.3, "test"), (array, 0, "test")],
        "dropout_der": [
            (array, (0.3, "train", mask)),
            (array, (0.3, "test", mask)),
            (array, (0, "train", None)),
        ],
        "batchnorm": [
            (array, beta, gamma),
            (1e-3 * array, beta, gamma),
            (array[:, :1], beta, gamma),
            (array, nothing, nothing),
        ],
        "batchnorm_der": [(array, bnorm_cache), (array, small), (array, {})],
    }
    return [Call(name, each, seed=seed) for each in arguments[name]]


def run_reference(call):
    np.random.seed(call.seed)
    return REFERENCE[call.name](*call.arguments)


def trial_of(call):
    expected = run_reference(call)
    return Trial(Evidence(call, expected, "everything", expected), KNOWN[call.name])


def plain(value):
    """Make the arrays of nested data comparable by ==."""
    if isinstance(value, np.ndarray):
        return value.dtype, value.shape, value.tobytes()
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    return tuple(map(plain, value)) if isinstance(value, (tuple, list)) else value


@pytest.fixture(autouse=True)
def _quiet():
    """Let mistakes divide by 0, as they do inside a diagnosis."""
    with np.errstate(all="ignore"), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


@pytest.mark.parametrize("name", LESSONS_1_TO_3)
@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 2**32 - 1), n=st.integers(1, 6), m=st.integers(1, 6))
def test_a_flawed_function_without_flaw_agrees_with_the_reference(name, seed, n, m):
    for call in draw_calls(name, seed, n, m):
        outcome = trial_of(call).outcome(())
        outputs = ("Anorm", None) if name == "batchnorm" else "everything"
        assert outcome.error is None
        assert gap(run_reference(call), outcome.value, outputs) < 1e-9


@pytest.mark.parametrize("name", LESSONS_1_TO_3)
def test_every_mistake_shows_somewhere_and_no_two_are_the_same(name):
    calls = draw_calls(name, 5, 4, 6)
    if name == "softmax_cross_entropy_loss":
        steep = np.array([[-1000.0], [0.0], [1000.0]])
        calls.append(Call(name, (steep, np.array([[2]]))))
    trials = [trial_of(call) for call in calls]
    computed = KNOWN[name].computed
    silent = [m for m in computed if not any(t.changes_something(m) for t in trials)]
    assert silent == []
    twins = [
        (one, other)
        for i, one in enumerate(computed)
        for other in computed[:i]
        if all(alike(trial, one, other) for trial in trials)
    ]
    assert twins == []


def alike(trial, one, other):
    first, second = trial.outcome((one,)), trial.outcome((other,))
    if first.error or second.error:
        return first.error == second.error
    return gap(first.value, second.value, "everything") < 1e-9


@pytest.mark.parametrize("name", LESSONS_1_TO_3)
def test_a_flawed_function_leaves_its_arguments_as_they_are(name):
    for call in draw_calls(name, 2, 4, 5):
        before = plain(call.arguments)
        trial = trial_of(call)
        for mistake in (*KNOWN[name].computed, *generic.CHANGES):
            trial.outcome((mistake,))
            assert plain(call.arguments) == before, mistake


@pytest.mark.parametrize("name", LESSONS_1_TO_3)
def test_ten_mistakes_or_more_are_known_each_with_a_sentence(name):
    flawed = KNOWN[name]
    assert len(flawed.sentences) >= 10
    for sentence in (*flawed.sentences.values(), *flawed.wording.values()):
        assert sentence.endswith((".", "?"))
        assert sentence.count(". ") <= 2
        assert "return " not in sentence
    assert flawed.alone <= set(flawed.sentences)
    assert set(flawed.signs) <= set(flawed.sentences)
    assert set(flawed.wording) <= set(generic.SENTENCES)
    assert not set(flawed.wording) & set(flawed.sentences)


def diagnosed(exercise, *functions):
    """Return the names that an exercise's check finds for a student's functions."""
    namespace = {"np": np} | {function.__name__: function for function in functions}
    verdict = judge(
        find_exercise("optimization", exercise),
        InKernel(namespace, REFERENCE),
        REFERENCE,
        Seed("secret", "ada"),
    )
    assert not verdict.passed
    return {failure.mistake for failure in explain(verdict, KNOWN).failures if failure.mistake}


def test_swapped_parameters_and_the_unbiased_variance_are_found_together():
    def batchnorm(A, beta, gamma):
        if beta.size == 0 or gamma.size == 0:
            return A, {}
        mean, variance = A.mean(axis=1, keepdims=True), A.var(axis=1, keepdims=True, ddof=1)
        return beta * (A - mean) / np.sqrt(variance + 1e-5) + gamma, {"A": A}

    found = diagnosed("batchnorm", batchnorm)
    assert "beta_and_gamma_swapped + unbiased_variance" in found
    # Where the variance does not come in, the one that shows is named.
    assert found <= {"beta_and_gamma_swapped + unbiased_variance", "beta_and_gamma_swapped"}


def test_a_sum_for_a_mean_and_a_forgotten_sign_are_found_together():
    def softmax_cross_entropy_loss(Z, Y=EMPTY):
        A = np.exp(Z - Z.max(axis=0))
        A = A / A.sum(axis=0)
        if Y.size == 0:
            return A, {"A": A}, []
        return A, {"A": A}, np.sum(np.log(A[Y[0].astype(int), np.arange(Y.size)]))

    found = diagnosed("softmax_cross_entropy_loss", softmax_cross_entropy_loss)
    assert "sum_for_mean + forgotten_sign" in found
    assert found <= {"sum_for_mean + forgotten_sign", "forgotten_sign"}


def test_a_turned_sign_and_a_missing_mean_are_found_together():
    def softmax_cross_entropy_loss_der(Y, cache):
        A = cache["A"]
        return (np.arange(len(A))[:, None] == Y) - A

    found = diagnosed("softmax_cross_entropy_loss_der", softmax_cross_entropy_loss_der)
    assert found == {"forgotten_sign + not_divided_by_m"}


def test_a_confused_probability_and_a_forgotten_scale_are_found_together():
    def dropout(A, drop_prob, mode="train"):
        if mode not in ("train", "test"):
            raise ValueError
        if drop_prob == 0 or mode == "test":
            return A, (drop_prob, mode, None)
        mask = np.random.rand(*A.shape) < drop_prob
        return A * mask, (drop_prob, mode, mask)

    assert "binary_mask + drop_for_keep" in diagnosed("dropout", dropout)


def test_two_wrong_terms_of_the_gradient_are_found_together():
    def batchnorm(A, beta, gamma):
        if beta.size == 0 or gamma.size == 0:
            return A, ()
        mean, inverse = A.mean(axis=1, keepdims=True), 1 / np.sqrt(A.var(1, keepdims=True) + 1e-5)
        return gamma * (A - mean) * inverse + beta, ((A - mean) * inverse, inverse, gamma)

    def batchnorm_der(dA_in, cache):
        if not cache:
            return dA_in, [], []
        A_hat, inverse, _ = cache
        return (
            inverse * (dA_in - dA_in.mean(axis=1, keepdims=True)),
            dA_in.sum(axis=1, keepdims=True),
            (dA_in * A_hat).sum(axis=1, keepdims=True),
        )

    found = diagnosed("batchnorm_der", batchnorm, batchnorm_der)
    assert "variance_term_missing + gamma_forgotten" in found


def test_a_mistake_and_a_lost_output_are_found_together():
    def relu(Z):
        return np.abs(np.asarray(Z))

    assert diagnosed("relu", relu) == {"absolute_value + only_first_returned"}


def test_two_mistakes_that_show_in_different_places_are_named_one_by_one():
    def relu(Z):
        A = np.maximum(0, Z)
        return A, {"Z": A}

    def relu_der(dA, cache):
        dA *= cache["Z"] >= 0
        return dA

    assert diagnosed("relu", relu) == {"cache_holds_output"}
    assert diagnosed("relu_der", relu_der) == {"one_at_zero", "argument_changed_in_place"}


@pytest.mark.parametrize(
    "relu",
    [
        pytest.param(lambda Z: (np.cos(np.asarray(Z)), {"Z": Z}), id="something else"),
        pytest.param(lambda Z: (np.maximum(0, Z) + 1e-3, {"Z": Z}), id="slightly off"),
        pytest.param(lambda Z: (np.maximum(0, Z)[::-1], {"Z": Z}), id="turned upside down"),
        pytest.param(lambda Z: np.linalg.inv(Z), id="an error"),
        pytest.param(lambda Z: (object(), {"Z": Z}), id="an object"),
    ],
)
def test_where_nothing_fits_nothing_is_said(relu):
    student = InKernel({"relu": relu}, REFERENCE)
    verdict = judge(find_exercise("optimization", "relu"), student, REFERENCE, Seed("s", "ada"))
    assert not verdict.passed
    assert explain(verdict, KNOWN) == verdict


def test_a_student_who_calculates_in_float32_gets_the_same_diagnosis():
    def batchnorm(A, beta, gamma):
        if beta.size == 0 or gamma.size == 0:
            return A, {}
        A = A.astype(np.float32)
        variance = A.var(axis=1, keepdims=True, ddof=1)
        return gamma * (A - A.mean(axis=1, keepdims=True)) / np.sqrt(variance + 1e-5) + beta, {}

    def batchnorm_throughout(A, beta, gamma):
        return tuple(batchnorm(A, beta.astype(np.float32), gamma.astype(np.float32)))

    assert diagnosed("batchnorm", batchnorm) == {"unbiased_variance"}
    batchnorm_throughout.__name__ = "batchnorm"
    assert diagnosed("batchnorm", batchnorm_throughout) == {"unbiased_variance"}


def test_a_mistake_that_fits_one_failure_by_chance_is_not_named_if_another_speaks_against_it():
    def batchnorm(A, beta, gamma):
        if beta.size == 0 or gamma.size == 0:
            return A, {}
        # With a single sample it gives 0 / 0, as if epsilon were forgotten.
        spread = np.sqrt(np.mean(np.abs(A - A.mean(axis=1, keepdims=True)) ** 3, 1, keepdims=True))
        return gamma * (A - A.mean(axis=1, keepdims=True)) / spread + beta, {"A": A}

    assert diagnosed("batchnorm", batchnorm) == set()


def _scaled(flaw, X):
    scale = pick(flaw, {"twice": lambda: 2.0, "thrice": lambda: 3.0}, lambda: 1.0)
    return X * scale, {"X": X} if flaw("cache_too") or flaw("twice_and_cache") else {}


SCALED = FlawedFunction("scaled", _scaled, {"twice": "2.", "thrice": "3.", "cache_too": "Cache."})
X = np.array([[1.5, 2.5], [3.25, -4.5]])


def evidence(value, outputs=("X", None), call=None, error=None, expected=None):
    expected = (X, {}) if expected is None else expected
    return Evidence(call or Call("scaled", (X,)), value, outputs, expected, error)


def name_of(found):
    return found.mistakes if found else None


def test_a_nearly_equal_result_is_not_taken_for_a_mistake():
    assert diagnose(evidence((X * (2 + 1e-4), {})), SCALED) is None


@pytest.mark.parametrize(
    ("value", "mistake"),
    [
        (None, "forgot_return"),
        (X, "only_first_returned"),
        (({}, X), "outputs_swapped"),
        ((X.T, {}), "transposed"),
        ((X.ravel(), {}), "flattened"),
        ((np.trunc(X), {}), "converted_to_integers"),
        ((0 * X, {}), "returns_zeros"),
        ((X, {}, 1), "wrong_number_of_values"),
    ],
)
def test_a_mistake_that_any_function_may_have_is_recognised(value, mistake):
    assert name_of(diagnose(evidence(value), SCALED)) == (mistake,)


@pytest.mark.parametrize(
    ("error", "mistake"),
    [
        (CallError("unfinished", "NotImplementedError"), "unfinished"),
        (CallError("missing"), "function_not_found"),
        (CallError("timeout"), "never_ends"),
        (
            CallError("raised", "UFuncTypeError", "Cannot cast ufunc 'multiply' output from ..."),
            "in_place_on_whole_numbers",
        ),
        (CallError("raised", "NameError", "name 'x' is not defined"), None),
        (CallError("died"), None),
    ],
)
def test_an_error_is_recognised_by_its_kind(error, mistake):
    found = name_of(diagnose(evidence(None, error=error), SCALED))
    assert found == (mistake and (mistake,))


def test_whole_numbers_tell_which_array_gave_its_type():
    call = Call("scaled", (X, {"Z": np.array([1, 2])}))
    one = FlawedFunction("scaled", lambda flaw, X, cache: _scaled(flaw, X), SCALED.sentences)
    found = diagnose(evidence((np.trunc(X), {}), call=call), one)
    assert name_of(found) == ("cut_off_to_type_of_argument",)


def test_the_visible_answer_is_recognised_although_it_was_copied_with_few_digits():
    known = FlawedFunction("scaled", _scaled, {}, visible=(np.array([0.123456, 2]),))
    found = diagnose(evidence((np.array([0.12346, 2]), {})), known)
    assert name_of(found) == (generic.COPIED_ANSWER,)


def test_what_is_returned_besides_decides_between_mistakes_that_fit_alike():
    both = {"twice": "2.", "twice_and_cache": "2, and the cache."}
    flawed = FlawedFunction(
        "scaled",
        lambda flaw, X: _scaled(lambda m: flaw(m) or (m == "twice" and flaw("twice_and_cache")), X),
        both,
    )
    assert name_of(diagnose(evidence((2 * X, {})), flawed)) == ("twice",)
    assert name_of(diagnose(evidence((2 * X, {"X": X})), flawed)) == ("twice_and_cache",)


def test_own_words_take_the_place_of_general_ones():
    own = FlawedFunction("scaled", _scaled, {}, wording={"transposed": "Turn it back."})
    found = diagnose(evidence((X.T, {})), own)
    assert found is not None
    assert found.sentences == ("Turn it back.",)


def test_a_result_of_zeros_and_ones_is_never_explained_by_two_mistakes():
    ones = np.ones((2, 2))
    both = FlawedFunction(
        "scaled",
        lambda flaw, X: (X + flaw("up") - flaw("half") / 2, {}),
        {"up": "Up.", "half": "Half."},
    )
    call = Call("scaled", (ones / 2,))
    found = diagnose(evidence((ones, {}), call=call, expected=(ones / 2, {})), both)
    assert found is None


def test_zeros_are_not_explained_by_a_mistake_that_gives_zeros_by_chance():
    stopped = FlawedFunction(
        "scaled",
        lambda flaw, X: (np.maximum(X, 0) if flaw("stopped") else X * (not flaw("lost")), {}),
        {"stopped": "Stopped.", "lost": "Lost."},
    )
    call = Call("scaled", (-abs(X),))
    zeros = evidence((0 * X, {}), call=call, expected=(-abs(X), {}))
    assert name_of(diagnose(zeros, stopped)) == ("lost",)


def test_names_are_the_words_of_a_text():
    assert names("one two three") == {"one", "two", "three"}
