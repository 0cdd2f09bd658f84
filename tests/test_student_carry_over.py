"""A later lesson uses the student's own functions from the notebooks beside it."""

import json
import traceback
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from autograder.student import CarryReport, State, UnfinishedError, carry_over

STUB = 'raise NotImplementedError("This exercise is still empty: write your code here.")'
RELU = 'def relu(Z):\n    return np.maximum(0, Z), {"Z": Z}\n'


def solution(source: str, name: str = "cell") -> dict[str, Any]:
    marks = {"solution": True, "grade": False, "locked": False, "grade_id": name}
    return code(source, {"nbgrader": marks})


def code(source: str, metadata: dict[str, Any] | None = None) -> dict[str, Any]:
    return {"cell_type": "code", "metadata": metadata or {}, "source": source.splitlines(True)}


def given(source: str) -> dict[str, Any]:
    return code(source, {"tags": ["given"]})


def lesson(folder: Path, *cells: dict[str, Any], name: str = "one") -> Path:
    path = folder / f"{name}.ipynb"
    path.write_text(json.dumps({"nbformat": 4, "cells": cells}), encoding="utf-8")
    return path


def carried(
    folder: Path, *functions: str, into: dict[str, Any] | None = None
) -> tuple[dict[str, Any], CarryReport]:
    into = {} if into is None else into
    return into, carry_over(into, ["one"], folder, expected={"one": functions})


def states(report: CarryReport) -> dict[str, State]:
    return {row.function: row.state for row in report.rows}


class TestWhatIsRun:
    def test_functions_arrive_and_work(self, tmp_path: Path) -> None:
        lesson(tmp_path, solution(RELU), given("def linear(Z):\n    return Z, {}\n"))
        into, report = carried(tmp_path)
        np.testing.assert_array_equal(into["relu"](np.array([-1, 2]))[0], [0, 2])
        assert states(report) == {"relu": State.YOURS, "linear": State.GIVEN}
        assert report.complete

    def test_only_imports_definitions_and_plain_values_are_run(self, tmp_path: Path) -> None:
        source = (
            "import math\nSCALE = 2\nBIG = [0] * 10**3\nran.append('call')\n"
            "for _ in range(3):\n    ran.append('loop')\n"
            "def double(x):\n    return SCALE * math.floor(x)\n"
            "class Box:\n    size = SCALE\n"
            "result = double(2)\n"
        )
        lesson(tmp_path, solution(source), code("ran.append('other cell')\nother = 1"))
        into: dict[str, Any] = {"ran": []}
        carried(tmp_path, into=into)
        assert into["ran"] == []
        assert into["double"](3.7) == 6
        assert into["Box"].size == 2
        assert not {"result", "BIG", "other"} & set(into)

    def test_what_a_function_needs_is_made_and_what_nothing_needs_is_not(self, tmp_path) -> None:
        source = (
            "from collections import namedtuple\n"
            "Cache = namedtuple('Cache', FIELDS := 'mode mask')\n"
            "TABLE = {}\nfor n in range(3):\n    TABLE[n] = n * n\n"
            "table = dict(TABLE)\nran.append('experiment')\nunused = ran.append('unused')\n"
            "def square(n):\n    unused = 1\n    return Cache('train', table[n])\n"
        )
        lesson(tmp_path, solution(source))
        into, _ = carried(tmp_path, "square", into={"ran": []})
        assert into["square"](1).mask == 1
        assert into["ran"] == []

    def test_a_helper_from_elsewhere_in_the_notebook_is_named(self, tmp_path: Path) -> None:
        lesson(tmp_path, code("def helper(x): return x"),
               solution("def f(x):\n    return helper(len(x))\n"))  # fmt: skip
        _, report = carried(tmp_path, "f")
        assert "helper: define that in the same cell as f" in str(report)

    def test_functions_see_each_other_and_what_the_notebook_defines_later(self, tmp_path) -> None:
        lesson(
            tmp_path,
            solution("def outer():\n    return inner()\n"),
            solution("def inner():\n    return 'first'\n"),
        )
        into, _ = carried(tmp_path)
        assert into["outer"]() == "first"
        exec("def inner():\n    return 'mine'\n", into)
        assert into["outer"]() == "mine"

    def test_a_later_lesson_wins(self, tmp_path: Path) -> None:
        lesson(tmp_path, solution("def f():\n    return 1\n"))
        lesson(tmp_path, solution("def f():\n    return 2\n"), name="two")
        into: dict[str, Any] = {}
        carry_over(into, ["one", "two.ipynb"], tmp_path, expected={})
        assert into["f"]() == 2

    def test_ipython_lines_in_a_cell_do_no_harm(self, tmp_path: Path) -> None:
        lesson(tmp_path, solution("%%time\n" + RELU + "!ls\n%timeit relu(1)\n"))
        _, report = carried(tmp_path)
        assert states(report) == {"relu": State.YOURS}

    def test_a_failure_shows_the_students_own_line(self, tmp_path: Path) -> None:
        lesson(tmp_path, solution("def bad():\n    return 1 / 0\n", name="bad"))
        into, _ = carried(tmp_path)
        with pytest.raises(ZeroDivisionError) as caught:
            into["bad"]()
        frame = traceback.extract_tb(caught.value.__traceback__)[-1]
        assert frame.filename == "one.ipynb, cell bad"
        assert frame.line == "return 1 / 0"


