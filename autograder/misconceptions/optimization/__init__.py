"""Known mistakes in the `optimization` assignment, one module per lesson."""

from autograder.misconceptions.mistake import FlawedFunction

FLAWED_FUNCTIONS: tuple[FlawedFunction, ...] = ()
