"""The small trainings show what the lessons say they show, with the student's functions."""

import numpy as np
import pytest

from autograder.reference import optimization as reference
from autograder.student import (
    adam_experiment,
    batchnorm_experiment,
    dropout_experiment,
    get_digits,
    start_experiment,
)
from autograder.student.engine import Recipe, he_start, network, with_noisy_labels

SEEDS = [1, 2]


def test_dropout_stops_learning_wrong_labels_by_heart() -> None:
    without, with_dropout = dropout_experiment(reference.dropout, reference.dropout_der)
    assert without.train_accuracy[-1] > with_dropout.train_accuracy[-1] + 0.05
    assert with_dropout.test_accuracy[-1] > without.test_accuracy[-1] + 0.02


@pytest.mark.parametrize("seed", SEEDS)
def test_batchnorm_learns_in_fewer_epochs(seed: int) -> None:
    pair = (reference.batchnorm, reference.batchnorm_der)
    without, with_batchnorm = batchnorm_experiment(*pair, seed=seed)
    assert with_batchnorm.test_accuracy[1] > without.test_accuracy[1] + 0.1
    assert with_batchnorm.test_accuracy[-1] > without.test_accuracy[-1]


def test_batchnorm_rescues_a_start_that_is_too_small() -> None:
    pair = (reference.batchnorm, reference.batchnorm_der)
    without, with_batchnorm = batchnorm_experiment(*pair, small_start=True)
    assert without.test_accuracy[-1] < 0.2
    assert with_batchnorm.test_accuracy[-1] > 0.9


@pytest.mark.parametrize("seed", SEEDS)
def test_adam_is_ahead_of_gradient_descent(seed: int) -> None:
    update, start = reference.update_parameters_with_momentum_Adam, reference.initialize_velocity
    same_rate, tuned, adam = adam_experiment(update, start, seed=seed)
    assert adam.test_accuracy[-1] > same_rate.test_accuracy[-1] + 0.2
    assert adam.test_accuracy[-1] > tuned.test_accuracy[-1]


def test_a_good_start_trains_and_a_tiny_one_does_not() -> None:
    tiny, yours, he = start_experiment(reference.initialize_network)
    assert tiny.test_accuracy[-1] < 0.2
    assert min(yours.test_accuracy[-1], he.test_accuracy[-1]) > 0.8


def test_the_engines_gradients_agree_with_central_differences() -> None:
    rng = np.random.default_rng(0)
    x, labels = rng.normal(size=(5, 4)), rng.integers(0, 10, 5)
    net = network((4, 6, 10), he_start(rng), lambda _layer: [])
    _, slopes = net.slopes(x, labels)
    for name, value in net.weights.items():
        step = np.zeros_like(value)
        step.flat[1] = 1e-6
        losses = []
        for moved in (value + step, value - step):
            net.weights[name] = moved
            losses.append(net.slopes(x, labels)[0])
        net.weights[name] = value
        assert slopes[name].flat[1] == pytest.approx((losses[0] - losses[1]) / 2e-6, rel=1e-5)


def test_noise_changes_training_labels_only() -> None:
    data = get_digits()
    noisy = with_noisy_labels(data, 0.3, 1)
    changed = np.mean(noisy.train_y != data.train_y)
    assert 0.22 < changed < 0.3
    np.testing.assert_array_equal(noisy.test_y, data.test_y)


def test_the_default_batch_divides_the_training_digits() -> None:
    assert len(get_digits().train_y) % Recipe((8,), 1).batch == 0
