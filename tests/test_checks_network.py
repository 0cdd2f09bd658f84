"""The hidden checks of the whole network: training on digits, and mistakes paid for once."""

import inspect

import numpy as np
import pytest
from corpus_reader import CLASS
from sklearn.datasets import load_digits

from autograder.checks.catalogue import find_exercise, reference_functions
from autograder.checks.exercise import Seed, judge
from autograder.checks.in_kernel import InKernel
from autograder.checks.optimization import training
from autograder.reference import optimization

REFERENCE = reference_functions("optimization")


def student_with(source="", **functions):
    """Return a namespace with a student's own copy of every function, some of them replaced."""
    namespace = {}
    exec(compile(inspect.getsource(optimization), "<own>", "exec"), namespace)
    namespace.update(functions)
    exec(compile(inspect.cleandoc(source), "<own>", "exec"), namespace)
    return namespace


def verdict_on(exercise, namespace, seed=CLASS):
    student = InKernel(namespace, REFERENCE)
    return judge(find_exercise("optimization", exercise), student, REFERENCE, seed)


def broken(*arguments, **keywords):
    raise NotImplementedError("This exercise is still empty")


def digits_verdict(source="", seed=CLASS, **functions):
    return verdict_on("train_on_digits", student_with(source, **functions), seed)


def test_a_right_network_learns_the_digits():
    verdict = digits_verdict()
    assert verdict.passed, verdict.text()


def test_a_network_in_single_precision_learns_the_digits():
    verdict = digits_verdict(
        """
        own_start = initialize_network
        def initialize_network(*arguments):
            start = own_start(*arguments)
            return {k: np.float32(v) if k[0] in "Wb" else v for k, v in start.items()}
        """
    )
    assert verdict.passed, verdict.text()


@pytest.mark.parametrize("name", ["multi_layer_network", "classify"])
def test_an_unfinished_network_earns_nothing(name):
    verdict = digits_verdict(**{name: broken})
    assert verdict.score == 0
    assert "still to be written" in verdict.text()


def test_a_missing_network_earns_nothing():
    assert verdict_on("train_on_digits", {}).score == 0


@pytest.mark.parametrize(
    "source",
    [
        pytest.param(
            """
            def update_parameters_with_momentum_Adam(parameters, gradients, alpha):
                return parameters
            """,
            id="never updated",
        ),
        pytest.param(
            """
            own_update = update_parameters_with_momentum_Adam
            def update_parameters_with_momentum_Adam(parameters, gradients, alpha):
                return own_update(parameters, gradients, -alpha)
            """,
            id="uphill",
        ),
        pytest.param(
            """
            def linear_backward(dZ, cache, W, b):
                return np.ones_like(cache["A"]), np.ones_like(W), np.ones_like(b)
            """,
            id="gradients of ones",
        ),
        pytest.param(
            """
            own_batchnorm = batchnorm
            def batchnorm(A, beta, gamma):
                return own_batchnorm(A, gamma, beta)
            """,
            id="beta and gamma swapped",
        ),
        pytest.param(
            """
            def relu_der(dA, cache):
                raise NotImplementedError("This exercise is still empty")
            """,
            id="relu_der unfinished",
        ),
        pytest.param("del dropout", id="dropout missing"),
    ],
)
def test_a_mistake_below_is_paid_for_in_its_own_exercise_and_remarked_here(source):
    verdict = digits_verdict(source)
    assert verdict.passed, verdict.text()
    assert "With your own it did not" in verdict.text()


def test_a_network_of_the_students_own_functions_gets_no_remark():
    assert digits_verdict().remarks == ()


def test_a_network_that_fails_with_a_right_batchnorm_keeps_the_points_without():
    verdict = digits_verdict(
        """
        own_classify = classify
        def classify(X, parameters, mode="test"):
            columns = [own_classify(X[:, [j]], parameters, mode) for j in range(X.shape[1])]
            return np.hstack(columns)
        """
    )
    assert 0 < verdict.score < 1


@pytest.mark.parametrize(
    "source",
    [
        pytest.param(
            """
            def classify(X, parameters, mode="test"):
                return np.zeros((1, X.shape[1]), dtype=int)
            """,
            id="always zero",
        ),
        pytest.param(
            """
            def multi_layer_network(X, *arguments, **keywords):
                return [0.0], {"accuracy": 1.0}
            """,
            id="accuracy claimed",
        ),
        pytest.param(
            """
            def multi_layer_network(X, Y, net_dims, act_list, drops, bnorms, **keywords):
                start = initialize_network(net_dims, act_list, drops)
                return [0.0], {key: value * np.nan if key[0] == "W" else value
                               for key, value in start.items()}
            """,
            id="weights that are no numbers",
        ),
        pytest.param(
            """
            def multi_layer_network(X, Y, net_dims, act_list, drops, bnorms, **keywords):
                start = initialize_network(net_dims, act_list, drops)
                return [0.0], {**start, "X": X, "Y": Y}
            def classify(X, parameters, mode="test"):
                known, labels = parameters["X"], parameters["Y"]
                distance = np.sum(known**2, axis=0) - 2 * X.T @ known
                return labels[:, np.argmin(distance, axis=1)]
            """,
            id="nearest neighbour",
        ),
    ],
)
def test_a_network_that_did_not_learn_earns_nothing(source):
    assert digits_verdict(source).score == 0


