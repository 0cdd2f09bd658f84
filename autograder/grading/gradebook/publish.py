"""Put autograded notebooks into their place, each of them whole or not at all."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from autograder.grading.notes import UnreadableError
from autograder.grading.results import GradedNotebook
from autograder.grading.submission.files import TIMESTAMP, read_timestamp_file

READ_ONLY = 0o444
"""What nbgrader gives autograded files too: they are results, not work in progress."""
_DRAFT = ".draft-{assignment}-"


def draft_folder(target: Path, digest: str) -> Path:
    """Return the hidden folder beside `target` where its next content is written."""
    return target.parent / f"{_DRAFT.format(assignment=target.name)}{os.getpid()}-{digest[:8]}"


def write_draft(notebooks: Iterable[GradedNotebook], folder: Path) -> None:
    """Write autograded notebooks into a draft folder, which is made anew."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for notebook in notebooks:
        path = folder / f"{notebook.lesson}.ipynb"
        text = json.dumps(notebook.content, ensure_ascii=False, indent=1, sort_keys=True)
        path.write_text(text + "\n", encoding="utf-8")
        path.chmod(READ_ONLY)


def publish(draft: Path, target: Path, submitted: Path) -> None:
    """Move a draft's files into `target`, and the time of handing in beside them.

    Each file appears whole. Killed in between, the next run grades the submission again,
    because the gradebook is written afterwards.
    """
    target.mkdir(parents=True, exist_ok=True)
    with contextlib.suppress(UnreadableError):
        timestamp = read_timestamp_file(submitted)
        if timestamp:
            (draft / TIMESTAMP).write_bytes(timestamp)
    for path in sorted(draft.iterdir()):
        path.replace(target / path.name)
    draft.rmdir()


def remove_drafts(target: Path) -> None:
    """Remove what killed runs left beside `target`; only for who holds the student's lock."""
    for path in target.parent.glob(f"{_DRAFT.format(assignment=target.name)}*"):
        shutil.rmtree(path, ignore_errors=True)


def is_published(target: Path, lessons: Iterable[str]) -> bool:
    """Tell whether the autograded notebooks are in their place."""
    return all((target / f"{lesson}.ipynb").is_file() for lesson in lessons)
