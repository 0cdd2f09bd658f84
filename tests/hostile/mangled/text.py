"""Files whose text is no longer that of a notebook."""

import json
from pathlib import Path

from grading_course import GradingCourse, Notebook, write

from hostile.mangled import mangled
from hostile.reader import FIRST

NAME = f"{FIRST}.ipynb"


def dumped(notebook: Notebook) -> str:
    return json.dumps(notebook, indent=1)


@mangled("nothing", "the file is empty")
def an_empty_file(folder: Path, notebook: Notebook, course: GradingCourse) -> None:
    (folder / NAME).touch()


@mangled("nothing", "not valid JSON")
def bytes_of_nothing(folder: Path, notebook: Notebook, course: GradingCourse) -> None:
    (folder / NAME).write_bytes(bytes(range(256)) * 40)


@mangled("nothing", "web page")
def a_web_page(folder: Path, notebook: Notebook, course: GradingCourse) -> None:
    write(folder / NAME, "<!DOCTYPE html><title>Log in</title>")


@mangled("nothing", "not a notebook")
def a_number(folder: Path, notebook: Notebook, course: GradingCourse) -> None:
    write(folder / NAME, "1e400")


@mangled("nothing", "not a notebook")
def a_number_with_too_many_digits(folder: Path, notebook: Notebook, course: GradingCourse) -> None:
    write(folder / NAME, "9" * 10_000)


@mangled("nothing", "nested too deeply")
def brackets_without_end(folder: Path, notebook: Notebook, course: GradingCourse) -> None:
    write(folder / NAME, "[" * 10**6)


@mangled("relu, relu_der", "ends in the middle")
def truncated_after_relu_der(folder: Path, notebook: Notebook, course: GradingCourse) -> None:
    text = dumped(notebook)
    write(folder / NAME, text[: text.index('"def softmax_cross_entropy_loss(')])


@mangled("everything", "unfinished merge")
def marks_of_a_merge_in_the_file(folder: Path, notebook: Notebook, course: GradingCourse) -> None:
    text = dumped(notebook)
    start = text.index(' "nbformat"')
    merged = f'<<<<<<< HEAD\n{text[start:]}\n=======\n"nbformat": 3}}\n>>>>>>> other\n'
    write(folder / NAME, text[:start] + merged)


@mangled("nothing", "not valid JSON")
def marks_of_merges_without_end(folder: Path, notebook: Notebook, course: GradingCourse) -> None:
    write(folder / NAME, "<<<<<<<\n|||||||\n=======\n" * 100_000)


@mangled("relu_der, softmax_cross_entropy_loss, softmax_cross_entropy_loss_der")
def marks_of_a_merge_in_a_cell(folder: Path, notebook: Notebook, course: GradingCourse) -> None:
    cell = next(cell for cell in notebook["cells"] if cell["id"] == "relu")
    cell["source"] = f"<<<<<<< HEAD\n{cell['source']}\n=======\n{cell['source']}\n>>>>>>> other\n"
    write(folder / NAME, notebook)


@mangled()
def utf_16(folder: Path, notebook: Notebook, course: GradingCourse) -> None:
    (folder / NAME).write_bytes(dumped(notebook).encode("utf-16"))


@mangled()
def a_byte_order_mark(folder: Path, notebook: Notebook, course: GradingCourse) -> None:
    (folder / NAME).write_bytes(b"\xef\xbb\xbf" + dumped(notebook).encode())


@mangled()
def latin_1_in_a_comment(folder: Path, notebook: Notebook, course: GradingCourse) -> None:
    text = dumped(notebook).replace('"def relu(Z):', '"# caf\xe9\\ndef relu(Z):', 1)
    (folder / NAME).write_bytes(text.encode("latin-1", "ignore"))


