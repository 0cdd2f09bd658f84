"""The table that says which functions a notebook got from earlier lessons."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from html import escape


class State(Enum):
    """Where a function stands."""

    YOURS = "yours"
    GIVEN = "given"
    UNFINISHED = "unfinished"
    MISSING = "missing"
    BROKEN = "broken"


STYLES = {
    State.YOURS: "color:#0b5d3b;font-weight:bold",
    State.GIVEN: "color:#444444",
    State.UNFINISHED: "color:#8a3b00;font-weight:bold",
    State.MISSING: "color:#8a3b00;font-weight:bold",
    State.BROKEN: "color:#a3001e;font-weight:bold",
}
"""Text colours with a contrast of at least 7 on white; the state is always written out too."""


@dataclass(frozen=True)
class CarriedFunction:
    """One function of an earlier lesson."""

    function: str
    notebook: str
    state: State
    detail: str = ""


@dataclass(frozen=True)
class CarryReport:
    """All functions carried over, with messages about the notebooks themselves."""

    rows: tuple[CarriedFunction, ...]
    messages: tuple[str, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether every function is there."""
        return all(row.state in (State.YOURS, State.GIVEN) for row in self.rows)

    @property
    def summary(self) -> str:
        """One sentence for the head of the table."""
        there = sum(row.state in (State.YOURS, State.GIVEN) for row in self.rows)
        if self.complete:
            return f"All {there} functions of the earlier lessons are here."
        return (
            f"{there} of {len(self.rows)} functions of the earlier lessons are here. Placeholders "
            "stand in for the others: finish them in their notebooks, save, run this cell again."
        )

    def __str__(self) -> str:
        return "\n".join([self.summary, *self.messages, *self._lines()])

    __repr__ = __str__

    def _lines(self) -> Iterator[str]:
        """Yield the table's rows as aligned text."""
        names = max((len(row.function) for row in self.rows), default=0)
        books = max((len(row.notebook) for row in self.rows), default=0)
        for row in self.rows:
            line = f"  {row.function:{names}}  {row.notebook:{books}}  {row.state.value:10}"
            yield f"{line}  {row.detail}".rstrip()

    def _repr_html_(self) -> str:
        """Return the table for a notebook."""
        notes = "".join(f"<p><strong>Note:</strong> {escape(text)}</p>" for text in self.messages)
        head = "".join(
            f'<th scope="col" style="text-align:left">{text}</th>'
            for text in ("function", "from", "state", "remark")
        )
        body = "".join(_html_row(row) for row in self.rows)
        caption = f'<caption style="text-align:left">{escape(self.summary)}</caption>'
        return f"{notes}<table>{caption}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _html_row(row: CarriedFunction) -> str:
    """Return one row of the HTML table."""
    cell = '<td style="text-align:left{}">{}</td>'.format
    # A white ground keeps the contrast of the state's colour in JupyterLab's dark theme.
    style = f";background:#ffffff;{STYLES[row.state]}"
    name = f"<code>{escape(row.function)}</code>"
    cells = [("", name), ("", escape(row.notebook)), (style, row.state.value)]
    return "<tr>{}</tr>".format("".join(cell(*c) for c in [*cells, ("", escape(row.detail))]))
