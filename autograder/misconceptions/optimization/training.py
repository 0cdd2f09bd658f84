"""Known mistakes of lesson 05: the training loop.

All but the loop is the reference's. A run takes milliseconds, so a mistake that cannot show with
the settings of a call is not tried; over several epochs, where runs are longest, only those are
that show nowhere else; and two at once are never looked for.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from autograder.misconceptions.mistake import Flaw, FlawedFunction, pick
from autograder.misconceptions.optimization.training_sentences import (
    OVER_EPOCHS,
    SENTENCES,
    SHOWS_WITH,
)
from autograder.misconceptions.optimization.training_signs import SIGNS
from autograder.reference import optimization as reference

Array = np.ndarray


@dataclass(frozen=True)
class _Network:
    """The arguments that describe a network, and whether it is for Adam."""

    net_dims: Sequence[int]
    act_list: Sequence[str]
    drop_prob_list: Sequence[float]
    bnorm_list: Sequence[int]
    apply_momentum: bool

    def start(self, flaw: Flaw) -> dict[str, Any]:
        """Return the untrained network."""
        count = len(self.drop_prob_list)
        drop_probs = [0] * count if flaw("dropout_switched_off") else self.drop_prob_list
        bnorm_list = [0] * count if flaw("batchnorm_switched_off") else self.bnorm_list
        momentum = (self.apply_momentum or flaw("momentum_always")) and not flaw("momentum_never")
        parameters = reference.initialize_network(self.net_dims, self.act_list, drop_probs)
        parameters = reference.initialize_velocity(parameters, momentum)
        return reference.initialize_bnorm_params(parameters, bnorm_list, momentum)


def _train(
    flaw: Flaw,
    X: Array,
    Y: Array,
    net_dims: Sequence[int],
    act_list: Sequence[str],
    drop_prob_list: Sequence[float],
    bnorm_list: Sequence[int],
    num_epochs: int = 3,
    batch_size: int = 64,
    learning_rate: float = 0.2,
    decay_rate: float = 0.01,
    apply_momentum: bool = True,
    log: bool = True,  # noqa: ARG001 - what is printed is not compared
    log_step: int = 200,
) -> Any:
    settings = {
        "any": True,
        "several epochs": num_epochs > 1,
        "several batches": X.shape[1] > batch_size,
        "several updates": num_epochs > 1 or X.shape[1] > batch_size,
        "a decay": decay_rate > 0 and num_epochs > 1,
        "a log_step": log_step > 1,
        "whole batches": X.shape[1] % batch_size == 0,
        "a short batch": X.shape[1] % batch_size > 0,
        "dropout": any(drop_prob_list),
        "batchnorm": any(bnorm_list),
        "momentum": apply_momentum,
        "no momentum": not apply_momentum,
    }
    shown = [need for need, is_met in settings.items() if is_met]
    if any(flaw(name) for name in SENTENCES if not _is_tried(name, shown)):
        lists = tuple(map(tuple, (net_dims, act_list, drop_prob_list, bnorm_list)))
        rest = num_epochs, batch_size, learning_rate, decay_rate, apply_momentum, False, log_step
        random = np.random.get_state(legacy=False)["state"]
        held = _Held(np.append(random["key"], random["pos"])), _Held(X), _Held(Y)
        return _right(*held, lists, rest)
    network = _Network(net_dims, act_list, drop_prob_list, bnorm_list, apply_momentum)
    run = _Run(flaw, X, Y, network, batch_size, log_step)
    with warnings.catch_warnings():
        # Of a batch without samples, for one, there is no mean.
        warnings.simplefilter("ignore", RuntimeWarning)
        return run.result(num_epochs, learning_rate, decay_rate)


@dataclass(frozen=True, eq=False)
class _Held:
    """An array that is equal to those that hold the same."""

    array: Array

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Held) and np.array_equal(self.array, other.array)

    def __hash__(self) -> int:
        return hash(self.array.tobytes())


@lru_cache(maxsize=4)
def _right(
    random: _Held,  # noqa: ARG001 - the state of NumPy's generator, on which the result depends
    X: _Held,
    Y: _Held,
    lists: tuple[tuple[Any, ...], ...],
    rest: tuple[Any, ...],
) -> Any:
    """Train rightly, once for all the mistakes that are not tried on a call."""
    arguments: list[Any] = [X.array, Y.array, *map(list, lists), *rest]
    return reference.multi_layer_network(*arguments)


def _is_tried(name: str, settings: Sequence[str]) -> bool:
    """Tell whether a mistake may show; over several epochs only those that take several."""
    need = SHOWS_WITH.get(name, "")
    if "several epochs" in settings and need not in OVER_EPOCHS:
        return False
    return not need or need in settings


@dataclass(frozen=True)
class _Run:
    """A training run with a mistake in it."""

    flaw: Flaw
    X: Array
    Y: Array
    network: _Network
    batch_size: int
    log_step: int

    def result(self, num_epochs: int, learning_rate: float, decay_rate: float) -> Any:
        """Train, and return what the mistaken function returns."""
        flaw = self.flaw
        if flaw("seed_set_inside"):
            np.random.seed(1)
        parameters = self.network.start(flaw)
        data = self._shuffled() if flaw("samples_shuffled") else (self.X, self.Y)
        costs: list[Any] = []
        gradients: dict[str, Any] = {}
        itr = 1 if flaw("itr_counts_from_one") else 0
        last = max(1, num_epochs - 1) if flaw("one_epoch_too_few") else num_epochs
        for epoch in range(0 if flaw("not_trained") else 1 if flaw("one_epoch_only") else last):
            if epoch:
                parameters = self._at_new_epoch(parameters)
            itr = 0 if flaw("itr_counted_anew_each_epoch") else itr
            costs = [] if flaw("costs_emptied_each_epoch") else costs
            kept, cost = [], None
            for Xb, Yb in self._batches(*data):
                alpha = _step_size(flaw, learning_rate, decay_rate, epoch, itr)
                cost, gradients, parameters = self._learn(Xb, Yb, parameters, alpha, gradients)
                if itr % self.log_step == 0 or flaw("every_cost_kept"):
                    kept.append(cost)
                itr += not flaw("itr_counts_epochs")
            itr += flaw("itr_counts_epochs")
            costs += [cost] if flaw("one_cost_for_each_epoch") else kept
        return _returned(flaw, costs, parameters, gradients)

    def _shuffled(self) -> tuple[Array, Array]:
        order = np.random.permutation(self.X.shape[1])
        return self.X[:, order], self.Y[:, order]

    def _at_new_epoch(self, parameters: dict[str, Any]) -> dict[str, Any]:
        if self.flaw("network_started_anew_each_epoch"):
            return self.network.start(self.flaw)
        if self.flaw("averages_set_to_zero_each_epoch"):
            return reference.initialize_velocity(parameters, self.network.apply_momentum)
        return parameters

    def _batches(self, X: Array, Y: Array) -> Iterator[tuple[Array, Array]]:
        flaw = self.flaw
        m = X.shape[0] if flaw("samples_counted_along_rows") else X.shape[1]
        size = 64 if flaw("batch_size_fixed") else self.batch_size
        count = (m - 1) // size + 1
        count = m // size if flaw("last_batch_dropped") else count
        count = m // size + 1 if flaw("one_batch_too_many") else count
        for index in range(count):
            place = count - 1 - index if flaw("batches_backwards") else index
            place = 0 if flaw("first_batch_only") else place
            end = (place + 1) * size + flaw("batches_overlap_by_one")
            batch = slice(place * size, end - flaw("batches_miss_a_sample"))
            batch = slice(index, None, count) if flaw("strided_batches") else batch
            batch = slice(None) if flaw("all_samples_every_time") else batch
            Xb, Yb = X[:, batch], Y[:, batch]
            Xb = X if flaw("all_samples_in_the_forward_pass") else Xb
            yield Xb, Y[:, : Xb.shape[1]] if flaw("labels_of_the_first_batch") else Yb

    def _learn(
        self, Xb: Array, Yb: Array, parameters: Any, alpha: float, before: dict[str, Any]
    ) -> tuple[Any, dict[str, Any], dict[str, Any]]:
        """Make one update; `before` holds the gradients of the one before, if there was any."""
        flaw = self.flaw
        A, caches = reference.multi_layer_forward(
            Xb, parameters, "test" if flaw("test_mode") else "train"
        )
        AL, cache, cost = reference.softmax_cross_entropy_loss(A, Yb)
        if flaw("softmax_twice"):
            AL, cache, cost = reference.softmax_cross_entropy_loss(AL, Yb)
        dAL = _gradient_of_the_loss(flaw, Yb, A, AL, cache)
        is_kept = bool(before) and flaw("gradients_of_the_first_batch")
        gradients = before if is_kept else reference.multi_layer_backward(dAL, caches, parameters)
        after = parameters
        for _ in range(2 if flaw("updated_twice") else 0 if flaw("update_thrown_away") else 1):
            after = reference.update_parameters_with_momentum_Adam(after, gradients, alpha)
        return self._cost(cost, Xb, Yb, parameters, after), gradients, after

    def _cost(self, cost: Any, Xb: Array, Yb: Array, before: Any, after: Any) -> Any:
        return pick(
            self.flaw,
            {
                "cost_after_the_update": lambda: _cost_of(Xb, Yb, after, "train"),
                "cost_of_all_samples": lambda: _cost_of(self.X, self.Y, before, "test"),
                "cost_times_batch_size": lambda: cost * Xb.shape[1],
                "cost_divided_by_batch_size": lambda: cost / Xb.shape[1],
                "cost_rounded": lambda: round(float(cost), 2),
            },
            lambda: cost,
        )


def _cost_of(X: Array, Y: Array, parameters: dict[str, Any], mode: str) -> Any:
    A, _ = reference.multi_layer_forward(X, parameters, mode)
    return reference.softmax_cross_entropy_loss(A, Y)[2]


def _step_size(flaw: Flaw, rate: float, decay: float, epoch: int, itr: int) -> float:
    return pick(
        flaw,
        {
            "epoch_counted_from_one": lambda: rate / (1 + decay * (epoch + 1)),
            "no_decay": lambda: rate,
            "decay_multiplied_in": lambda: rate * (1 - decay * epoch),
            "decay_compounds": lambda: rate / (1 + decay) ** epoch,
            "decay_by_iteration": lambda: rate / (1 + decay * itr),
            "exponential_decay": lambda: rate * np.exp(-decay * epoch),
            "alpha_not_handed_on": lambda: 0.001,
        },
        lambda: rate / (1 + decay * epoch),
    )


def _gradient_of_the_loss(flaw: Flaw, Y: Array, A: Array, AL: Any, cache: Any) -> Array:
    gradient = reference.softmax_cross_entropy_loss_der
    return pick(
        flaw,
        {
            "softmax_gradient_skipped": lambda: AL,
            "array_for_the_cache": lambda: gradient(Y, AL),
            "backward_from_the_logits": lambda: gradient(Y, {"A": A}),
            "gradient_divided_by_m_again": lambda: gradient(Y, cache) / Y.shape[1],
            "gradient_summed_over_samples": lambda: gradient(Y, cache) * Y.shape[1],
            "gradient_sign_flipped": lambda: -gradient(Y, cache),
        },
        lambda: gradient(Y, cache),
    )


def _returned(flaw: Flaw, costs: list[Any], parameters: Any, gradients: Any) -> Any:
    return pick(
        flaw,
        {
            "cost_kept_only_when_logged": lambda: ([], parameters),
            "last_cost_only": lambda: (costs[-1:], parameters),
            "mean_cost_returned": lambda: (np.mean(costs), parameters),
            "one_number_for_costs": lambda: (costs[-1], parameters),
            "gradients_returned": lambda: (costs, gradients),
        },
        lambda: (costs, parameters),
    )


TRAINING = FlawedFunction(
    "multi_layer_network",
    _train,
    SENTENCES,
    alone=frozenset(SENTENCES),
    signs=SIGNS,
)

FLAWED_FUNCTIONS = (TRAINING,)
