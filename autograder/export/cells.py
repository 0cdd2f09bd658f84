"""Write tables that no spreadsheet mistakes for programs.

A text that begins with ``=``, ``+``, ``-``, ``@``, a tab or a line break is taken for a
formula by spreadsheets, with or without quotes around it. Such a text gets an apostrophe in
front, as OWASP recommends: spreadsheets show it as text. Numbers are written as numbers.
"""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterable, Sequence
from pathlib import Path

Cell = str | float | int | None

# The last four are the full-width forms, which some spreadsheets turn into the plain ones.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")


def cell_text(value: Cell) -> str:
    """Return a value as it is written: text guarded, numbers short, None empty."""
    if value is None:
        return ""
    if isinstance(value, (int, float)):
        return f"{round(value, 4):.10g}"
    return guarded(value)


def guarded(text: str) -> str:
    """Return a text that no spreadsheet runs; most come back unchanged."""
    # Blanks in front do not keep every spreadsheet from seeing a formula.
    if text.startswith(FORMULA_STARTS) or text.lstrip().startswith(FORMULA_STARTS):
        return f"'{text}"
    return text


def table_text(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """Return a table as CSV (RFC 4180: commas, quotes doubled, CR LF)."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow([guarded(name) for name in header])
    writer.writerows([cell_text(value) for value in row] for row in rows)
    return buffer.getvalue()


def write_table(
    path: Path,
    header: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    *,
    byte_order_mark: bool = False,
) -> None:
    """Write a table as CSV in UTF-8, whole or not at all.

    Parameters
    ----------
    path : the file; an existing one is replaced.
    header, rows : what to write.
    byte_order_mark : tells Excel that it is UTF-8; learning management systems do without.
    """
    encoding = "utf-8-sig" if byte_order_mark else "utf-8"
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    draft.write_bytes(table_text(header, rows).encode(encoding))
    draft.replace(path)
