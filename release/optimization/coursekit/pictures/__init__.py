"""Pictures of the lessons; each function draws one figure and returns it."""

from .adam import (
    show_adam_speed,
    show_decay,
    show_start_spread,
    show_start_training,
    show_valley,
)
from .basics import plot_costs, plot_curves, show_digits
from .batchnorm import show_batchnorm, show_batchnorm_rescue, show_batchnorm_speed
from .batchnorm_steps import show_batchnorm_steps
from .canvas import describe, show_figure
from .dropout import show_dropout_gap, show_dropout_mask, show_dropout_mean
from .network import show_confusion, show_mistakes, show_weights
from .relu_softmax import show_loss, show_relu, show_softmax, show_softmax_stability

__all__ = [
    "describe",
    "plot_costs",
    "plot_curves",
    "show_adam_speed",
    "show_batchnorm",
    "show_batchnorm_rescue",
    "show_batchnorm_speed",
    "show_batchnorm_steps",
    "show_confusion",
    "show_decay",
    "show_digits",
    "show_dropout_gap",
    "show_dropout_mask",
    "show_dropout_mean",
    "show_figure",
    "show_loss",
    "show_mistakes",
    "show_relu",
    "show_softmax",
    "show_softmax_stability",
    "show_start_spread",
    "show_start_training",
    "show_valley",
    "show_weights",
]
