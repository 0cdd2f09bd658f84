"""Known mistakes of lesson 04: one step of Adam or of plain gradient descent."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.misconceptions.mistake import Flaw, FlawedFunction, choose, pick
from autograder.misconceptions.optimization.adam_sentences import SENTENCES
from autograder.misconceptions.optimization.adam_signs import SIGNS

Array = np.ndarray
Network = dict[str, Any]
Formula = Callable[..., Any]


@dataclass(frozen=True)
class _Settings:
    alpha: float
    beta: float
    beta2: float
    eps: float


def _update(
    flaw: Flaw,
    parameters: Network,
    gradients: Network,
    alpha: float,
    beta: float = 0.9,
    beta2: float = 0.99,
    eps: float = 1e-8,
) -> Network:
    new = dict(parameters)
    if flaw("nothing_updated"):
        return new
    settings = _settings(flaw, alpha, beta, beta2, eps)
    is_adam = parameters["apply_momentum"] or flaw("flag_ignored_always_adam")
    is_adam = is_adam and not flaw("flag_ignored_never_adam")
    skips_batchnorm = flaw("batchnorm_by_plain_descent")
    rule = _adam_rule(flaw) if is_adam else None
    gradient_of = choose(flaw, GRADIENTS, lambda gradient: gradient)
    move = choose(flaw, PLAIN_STEPS, lambda old, gradient, alpha: old - alpha * gradient)
    for name, V, G in _names(flaw, parameters):
        other = name.replace("gamma", "beta") if flaw("gamma_with_the_gradient_of_beta") else name
        gradient = gradient_of(gradients[f"d{other}"])
        if rule and not (skips_batchnorm and name.startswith("bnorm")):
            rule.apply(new, name, (V, G), gradient, settings)
        else:
            new[name] = move(new[name], gradient, alpha)
    return new


def _settings(flaw: Flaw, alpha: float, beta: float, beta2: float, eps: float) -> _Settings:
    if flaw("settings_fixed_inside"):
        beta, beta2, eps = 0.9, 0.99, 1e-8
    if flaw("beta_and_beta2_swapped"):
        beta, beta2 = beta2, beta
    if flaw("beta_for_both"):
        beta2 = beta
    if flaw("beta2_for_both"):
        beta = beta2
    if flaw("beta2_of_the_paper"):
        beta2 = 0.999
    return _Settings(alpha, beta, beta2, eps)


def _names(flaw: Flaw, parameters: Network) -> Iterator[tuple[str, str, str]]:
    """Yield the names of what is to be updated and of its averages, layer by layer."""
    count = parameters["numLayers"]
    last = 1 if flaw("returned_after_the_first_layer") else count
    for layer in range(1, last + (not flaw("last_layer_forgotten"))):
        W = "W1" if flaw("weights_only_with_W_of_layer_1") else f"W{layer}"
        yield W, f"Vd{W}", f"Gd{W}"
        if not flaw("biases_forgotten"):
            G = f"GdW{layer}" if flaw("bias_with_the_averages_of_W") else f"Gdb{layer}"
            yield f"b{layer}", f"Vdb{layer}", G
        if _has_batchnorm(flaw, parameters["bnorm_list"], layer, count):
            for name in (f"bnorm_beta{layer}", f"bnorm_gamma{layer}"):
                yield name, f"V{name}", f"G{name}"


def _has_batchnorm(flaw: Flaw, bnorm_list: Any, layer: int, count: int) -> bool:
    return pick(
        flaw,
        {
            "batchnorm_not_updated": lambda: False,
            "batchnorm_never_skipped": lambda: True,
            "batchnorm_of_every_layer_if_the_first_has_it": lambda: bnorm_list[0],
            "batchnorm_list_off_by_one": lambda: bnorm_list[layer % count],
        },
        lambda: bnorm_list[layer - 1],
    )


GRADIENTS: Mapping[str, Formula] = {"gradients_clipped": lambda gradient: np.clip(gradient, -1, 1)}
PLAIN_STEPS: Mapping[str, Formula] = {
    "plain_step_with_the_squares": lambda old, gradient, alpha: old - alpha * gradient**2,
    "plain_ascent": lambda old, gradient, alpha: old + alpha * gradient,
}
# Called with the settings, the old average and the gradient.
AVERAGES: Mapping[str, Formula] = {
    "shares_exchanged": lambda s, V, g: (1 - s.beta) * V + s.beta * g,
    "one_minus_beta_forgotten_in_V": lambda s, V, g: s.beta * V + g,
    "V_started_anew_each_step": lambda s, V, g: (1 - s.beta) * g + 0 * V,
    "old_V_not_weighted": lambda s, V, g: V + (1 - s.beta) * g,
    "alpha_twice": lambda s, V, g: s.beta * V + (1 - s.beta) * s.alpha * g,
    "V_subtracts_the_gradient": lambda s, V, g: s.beta * V - (1 - s.beta) * g,
}
# Called with the settings, the old average, the gradient and the new V.
SQUARES: Mapping[str, Formula] = {
    "shares_exchanged": lambda s, G, g, _: (1 - s.beta2) * G + s.beta2 * g**2,
    "one_minus_beta2_forgotten_in_G": lambda s, G, g, _: s.beta2 * G + g**2,
    "G_started_anew_each_step": lambda s, G, g, _: (1 - s.beta2) * g**2 + 0 * G,
    "old_G_not_weighted": lambda s, G, g, _: G + (1 - s.beta2) * g**2,
    "square_forgotten": lambda s, G, g, _: s.beta2 * G + (1 - s.beta2) * g,
    "absolute_value_for_square": lambda s, G, g, _: s.beta2 * G + (1 - s.beta2) * np.abs(g),
    "square_of_the_average": lambda s, G, _, V: s.beta2 * G + (1 - s.beta2) * V**2,
    "factor_squared_too": lambda s, G, g, _: s.beta2 * G + ((1 - s.beta2) * g) ** 2,
    "matrix_product_for_square": lambda s, G, g, _: s.beta2 * G + (1 - s.beta2) * np.dot(g, g.T),
}
# Called with the settings, V and G.
DIRECTIONS: Mapping[str, Formula] = {
    "eps_outside_the_root": lambda s, V, G: V / (np.sqrt(G) + s.eps),
    "eps_forgotten": lambda _, V, G: V / np.sqrt(G),
    "root_forgotten": lambda s, V, G: V / (G + s.eps),
    "momentum_without_squares": lambda _s, V, _G: V,
    "multiplied_by_the_root": lambda s, V, G: V * np.sqrt(G + s.eps),
    "V_and_G_exchanged_in_the_step": lambda s, V, G: G / np.sqrt(np.abs(V) + s.eps),
}
# Called with the old parameter and the step.
MOVES: Mapping[str, Formula] = {
    "ascent": lambda old, step: old + step,
    "step_returned_for_the_parameters": lambda _, step: -step,
    "averages_only": lambda old, _: old,
}


@dataclass(frozen=True)
class _AdamRule:
    """The formulas of an update by Adam, and which values its step takes and keeps."""

    average: Formula
    squares: Formula
    direction: Formula
    move: Formula
    late: tuple[bool, bool]
    stored: tuple[bool, bool]
    by_gradient: bool
    corrected: bool
    alpha_forgotten: bool

    def apply(
        self, new: Network, name: str, keys: tuple[str, str], gradient: Any, s: _Settings
    ) -> None:
        """Bring a parameter and its averages up to date, in the (copied) dictionary."""
        old = tuple(new.get(key, 0.0) for key in keys)
        V = self.average(s, old[0], gradient)
        averages = V, self.squares(s, old[1], gradient, V)
        used_V, used_G = (before if late else now for before, now, late in
                          zip(old, averages, self.late, strict=True))  # fmt: skip
        new[name] = self.move(new[name], self._step(s, used_V, used_G, gradient))
        for key, value, stored in zip(keys, averages, self.stored, strict=True):
            if stored:
                new[key] = value

    def _step(self, s: _Settings, V: Any, G: Any, gradient: Any) -> Any:
        V = gradient if self.by_gradient else V
        if self.corrected:
            V, G = V / (1 - s.beta), G / (1 - s.beta2)
        return (1.0 if self.alpha_forgotten else s.alpha) * self.direction(s, V, G)


def _adam_rule(flaw: Flaw) -> _AdamRule:
    return _AdamRule(
        choose(flaw, AVERAGES, lambda s, V, g: s.beta * V + (1 - s.beta) * g),
        choose(flaw, SQUARES, lambda s, G, g, _: s.beta2 * G + (1 - s.beta2) * g**2),
        choose(flaw, DIRECTIONS, lambda s, V, G: V / np.sqrt(G + s.eps)),
        choose(flaw, MOVES, lambda old, step: old - step),
        late=(flaw("velocity_updated_too_late"), flaw("squares_updated_too_late")),
        stored=(not flaw("V_not_stored"), not flaw("G_not_stored")),
        by_gradient=flaw("gradient_in_place_of_V"),
        corrected=flaw("bias_correction"),
        alpha_forgotten=flaw("alpha_forgotten"),
    )


IN_PAIRS = frozenset(
    {
        "beta_and_beta2_swapped",
        "beta_for_both",
        "eps_outside_the_root",
        "eps_forgotten",
        "velocity_updated_too_late",
        "squares_updated_too_late",
        "root_forgotten",
        "square_forgotten",
        "one_minus_beta_forgotten_in_V",
        "one_minus_beta2_forgotten_in_G",
        "bias_correction",
        "ascent",
        "alpha_forgotten",
        "biases_forgotten",
    }
)
"""The mistakes that are looked for in company with another: the common ones."""

UPDATE = FlawedFunction(
    "update_parameters_with_momentum_Adam",
    _update,
    SENTENCES,
    alone=frozenset(SENTENCES) - IN_PAIRS,
    signs=SIGNS,
    wording={"forgot_return": "Nothing came back. The dictionary is returned at the end."},
    cost=2.0,
)

FLAWED_FUNCTIONS = (UPDATE,)
