"""What the lessons' notebooks use: data, pictures, a gradient check, functions of earlier lessons.

It lies beside the notebooks as the folder `coursekit`. It holds no solution of any exercise:
wherever a picture or an experiment needs one, it takes the student's own function.
"""

from .carry_over import carry_over
from .carry_report import CarriedFunction, CarryReport, State
from .data import MnistData, as_columns, get_digits, get_mnist
from .download import DataUnavailableError
from .engine import Curve
from .experiments import (
    adam_experiment,
    batchnorm_experiment,
    dropout_experiment,
    start_experiment,
)
from .gradients import GradientReport, check_backward, check_gradient
from .idx import IdxError, read_idx
from .pictures import *  # noqa: F403 - each is named in pictures.__all__
from .pictures import __all__ as _pictures
from .unfinished import UnfinishedError

__all__ = [
    "CarriedFunction",
    "CarryReport",
    "Curve",
    "DataUnavailableError",
    "GradientReport",
    "IdxError",
    "MnistData",
    "State",
    "UnfinishedError",
    "adam_experiment",
    "as_columns",
    "batchnorm_experiment",
    "carry_over",
    "check_backward",
    "check_gradient",
    "dropout_experiment",
    "get_digits",
    "get_mnist",
    "read_idx",
    "start_experiment",
    *_pictures,
]
