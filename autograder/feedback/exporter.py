"""The exporter that `nbgrader generate_feedback` and Formgrader use for this course."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

from nbconvert.exporters import HTMLExporter
from nbconvert.exporters.templateexporter import TemplateExporter
from nbconvert.filters import ansi2html
from traitlets.config import Config

from autograder.feedback.hidden import hide_tests
from autograder.feedback.markup import code_html, code_style, markdown_html, safe_html
from autograder.feedback.summary import summary_rows

TEMPLATE = "course_feedback"


class FeedbackExporter(HTMLExporter):
    """Writes feedback pages that need no network, run no script and show no hidden test.

    `c.GenerateFeedback.exporter_class` names it. Its own template holds whatever nbgrader
    sets for other exporters; `c.FeedbackExporter.template_name` overrides it.
    """

    def __init__(self, config: Config | None = None, **keywords: Any) -> None:
        own = Config()
        own.FeedbackExporter.template_name = TEMPLATE
        own.FeedbackExporter.extra_template_basedirs = [
            str(files("autograder.feedback") / "nbconvert")
        ]
        own.merge(config or Config())
        super().__init__(config=own, **keywords)

    def default_filters(self) -> Any:
        """Name the functions that the template uses."""
        yield from super().default_filters()
        yield from {
            "course_markdown": markdown_html,
            "course_html": safe_html,
            "course_code": code_html,
            "course_terminal": ansi2html,
        }.items()

    def from_notebook_node(
        self, nb: Any, resources: dict[str, Any] | None = None, **keywords: Any
    ) -> tuple[str, dict[str, Any]]:
        """Convert a notebook.

        HTMLExporter's own version reads the finished page once more to mend it, which takes
        longer than making it; this template has nothing to mend.
        """
        return TemplateExporter.from_notebook_node(self, nb, resources, **keywords)

    def _preprocess(self, nb: Any, resources: dict[str, Any]) -> tuple[Any, dict[str, Any]]:
        nb, resources = super()._preprocess(nb, resources)
        for cell in nb.cells:
            hide_tests(cell)
        resources["course"] = {"rows": summary_rows(nb), "code_style": code_style()}
        return nb, resources
