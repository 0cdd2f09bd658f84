"""A digest of the course's side of grading: what, besides the submission, decides a result."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from autograder.course import Assignment, Course

ENGINE = "2"
"""Raised when the engine itself comes to grade the same content otherwise."""
FOLDERS = ("checks", "reference", "misconceptions", "student")


def course_digest(course: Course, assignment: Assignment, secret: str) -> str:
    """Return a digest of checks, reference, source notebooks and secret."""
    digest = hashlib.sha256(f"{ENGINE}\0{secret}\0{assignment.name}".encode())
    for path in sorted(_files(course, assignment)):
        digest.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _files(course: Course, assignment: Assignment) -> Iterator[Path]:
    yield from (lesson.path for lesson in assignment.lessons)
    for folder in FOLDERS:
        yield from _modules(course.package / folder)


def _modules(folder: Path) -> Iterable[Path]:
    return folder.rglob("*.py")
