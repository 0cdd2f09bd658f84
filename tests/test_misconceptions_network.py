"""Known mistakes of lessons 04 and 05: what the flawed versions compute, and what is found."""

import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.checks.catalogue import find_exercise, reference_functions
from autograder.checks.exercise import Seed, judge
from autograder.checks.in_kernel import InKernel
from autograder.checks.results import Evidence
from autograder.grading.worker.perform import Call
from autograder.misconceptions import generic
from autograder.misconceptions.catalogue import known_mistakes
from autograder.misconceptions.diagnose import explain
from autograder.misconceptions.matching import gap
from autograder.misconceptions.trial import Trial

KNOWN = known_mistakes("optimization")
REFERENCE = reference_functions("optimization")
UPDATE = "update_parameters_with_momentum_Adam"
LESSONS_4_AND_5 = (
    "initialize_network",
    "initialize_velocity",
    UPDATE,
    "linear_forward",
    "linear_backward",
    "multi_layer_network",
    "classify",
)
TRAINING = {
    "num_epochs": 1,
    "batch_size": 2,
    "learning_rate": 0.05,
    "decay_rate": 0.5,
    "log": False,
    "log_step": 1,
}


def a_network(draw, net_dims, bnorm_list, momentum, drop_prob=0.3):
    """Return a network in the middle of training, and gradients for it."""
    layers = len(net_dims) - 1
    activations = ["relu"] * (layers - 1) + ["linear"]
    drop_probs = [drop_prob] * (layers - 1) + [0]
    parameters = REFERENCE["initialize_network"](net_dims, activations, drop_probs)
    parameters = REFERENCE["initialize_velocity"](parameters, momentum)
    parameters = REFERENCE["initialize_bnorm_params"](parameters, bnorm_list, momentum)
    gradients = {}
    for key, value in parameters.items():
        if key[0] in "VG":
            parameters[key] = np.abs(draw.normal(size=value.shape))
        elif key[0] in "Wb" and key != "bnorm_list":
            gradients[f"d{key}"] = 2 * draw.normal(size=value.shape) if value.size else []
    return parameters, gradients


def updates(draw):
    calls = []
    for net_dims, bnorm_list, momentum in (
        ([4, 3, 2], [0, 0], True),
        ([2, 5], [0], True),
        ([4, 3, 5, 2], [1, 0, 1], True),
        ([4, 3, 5, 2], [0, 1, 1], False),
    ):
        network = a_network(draw, net_dims, bnorm_list, momentum)
        calls += [(*network, 0.7), (*network, 0.1, 0.6, 0.75, 1e-2)]
    return calls


def trainings(draw, m):
    X, Y = draw.normal(size=(4, m)), draw.integers(0, 3, (1, m))
    layers = [4, 5, 3], ["relu", "linear"]
    plain = (X, Y, *layers, [0, 0], [0, 0])
    rich = (X, Y, *layers, [0.4, 0], [1, 0])
    return [
        (plain, TRAINING),
        (plain, TRAINING | {"batch_size": m - 1}),
        (plain, TRAINING | {"batch_size": m}),
        (rich, TRAINING | {"batch_size": 3}),
        (rich, TRAINING | {"apply_momentum": False}),
        (plain, TRAINING | {"num_epochs": 3, "log_step": 2}),
        (plain, TRAINING | {"num_epochs": 3, "log_step": 5}),
    ]


def draw_calls(name, seed, n=4, m=6):
    """Return calls of a function that between them bring out its mistakes."""
    draw = np.random.default_rng(seed)
    np.random.seed(seed)
    A, dZ, b = draw.normal(size=(n + 1, m)), draw.normal(size=(n, m)), draw.normal(size=(n, 1))
    W = draw.normal(size=(n, n + 1))
    square = draw.normal(size=(4, 4)), draw.normal(size=(4, 4)), draw.normal(size=(4, 1))
    bnorm, _ = a_network(draw, [n, 5, 3], [1, 1], momentum=False)
    tied, _ = a_network(draw, [n, 3], [0], momentum=False)
    tied["W1"] = tied["W1"][[0, 1, 1]]
    X = draw.normal(size=(n, 20))
    if name == "multi_layer_network":
        return [Call(name, *call, seed=seed) for call in trainings(draw, m)]
    arguments = {
        "initialize_network": [
            ([n + 1, 6, 2], ["relu", "linear"], [0.3, 0]),
            ((n + 2, 1), ["linear"], [0]),
        ],
        "initialize_velocity": [
            (a_network(draw, [4, 3, 2], [0, 0], momentum=False)[0], True),
            (a_network(draw, [4, 3, 2, 3], [0, 0, 0], momentum=False)[0],),
            (a_network(draw, [4, 3], [0], momentum=False)[0], False),
        ],
        UPDATE: updates(draw) if name == UPDATE else [],
        "linear_forward": [(A, W, b), square],
        "linear_backward": [
            (dZ, {"A": A}, W, b),
            (square[0], {"A": square[1]}, *square[1:]),
            (dZ[:1], {"A": A}, W[:1], b[:1]),
        ],
        "classify": [
            (X, bnorm),
            (X, bnorm, "test"),
            (X, bnorm, "train"),
            (X, tied),
            (np.tile(X, 4), bnorm),
        ],
    }
    return [Call(name, each, seed=seed) for each in arguments[name]]


