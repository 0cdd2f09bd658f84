"""Take hidden tests out of a notebook before it is shown."""

from __future__ import annotations

from typing import Any

BEGIN, END = "BEGIN HIDDEN TESTS", "END HIDDEN TESTS"

Cell = Any


def without_hidden_tests(source: str) -> str:
    """Return a cell's source without its hidden regions; an unclosed one goes on to the end."""
    kept, hidden = [], False
    for line in source.splitlines():
        if BEGIN in line:
            hidden = True
        elif END in line:
            hidden = False
        elif not hidden:
            kept.append(line)
    return "\n".join(kept).rstrip()


def hide_tests(cell: Cell) -> None:
    """Take the hidden tests out of a cell, and the lines of tracebacks that could show them."""
    visible = without_hidden_tests(cell.source)
    if visible == cell.source.rstrip():
        return
    cell.source = visible
    for output in cell.get("outputs", ()):
        if output.output_type == "error":
            output.traceback = [f"{output.ename}: {output.evalue}"]
