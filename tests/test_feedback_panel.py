"""The panel shows a verdict in HTML and in text, and nothing in it can run."""

from html.parser import HTMLParser

from autograder.checks.results import Failure, PartResult, Verdict
from autograder.feedback.panel import Panel, panel_html

PASSED = Verdict("relu", (PartResult("is never negative", 1, True),))
FAILED = Verdict(
    "relu",
    (
        PartResult(
            "is never negative",
            1,
            False,
            Failure(
                "relu was called.", "A[0] is <script>alert(1)</script>.", cause="You forgot 0."
            ),
        ),
        PartResult("keeps integers", 1, None),
    ),
)


class _Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.names: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.names.append(tag)
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def test_a_failed_verdict_shows_problem_and_likely_cause():
    html = panel_html(FAILED, 0, 2)
    assert "Likely cause." in html
    assert "You forgot 0." in html
    assert "0 of 2 points" in html


def test_text_from_a_student_cannot_become_a_tag():
    tags = _Tags()
    tags.feed(panel_html(FAILED))
    assert "script" not in tags.names


def test_the_panel_is_well_formed():
    for verdict in (PASSED, FAILED):
        tags = _Tags()
        tags.feed(panel_html(verdict))
        assert not tags.open


def test_a_terminal_gets_the_same_in_words():
    text = repr(Panel(FAILED))
    assert "relu: 0 of 2 checks passed." in text
    assert "Likely cause: You forgot 0." in text
    assert "not tried" in text


def test_a_passed_verdict_is_one_line():
    assert repr(Panel(PASSED)) == "relu: all checks passed."


def test_a_remark_is_told_although_all_is_passed():
    remarked = Verdict("relu", (PartResult("is never negative", 1, True, remark="Look <here>."),))
    assert "Look &lt;here&gt;." in panel_html(remarked)
    assert repr(Panel(remarked)) == "relu: all checks passed.\n  Look <here>."