@mangled()
def half_characters(folder: Path, notebook: Notebook, course: GradingCourse) -> None:
    notebook["cells"].insert(0, {"cell_type": "markdown", "id": "\ud800", "metadata": {},
                                 "source": "half of \ud83d a face"})  # fmt: skip
    write(folder / NAME, notebook)


@mangled()
def windows_line_ends(folder: Path, notebook: Notebook, course: GradingCourse) -> None:
    for cell in notebook["cells"]:
        cell["source"] = cell["source"].replace("\n", "\r\n")
    write(folder / NAME, dumped(notebook).replace("\n", "\r\n"))


@mangled()
def thirty_megabytes_of_old_outputs(
    folder: Path, notebook: Notebook, course: GradingCourse
) -> None:
    picture = {
        "output_type": "display_data",
        "metadata": {},
        "data": {"image/png": "A" * 3 * 10**6},
    }
    for cell in [cell for cell in notebook["cells"] if cell["cell_type"] == "code"][:10]:
        cell["outputs"] = [picture]
    write(folder / NAME, notebook)


@mangled()
def a_line_of_a_million_spaces(folder: Path, notebook: Notebook, course: GradingCourse) -> None:
    add(notebook, f"x = 1\n{' ' * 10**6}\n{'y ' * 10**5}")
    write(folder / NAME, notebook)


DEEP = (
    "(" * 90_000,
    "-" * 90_000 + "1",
    "a" + ".b" * 90_000,
    "1" + "+1" * 90_000,
    "if 1:\n " * 50,
    "\x00",
    "\ufeffx",
)


@mangled()
def code_nested_too_deeply_to_parse(
    folder: Path, notebook: Notebook, course: GradingCourse
) -> None:
    for source in DEEP:
        add(notebook, source)
    write(folder / NAME, notebook)


def add(notebook: Notebook, source: str) -> None:
    """Add a code cell at the end."""
    number = len(notebook["cells"])
    cell = {"cell_type": "code", "id": f"added{number}", "metadata": {}, "outputs": []}
    notebook["cells"].append({**cell, "execution_count": None, "source": source})


@mangled()
def utf_32_without_a_mark(folder: Path, notebook: Notebook, course: GradingCourse) -> None:
    (folder / NAME).write_bytes(dumped(notebook).encode("utf-32-le"))


@mangled("nothing", "not valid JSON")
def millions_of_short_lines(folder: Path, notebook: Notebook, course: GradingCourse) -> None:
    (folder / NAME).write_bytes(b"<<<<<<< ours\n" + b"x\n" * 10**7)


@mangled("everything", "more code than a notebook may hold")
def megabytes_of_code(folder: Path, notebook: Notebook, course: GradingCourse) -> None:
    for _ in range(5):
        add(notebook, f"x = '{'1' * 600_000}'")
    write(folder / NAME, notebook)


@mangled("everything", "are no notebook cell")
def thousands_of_cells_that_are_none(
    folder: Path, notebook: Notebook, course: GradingCourse
) -> None:
    text = dumped(notebook)
    end = text.rindex("]")
    write(folder / NAME, text[:end] + ", []" * 500 + ", null" * 500 + text[end:])


@mangled()
def separators_of_lines_in_a_comment(
    folder: Path, notebook: Notebook, course: GradingCourse
) -> None:
    cell = next(cell for cell in notebook["cells"] if cell["id"] == "relu")
    cell["source"] = (
        "# from the\u2028slides\x0b\x0c\x85\ndef relu(Z):\n    return clipped(Z, 0), {'Z': Z}"
    )
    add(notebook, "import numpy as np\nclipped = np.maximum")
    write(folder / NAME, notebook)


@mangled()
def marks_of_numbers_that_are_none(folder: Path, notebook: Notebook, course: GradingCourse) -> None:
    for cell in notebook["cells"]:
        cell["execution_count"] = cell["metadata"]["x"] = float("nan")
    notebook["metadata"] = {"a": float("-inf"), "b": 10**4000}
    write(folder / NAME, notebook)
