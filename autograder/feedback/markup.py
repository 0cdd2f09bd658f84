"""Turn Markdown, HTML outputs and code from notebooks into HTML that is safe to show.

What a student writes ends up in the browser of whoever grades it. So HTML is cut down to
what text needs: no scripts, no frames, no forms, pictures only from inside the page.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import bleach
from bleach.css_sanitizer import ALLOWED_CSS_PROPERTIES, CSSSanitizer
from nbconvert.filters.markdown_mistune import (
    InvalidNotebook,
    IPythonRenderer,
    MarkdownWithMath,
)
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name

from autograder.feedback.formulas import mathml

_TAGS = """
a abbr b blockquote br caption code col colgroup dd del details div dl dt em figcaption figure
h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q s small span strong sub summary sup table
tbody td tfoot th thead tr u ul
"""
_STYLES = """
background border border-left border-radius font list-style margin margin-bottom margin-left
margin-right margin-top max-width padding padding-left
"""
_ATTRIBUTES = "class title role style colspan rowspan scope open alt"
TAGS = frozenset(_TAGS.split())
STYLES = ALLOWED_CSS_PROPERTIES | frozenset(_STYLES.split())
_PLAIN = frozenset(_ATTRIBUTES.split())
_NUMBERS = frozenset(("width", "height", "start"))
_WEB = ("https://", "http://", "mailto:", "#")
_PICTURE = re.compile(r"data:image/(png|jpeg|gif|webp|svg\+xml)[;,]", re.IGNORECASE)
_FORMULA = re.compile(r'<span class="formula-(inline|block)">([^<]*)</span>')


def _allowed(tag: str, name: str, value: str) -> bool:
    """Tell whether an attribute may stay."""
    if name == "href":
        return tag == "a" and value.lower().startswith(_WEB)
    if name == "src":
        return tag == "img" and _PICTURE.match(value) is not None
    return name in _PLAIN or name.startswith("aria-") or (name in _NUMBERS and value.isdigit())


@lru_cache(maxsize=2048)
def safe_html(source: str) -> str:
    """Return HTML with nothing in it but text, tables, pictures and simple styles."""
    return str(
        bleach.clean(
            source,
            tags=TAGS,
            attributes=_allowed,
            protocols=("http", "https", "mailto", "data"),
            css_sanitizer=CSSSanitizer(allowed_css_properties=STYLES),
            strip=True,
        )
    )


def markdown_html(source: str, attachments: Mapping[str, Any] | None = None) -> str:
    """Return a Markdown cell as safe HTML, its formulas as MathML, its headings one level down.

    Parameters
    ----------
    attachments : as in `rendered_markdown`.
    """
    if attachments:
        return safe_with_formulas(rendered_markdown(source, attachments))
    return _course_markdown(source)


@lru_cache(maxsize=2048)
def _course_markdown(source: str) -> str:
    """Render the course's own cells, which are the same for all students, only once."""
    return safe_with_formulas(rendered_markdown(source))


def rendered_markdown(source: str, attachments: Mapping[str, Any] | None = None) -> str:
    """Return Markdown as HTML that is not safe yet, its formulas marked for what comes next.

    Parameters
    ----------
    attachments : pictures that were pasted into the cell, as the notebook keeps them.
    """
    renderer = _Renderer(escape=False, attachments=dict(attachments or {}))
    return str(MarkdownWithMath(renderer=renderer).render(source))


def safe_with_formulas(rendered: str) -> str:
    """Clean what `rendered_markdown` returns, and only then turn its formulas into MathML."""
    return _FORMULA.sub(_formula, _scrollable(safe_html(rendered)))


def _scrollable(page: str) -> str:
    """Let the keyboard reach code, whose long lines scroll."""
    return page.replace("<pre>", '<pre tabindex="0">')


def _formula(found: re.Match[str]) -> str:
    return mathml(html.unescape(found[2]).strip(), block=found[1] == "block")


class _Renderer(IPythonRenderer):
    """Marks formulas, so that they survive cleaning, and leaves the page its own h1."""

    def _embed_image_or_attachment(self, src: str) -> str:
        """Embed a pasted picture; one that is not there leaves its description."""
        try:
            return str(super()._embed_image_or_attachment(src))
        except (InvalidNotebook, StopIteration):
            return ""

    def heading(self, text: str, level: int, **_: Any) -> str:
        level = min(6, level + 1)
        return f"<h{level}>{text}</h{level}>\n"

    def inline_math(self, body: str) -> str:
        return f'<span class="formula-inline">{html.escape(body)}</span>'

    def block_math(self, body: str) -> str:
        return f'<span class="formula-block">{html.escape(body)}</span>'

    def latex_environment(self, name: str, body: str) -> str:
        return self.block_math(f"\\begin{{{name}}}{body}\\end{{{name}}}")


@lru_cache(maxsize=2048)
def code_html(source: str) -> str:
    """Return Python source with its syntax in colours."""
    return _scrollable(str(highlight(source, get_lexer_by_name("python"), HtmlFormatter())))


def code_style() -> str:
    """Return the style sheet of highlighted code; its colours have AA contrast on white."""
    return str(HtmlFormatter(style="default").get_style_defs(".highlight"))
