"""`reset("relu")`: a fresh stub of an exercise, in a new cell below; nothing is overwritten."""

from __future__ import annotations

import json

from autograder.course import CourseError, find_course, grade_id, source_text


def fresh_stub(assignment: str, exercise: str) -> str:
    """Return the stub of an exercise as it was released.

    Raises
    ------
    CourseError
        If there is no such exercise, it has no stub, or the release is not there.
    """
    course = find_course()
    found = course.assignment(assignment).exercise(exercise)
    path = course.release(assignment) / f"{found.lesson}.ipynb"
    if not path.is_file():
        raise CourseError(
            path, "this file is missing.", "Make it again: python -m autograder build."
        )
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        if found.stub_id is not None and grade_id(cell) == found.stub_id:
            return source_text(cell)
    raise CourseError(path, f"{exercise} has no stub of its own.", "Reset the functions it uses.")
