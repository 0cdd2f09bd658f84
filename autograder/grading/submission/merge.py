"""Take one side of an unfinished merge: what git leaves in a file where two versions differ.

Only the lines of marks are looked at one by one, so that it takes neither long nor much memory for
a file that was made to take both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

MAX_MARKS = 10_000
_MARK = re.compile(r"^(<{7}|\|{7}|={7}|>{7}).*\n?", re.MULTILINE)
_BOTH, _OURS, _BASE, _THEIRS = "both", "ours", "base", "theirs"
# In which part of the file a line of marks ends, and which part begins after it.
_MARKS = {
    "<<<<<<<": ((_BOTH,), _OURS),
    "|||||||": ((_OURS,), _BASE),
    "=======": ((_OURS, _BASE), _THEIRS),
    ">>>>>>>": ((_THEIRS,), _BOTH),
}


def sides(text: str) -> tuple[str, ...]:
    """Return the file as either side of its merges has it; nothing if it holds no merge."""
    parts = list(_parts(text))
    if not any(part == _THEIRS for part, _ in parts):
        return ()
    return tuple(
        "".join(piece for part, piece in parts if part in (_BOTH, side))
        for side in (_OURS, _THEIRS)
    )


def _parts(text: str) -> Iterator[tuple[str, str]]:
    """Yield each piece between lines of marks with the part of a merge that it belongs to."""
    now, start = _BOTH, 0
    for number, mark in enumerate(_MARK.finditer(text)):
        before, after = _MARKS[mark[1]]
        if number >= MAX_MARKS:
            return
        if now in before:
            yield now, text[start : mark.start()]
            now, start = after, mark.end()
    yield now, text[start:]
