"""Text on the pages has AA contrast, and the parts of a bar stand out from the page."""

import re
from importlib.resources import files

import pytest

PACKAGE = files("autograder.feedback")
REPORT = (PACKAGE / "templates" / "report.css").read_text(encoding="utf-8")
FEEDBACK = (PACKAGE / "nbconvert" / "course_feedback" / "style.css").read_text(encoding="utf-8")


def luminance(colour: str) -> float:
    """Return the relative luminance of #rrggbb, as WCAG defines it."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def variables(style: str) -> dict[str, str]:
    """Return the colours that a style sheet names."""
    return dict(re.findall(r"--([a-z]+): (#[0-9a-f]{6})", style))


def test_contrast_of_black_and_white_is_21():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("style", [REPORT, FEEDBACK])
@pytest.mark.parametrize("name", ["ink", "soft", "link"])
@pytest.mark.parametrize("ground", ["#ffffff", "#f4f6f8"])
def test_text_has_aa_contrast(style, name, ground):
    assert contrast(variables(style)[name], ground) >= 4.5


@pytest.mark.parametrize("name", ["good", "bad", "mid"])
def test_marks_have_aa_contrast(name):
    assert contrast(variables(FEEDBACK)[name], "#ffffff") >= 4.5


@pytest.mark.parametrize("name", ["full", "partial", "zero"])
def test_the_parts_of_a_bar_stand_out_from_the_page(name):
    assert contrast(variables(REPORT)[name], "#ffffff") >= 3


def test_coloured_grounds_carry_readable_text():
    pairs = re.findall(r"background: (#[0-9a-f]{6}); color: (#[0-9a-f]{6})", REPORT + FEEDBACK)
    assert pairs
    for ground, text in pairs:
        assert contrast(ground, text) >= 4.5
