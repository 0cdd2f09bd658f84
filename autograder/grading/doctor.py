"""Say what this machine gives to keep students' code in, and how to get the rest."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table

from autograder.grading.errors import GraderError
from autograder.grading.sandbox.layers import IDENTITY, SANDBOX_EXEC, USER_NAMESPACE, Layer, gaps
from autograder.grading.sessions.warm import Warm

# Only one of these is ever needed: without a gap, nobody has to do anything about the others.
_ALTERNATIVES = frozenset({IDENTITY, USER_NAMESPACE, SANDBOX_EXEC})


def examine() -> tuple[Layer, ...]:
    """Try every layer, as grading does, and return what was found.

    Raises
    ------
    GraderError
        If not even a warm process can be started.
    """
    with Warm.start(preload=(), rehearse=False) as warm:
        return warm.layers


def run(console: Console) -> int:
    """Print what was found; return 0 if everything is protected, otherwise 1."""
    try:
        layers = examine()
    except GraderError as error:
        console.print(f"Grading cannot work on this machine: {error}", style="bold red")
        return 1
    missing = gaps(layers)
    console.print(_table(layers, complete=not missing))
    for sentence in missing:
        console.print(sentence, style="yellow")
    if not missing:
        console.print("Students' code is kept in on every side.", style="green")
    return 1 if missing else 0


def _table(layers: tuple[Layer, ...], *, complete: bool) -> Table:
    table = Table("Layer", "Stands", "What it does, or why it does not stand", "How to get it")
    for layer in layers:
        needed = not layer.active and not (complete and layer.name in _ALTERNATIVES)
        remedy = layer.remedy if needed else ""
        table.add_row(layer.name, _stands(layer, needed=needed), layer.detail, remedy)
    return table


def _stands(layer: Layer, *, needed: bool) -> str:
    if layer.active:
        return "[green]yes[/green]"
    return "[yellow]no[/yellow]" if needed else "not needed"
