"""Filters for the page on which Formgrader shows a submission.

nbgrader lets whatever HTML a student wrote into the instructor's browser, where it could give
points. With these two filters, which nbgrader_config.py names, and `sanitize_html`, it gets there
cleaned like a feedback page; and formulas are MathML, which needs no network.
"""

from __future__ import annotations

from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context

from autograder.feedback.markup import rendered_markdown, safe_html, safe_with_formulas


class Cleaned(str):
    """HTML that is clean already. Cleaned once more it would lose its formulas."""

    __slots__ = ()


@pass_context
def markdown2html(context: Context, source: str) -> Cleaned:
    """Render Markdown and clean it; Formgrader's template does not clean Markdown cells."""
    cell: Any = context.get("cell", {})
    return Cleaned(safe_with_formulas(rendered_markdown(source, cell.get("attachments"))))


def clean_html(element: str | bytes) -> str:
    """Return HTML with nothing in it but text, tables, pictures and simple styles."""
    if isinstance(element, Cleaned):
        return element
    return safe_html(element.decode(errors="replace") if isinstance(element, bytes) else element)