def trial_of(call):
    np.random.seed(call.seed)
    expected = REFERENCE[call.name](*call.arguments, **call.keywords)
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


@pytest.mark.parametrize("name", LESSONS_4_AND_5)
@settings(max_examples=5, deadline=None)
@given(seed=st.integers(0, 2**32 - 1), n=st.integers(1, 5), m=st.integers(3, 6))
def test_a_flawed_function_without_flaw_agrees_with_the_reference(name, seed, n, m):
    for call in draw_calls(name, seed, n, m):
        trial = trial_of(call)
        assert trial.outcome(()).error is None
        assert gap(trial.evidence.expected, trial.outcome(()).value, "everything") < 1e-9


@pytest.mark.parametrize("name", LESSONS_4_AND_5)
def test_every_mistake_shows_somewhere_and_no_two_are_the_same(name):
    trials = [trial_of(call) for call in draw_calls(name, 5)]
    shown = {
        mistake: [each.outcome((mistake,)) for each in trials] for mistake in KNOWN[name].computed
    }
    silent = [
        mistake for mistake in shown if not any(each.changes_something(mistake) for each in trials)
    ]
    assert silent == []
    mistakes = list(shown)
    twins = [
        (one, other)
        for i, one in enumerate(mistakes)
        for other in mistakes[:i]
        if all(map(alike, shown[one], shown[other]))
    ]
    assert twins == []


def alike(one, other):
    if one.error or other.error:
        return one.error == other.error
    return gap(one.value, other.value, "everything") < 1e-9


@pytest.mark.parametrize("name", LESSONS_4_AND_5)
def test_a_flawed_function_leaves_its_arguments_as_they_are(name):
    for call in draw_calls(name, 2):
        before = plain((call.arguments, call.keywords))
        trial = trial_of(call)
        for mistake in KNOWN[name].computed:
            trial.outcome((mistake,))
            assert plain((call.arguments, call.keywords)) == before, mistake


@pytest.mark.parametrize("name", LESSONS_4_AND_5)
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


def diagnosed(function, name=None):
    """Return the names that an exercise's check finds for a student's function."""
    name = name or function.__name__
    others = {key: each for key, each in REFERENCE.items() if key != name}
    student = InKernel({"np": np, **others, name: function}, REFERENCE)
    exercise = find_exercise("optimization", name)
    verdict = judge(exercise, student, REFERENCE, Seed("secret", "ada"))
    assert not verdict.passed
    return {failure.mistake for failure in explain(verdict, KNOWN).failures if failure.mistake}


def adam(change):
    """Return an update that does with V, G, gradient and settings what `change` says."""

    def update(parameters, gradients, alpha, beta=0.9, beta2=0.99, eps=1e-8):
        parameters = dict(parameters)
        for key, gradient in gradients.items():
            name = key[1:]
            if name not in parameters or np.size(gradient) == 0:
                continue
            average = name if name.startswith("bnorm") else key
            if not parameters["apply_momentum"]:
                parameters[name] = parameters[name] - alpha * gradient
                continue
            V, G, step = change(
                parameters["V" + average], parameters["G" + average], gradient, beta, beta2, eps
            )
            parameters["V" + average], parameters["G" + average] = V, G
            parameters[name] = parameters[name] - alpha * step
        return parameters

    return update


def test_swapped_averages_and_a_misplaced_eps_are_found_together():
    def swapped_and_misplaced(V, G, gradient, beta, beta2, eps):
        V = beta2 * V + (1 - beta2) * gradient
        G = beta * G + (1 - beta) * gradient**2
        return V, G, V / (np.sqrt(G) + eps)

    found = diagnosed(adam(swapped_and_misplaced), UPDATE)
    assert "beta_and_beta2_swapped + eps_outside_the_root" in found
    assert found == {
        "beta_and_beta2_swapped",
        "beta_and_beta2_swapped + eps_outside_the_root",
    }


def test_a_missing_root_and_a_missing_factor_are_found_together():
    def without_root_and_factor(V, G, gradient, beta, beta2, eps):
        V = beta * V + gradient
        G = beta2 * G + (1 - beta2) * gradient**2
        return V, G, V / (G + eps)

    found = diagnosed(adam(without_root_and_factor), UPDATE)
    assert {"one_minus_beta_forgotten_in_V", "root_forgotten + one_minus_beta_forgotten_in_V"} <= (
        found
    )


