"""Whatever is in a file, it is read as a notebook or refused with a clear reason."""

import json
from pathlib import Path

import pytest

from autograder.grading.notes import UnreadableError
from autograder.grading.submission.reading import RawNotebook, parse_notebook, read_notebook

CELL = {"cell_type": "code", "id": "relu", "metadata": {"nbgrader": {"grade_id": "relu"}},
        "source": ["def relu(Z):\n", "    return Z"], "outputs": []}  # fmt: skip
NOTEBOOK = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [CELL, CELL]}
TEXT = json.dumps(NOTEBOOK, indent=1)


def parse(text: str) -> RawNotebook:
    return parse_notebook(text, "01.ipynb")


def refusal(text: str) -> str:
    with pytest.raises(UnreadableError) as refused:
        parse(text)
    return str(refused.value)


def test_a_sound_notebook_is_read_without_remarks():
    notebook = parse(TEXT)
    assert [cell.source for cell in notebook.cells] == ["def relu(Z):\n    return Z"] * 2
    assert notebook.cells[0].grade_id == notebook.cells[0].id == "relu"
    assert notebook.notes == ()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        ("  \n", "empty"),
        ("<!DOCTYPE html><html>", "web page"),
        ("def relu(Z): ...", "not valid JSON"),
        ("[1, 2]", "not a notebook"),
        ('{"a": 1}', "no cells"),
        ('{"cells": 3}', "no cells"),
        ("[" * 100_000, "nested"),
        ('{"cells": [' + "[" * 100_000, "nested"),
        ("9" * 10_000, ""),
    ],
)
def test_what_is_no_notebook_is_refused_with_file_cause_and_remedy(text, reason):
    message = refusal(text)
    assert message.startswith("01.ipynb: ")
    assert reason in message
    assert "hand it in again" in message


def test_of_a_truncated_notebook_the_complete_cells_are_kept():
    second = TEXT.rindex('"cell_type"')
    notebook = parse(TEXT[:second])
    assert len(notebook.cells) == 1
    assert "ends in the middle" in str(notebook.notes[0])


@pytest.mark.parametrize("marks", [("", ""), ("||||||| base\n   old,\n", "")])
def test_of_an_unfinished_merge_one_side_is_graded(marks):
    line = '    "def relu(Z):\\n",'
    conflict = f'<<<<<<< HEAD\n{line}\n{marks[0]}=======\n    "def other(Z):\\n",\n>>>>>>> b\n'
    text = TEXT.replace(line + "\n", conflict, 1)
    assert text != TEXT
    notebook = parse(text)
    assert notebook.cells[0].source.startswith("def relu")
    assert "unfinished merge" in str(notebook.notes[0])


def test_format_3_is_read():
    old = {"nbformat": 3, "worksheets": [{"cells": [{"cell_type": "code", "input": "x = 1"},
           {"cell_type": "heading", "source": "Title"}]}]}  # fmt: skip
    notebook = parse(json.dumps(old))
    assert [(cell.kind, cell.source) for cell in notebook.cells] == [
        ("code", "x = 1"),
        ("markdown", "Title"),
    ]


@pytest.mark.parametrize(
    "cell",
    [None, 3, "text", {}, {"source": 5}, {"source": ["a", 1]}, {"cell_type": [], "source": "x"}],
)
def test_a_cell_that_is_none_does_not_cost_the_others(cell):
    notebook = parse(json.dumps({**NOTEBOOK, "cells": [cell, CELL]}))
    assert notebook.cells[-1].grade_id == "relu"


@pytest.mark.parametrize("metadata", [None, [], {"nbgrader": []}, {"nbgrader": {"grade_id": 5}}])
def test_strange_metadata_is_no_metadata(metadata):
    cell = {**CELL, "id": 7, "metadata": metadata}
    notebook = parse(json.dumps({**NOTEBOOK, "cells": [cell]}))
    assert notebook.cells[0].grade_id == notebook.cells[0].id == ""


def test_other_encodings_are_read(tmp_path: Path):
    for number, encoding in enumerate(("utf-8-sig", "utf-16")):
        path = tmp_path / f"{number}.ipynb"
        path.write_bytes(TEXT.encode(encoding))
        assert len(read_notebook(path, path.name).cells) == 2


def test_a_symbolic_link_is_not_followed(tmp_path: Path):
    (tmp_path / "secret.ipynb").write_text(TEXT)
    link = tmp_path / "01.ipynb"
    link.symlink_to(tmp_path / "secret.ipynb")
    with pytest.raises(UnreadableError, match="symbolic link"):
        read_notebook(link, "01.ipynb")


def test_what_is_no_file_is_refused(tmp_path: Path):
    import os

    os.mkfifo(tmp_path / "pipe.ipynb")
    (tmp_path / "folder.ipynb").mkdir()
    for name in ("pipe.ipynb", "folder.ipynb"):
        with pytest.raises(UnreadableError, match="not an ordinary file"):
            read_notebook(tmp_path / name, name)


def test_thirty_megabytes_of_outputs_are_passed_over(tmp_path: Path):
    output = {"output_type": "stream", "name": "stdout", "text": "x" * 30_000_000}
    path = tmp_path / "01.ipynb"
    path.write_text(json.dumps({**NOTEBOOK, "cells": [{**CELL, "outputs": [output]}]}))
    assert read_notebook(path, path.name).cells[0].grade_id == "relu"
