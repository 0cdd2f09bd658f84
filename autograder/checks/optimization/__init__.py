"""The checks of the `optimization` assignment, one module per lesson."""

from autograder.checks.exercise import Exercise
from autograder.checks.optimization import adam, batchnorm, dropout, network, relu_softmax

EXERCISES: tuple[Exercise, ...] = (
    *relu_softmax.EXERCISES,
    *dropout.EXERCISES,
    *batchnorm.EXERCISES,
    *adam.EXERCISES,
    *network.EXERCISES,
)
