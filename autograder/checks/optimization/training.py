"""Check of lesson 05's training loop.

The reference's versions of all functions below them stand in for the student's own. Runs are a
few steps long: after fifty, rounding alone makes two right networks differ.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from autograder.checks.compare import identical, show
from autograder.checks.exercise import Exercise, Part
from autograder.checks.optimization.networks import FORWARD, activations, learned
from autograder.checks.probe import Answer, CheckFailed, Probe
from autograder.grading.worker.perform import Call

TRAINING = (
    "initialize_network",
    "initialize_velocity",
    "initialize_bnorm_params",
    *FORWARD,
    "softmax_cross_entropy_loss_der",
    "relu_der",
    "linear_der",
    "dropout_der",
    "batchnorm_der",
    "linear_backward",
    "layer_backward",
    "multi_layer_backward",
    "update_parameters_with_momentum_Adam",
)
TRAIN = "multi_layer_network"
CLASSES = 3
# A loss that is nearly 0 is the logarithm of nearly 1, whose rounding it cannot be better than.
LOSS_SCALE = 0.1
SETTINGS: dict[str, Any] = {
    "num_epochs": 1,
    "batch_size": 2,
    "learning_rate": 0.05,
    "decay_rate": 0,
    "apply_momentum": True,
    "log": False,
    "log_step": 1,
}


def _samples(probe: Probe, m: int) -> tuple[Any, Any]:
    """Draw m samples of four features, and their labels."""
    return probe.draw.normal(size=(4, m)), probe.draw.integers(CLASSES, size=(1, m))


def _network(bnorm_list: Sequence[int] = (0, 0), drop_prob: float = 0) -> tuple[Any, ...]:
    """Return the arguments that describe a network of the list's length."""
    layers = len(bnorm_list)
    net_dims = [4, *([5] * (layers - 1)), CLASSES]
    drop_prob_list = [drop_prob] * (layers - 1) + [0]
    return net_dims, activations(layers), drop_prob_list, list(bnorm_list)


def _train(
    probe: Probe, data: tuple[Any, Any], network: tuple[Any, ...] | None = None, **settings: Any
) -> tuple[Answer, Any]:
    """Train a network; return the student's answer, a pair, and what the reference returned."""
    network, seed = network or _network(), probe.seed()
    keywords = {**SETTINGS, **settings}
    expected = probe.reference(TRAIN, *data, *network, seed=seed, **{**keywords, "log": False})
    answer = probe.call(TRAIN, *data, *network, seed=seed, **keywords)
    return _single(_pair(probe, answer)), expected


def _pair(probe: Probe, answer: Answer) -> Answer:
    """Demand costs and parameters; costs in another sequence than a list are made one here."""
    value = answer.value
    is_pair = isinstance(value, (tuple, list)) and len(value) == 2
    mistakes = {dict: "parameters_only", list: "costs_only", type(None): "forgot_return"}
    problem = f"It returned {show(value)}; expected costs and parameters."
    probe.require(is_pair, answer, problem, mistake=mistakes.get(type(value), ""))
    costs, parameters = value
    probe.require(
        isinstance(parameters, dict),
        answer,
        f"It returned {show(costs)} and {show(parameters)}; expected first the list of costs, then "
        "the dictionary of parameters.",
        mistake="outputs_swapped" if isinstance(costs, dict) else "",
    )
    is_row = isinstance(costs, tuple) or (isinstance(costs, np.ndarray) and costs.ndim == 1)
    return replace(answer, value=(list(costs) if is_row else costs, parameters))


def _single(answer: Answer) -> Answer:
    """Bring the numbers to single precision, whose tolerance is then used in comparisons.

    Whoever trains in float32 is right too, but the error of a few steps shows in float64 results.
    """
    costs, parameters = answer.value
    costs = [_rounded(cost) for cost in costs] if isinstance(costs, list) else costs
    return replace(answer, value=(costs, {k: _rounded(v) for k, v in parameters.items()}))


def _rounded(value: Any) -> Any:
    is_float = isinstance(value, float) or (
        isinstance(value, np.ndarray) and value.dtype.kind == "f"
    )
    return np.asarray(value, dtype=np.float32) if is_float else value


def _demand_costs(probe: Probe, answer: Answer, expected: Any, why: str) -> None:
    """Demand the right costs; `why` explains a wrong number of them."""
    _demand_count(probe, answer, expected, why)
    names = tuple(f"costs[{i}]" for i in range(len(expected[0])))
    probe.expect(answer, (names, None), expected, same_as=_silent(answer.call), scale=LOSS_SCALE)


def _demand_count(probe: Probe, answer: Answer, expected: Any, why: str) -> None:
    costs, count = answer.value[0], len(expected[0])
    # The parameters are part of the evidence: mistakes that give as many costs differ in them.
    outputs, call = ("costs", {name: name for name in learned(expected[1])}), _silent(answer.call)
    problem = f"costs is {show(costs)}; expected a list of length {count}."
    probe.demand(isinstance(costs, list), answer, problem, outputs, same_as=call)
    entries = f"{len(costs)} {'entry' if len(costs) == 1 else 'entries'}"
    problem = f"costs has {entries}; expected {count}: {why}."
    probe.demand(len(costs) == count, answer, problem, outputs, same_as=call)


