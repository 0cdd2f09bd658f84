"""Collect what a cell shows, as notebook outputs, within a bounded volume."""

from __future__ import annotations

import base64
import io
import json
from dataclasses import dataclass, field
from typing import Any

MAX_OUTPUTS = 1000
Output = dict[str, Any]


@dataclass
class Record:
    """The outputs of the cell that is running, in order.

    Attributes
    ----------
    room : characters that may still be kept.
    open : False between cells: what is shown then (by a forgotten thread) is dropped.
    """

    limit: int = 2**20
    room: int = 0
    open: bool = False
    dropped: bool = False
    outputs: list[Output] = field(default_factory=list)
    names: dict[str, list[Output]] = field(default_factory=dict)

    def start(self) -> None:
        """Begin with an empty cell."""
        self.room, self.open, self.dropped = self.limit, True, False
        self.outputs, self.names = [], {}

    def finish(self) -> list[Output]:
        """Return the cell's outputs, with a notice if some were dropped."""
        self.open = False
        if self.dropped:
            text = f"\n[More than {self.limit // 1000} kB of output: the rest is not kept.]\n"
            self.outputs.append({"output_type": "stream", "name": "stderr", "text": text})
        return self.outputs

    def write(self, name: str, text: str) -> None:
        """Append to the stream `name`, stdout or stderr."""
        kept = text[: self.room]
        if not self.open or not kept:
            self.dropped |= bool(text)
            return
        self.dropped |= len(kept) < len(text)
        self.room -= len(kept)
        last = self.outputs[-1] if self.outputs else {}
        if last.get("name") == name:
            last["text"].write(kept)
        elif self._has_place():
            buffer = io.StringIO()
            buffer.write(kept)
            self.outputs.append({"output_type": "stream", "name": name, "text": buffer})

    def show(self, kind: str, content: Output, display_id: str | None = None) -> None:
        """Append a display_data, execute_result or error."""
        output = self._priced({"output_type": kind, **content})
        if output is None or not self._has_place():
            return
        self.outputs.append(output)
        if display_id:
            self.names.setdefault(display_id, []).append(output)

    def update(self, display_id: str, content: Output) -> None:
        """Show something else in place of what was displayed under `display_id`."""
        replacement = self._priced(content)
        if replacement is not None:
            for output in self.names.get(display_id, []):
                output.update(replacement)

    def clear(self) -> None:
        """Forget what was shown so far; what it cost stays spent."""
        self.outputs.clear()
        self.names.clear()

    def _priced(self, output: Output) -> Output | None:
        text = json.dumps(output, default=_as_text)
        if not self.open or len(text) > self.room:
            self.dropped = True
            return None
        self.room -= len(text)
        return json.loads(text)

    def _has_place(self) -> bool:
        full = len(self.outputs) >= MAX_OUTPUTS
        self.dropped |= full
        return not full


def as_json(outputs: list[Output]) -> bytes:
    """Write outputs down as JSON text."""
    return json.dumps(outputs, default=_as_text).encode()


def _as_text(value: Any) -> str:
    if isinstance(value, io.StringIO):
        return value.getvalue()
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    return str(value)


class Stream(io.TextIOBase):
    """A text stream whose writes become outputs of the running cell."""

    encoding = "utf-8"

    def __init__(self, record: Record, name: str) -> None:
        self._record = record
        self._name = name

    def writable(self) -> bool:
        """Return True."""
        return True

    def write(self, text: str, /) -> int:
        """Record `text`."""
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        self._record.write(self._name, text)
        return len(text)
