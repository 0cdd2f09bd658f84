"""Known mistakes in the `optimization` assignment, one module per lesson."""

from autograder.misconceptions.mistake import FlawedFunction
from autograder.misconceptions.optimization import relu_softmax

FLAWED_FUNCTIONS: tuple[FlawedFunction, ...] = (*relu_softmax.FLAWED_FUNCTIONS,)
