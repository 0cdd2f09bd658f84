"""Write autograded notebooks: the student's cells, what they put out, and the verdicts."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from autograder.feedback.panel import panel_html
from autograder.grading.gradebook.details import exercise_details
from autograder.grading.results import ExerciseResult, LessonResult
from autograder.grading.submission.repair import Cell

Output = dict[str, Any]

KERNELSPEC = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
# HTML and scripts from a student would run in the browser of whoever reads the notebook.
SAFE_TYPES = ("text/plain", "image/png", "image/jpeg")
MAX_TEXT = 50_000
MAX_IMAGE = 2 * 2**20
MAX_OUTPUTS = 40
MAX_TOTAL = 8 * 2**20
NOTES_ID = "grader-notes"
_BASE64 = re.compile(r"[A-Za-z0-9+/=\s]*")


def bare_notebook(cells: Iterable[Cell]) -> dict[str, Any]:
    """Return restored cells as a notebook without outputs."""
    return _notebook([_cell(cell, (), None) for cell in cells], {"kernelspec": KERNELSPEC})


def graded_notebook(
    cells: Sequence[Cell],
    outputs: Mapping[str, tuple[Output, ...]],
    result: LessonResult,
    metadata: Mapping[str, Any],
) -> dict[str, Any]:
    """Return the autograded notebook of a lesson, in notebook format 4.5.

    Parameters
    ----------
    cells : the restored cells.
    outputs : what the cells that were run put out, by cell id.
    result : the lesson's result; each verdict is shown in its grade cell.
    metadata : the notebook's metadata in the release.
    """
    verdicts = {exercise.test_id: exercise for exercise in result.exercises}
    budget = MAX_TOTAL
    written = [_notes_cell(result)] if result.notes or result.problem else []
    for number, cell in enumerate(cells, 1):
        shown = limited(outputs.get(cell.id, ()), budget)
        budget -= sum(map(_size, shown))
        if cell.role == "grade" and cell.grade_id in verdicts:
            shown = [*shown, verdict_output(verdicts[cell.grade_id])]
        written.append(_cell(cell, shown, number if shown else None))
        pictures = _pictures(cell, budget)
        if pictures:
            written[-1]["attachments"] = pictures
            budget -= _size(pictures)
    return _notebook(written, metadata)


def verdict_output(result: ExerciseResult) -> Output:
    """Return a result as the output of its grade cell: a panel, text, and plain data.

    The data, in the output's metadata, is what the summary of a feedback page is made from.
    """
    data = {"text/html": _panel(result), "text/plain": result.text()}
    metadata = {"autograder": exercise_details(result)}
    return {"output_type": "display_data", "data": data, "metadata": metadata}


def _panel(result: ExerciseResult) -> str:
    if result.verdict is not None:
        return panel_html(result.verdict, result.points, result.maximum)
    return _box(f"<strong>{html.escape(result.exercise)}: could not be graded.</strong> "
                f"{html.escape(str(result.ungraded))}")  # fmt: skip


def _box(content: str) -> str:
    # Dark text on a light ground: contrast 12:1.
    return (
        '<div role="status" style="border-left:5px solid #8a5a00;background:#fdf6e3;color:#1a1a1a;'
        f'padding:.6em 1em;max-width:52em;font-size:14px;line-height:1.45">{content}</div>'
    )


def _notes_cell(result: LessonResult) -> dict[str, Any]:
    lines = [f"<strong>{html.escape(str(result.problem))}</strong>"] if result.problem else []
    items = "".join(f"<li>{html.escape(str(note))}</li>" for note in result.notes)
    lines += [f"From the grader:<ul style='margin:.2em 0'>{items}</ul>"] if items else []
    source = _box("<br>".join(lines))
    return {"cell_type": "markdown", "id": NOTES_ID, "metadata": {}, "source": source}


def _cell(cell: Cell, outputs: Sequence[Output], count: int | None) -> dict[str, Any]:
    written: dict[str, Any] = {
        "cell_type": cell.kind,
        "id": cell.id,
        "metadata": cell.metadata,
    }
    if cell.kind == "code":
        written |= {"execution_count": count, "outputs": list(outputs)}
    return {**written, "source": cell.source}


def _notebook(cells: list[dict[str, Any]], metadata: Mapping[str, Any]) -> dict[str, Any]:
    return {"cells": cells, "metadata": dict(metadata), "nbformat": 4, "nbformat_minor": 5}


def limited(outputs: Iterable[Output], budget: int = MAX_TOTAL) -> list[Output]:
    """Return outputs that are safe to show: known kinds, bounded in number and size."""
    kept: list[Output] = []
    for output in list(outputs)[:MAX_OUTPUTS]:
        safe = _safe(output)
        budget -= _size(safe) if safe else 0
        if budget < 0:
            kept.append(_stream("stdout", "... the other outputs were left out ..."))
            break
        if safe:
            kept.append(safe)
    return kept


def _safe(output: Output) -> Output | None:
    kind = output.get("output_type")
    if kind == "stream":
        return _stream("stderr" if output.get("name") == "stderr" else "stdout",
                       _short(output.get("text", "")))  # fmt: skip
    if kind == "error":
        lines = [_short(line) for line in output.get("traceback", ())][:100]
        name, value = _short(output.get("ename", "")), _short(output.get("evalue", ""))
        return {"output_type": "error", "ename": name, "evalue": value, "traceback": lines}
    if kind in ("display_data", "execute_result"):
        return _display(output)
    return None


def _display(output: Output) -> Output | None:
    """Return a display as plain text and pictures; never as a result that could be a score."""
    given = output.get("data", {})
    data = {name: _short(given[name]) for name in given if name == "text/plain"}
    for name in SAFE_TYPES[1:]:
        if _is_picture(given, name):
            data[name] = given[name]
    metadata = _alternatives(output, data)
    return {"output_type": "display_data", "data": data, "metadata": metadata} if data else None


def _pictures(cell: Cell, budget: int) -> dict[str, Any]:
    """Return the pictures that a student pasted into a text cell: pages are made with them."""
    if cell.kind != "markdown":
        return {}
    kept = {}
    for name, given in cell.attachments.items():
        data = {kind: given[kind] for kind in SAFE_TYPES[1:] if _is_picture(given, kind)}
        budget -= _size(data)
        if data and budget > 0:
            kept[name.encode("utf-8", "replace").decode()] = data
    return kept


def _is_picture(given: Any, kind: str) -> bool:
    picture = given.get(kind) if isinstance(given, dict) else None
    if not isinstance(picture, str) or len(picture) > MAX_IMAGE:
        return False
    return _BASE64.fullmatch(picture) is not None


def _alternatives(output: Output, data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the text alternatives of pictures, and nothing else of an output's metadata."""
    given = output.get("metadata") or {}
    found = {name: given.get(name) for name in SAFE_TYPES[1:] if name in data}
    return {
        name: {"alt": _short(about["alt"])[:500]}
        for name, about in found.items()
        if isinstance(about, dict) and isinstance(about.get("alt"), str)
    }


def _stream(name: str, text: str) -> Output:
    return {"output_type": "stream", "name": name, "text": text}


def _short(text: Any) -> str:
    text = "".join(map(str, text)) if isinstance(text, list) else str(text)
    text = text.encode("utf-8", "replace").decode()
    if len(text) <= MAX_TEXT:
        return text
    return f"{text[: MAX_TEXT // 2]}\n... shortened ...\n{text[-MAX_TEXT // 2 :]}"


def _size(output: Output) -> int:
    return sum(len(str(value)) for value in output.values())
