"""How commands speak: plain lines, and errors without a traceback."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import typer
from rich.console import Console

from autograder.lesson import CourseError


def console(*, stderr: bool = False) -> Console:
    """Return a console for paths, which are for copying: no wrapping, no colouring of parts."""
    return Console(stderr=stderr, soft_wrap=True, highlight=False, markup=False)


@contextmanager
def errors_as_messages() -> Iterator[None]:
    """Print what is wrong with the course, and exit with 1."""
    # nbgrader's advice is for its own commands.
    logging.getLogger("traitlets").setLevel(logging.ERROR)
    try:
        yield
    except CourseError as error:
        console(stderr=True).print(f"error: {error}", style="red")
        raise typer.Exit(1) from error
