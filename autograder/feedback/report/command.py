"""Write the class report of an assignment."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path
from urllib.parse import quote

from autograder.course import find_course
from autograder.grading.gradebook.settings import Settings, load_settings

# After load_settings' module, which keeps a slow import of nbgrader's out.
from autograder.feedback.report.collect import collect  # isort: skip
from autograder.feedback.report.page import report_html
from autograder.feedback.report.records import ClassRecord
from autograder.feedback.report.table import write_csv


def write_report(assignment: str, course_dir: Path | None = None) -> tuple[Path, Path]:
    """Write ``report/<assignment>.html`` and ``.csv`` into the course directory.

    Returns
    -------
    The two files.

    Raises
    ------
    CourseError
        If there is no such assignment, or nothing of it in the gradebook.
    """
    course = find_course(course_dir)
    settings = load_settings(course)
    record = collect(settings.existing_gradebook(), course.assignment(assignment))
    folder = course.root / "report"
    page, table = folder / f"{assignment}.html", folder / f"{assignment}.csv"
    html = report_html(record, feedback_links(record, settings, folder), datetime.now())
    write_csv(record, table)
    page.write_text(html, encoding="utf-8")
    return page, table


def feedback_links(
    record: ClassRecord, settings: Settings, folder: Path
) -> dict[tuple[str, str], str]:
    """Return the addresses of the feedback pages that exist, as seen from a folder."""
    links = {}
    for student in record.students:
        pages = settings.feedback(student.student, record.title)
        for lesson in record.lessons:
            page = pages / f"{lesson}.html"
            if page.is_file():
                relative = Path(os.path.relpath(page.resolve(), folder.resolve()))
                links[student.student, lesson] = quote(relative.as_posix())
    return links
