"""Checks of lesson 04, second half: one step of Adam or of plain gradient descent.

Every part but two keeps the averages of squared gradients far above eps, so that a misplaced
eps costs the points of its own part only.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np

from autograder.checks.compare import identical
from autograder.checks.exercise import Exercise, Part
from autograder.checks.optimization.networks import (
    Network,
    average,
    build,
    draw_gradients,
    give_averages,
    learned,
)
from autograder.checks.probe import Answer, Probe

UPDATE = "update_parameters_with_momentum_Adam"


def _step(
    probe: Probe, parameters: Network, gradients: Network, names: Iterable[str], **settings: Any
) -> Answer:
    """Take one step and demand that the named entries come out right."""
    settings.setdefault("alpha", 0.1)
    return probe.compare(
        UPDATE, parameters, gradients, outputs={name: name for name in names}, **settings
    )


def _halfway(
    probe: Probe, *net_dims: int, bnorm_list: Any = None, none: Any = None
) -> tuple[Network, Network]:
    """Return a network in the middle of training with Adam, and gradients for it."""
    parameters = give_averages(probe, build(probe, net_dims, bnorm_list))
    return parameters, draw_gradients(probe, parameters, none=none)


def _plain(
    probe: Probe, *net_dims: int, bnorm_list: Any = None, none: Any = None
) -> tuple[Network, Network]:
    """Return a network without momentum, and gradients for it."""
    parameters = build(probe, net_dims, bnorm_list, apply_momentum=False)
    return parameters, draw_gradients(probe, parameters, none=none)


def _moves(probe: Probe) -> None:
    parameters, gradients = _halfway(probe, 4, 3, 2)
    answer = probe.call(UPDATE, parameters, gradients, alpha=0.1)
    probe.demand(
        isinstance(answer.value, dict),
        answer,
        "It did not return a dictionary.",
        {"W1": "W1"},
    )
    probe.demand(
        _differs(parameters["W1"], answer.value.get("W1")),
        answer,
        "W1 did not change by the step, entry by entry as its gradient asks.",
        {"W1": "W1"},
    )
    probe.demand(
        any(_differs(parameters[key], answer.value.get(key)) for key in ("VdW1", "GdW1")),
        answer,
        "Neither VdW1 nor GdW1 changed: with apply_momentum, each step brings the running averages "
        "up to date and keeps them in the dictionary.",
        {key: key for key in ("W1", "VdW1", "GdW1")},
    )


def _differs(before: Any, after: Any) -> bool:
    is_alike = isinstance(after, np.ndarray) and after.shape == before.shape
    return is_alike and bool(np.ptp(after - before) > 0)


def _velocity(probe: Probe) -> None:
    parameters, gradients = _halfway(probe, 4, 3, 2)
    _step(probe, parameters, gradients, [average("V", name) for name in learned(parameters)])


def _squares(probe: Probe) -> None:
    parameters, gradients = _halfway(probe, 4, 3, 2)
    _step(probe, parameters, gradients, [average("G", name) for name in learned(parameters)])


def _parameters(probe: Probe) -> None:
    for net_dims in ((4, 3, 2), (2, 5)):
        parameters, gradients = _halfway(probe, *net_dims)
        _step(probe, parameters, gradients, learned(parameters))


def _settings(probe: Probe) -> None:
    parameters, gradients = _halfway(probe, 3, 4, 2)
    # beta first: with the usual values (1 - beta)^2 is 1 - beta2, and mistakes look alike.
    for settings in ({"beta": 0.6}, {"beta2": 0.75}, {"alpha": 0.7}):
        _step(probe, parameters, gradients, learned(parameters), **settings)


def _epsilon(probe: Probe) -> None:
    parameters = give_averages(probe, build(probe, [3, 4, 2]))
    # Of the size that tiny gradients give: after zeros, V / sqrt(G) would be but a sign.
    parameters |= {key: 1e-5 * parameters[key] for key in parameters if key[0] == "V"}
    parameters |= {key: 1e-10 * parameters[key] for key in parameters if key[0] == "G"}
    tiny = draw_gradients(probe, parameters, size=1e-4)
    _step(probe, parameters, tiny, learned(parameters))
    _step(probe, parameters, tiny, learned(parameters), eps=1e-3)


def _several_steps(probe: Probe) -> None:
    parameters = build(probe, [3, 4, 2], [1, 0])
    names = [
        key
        for name in learned(parameters)
        for key in (name, average("V", name), average("G", name))
    ]
    for _ in range(3):
        # Large, since the averages grow from zero and are to stay far above eps.
        gradients = draw_gradients(probe, parameters, size=10)
        # Only what the student returned and has been compared goes on into the next step.
        after = _step(probe, parameters, gradients, names).value
        parameters = {**parameters, **{name: after[name] for name in names}}


def _batchnorm(probe: Probe) -> None:
    parameters, gradients = _halfway(probe, 4, 3, 5, 2, bnorm_list=[1, 0, 1], none=[])
    names = [name for name in learned(parameters) if name.startswith("bnorm")]
    averages = [average(letter, name) for letter in "VG" for name in names]
    _step(probe, parameters, gradients, names + averages)


def _descent(probe: Probe) -> None:
    for net_dims in ((4, 3, 2), (2, 5)):
        parameters, gradients = _plain(probe, *net_dims)
        _step(probe, parameters, gradients, learned(parameters))


def _descent_batchnorm(probe: Probe) -> None:
    parameters, gradients = _plain(probe, 4, 3, 5, 2, bnorm_list=[0, 1, 1], none=[])
    _step(probe, parameters, gradients, learned(parameters))


def _rest(probe: Probe) -> None:
    """Demand that what is not learned stays, whatever stands for an absent gradient."""
    for apply_momentum, none in ((True, []), (False, np.array([]))):
        parameters = build(probe, [3, 4, 2], [0, 0], apply_momentum=apply_momentum)
        gradients = draw_gradients(probe, parameters, none=none)
        kept = [key for key in parameters if key[0] not in "WbVG"]
        kept += ["bnorm_list", "bnorm_beta1", "bnorm_gamma2"]
        answer = _step(probe, parameters, gradients, kept)
        probe.require(
            identical(gradients, answer.arguments[1]),
            answer,
            "The gradients were changed. Only the parameters may change in an update.",
            mistake="argument_changed_in_place",
        )


EXERCISES = (
    Exercise(
        UPDATE,
        (UPDATE,),
        (
            Part("a step of Adam changes V, G and the parameters", _moves, core=True),
            Part("V: running average of the gradient", _velocity, weight=2),
            Part("G: running average of the squared gradient", _squares, weight=2),
            Part("W and b: alpha * V / sqrt(G) off, with the new V and G", _parameters, weight=3),
            Part("alpha, beta and beta2 as the caller sets them", _settings),
            Part("eps stands inside the root", _epsilon),
            Part("V and G are carried over from step to step", _several_steps),
            Part("batchnorm's beta and gamma with Adam", _batchnorm),
            Part("plain gradient descent without momentum", _descent),
            Part("plain descent of beta and gamma, each by its own gradient", _descent_batchnorm),
            Part("what is not learned stays, and so do the gradients", _rest),
        ),
    ),
)