UNFINISHED = {
    "the stub": f"def relu(Z):\n    '''Text.'''\n    # YOUR CODE HERE\n    {STUB}\n",
    "nbgrader's own stub": "def relu(Z):\n    raise NotImplementedError()\n",
    "a stub below given code": f"def relu(Z):\n    if Z is None:\n        return Z\n    {STUB}\n",
    "a stub in a loop": (
        f"def relu(Z):\n    for z in Z:\n        if z:\n            {STUB}\n    return Z\n"
    ),
    "code above a stub": f"def relu(Z):\n    A = Z + 0\n    {STUB}\n    return A\n",
    "no code at all": "def relu(Z):\n    '''Text.'''\n    pass\n",
}
FINISHED = {
    "a stub left below the return": f"def relu(Z):\n    return Z\n    {STUB}\n",
    "a stub below two returns": (
        f"def relu(Z):\n    if Z:\n        return 1\n    else:\n        return 2\n    {STUB}\n"
    ),
    "an error of the student's own": (
        "def relu(Z):\n    if not Z:\n        raise NotImplementedError('no Z')\n    return Z\n"
    ),
    "a stub in an inner function": (
        f"def relu(Z):\n    def spare():\n        {STUB}\n    return Z\n"
    ),
}


class TestStates:
    @pytest.mark.parametrize("case", UNFINISHED)
    def test_it_counts_as_unfinished(self, tmp_path: Path, case: str) -> None:
        lesson(tmp_path, solution(UNFINISHED[case]))
        into, report = carried(tmp_path, "relu")
        assert states(report) == {"relu": State.UNFINISHED}
        with pytest.raises(
            UnfinishedError, match=r"relu is not there yet: finish it in one\.ipynb"
        ):
            into["relu"](1)

    @pytest.mark.parametrize("case", FINISHED)
    def test_it_counts_as_finished(self, tmp_path: Path, case: str) -> None:
        lesson(tmp_path, solution(FINISHED[case]))
        assert states(carried(tmp_path, "relu")[1]) == {"relu": State.YOURS}

    def test_a_syntax_error_is_named_with_its_line(self, tmp_path: Path) -> None:
        lesson(
            tmp_path, solution("def relu(Z):\n    return (Z\n\n"), solution("def f():\n  return 1")
        )
        into, report = carried(tmp_path, "relu", "f")
        assert states(report) == {"relu": State.BROKEN, "f": State.YOURS}
        assert "line 2 of its cell is not Python" in str(report)
        with pytest.raises(NotImplementedError, match="relu"):
            into["relu"](1)

    def test_merge_marks_inside_a_cell_are_recognised(self, tmp_path: Path) -> None:
        lesson(tmp_path, solution("<<<<<<< HEAD\n" + RELU + "=======\n>>>>>>> x\n"))
        _, report = carried(tmp_path)
        assert states(report) == {"relu": State.BROKEN}
        assert "unfinished merge" in str(report)

    def test_a_definition_that_fails_is_broken(self, tmp_path: Path) -> None:
        lesson(tmp_path, solution("def relu(Z=nowhere):\n    return Z\n"))
        _, report = carried(tmp_path)
        assert states(report) == {"relu": State.BROKEN}
        assert "line 1 of its cell: NameError: name 'nowhere' is not defined" in str(report)

    def test_an_import_that_fails_is_noted_and_the_rest_goes_on(self, tmp_path: Path) -> None:
        lesson(tmp_path, solution("import no_such_library\n" + RELU, name="relu"))
        _, report = carried(tmp_path)
        assert states(report) == {"relu": State.YOURS}
        assert "one.ipynb, cell relu, line 1" in str(report)
        assert "no_such_library" in str(report)

    def test_a_function_that_the_notebook_lacks_is_missing(self, tmp_path: Path) -> None:
        lesson(tmp_path, solution(RELU))
        into, report = carried(tmp_path, "relu", "relu_der")
        assert states(report) == {"relu": State.YOURS, "relu_der": State.MISSING}
        assert not report.complete
        with pytest.raises(NotImplementedError, match=r"relu_der .* one\.ipynb"):
            into["relu_der"](1, 2)


