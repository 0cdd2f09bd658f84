"""Reference bodies reach the source notebook whole, and only the places meant for them."""

from pathlib import Path

import pytest
from nbformat.v4 import new_code_cell, new_notebook
from small_course import REFERENCE, given, grade_cell, setup, stub

from autograder.build.reference import Reference, read_reference
from autograder.build.solutions import write_solutions
from autograder.course import CourseError

NOTEBOOK = Path("lesson.ipynb")
DOUBLE = 'def double(Z, times=2):\n    """Say what it does."""'
CLIPPED = 'def clipped_sum(values):\n    """Say what it does."""'


@pytest.fixture
def reference(tmp_path) -> Reference:
    return _reference(tmp_path, REFERENCE)


def _reference(folder: Path, text: str) -> Reference:
    path = folder / "small.py"
    path.write_text(text)
    return read_reference(path)


def _written(cell, reference, *others):
    notebook = new_notebook(cells=[setup(), *others, cell])
    write_solutions(notebook, NOTEBOOK, reference)
    return cell.source


def test_a_whole_body_is_written_between_the_markers_with_its_comments(reference):
    assert _written(stub("double", DOUBLE), reference) == (
        'def double(Z, times=2):\n    """Say what it does."""\n'
        "    ### BEGIN SOLUTION\n"
        "    # an array, whatever came in\n"
        "    numbers = np.asarray(Z)\n"
        "    return numbers * times  # twice by default\n"
        "    ### END SOLUTION"
    )


def test_the_types_of_local_variables_stay_in_the_reference(tmp_path):
    typed = "def double(Z, times=2):\n    numbers: list[int] = [Z * times]\n    return numbers\n"
    assert (
        "    numbers = [Z * times]"
        in _written(stub("double", DOUBLE), _reference(tmp_path, typed)).splitlines()
    )


def test_a_marked_part_is_the_region_and_the_rest_of_the_body_is_given(reference):
    assert _written(stub("clipped_sum", CLIPPED), reference).splitlines()[2:] == [
        "    total = 0",
        "    for value in values:",
        "        ### BEGIN SOLUTION",
        "        # negative values count as nothing",
        "        if value > 0:",
        "            total += value",
        "        ### END SOLUTION",
        "    return total",
    ]


def test_a_given_function_is_written_whole_without_markers(reference):
    source = 'def clipped_sum(values):\n    """Say what it does."""\n    return 7'
    text = _written(given("clipped_sum", source), reference)
    assert "return 7" not in text
    assert "        if value > 0:\n            total += value\n    return total" in text
    assert "SOLUTION" not in text
    assert "exercise" not in text


@pytest.mark.parametrize("name", ["double", "clipped_sum"])
def test_writing_twice_changes_nothing(reference, name):
    cell = stub(name, {"double": DOUBLE, "clipped_sum": CLIPPED}[name])
    once = _written(cell, reference)
    assert _written(cell, reference) == once


def test_the_notebooks_own_docstring_and_remarks_stay(reference):
    source = _written(stub("double", DOUBLE), reference)
    mine = source.replace("    ### BEGIN", "    # Start here.\n    ### BEGIN")
    stale = mine.replace("numbers = np.asarray(Z)", "numbers = np.array(Z)")
    assert _written(stub("double", stale), reference) == mine


def test_cells_that_are_neither_stub_nor_given_are_left_alone(reference):
    free = new_code_cell("def double(a, b): pass", id="free")
    test = grade_cell("double", "def double(a, b): pass", 1)
    before = free.source, test.source
    _written(stub("double", DOUBLE), reference, free, test)
    assert (free.source, test.source) == before


def test_a_cell_may_define_several_functions(reference):
    text = _written(stub("both", f"{DOUBLE}\n\n\n{CLIPPED}"), reference)
    assert text.count("### BEGIN SOLUTION") == text.count("### END SOLUTION") == 2
    assert "### END SOLUTION\n\n\ndef clipped_sum" in text


