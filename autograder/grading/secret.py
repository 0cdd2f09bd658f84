"""The course's secret, from which every student's test inputs are drawn."""

from __future__ import annotations

import contextlib
import os
import secrets
from pathlib import Path

from autograder.lesson import CourseError

FILE = ".course_secret"
VARIABLE = "COURSE_SECRET"


def course_secret(root: Path) -> str:
    """Return the course's secret, made on first use.

    It is the environment variable COURSE_SECRET where that is set, else the file
    ``.course_secret`` in the course's directory, which only its owner may read.

    Raises
    ------
    CourseError
        If the file is empty or cannot be read or made.
    """
    given = os.environ.get(VARIABLE, "").strip()
    if given:
        return given
    path = root / FILE
    try:
        if not path.exists():
            _make(path)
        text = path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise CourseError(
            path,
            f"the course's secret cannot be read or made ({error}).",
            f"Correct the file's rights, or set the environment variable {VARIABLE}.",
        ) from error
    if not text:
        raise CourseError(
            path, "the file is empty.", "Delete it: grading makes a new one, and grades anew."
        )
    return text


def _make(path: Path) -> None:
    """Write a new secret whole, so that two graders started at once agree on one."""
    draft = path.with_name(f"{FILE}.{os.getpid()}.tmp")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(secrets.token_hex(32) + "\n")
    # A link, unlike a rename, does not replace the secret that another grader just made.
    with contextlib.suppress(FileExistsError):
        os.link(draft, path)
    draft.unlink()
