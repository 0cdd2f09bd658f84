"""Turn LaTeX formulas into MathML, which browsers show without a script or a network."""

from __future__ import annotations

import html
import re
from functools import lru_cache

from latex2mathml.converter import convert

MAX_LENGTH = 2_000
# A link inside a formula could lead anywhere; no formula of the course has one.
_LINK = re.compile(r"\\(href|url)\b")
# Lengths that add to an element's own ("+0.8em") are not in MathML Core: browsers take them
# for the whole length, and the text above an arrow runs into its neighbours.
_PADDED = re.compile(r"<mpadded [^>]*>(.*?)</mpadded>")
_ARROW = re.compile(r'<mstyle scriptlevel="0">(<mo)(>[^<]*</mo>)</mstyle>')
# A function's name stands off from its argument; browsers know that of operators only.
_NAME = re.compile(r"(<m[io]>)(ln|log|exp|max|min|argmax)(</m[io]>)(?=<m(?!o))")
# A minus after an opening bracket, a comma or an equals sign is a sign, not a subtraction.
_SIGN = re.compile(
    r"(<mo[^>]*>&#x000(?:28|5B|2C|3D);</mo>(?:<mtext>&#x000A0;</mtext>)?)<mo>(?=&#x02212;)"
)
_SPACE = '<mspace width=".4em"></mspace>'
_LONE_AMPERSAND = re.compile(r"&(?!#?\w+;)")


@lru_cache(maxsize=4096)
def mathml(latex: str, *, block: bool = False) -> str:
    """Return a formula as MathML; as its source in `code` where it cannot be understood.

    Parameters
    ----------
    latex : the formula without its dollars.
    block : whether it stands on a line of its own.
    """
    source = f"<code>{html.escape(latex)}</code>"
    if len(latex) > MAX_LENGTH or _LINK.search(latex):
        return source
    try:
        found = convert(latex, display="block" if block else "inline")
    except Exception:  # noqa: BLE001 - on a formula with a mistake the library raises anything
        return source
    found = _ARROW.sub(r'\1 stretchy="true"\2', found)
    found = _PADDED.sub(rf"<mrow>{_SPACE}\1{_SPACE}</mrow>", found)
    found = _NAME.sub("\\1\\2\N{THIN SPACE}\\3", found)
    found = _SIGN.sub(r'\1<mo form="prefix">', found)
    found = _LONE_AMPERSAND.sub("&amp;", found)
    return f'<span class="formula">{found}</span>' if block else str(found)