@pytest.mark.parametrize(
    "arguments", ["Z", "times=2, Z=0", "Z, times=3", "Z, *, times=2", "Z, time=2", "Z, times=2, *a"]
)
def test_another_signature_is_refused_with_both_files_named(reference, arguments):
    cell = stub("double", f'def double({arguments}):\n    """Say what it does."""')
    with pytest.raises(CourseError, match=r"lesson\.ipynb: .*double\(Z, times=2\) in .*small\.py"):
        _written(cell, reference)


def test_types_and_layout_of_the_signature_may_differ(reference):
    source = 'def double(\n    Z: list, times: int = 2,\n) -> list:\n    """Say."""'
    assert _written(stub("double", source), reference).startswith(source)


def test_a_function_that_the_reference_lacks_is_named(reference):
    cell = stub("triple", 'def triple(Z):\n    """Say what it does."""')
    with pytest.raises(CourseError, match=r"lesson\.ipynb.*'triple'.*small\.py"):
        _written(cell, reference)


def test_code_beside_the_region_is_refused_because_the_solution_would_run_twice(reference):
    source = _written(stub("double", DOUBLE), reference) + "\n    return 0"
    with pytest.raises(CourseError, match=r"double has code outside .*# <exercise>"):
        _written(stub("double", source), reference)


def test_a_stub_that_is_not_python_is_named(reference):
    with pytest.raises(CourseError, match="'double' is not valid Python"):
        _written(stub("double", "def double(Z, times=2):"), reference)


def test_a_stub_without_a_function_is_named(reference):
    with pytest.raises(CourseError, match="'double' defines no function"):
        _written(stub("double", "pass"), reference)


@pytest.mark.parametrize(
    "body",
    [
        "    # <exercise>\n    return 1",
        "    # </exercise>\n    return 1\n    # <exercise>",
        "    # <exercise>\n    # <exercise>\n    return 1\n    # </exercise>",
    ],
)
def test_markers_that_do_not_pair_up_are_refused(tmp_path, body):
    with pytest.raises(CourseError, match=r"small\.py.*in one do not pair up"):
        _reference(tmp_path, f'def one():\n    """One."""\n{body}\n')


def test_two_marked_parts_become_two_regions(tmp_path):
    body = ["a = 1", "# <exercise>", "b = a", "# </exercise>"] * 2 + ["return b"]
    lines = "\n".join(f"    {line}" for line in body)
    reference = _reference(tmp_path, f'def one():\n    """One."""\n{lines}\n')
    text = _written(stub("one", 'def one():\n    """One."""'), reference)
    assert text.count("    ### BEGIN SOLUTION\n    b = a\n    ### END SOLUTION") == 2


@pytest.mark.parametrize("name", ["_helper", "EPSILON", "math"])
def test_a_body_may_not_lean_on_what_the_notebook_does_not_have(tmp_path, name):
    text = (
        "import math\nEPSILON = 1\ndef _helper(): ...\n"
        f'def one():\n    """One."""\n    return [{name} for _ in range(2)]\n'
    )
    reference = _reference(tmp_path, text)
    with pytest.raises(CourseError, match=rf"one uses '{name}'.*setup cell"):
        _written(stub("one", 'def one():\n    """One."""'), reference)


def test_a_body_may_call_other_exercises_and_what_the_setup_cell_imports(tmp_path):
    body = "return double(np.ones(2)), greet"
    text = f'{REFERENCE}\n\ndef one():\n    """One."""\n    {body}\n'
    assert body in _written(stub("one", 'def one():\n    """One."""'), _reference(tmp_path, text))


def test_a_missing_reference_is_named(tmp_path):
    with pytest.raises(CourseError, match=r"other\.py.*no reference module"):
        read_reference(tmp_path / "other.py")


def test_a_reference_that_is_not_python_is_named_with_the_line(tmp_path):
    with pytest.raises(CourseError, match=r"small\.py.*line 2"):
        _reference(tmp_path, "x = 1\nx = = 2\n")
