"""The checks of the `optimization` assignment, one module or more per lesson."""

from autograder.checks.exercise import Exercise
from autograder.checks.optimization import (
    adam,
    batchnorm,
    batchnorm_der,
    classify,
    digits,
    dropout,
    initialize,
    network,
    relu_softmax,
    training,
)

EXERCISES: tuple[Exercise, ...] = (
    *relu_softmax.EXERCISES,
    *dropout.EXERCISES,
    *batchnorm.EXERCISES,
    *batchnorm_der.EXERCISES,
    *initialize.EXERCISES,
    *adam.EXERCISES,
    *network.EXERCISES,
    *training.EXERCISES,
    *classify.EXERCISES,
    *digits.EXERCISES,
)
