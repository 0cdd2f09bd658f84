"""Take one side of an unfinished merge: what git leaves in a file where two versions differ.

Line by line, so that it takes no longer for a file that was made to take long.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator

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
    parts = list(_parts(io.StringIO(text)))
    if not any(part == _THEIRS for part, _ in parts):
        return ()
    return tuple(
        "".join(line for part, line in parts if part in (_BOTH, side)) for side in (_OURS, _THEIRS)
    )


def _parts(lines: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield each line with the part of a merge that it belongs to; the marks are left out."""
    now = _BOTH
    for line in lines:
        before, after = _MARKS.get(line[:7], ((), ""))
        if now in before:
            now = after
            yield now, ""
        else:
            yield now, line