def _demand_parameters(probe: Probe, answer: Answer, expected: Any) -> None:
    parameters = expected[1]
    names = learned(parameters)
    if any(parameters["bnorm_list"]):
        # Batchnorm takes away what a bias before it adds: the gradient there is but rounding.
        names = [name for name in names if name.startswith(("W", "bnorm"))]
    outputs = (None, {name: name for name in names})
    probe.expect(answer, outputs, expected, same_as=_silent(answer.call))


def _silent(call: Call) -> Call:
    """Return the same training without a log, which a search for the mistake would print."""
    return replace(call, keywords={**call.keywords, "log": False})


def _one_batch(probe: Probe) -> None:
    answer, expected = _train(probe, _samples(probe, 6), batch_size=6)
    try:
        _demand_parameters(probe, answer, expected)
    except CheckFailed:
        _demand_costs(probe, answer, expected, "that of the only batch, iteration 0")


def _costs(probe: Probe) -> None:
    why = "with log_step=1 the cost of every batch is kept, at once and with log=False too"
    _demand_costs(probe, *_train(probe, _samples(probe, 6)), why)


def _parameters(probe: Probe) -> None:
    _demand_parameters(probe, *_train(probe, _samples(probe, 6)))


def _short_batch(probe: Probe) -> None:
    answer, expected = _train(probe, _samples(probe, 10), batch_size=4)
    _demand_count(probe, answer, expected, "the last, short batch is a batch too")
    _demand_parameters(probe, answer, expected)


def _decay(probe: Probe) -> None:
    data = _samples(probe, 4)
    _demand_parameters(probe, *_train(probe, data, num_epochs=3, decay_rate=0.8))


def _iterations(probe: Probe) -> None:
    why = "iterations count on from epoch to epoch; of the 4 here, 0 and 3 are kept"
    data = _samples(probe, 4)
    _demand_costs(probe, *_train(probe, data, num_epochs=2, log_step=3), why)


def _train_mode(probe: Probe) -> None:
    network = _network(drop_prob=0.4)
    _demand_parameters(probe, *_train(probe, _samples(probe, 8), network, batch_size=4))


def _batchnorm(probe: Probe) -> None:
    try:
        _normalised(probe)
    except CheckFailed:
        # In single precision a batch may be ill-conditioned; that others are too is unlikely.
        _normalised(probe)


def _normalised(probe: Probe) -> None:
    # On some layers in one step only: it is ill-conditioned, which float32 shows in the second.
    for bnorm_list, m, batch_size in (([1, 1], 32, 16), ([1, 0, 1], 8, 8)):
        network, data = _network(bnorm_list), _samples(probe, m)
        _demand_parameters(probe, *_train(probe, data, network, batch_size=batch_size))


def _descent(probe: Probe) -> None:
    data, network = _samples(probe, 8), _network([0, 1])
    run = _train(probe, data, network, batch_size=4, apply_momentum=False)
    _demand_parameters(probe, *run)


def _list_of_costs(probe: Probe) -> None:
    answer = probe.call(TRAIN, *_samples(probe, 2), *_network(), seed=probe.seed(), **SETTINGS)
    costs = _pair(probe, answer).value[0]
    probe.require(
        isinstance(answer.value[0], list),
        answer,
        f"costs is {show(answer.value[0])}; expected a list.",
        mistake="costs_not_a_list" if isinstance(costs, list) else "",
    )
    probe.require(len(costs) > 0, answer, "costs is empty; expected a number for each batch.")


def _log_and_labels(probe: Probe) -> None:
    """Train with log=True, with labels that are floats, and leave the data as they were."""
    X, Y = _samples(probe, 5)
    data = (X, Y.astype(float))
    # First without a log: an error that comes with it only is then the log's.
    _demand_parameters(probe, *_train(probe, data, num_epochs=2, batch_size=4))
    _demand_parameters(probe, *_train(probe, data, num_epochs=2, batch_size=4, log=True))
    answer = probe.call(TRAIN, *data, *_network(), seed=probe.seed())
    for name, before, after in zip("XY", data, answer.arguments, strict=False):
        probe.require(
            identical(before, after),
            answer,
            f"{TRAIN} changed {name}: it must stay as it was.",
            mistake="argument_changed_in_place",
        )


EXERCISES = (
    Exercise(
        TRAIN,
        (TRAIN,),
        (
            Part("one batch: the cost or the parameters at least", _one_batch, core=True),
            Part("costs: one for each batch, taken before its update", _costs, weight=3),
            Part("parameters after an epoch of batches", _parameters, weight=4),
            Part("the last batch may be short", _short_batch),
            Part("the step size decays, from epoch 0 on", _decay, weight=2),
            Part("iterations count across epochs; log_step", _iterations),
            Part("forward propagation in train mode", _train_mode),
            Part("batchnorm on all layers, or on some", _batchnorm),
            Part("training without momentum", _descent),
            Part("costs is a list", _list_of_costs, weight=0.5),
            Part("log, labels that are floats, X and Y left alone", _log_and_labels, weight=0.5),
        ),
        TRAINING,
    ),
)