def test_memorised_digits_earn_nothing():
    digits = load_digits()
    known = digits.data.T / 8 - 1

    def classify(X, parameters, mode="test"):
        distance = np.sum(known**2, axis=0) - 2 * X.T @ known
        return digits.target[np.argmin(distance, axis=1)].reshape(1, -1)

    assert digits_verdict(classify=classify).score == 0


def test_a_low_accuracy_is_told_beside_the_one_demanded():
    verdict = digits_verdict(
        """
        own_classify = classify
        def classify(X, parameters, mode="test"):
            return 10 + own_classify(X, parameters, mode)
        """
    )
    (failure,) = verdict.failures
    assert "reads 0.0% of the training samples and 0.0% of the test" in failure.problem
    assert "expected at least 95% and 91%" in failure.problem


def calls_while_training(seed):
    """Return all calls of a check of train_on_digits."""
    student, calls = InKernel(student_with(), REFERENCE), []

    class Recorder:
        def call(self, call):
            calls.append(call)
            return student.call(call)

    judge(find_exercise("optimization", "train_on_digits"), Recorder(), REFERENCE, seed)
    return calls


def test_labels_of_the_test_samples_are_never_handed_out():
    trainings = 0
    for call in calls_while_training(CLASS):
        if call.name == "multi_layer_network":
            trainings += 1
            X, Y = call.arguments[:2]
            assert X.shape == (64, 1200)
            assert Y.shape == (1, 1200)
        if call.name == "classify":
            assert len(call.arguments) == 2
            assert not call.keywords
    assert trainings == 2


def test_every_student_gets_other_digits_and_the_same_ones_again():
    ada, again, grace = (
        calls_while_training(Seed("secret", student))[0] for student in ("ada", "ada", "grace")
    )
    assert all(map(np.array_equal, ada.arguments[:2], again.arguments[:2]))
    assert not np.array_equal(ada.arguments[0], grace.arguments[0])
    assert not np.array_equal(ada.arguments[1], grace.arguments[1])


@pytest.mark.parametrize("exercise", ["multi_layer_network", "classify"])
def test_mistakes_in_the_functions_below_are_not_paid_for_again(exercise):
    uses = find_exercise("optimization", exercise).uses
    verdict = verdict_on(exercise, student_with(**dict.fromkeys(uses, broken)))
    assert verdict.passed, verdict.text()


@pytest.mark.parametrize("exercise", ["multi_layer_network", "classify"])
def test_missing_functions_below_do_no_harm(exercise):
    namespace = student_with()
    for name in find_exercise("optimization", exercise).uses:
        del namespace[name]
    assert verdict_on(exercise, namespace).passed


def test_every_function_below_the_training_loop_is_stood_in_for():
    own = {"multi_layer_network", "classify"}
    assert set(training.TRAINING) == set(REFERENCE) - own


def problems_of(exercise, source):
    return [failure.problem for failure in verdict_on(exercise, student_with(source)).failures]


def test_a_dropped_last_batch_is_named():
    problems = problems_of(
        "multi_layer_network",
        """
        own = multi_layer_network
        def multi_layer_network(X, Y, *network, batch_size=64, **settings):
            whole = max(X.shape[1] // batch_size, 1) * batch_size
            return own(X[:, :whole], Y[:, :whole], *network, batch_size=batch_size, **settings)
        """,
    )
    assert "costs has 2 entries; expected 3: the last, short batch is a batch too." in problems


def test_weights_that_follow_no_seed_are_named():
    (problem,) = problems_of(
        "initialize_network",
        """
        own = initialize_network
        def initialize_network(*arguments):
            np.random.seed(1)
            return own(*arguments)
        """,
    )
    assert "do not set a seed inside the function" in problem


def test_changed_gradients_are_named():
    (problem,) = problems_of(
        "update_parameters_with_momentum_Adam",
        """
        own = update_parameters_with_momentum_Adam
        def update_parameters_with_momentum_Adam(parameters, gradients, *rest, **settings):
            result = own(parameters, gradients, *rest, **settings)
            gradients["dW1"] *= 0
            return result
        """,
    )
    assert "gradients were changed" in problem


def test_the_training_check_prints_nothing(capsys):
    assert verdict_on("multi_layer_network", student_with()).passed
    assert capsys.readouterr().out == ""