DAMAGED = {
    "not JSON": ("{'cells': ", "damaged (not JSON)"),
    "merge marks": ('{\n<<<<<<< HEAD\n"cells": []\n>>>>>>> b\n}', "unfinished merge (line 2"),
    "another shape": ("[1, 2]", "not a notebook of the present format"),
    "nbformat 3": ('{"worksheets": []}', "not a notebook of the present format"),
    "binary": (b"\xff\xfe\x00\x01", "cannot be read"),
    "empty": ("", "damaged (not JSON)"),
}


class TestNotebooks:
    @pytest.mark.parametrize("case", DAMAGED)
    def test_an_unreadable_notebook_gets_a_message_and_placeholders(self, tmp_path, case) -> None:
        content, message = DAMAGED[case]
        data = content if isinstance(content, bytes) else content.encode()
        (tmp_path / "one.ipynb").write_bytes(data)
        into, report = carried(tmp_path, "relu")
        assert message in str(report)
        assert "one.ipynb" in report.messages[0]
        assert states(report) == {"relu": State.MISSING}
        assert callable(into["relu"])

    def test_odd_cells_are_passed_over(self, tmp_path: Path) -> None:
        odd = [
            None,
            3,
            {},
            {"cell_type": "code"},
            {"cell_type": "code", "metadata": [], "source": 1},
        ]
        odd.append(
            {"cell_type": "code", "metadata": {"tags": "given", "nbgrader": 1}, "source": "x"}
        )
        lesson(tmp_path, *odd, solution(RELU))
        assert states(carried(tmp_path)[1]) == {"relu": State.YOURS}

    def test_a_missing_notebook_is_named_with_its_folder(self, tmp_path: Path) -> None:
        _, report = carried(tmp_path, "relu")
        assert report.messages[0].startswith(f"one.ipynb is not in the folder {tmp_path}")

    def test_a_renamed_copy_in_its_place_is_noticed(self, tmp_path: Path) -> None:
        lesson(tmp_path, solution(RELU), name="one (1)")
        _, report = carried(tmp_path, "relu")
        assert '"one (1).ipynb" is: rename it to one.ipynb' in str(report)

    def test_a_renamed_copy_beside_it_is_mentioned(self, tmp_path: Path) -> None:
        lesson(tmp_path, solution(RELU))
        lesson(tmp_path, name="one-Copy1")
        _, report = carried(tmp_path)
        assert report.messages == ('Only one.ipynb is read. There is also "one-Copy1.ipynb".',)
        assert report.complete

    def test_without_the_notebook_the_courses_own_list_names_the_functions(self, tmp_path) -> None:
        into: dict[str, Any] = {}
        report = carry_over(into, ["02_dropout"], tmp_path)
        assert states(report) == {"dropout": State.MISSING, "dropout_der": State.MISSING}


class TestWithoutBatchnorm:
    @pytest.fixture
    def stuck(self, tmp_path: Path) -> dict[str, Any]:
        stubs = (f"def {name}(*args):\n    {STUB}\n" for name in ("batchnorm", "batchnorm_der"))
        lesson(tmp_path, *map(solution, stubs))
        return carried(tmp_path)[0]

    def test_data_passes_where_batchnorm_is_switched_off(self, stuck: dict[str, Any]) -> None:
        A = np.ones((2, 3))
        for empty in ([], np.array([])):
            out, cache = stuck["batchnorm"](A, empty, empty)
            assert out is A
            dA, dbeta, dgamma = stuck["batchnorm_der"](A, cache)
            assert dA is A
            assert len(dbeta) == len(dgamma) == 0

    def test_otherwise_it_says_how_to_go_on_without(self, stuck: dict[str, Any]) -> None:
        one = np.ones((2, 1))
        with pytest.raises(NotImplementedError, match=r"batchnorm .* bnorm_list of zeros"):
            stuck["batchnorm"](np.ones((2, 3)), one, one)
        with pytest.raises(NotImplementedError, match=r"batchnorm_der .* bnorm_list of zeros"):
            stuck["batchnorm_der"](np.ones((2, 3)), {"x": one})


class TestReport:
    def test_it_is_a_table_in_a_notebook_and_text_elsewhere(self, tmp_path: Path) -> None:
        lesson(tmp_path, solution(RELU), solution(UNFINISHED["the stub"].replace("relu", "f<x")))
        report = carried(tmp_path, "relu", "relu_der")[1]
        html, text = report._repr_html_(), str(report)
        for shown in (html, text):
            assert "1 of 3 functions" in shown
            assert "relu_der" in shown
            assert "missing" in shown
        assert html.count("<tr>") == 4
        assert "f<x" not in html

    def test_numpy_is_there_even_when_the_notebook_forgot_it(self, tmp_path: Path) -> None:
        lesson(tmp_path)
        assert carried(tmp_path)[0]["np"] is np
