"""Known mistakes in the `optimization` assignment, one module or more per lesson."""

from autograder.misconceptions.mistake import FlawedFunction
from autograder.misconceptions.optimization import (
    adam,
    batchnorm,
    batchnorm_der,
    classify,
    dropout,
    dropout_der,
    initialize,
    linear,
    relu,
    softmax,
    softmax_der,
    training,
)

FLAWED_FUNCTIONS: tuple[FlawedFunction, ...] = (
    *relu.FLAWED_FUNCTIONS,
    *softmax.FLAWED_FUNCTIONS,
    *softmax_der.FLAWED_FUNCTIONS,
    *dropout.FLAWED_FUNCTIONS,
    *dropout_der.FLAWED_FUNCTIONS,
    *batchnorm.FLAWED_FUNCTIONS,
    *batchnorm_der.FLAWED_FUNCTIONS,
    *initialize.FLAWED_FUNCTIONS,
    *adam.FLAWED_FUNCTIONS,
    *linear.FLAWED_FUNCTIONS,
    *training.FLAWED_FUNCTIONS,
    *classify.FLAWED_FUNCTIONS,
)