def test_a_step_of_another_length_is_told_from_one_of_another_direction():
    def half_as_long(V, G, gradient, beta, beta2, eps):
        V, G = beta * V + (1 - beta) * gradient, beta2 * G + (1 - beta2) * gradient**2
        return V, G, 0.5 * V / np.sqrt(G + eps)

    def by_the_sign(V, G, gradient, beta, beta2, eps):
        V, G = beta * V + (1 - beta) * gradient, beta2 * G + (1 - beta2) * gradient**2
        return V, G, np.sign(V)

    assert diagnosed(adam(half_as_long), UPDATE) == {"other_step_size"}
    assert diagnosed(adam(by_the_sign), UPDATE) == set()


def test_averages_looked_up_without_momentum_are_recognised_by_the_error():
    def update(parameters, gradients, alpha, beta=0.9, beta2=0.99, eps=1e-8):
        momentum = {**parameters, "apply_momentum": True}
        parameters["VdW1"]
        return REFERENCE[UPDATE](momentum, gradients, alpha, beta, beta2, eps)

    assert "averages_without_momentum" in diagnosed(update, UPDATE)


def test_factors_that_do_not_fit_are_named_however_numpy_words_it():
    def linear_forward(A_prev, W, b):
        return W.T @ A_prev + b, {"A": A_prev}

    def linear_backward(dZ, cache, W, b):
        return W.T @ dZ, np.dot(dZ.T, dZ @ cache["A"]), dZ.sum(axis=1, keepdims=True)

    assert diagnosed(linear_forward) <= {"W_transposed", "sizes_do_not_fit"}
    assert diagnosed(linear_forward)
    assert diagnosed(linear_backward) <= {"A_not_transposed", "sizes_do_not_fit"}
    assert diagnosed(linear_backward)


def test_a_forgotten_bias_and_an_empty_cache_are_named_where_each_shows():
    def linear_forward(A_prev, W, b):
        return W @ A_prev, {}

    assert diagnosed(linear_forward) == {"bias_forgotten", "cache_empty"}


def test_two_wrong_gradients_are_found_together():
    def linear_backward(dZ, cache, W, b):
        m = dZ.shape[1]
        return (dZ.T @ W).T / m, dZ @ cache["A"].T, np.sum(dZ, axis=1)

    assert diagnosed(linear_backward) == {
        "dA_prev_divided_by_m",
        "db_flat",
        "dA_prev_divided_by_m + db_flat",
    }


def test_whoever_seeds_or_brings_a_generator_is_told_so():
    def seeded(net_dims, act_list, drop_prob_list):
        np.random.seed(1)
        return REFERENCE["initialize_network"](net_dims, act_list, drop_prob_list)

    def own_generator(net_dims, act_list, drop_prob_list):
        parameters = REFERENCE["initialize_network"](net_dims, act_list, drop_prob_list)
        generator = np.random.default_rng()
        for key in parameters:
            if key[0] == "W":
                parameters[key] = generator.normal(size=parameters[key].shape)
        return parameters

    assert diagnosed(seeded, "initialize_network") == {"seed_set_inside"}
    assert diagnosed(own_generator, "initialize_network") == {"generator_of_its_own"}


def trained(**changes):
    """Return a training function that calls the reference with other settings."""

    def multi_layer_network(*arguments, **keywords):
        made = {key: make(keywords.get(key)) for key, make in changes.items()}
        return REFERENCE["multi_layer_network"](*arguments, **{**keywords, **made})

    return multi_layer_network


@pytest.mark.parametrize(
    ("student", "mistake"),
    [
        (trained(decay_rate=lambda rate: 0), "no_decay"),
        (trained(log_step=lambda step: 1), "every_cost_kept"),
        (trained(apply_momentum=lambda flag: True), "momentum_always"),
        (trained(num_epochs=lambda count: 1), "one_epoch_only"),
    ],
)
def test_a_setting_that_is_not_handed_on_is_named(student, mistake):
    assert diagnosed(student, "multi_layer_network") == {mistake}


def test_training_with_a_mistake_of_no_list_is_not_explained():
    student = trained(learning_rate=lambda rate: 1.2345 * (rate or 0.2))
    assert diagnosed(student, "multi_layer_network") == set()


def test_a_mistake_that_gives_few_labels_right_by_chance_is_not_named_for_a_single_sample():
    call = Call("classify", (np.ones((4, 1)), draw_calls("classify", 3)[0].arguments[1]))
    trial = trial_of(call)
    assert not trial.changes_something("least_probable")
    assert trial.changes_something("flat_shape")


def test_a_search_in_the_training_loop_prints_nothing(capsys):
    call = draw_calls("multi_layer_network", 1)[0]
    noisy = Call(call.name, call.arguments, {**call.keywords, "log": True}, call.seed)
    trial = Trial(Evidence(noisy, None, ("costs", None), None), KNOWN[call.name])
    for mistake in KNOWN[call.name].computed:
        trial.outcome((mistake,))
    assert capsys.readouterr().out == ""
