"""Notebooks whose cells are missing, doubled, moved or changed."""

import copy
from pathlib import Path

from grading_course import GradingCourse, Notebook, write

from hostile.mangled import mangled
from hostile.reader import FIRST

NAME = f"{FIRST}.ipynb"
BUT_RELU = "relu_der, softmax_cross_entropy_loss, softmax_cross_entropy_loss_der"


def cell_of(notebook: Notebook, name: str) -> dict:
    return next(cell for cell in notebook["cells"] if cell["id"] == name)


def is_test(cell: dict) -> bool:
    return bool(cell["metadata"].get("nbgrader", {}).get("grade"))


@mangled("everything", "put back as they were handed out")
def deleted_test_cells(folder: Path, notebook: Notebook, course: GradingCourse) -> None:
    notebook["cells"] = [cell for cell in notebook["cells"] if not is_test(cell)]
    write(folder / NAME, notebook)


@mangled(BUT_RELU, "put back as they were handed out")
def a_deleted_solution(folder: Path, notebook: Notebook, course: GradingCourse) -> None:
    notebook["cells"].remove(cell_of(notebook, "relu"))
    write(folder / NAME, notebook)


@mangled("nothing")
def no_cells(folder: Path, notebook: Notebook, course: GradingCourse) -> None:
    notebook["cells"] = []
    write(folder / NAME, notebook)


@mangled()
def deleted_given_and_setup_cells(folder: Path, notebook: Notebook, course: GradingCourse) -> None:
    gone = ("setup", "given-linear", "given-linear_der")
    notebook["cells"] = [cell for cell in notebook["cells"] if cell["id"] not in gone]
    write(folder / NAME, notebook)


@mangled()
def reversed_cells(folder: Path, notebook: Notebook, course: GradingCourse) -> None:
    notebook["cells"].reverse()
    write(folder / NAME, notebook)


@mangled()
def every_cell_twice(folder: Path, notebook: Notebook, course: GradingCourse) -> None:
    notebook["cells"] = [copy.deepcopy(cell) for cell in notebook["cells"] for _ in range(2)]
    write(folder / NAME, notebook)


@mangled()
def all_ids_the_same(folder: Path, notebook: Notebook, course: GradingCourse) -> None:
    for cell in notebook["cells"]:
        cell["id"] = "cell"
    write(folder / NAME, notebook)


@mangled()
def invalid_ids(folder: Path, notebook: Notebook, course: GradingCourse) -> None:
    for number, cell in enumerate(notebook["cells"]):
        cell["id"] = ["", "a b", None, 7, "x" * 900, "<script>", ["list"]][number % 7]
    write(folder / NAME, notebook)


@mangled("nothing", "was changed; the course's own text was used")
def tests_with_own_content(folder: Path, notebook: Notebook, course: GradingCourse) -> None:
    released = course.released(FIRST)
    for cell in filter(is_test, released["cells"]):
        cell["source"] = "print('all tests passed')\n2.0"
    write(folder / NAME, released)


@mangled("nothing")
def duplicated_tests_that_pass(folder: Path, notebook: Notebook, course: GradingCourse) -> None:
    released = course.released(FIRST)
    copies = [
        {**copy.deepcopy(cell), "source": "100.0"} for cell in released["cells"] if is_test(cell)
    ]
    released["cells"] = [*copies, *released["cells"], *copies]
    write(folder / NAME, released)


@mangled("nothing")
def a_solution_posing_as_a_test(folder: Path, notebook: Notebook, course: GradingCourse) -> None:
    released = course.released(FIRST)
    for cell in released["cells"]:
        role = cell["metadata"].get("nbgrader")
        if role and role.get("solution"):
            role |= {"grade": True, "points": 100, "solution": True, "locked": False}
            cell["source"] = "100.0"
    write(folder / NAME, released)


@mangled()
def solutions_swapped(folder: Path, notebook: Notebook, course: GradingCourse) -> None:
    first, second = cell_of(notebook, "relu"), cell_of(notebook, "relu_der")
    first["source"], second["source"] = second["source"], first["source"]
    write(folder / NAME, notebook)


@mangled()
def all_in_one_cell(folder: Path, notebook: Notebook, course: GradingCourse) -> None:
    released = course.released(FIRST)
    source = "\n\n".join(
        course.solutions[cell["id"]] for cell in notebook["cells"] if cell["id"] in course.solutions
    )
    released["cells"].append({"cell_type": "code", "id": "mine", "metadata": {}, "source": source,
                              "execution_count": 1, "outputs": []})  # fmt: skip
    write(folder / NAME, released)


@mangled()
def all_names_lost(folder: Path, notebook: Notebook, course: GradingCourse) -> None:
    for cell in notebook["cells"]:
        del cell["id"]
        cell["metadata"] = {}
    write(folder / NAME, notebook)


@mangled("everything", "it is code again")
def a_solution_that_became_text(folder: Path, notebook: Notebook, course: GradingCourse) -> None:
    cell = cell_of(notebook, "relu")
    cell["cell_type"] = "markdown"
    cell.pop("outputs", None)
    write(folder / NAME, notebook)


@mangled()
def a_thousand_cells_more(folder: Path, notebook: Notebook, course: GradingCourse) -> None:
    more = [{"cell_type": "code", "id": f"more{n}", "metadata": {}, "source": f"x{n} = {n}\nx{n}",
             "execution_count": n, "outputs": []} for n in range(1000)]  # fmt: skip
    notebook["cells"] += more
    write(folder / NAME, notebook)


@mangled()
def cells_that_are_no_cells(folder: Path, notebook: Notebook, course: GradingCourse) -> None:
    notebook["cells"] += [None, 5, "cell", [], {}, {"cell_type": 3}, {"source": 1}]
    notebook["cells"] += [
        {"cell_type": "code", "source": ["a", 1]},
        {"cell_type": "code", "source": "1", "metadata": 5, "outputs": 7},
    ]
    write(folder / NAME, notebook)
