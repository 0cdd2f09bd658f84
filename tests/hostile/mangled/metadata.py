"""Notebooks whose metadata was changed, and notebooks from other programs."""

from pathlib import Path

from grading_course import GradingCourse, Notebook, write

from hostile.mangled import mangled
from hostile.mangled.cells import cell_of, is_test
from hostile.reader import FIRST

NAME = f"{FIRST}.ipynb"


@mangled("nothing")
def tests_tagged_to_be_skipped(folder: Path, notebook: Notebook, course: GradingCourse) -> None:
    released = course.released(FIRST)
    for cell in filter(is_test, released["cells"]):
        cell["metadata"]["tags"] = ["skip-execution", "demonstration", "remove_cell", "setup"]
    write(folder / NAME, released)


@mangled("everything")
def solutions_tagged_as_demonstrations(
    folder: Path, notebook: Notebook, course: GradingCourse
) -> None:
    for cell in notebook["cells"]:
        cell["metadata"]["tags"] = ["demonstration", "skip-execution"]
    write(folder / NAME, notebook)


@mangled("nothing")
def points_raised(folder: Path, notebook: Notebook, course: GradingCourse) -> None:
    released = course.released(FIRST)
    for number, cell in enumerate(filter(is_test, released["cells"])):
        points = [10**9, -5, float("nan"), "all"][number % 4]
        cell["metadata"]["nbgrader"] |= {"points": points, "grade": False, "locked": False}
    write(folder / NAME, released)


@mangled()
def flags_cleared(folder: Path, notebook: Notebook, course: GradingCourse) -> None:
    for cell in notebook["cells"]:
        if "nbgrader" in cell["metadata"]:
            cell["metadata"]["nbgrader"] |= {"grade": False, "solution": False, "locked": False}
    write(folder / NAME, notebook)


@mangled("nothing")
def checksums_forged(folder: Path, notebook: Notebook, course: GradingCourse) -> None:
    released = course.released(FIRST)
    for cell in filter(is_test, released["cells"]):
        cell["metadata"]["nbgrader"]["checksum"] = "0" * 32
        cell["source"] = ""
    write(folder / NAME, released)


@mangled()
def an_old_schema(folder: Path, notebook: Notebook, course: GradingCourse) -> None:
    for number, cell in enumerate(notebook["cells"]):
        if "nbgrader" in cell["metadata"]:
            cell["metadata"]["nbgrader"]["schema_version"] = [1, 2, 99, "x"][number % 4]
    write(folder / NAME, notebook)


@mangled()
def metadata_of_other_types(folder: Path, notebook: Notebook, course: GradingCourse) -> None:
    for number, cell in enumerate(notebook["cells"]):
        cell["metadata"] = [[], None, 5, "x", {"nbgrader": []}, {"nbgrader": {"grade_id": 7}}][
            number % 6
        ]
    notebook["metadata"] = [1]
    write(folder / NAME, notebook)


@mangled()
def a_wrong_kernel(folder: Path, notebook: Notebook, course: GradingCourse) -> None:
    notebook["metadata"] = {"kernelspec": {"name": "ir", "display_name": "R", "language": "R"},
                            "language_info": {"name": "R"}}  # fmt: skip
    write(folder / NAME, notebook)


@mangled()
def no_metadata(folder: Path, notebook: Notebook, course: GradingCourse) -> None:
    write(folder / NAME, {"cells": notebook["cells"]})


@mangled()
def format_3(folder: Path, notebook: Notebook, course: GradingCourse) -> None:
    cells = []
    for cell in notebook["cells"]:
        text = {"cell_type": cell["cell_type"], "metadata": cell["metadata"]}
        key = "input" if cell["cell_type"] == "code" else "source"
        cells.append({**text, key: cell["source"], "language": "python", "outputs": []})
    sheets = [{"cells": cells, "metadata": {}}]
    write(
        folder / NAME,
        {"nbformat": 3, "nbformat_minor": 0, "metadata": {"name": ""}, "worksheets": sheets},
    )


@mangled("nothing", "no cells")
def a_format_of_the_future(folder: Path, notebook: Notebook, course: GradingCourse) -> None:
    write(folder / NAME, {"nbformat": 9, "metadata": {}, "blocks": notebook["cells"]})


@mangled()
def saved_by_colab(folder: Path, notebook: Notebook, course: GradingCourse) -> None:
    for number, cell in enumerate(notebook["cells"]):
        identity = f"aBcDeF{number}gh_"
        del cell["id"]
        cell["metadata"] = {**cell["metadata"], "id": identity, "colab": {"base_uri": "https://colab"},
                            "outputId": "0"}  # fmt: skip
    notebook["metadata"] = {
        "colab": {"provenance": [], "toc_visible": True},
        "accelerator": "GPU",
        "kernelspec": {"name": "python3", "display_name": "Python 3"},
    }
    notebook["nbformat_minor"] = 0
    write(folder / NAME, notebook)


@mangled()
def saved_by_colab_without_roles(folder: Path, notebook: Notebook, course: GradingCourse) -> None:
    for number, cell in enumerate(notebook["cells"]):
        del cell["id"]
        cell["metadata"] = {"id": f"aBcDeF{number}gh_"}
    mount = (
        "from google.colab import drive\ndrive.mount('/content/drive')\n%cd /content/drive/MyDrive"
    )
    notebook["cells"].insert(0, {"cell_type": "code", "metadata": {"id": "m"}, "source": mount,
                                 "outputs": [], "execution_count": 1})  # fmt: skip
    write(folder / NAME, notebook)


@mangled()
def saved_by_vs_code(folder: Path, notebook: Notebook, course: GradingCourse) -> None:
    for number, cell in enumerate(notebook["cells"]):
        cell["source"] = cell["source"].splitlines(keepends=True)
        cell["id"] = f"{number:08x}"
        cell["metadata"] = {**cell["metadata"], "vscode": {"languageId": "python"}}
    notebook["metadata"]["kernelspec"] = {
        "name": ".venv",
        "display_name": ".venv",
        "language": "python",
    }
    write(folder / NAME, notebook)


@mangled()
def a_renamed_grade_id(folder: Path, notebook: Notebook, course: GradingCourse) -> None:
    for name in ("relu", "relu-test"):
        cell = cell_of(notebook, name)
        cell["metadata"]["nbgrader"]["grade_id"] = "renamed-" + name
        cell["id"] = "other-" + name
    write(folder / NAME, notebook)
