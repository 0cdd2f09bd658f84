"""The names of the exercises, and a helpful word to who mistypes one."""

from __future__ import annotations

from difflib import get_close_matches

from autograder.checks.catalogue import exercises


class UnknownExerciseError(KeyError):
    """There is no exercise of that name; the message lists those that there are."""

    def __str__(self) -> str:
        return str(self.args[0])

    def _render_traceback_(self) -> list[str]:
        """Return what a notebook shows: the sentence, not the way through our modules."""
        return [str(self)]


def exercise_names(assignment: str) -> tuple[str, ...]:
    """Return the names of an assignment's exercises, in the order of its lessons."""
    return tuple(exercise.name for exercise in exercises(assignment))


def demand_exercise(assignment: str, name: str) -> None:
    """Raise UnknownExerciseError if there is no exercise of that name."""
    names = exercise_names(assignment)
    if name in names:
        return
    near = get_close_matches(str(name), names, n=1)
    guess = f" Did you mean {near[0]!r}?" if near else ""
    raise UnknownExerciseError(
        f"{assignment} has no exercise {name!r}.{guess} There are: {', '.join(names)}."
    )
