"""Known mistakes of lesson 05: the training loop.

All but the loop is the reference's. A run takes long, so it takes over the steps that another has
made already; a mistake that cannot show with the settings of a call is not looked for there; where
runs are longest, only those are that show nowhere else; and two at once are never looked for.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.checks.results import Evidence
from autograder.grading.worker.perform import Call
from autograder.misconceptions.memory import Memory
from autograder.misconceptions.mistake import Flaw, FlawedFunction, choose, pick
from autograder.misconceptions.optimization.training_sentences import (
    COSTLY,
    IN_COSTS,
    SENTENCES,
    SHOWS_WITH,
    SPECIAL,
)
from autograder.misconceptions.optimization.training_signs import SIGNS
from autograder.reference import optimization as reference

Array = np.ndarray
Formula = Callable[..., Any]


@dataclass(frozen=True)
class _Training:
    """The arguments of a call."""

    X: Array
    Y: Array
    net_dims: Sequence[int]
    act_list: Sequence[str]
    drop_prob_list: Sequence[float]
    bnorm_list: Sequence[int]
    num_epochs: int = 3
    batch_size: int = 64
    learning_rate: float = 0.2
    decay_rate: float = 0.01
    apply_momentum: bool = True
    log: bool = True
    log_step: int = 200

    def updates(self) -> int:
        """Return how many updates the training makes."""
        return self.num_epochs * -(-self.X.shape[1] // self.batch_size)

    def settings(self) -> frozenset[str]:
        """Return what the call has that mistakes need to show."""
        m = self.X.shape[1]
        settings = {
            "several epochs": self.num_epochs > 1,
            "several batches": m > self.batch_size,
            "several updates": self.updates() > 1,
            "a decay": self.decay_rate > 0 and self.num_epochs > 1,
            "a log_step": self.log_step > 1,
            "whole batches": m % self.batch_size == 0,
            "a short batch": m % self.batch_size > 0,
            "dropout": any(self.drop_prob_list),
            "batchnorm": any(self.bnorm_list),
            "momentum": self.apply_momentum,
            "no momentum": not self.apply_momentum,
        }
        return frozenset(need for need, is_met in settings.items() if is_met)


def _sought(evidence: Evidence) -> frozenset[str]:
    """Return the mistakes that may show, and show in no cheaper call of the check."""
    settings = _Training(*evidence.call.arguments, **evidence.call.keywords).settings()
    if settings & COSTLY:
        names = {name for name in SHOWS_WITH if SHOWS_WITH[name] in settings & SPECIAL}
    else:
        names = {name for name in SENTENCES if SHOWS_WITH.get(name, "") in settings | {""}}
    match evidence.outputs:
        case (None, _):
            return frozenset(names - IN_COSTS)
    return frozenset(names)


def _cost(call: Call) -> float:
    given = _Training(*call.arguments, **call.keywords)
    # Masks are drawn anew in each run.
    return given.updates() * (3.0 + any(given.drop_prob_list) + given.apply_momentum)


def _train(flaw: Flaw, *arguments: Any, memory: Memory | None = None, **keywords: Any) -> Any:
    # What is asked for each batch is found out once.
    made = frozenset(filter(flaw, SENTENCES)).__contains__
    return _Run(made, _Training(*arguments, **keywords), memory or Memory(), _rule(made)).result()


def _start(
    net_dims: Any, act_list: Any, drop_prob_list: Any, bnorm_list: Any, momentum: bool, _seed: Any
) -> dict[str, Any]:
    """Return the untrained network; with another seed it is another one."""
    parameters = reference.initialize_network(net_dims, act_list, drop_prob_list)
    parameters = reference.initialize_velocity(parameters, momentum)
    return reference.initialize_bnorm_params(parameters, bnorm_list, momentum)


# Called with the learning rate, the decay rate, the epoch and the iteration.
STEP_SIZES: Mapping[str, Formula] = {
    "epoch_counted_from_one": lambda rate, decay, epoch, _: rate / (1 + decay * (epoch + 1)),
    "no_decay": lambda rate, *_: rate,
    "decay_multiplied_in": lambda rate, decay, epoch, _: rate * (1 - decay * epoch),
    "decay_compounds": lambda rate, decay, epoch, _: rate / (1 + decay) ** epoch,
    "decay_by_iteration": lambda rate, decay, _, itr: rate / (1 + decay * itr),
    "exponential_decay": lambda rate, decay, epoch, _: rate * math.exp(-decay * epoch),
    "alpha_not_handed_on": lambda *_: 0.001,
}
_of_loss = reference.softmax_cross_entropy_loss_der
# Called with the labels, the network's output, the probabilities and the cache of the loss.
GRADIENTS: Mapping[str, Formula] = {
    "softmax_gradient_skipped": lambda _Y, _A, AL, _cache: AL,
    "array_for_the_cache": lambda Y, _A, AL, _cache: _of_loss(Y, AL),
    "backward_from_the_logits": lambda Y, A, _AL, _cache: _of_loss(Y, {"A": A}),
    "gradient_divided_by_m_again": lambda Y, _A, _AL, cache: _of_loss(Y, cache) / Y.shape[1],
    "gradient_summed_over_samples": lambda Y, _A, _AL, cache: _of_loss(Y, cache) * Y.shape[1],
    "gradient_sign_flipped": lambda Y, _A, _AL, cache: -_of_loss(Y, cache),
}
# Called with the run, the cost, the batch, and the parameters before and after the update.
COSTS: Mapping[str, Formula] = {
    "cost_after_the_update": lambda run, _, X, Y, _before, after: run.cost(X, Y, after, "train"),
    "cost_of_all_samples": lambda run, _, _X, _Y, before, _after: run.cost(
        run.given.X, run.given.Y, before, "test"
    ),
    "cost_times_batch_size": lambda _, cost, X, *_rest: cost * X.shape[1],
    "cost_divided_by_batch_size": lambda _, cost, X, *_rest: cost / X.shape[1],
    "cost_rounded": lambda _, cost, *_rest: round(float(cost), 2),
}


@dataclass(frozen=True)
class _Rule:
    """The formulas of a run."""

    step_size: Formula
    gradient: Formula
    cost: Formula


def _rule(flaw: Flaw) -> _Rule:
    return _Rule(
        choose(flaw, STEP_SIZES, lambda rate, decay, epoch, _: rate / (1 + decay * epoch)),
        choose(flaw, GRADIENTS, lambda Y, _A, _AL, cache: _of_loss(Y, cache)),
        choose(flaw, COSTS, lambda _, cost, *_rest: cost),
    )


@dataclass(frozen=True)
class _Run:
    """A training run with a mistake in it."""

    flaw: Flaw
    given: _Training
    memory: Memory
    rule: _Rule

    def result(self) -> Any:
        """Train, and return what the mistaken function returns."""
        flaw, given = self.flaw, self.given
        if flaw("seed_set_inside"):
            np.random.seed(1)
        parameters = self._start()
        data = given.X, given.Y
        costs: list[Any] = []
        gradients: dict[str, Any] = {}
        itr = 1 if flaw("itr_counts_from_one") else 0
        for epoch in range(self._epochs()):
            if epoch:
                parameters = self._at_new_epoch(parameters)
            itr = 0 if flaw("itr_counted_anew_each_epoch") else itr
            costs = [] if flaw("costs_emptied_each_epoch") else costs
            data = _shuffled(*data) if flaw("samples_shuffled") else data
            kept, cost = [], None
            for Xb, Yb in self._batches(*data):
                alpha = self.rule.step_size(given.learning_rate, given.decay_rate, epoch, itr)
                alpha = alpha / Xb.shape[1] if flaw("alpha_divided_by_batch_size") else alpha
                cost, gradients, parameters = self._learn(Xb, Yb, parameters, alpha, gradients)
                if itr % given.log_step == 0 or flaw("every_cost_kept"):
                    kept.append(cost)
                itr += not flaw("itr_counts_epochs")
            itr += flaw("itr_counts_epochs")
            costs += [cost] if flaw("one_cost_for_each_epoch") else kept
        return _returned(flaw, costs, parameters, gradients)

    def _start(self) -> dict[str, Any]:
        flaw, given = self.flaw, self.given
        none = [0] * len(given.bnorm_list)
        drop_probs = none if flaw("dropout_switched_off") else given.drop_prob_list
        bnorm_list = none if flaw("batchnorm_switched_off") else given.bnorm_list
        momentum = (given.apply_momentum or flaw("momentum_always")) and not flaw("momentum_never")
        seed = "own" if flaw("seed_set_inside") else "the call's"
        arguments = given.net_dims, given.act_list, drop_probs, bnorm_list, momentum, seed
        if self._draws_again():
            return self.memory.same(_start(*arguments))
        return self.memory.call(_start, *arguments)

    def _draws_again(self) -> bool:
        """Tell whether anything after the start depends on how far the generator has come."""
        again = "samples_shuffled", "network_started_anew_each_epoch"
        return any(self.given.drop_prob_list) or any(map(self.flaw, again))

    def _epochs(self) -> int:
        count = self.given.num_epochs
        return pick(
            self.flaw,
            {
                "not_trained": lambda: 0,
                "one_epoch_only": lambda: 1,
                "one_epoch_too_few": lambda: max(1, count - 1),
            },
            lambda: count,
        )

    def _at_new_epoch(self, parameters: dict[str, Any]) -> dict[str, Any]:
        if self.flaw("network_started_anew_each_epoch"):
            return self._start()
        if self.flaw("averages_set_to_zero_each_epoch"):
            return reference.initialize_velocity(parameters, self.given.apply_momentum)
        return parameters

    def _batches(self, X: Array, Y: Array) -> Iterator[tuple[Array, Array]]:
        flaw = self.flaw
        m = X.shape[0] if flaw("samples_counted_along_rows") else X.shape[1]
        size = 64 if flaw("batch_size_fixed") else self.given.batch_size
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
            Xb, Yb = X[:, batch], Y[batch] if flaw("labels_cut_along_rows") else Y[:, batch]
            Xb = X if flaw("all_samples_in_the_forward_pass") else Xb
            yield Xb, Y[:, : Xb.shape[1]] if flaw("labels_of_the_first_batch") else Yb

    def _learn(
        self, Xb: Array, Yb: Array, parameters: Any, alpha: float, before: dict[str, Any]
    ) -> tuple[Any, dict[str, Any], dict[str, Any]]:
        """Make one update; `before` holds the gradients of the one before, if there was any."""
        flaw, call = self.flaw, self.memory.call
        A, caches = self._forward(Xb, parameters, "test" if flaw("test_mode") else "train")
        AL, cache, cost = call(reference.softmax_cross_entropy_loss, A, Yb)
        if flaw("softmax_twice"):
            AL, cache, cost = reference.softmax_cross_entropy_loss(AL, Yb)
        if bool(before) and flaw("gradients_of_the_first_batch"):
            gradients = before
        else:
            dAL = call(self.rule.gradient, Yb, A, AL, cache)
            gradients = call(reference.multi_layer_backward, dAL, caches, parameters)
        after = parameters
        for _ in range(2 if flaw("updated_twice") else 0 if flaw("update_thrown_away") else 1):
            after = call(reference.update_parameters_with_momentum_Adam, after, gradients, alpha)
        return self.rule.cost(self, cost, Xb, Yb, parameters, after), gradients, after

    def _forward(self, X: Array, parameters: dict[str, Any], mode: str) -> Any:
        if any(self.given.drop_prob_list):
            return self.memory.same(reference.multi_layer_forward(X, parameters, mode))
        return self.memory.call(reference.multi_layer_forward, X, parameters, mode)

    def cost(self, X: Array, Y: Array, parameters: dict[str, Any], mode: str) -> Any:
        """Return the loss that the network has for these samples."""
        A, _ = self._forward(X, parameters, mode)
        return reference.softmax_cross_entropy_loss(A, Y)[2]


def _shuffled(X: Array, Y: Array) -> tuple[Array, Array]:
    order = np.random.permutation(X.shape[1])
    return X[:, order], Y[:, order]


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
    cost=_cost,
    sought=_sought,
    remembers=True,
)

FLAWED_FUNCTIONS = (TRAINING,)
