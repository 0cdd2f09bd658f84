"""What students receive holds no solution, no hidden test and nothing of the reference."""

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from small_course import ASSIGNMENT, edit_cell, make_course

from autograder.build import make_plan, write_plan
from autograder.build.reference import BEGIN, END, read_reference
from autograder.course import Course

SOLUTION = "    numbers = np.asarray( Z )\n    return numbers*times"
DISTINCTIVE = 20  # characters: shorter lines, such as `return total`, are anybody's


def _plain(code: str) -> list[str]:
    """Return code as lines in one normal form: no comments, and no white space at all."""
    lines = ("".join(line.split()) for line in ast.unparse(ast.parse(code)).splitlines())
    return [line for line in lines if line]


def _dedented(lines: list[str]) -> str:
    # The last line of a marked part may belong to a block that it leaves open.
    indent = min(len(line) - len(line.lstrip()) for line in lines if line.strip())
    return "\n".join(line[indent:] for line in lines)


def _secrets(reference: Path, exercises: set[str]) -> dict[str, list[str]]:
    """Return what students write in each exercise, as plain lines."""
    secrets = {}
    for name, solution in read_reference(reference).solutions.items():
        if name in exercises:
            regions = re.findall(
                rf"{BEGIN}\n(.*?)\n\s*{END}", "\n".join(solution.region_lines()), re.DOTALL
            )
            secrets[name] = [x for part in regions for x in _plain(_dedented(part.splitlines()))]
    return secrets


def _texts(folder: Path) -> Iterator[tuple[str, str, bool]]:
    """Yield (where, text, is code) of every cell and every other file under a folder."""
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        name = path.relative_to(folder).as_posix()
        if path.suffix == ".ipynb":
            for cell in json.loads(path.read_text())["cells"]:
                text = "".join(cell["source"])
                yield f"{name}: {cell['id']}", text, cell["cell_type"] == "code"
        else:
            yield name, path.read_text(), path.suffix == ".py"


def _lines(text: str, is_code: bool) -> list[str]:
    """Return a text's lines in the normal form of `_plain`, as far as prose has one."""
    if is_code:
        magic = re.compile(r"^\s*[%!].*$", re.MULTILINE)
        return _plain(magic.sub("", text))
    remarks = re.compile(r"#.*$", re.MULTILINE)
    lines = ("".join(line.split()) for line in remarks.sub("", text).splitlines())
    return [line.replace('"', "'") for line in lines if line]


def _holds(lines: list[str], secret: list[str]) -> bool:
    """Return whether the lines contain all of a solution, or two lines that are only its own."""
    whole = any(lines[i : i + len(secret)] == secret for i in range(len(lines)))
    rare = [line for line in dict.fromkeys(secret) if len(line) >= DISTINCTIVE and line in lines]
    return whole or len(rare) >= 2


def leaks(folder: Path, reference: Path, exercises: set[str]) -> list[str]:
    """Return where in a folder the solution of which exercise stands."""
    secrets = _secrets(reference, exercises)
    places = [(where, _lines(text, is_code)) for where, text, is_code in _texts(folder)]
    return [
        f"{where}: solution of {name}"
        for where, lines in places
        for name, secret in secrets.items()
        if _holds(lines, secret)
    ]


def _exercises(course: Course, assignment: str) -> set[str]:
    exercises = course.assignment(assignment).exercises
    return {function for exercise in exercises for function in exercise.functions}


def _leaks(course: Course, assignment: str, folder: Path) -> list[str]:
    return leaks(folder, course.reference(assignment), _exercises(course, assignment))


@pytest.fixture
def small(tmp_path) -> Course:
    course = make_course(tmp_path)
    write_plan(make_plan(course))
    return course


def test_the_search_finds_every_solution_where_there_is_one(small):
    assert _leaks(small, ASSIGNMENT, small.source(ASSIGNMENT)) == [
        "01_double.ipynb: double: solution of double",
        "02_sums.ipynb: clipped_sum: solution of clipped_sum",
    ]


@pytest.mark.parametrize(
    ("cell", "old", "new"),
    [
        ("title", "# Small", f"{SOLUTION}\n\n# Small"),
        ("double-hints", "Multiply.", f"```python\n{SOLUTION}  # so\n```"),
        ("double-test", "assert", f"def mine(Z, times):\n{SOLUTION}\nassert"),
        ("double-picture", "greet", f"class A:\n  def f(Z, times):\n{SOLUTION}\ngreet"),
    ],
)
def test_the_search_finds_a_solution_in_other_clothes(small, cell, old, new):
    release = small.release(ASSIGNMENT)
    edit_cell(release / "01_double.ipynb", cell, old, new)
    expected = [f"01_double.ipynb: {cell}: solution of double"]
    assert _leaks(small, ASSIGNMENT, release) == expected


def test_one_common_line_is_no_solution(small):
    release = small.release(ASSIGNMENT)
    edit_cell(
        release / "01_double.ipynb", "double-picture", "greet", "numbers = np.asarray(Z); greet"
    )
    assert _leaks(small, ASSIGNMENT, release) == []


def test_the_search_finds_a_solution_in_the_support_package(small):
    path = small.release(ASSIGNMENT) / "coursekit" / "words.py"
    path.write_text("def f(Z, times):\n  numbers = np.asarray(Z) # !\n  return numbers * times\n")
    expected = ["coursekit/words.py: solution of double"]
    assert _leaks(small, ASSIGNMENT, small.release(ASSIGNMENT)) == expected


def test_a_text_twin_beside_the_source_is_not_released(small):
    for name in ("01_double.py", "02_sums.md", "01_double.Rmd"):
        (small.source(ASSIGNMENT) / name).write_text("secret")
    write_plan(make_plan(small))
    assert {path.name for path in small.release(ASSIGNMENT).iterdir()} == {
        "01_double.ipynb",
        "02_sums.ipynb",
        "coursekit",
    }


def test_other_files_beside_the_source_are_released_as_nbgrader_does(small):
    (small.source(ASSIGNMENT) / "picture.svg").write_text("<svg/>")
    write_plan(make_plan(small))
    assert (small.release(ASSIGNMENT) / "picture.svg").read_text() == "<svg/>"


COURSE = Course()
NAMES = sorted({path.parent.name for path in COURSE.source().glob("*/*.ipynb")})


def test_the_course_has_its_first_assignment():
    assert "optimization" in NAMES


@pytest.mark.parametrize("assignment", NAMES)
class TestTheCourse:
    def test_no_solution_is_in_any_released_cell_or_file(self, assignment):
        assert _leaks(COURSE, assignment, COURSE.release(assignment)) == []

    def test_the_source_holds_every_solution_so_the_search_above_means_something(self, assignment):
        found = _leaks(COURSE, assignment, COURSE.source(assignment))
        names = {leak.rpartition(" ")[2] for leak in found}
        assert names == _exercises(COURSE, assignment)

    def test_only_lessons_and_the_support_package_are_released(self, assignment):
        folder = COURSE.release(assignment)
        lessons = {path.name for path in COURSE.source(assignment).glob("*.ipynb")}
        for path in (path for path in folder.rglob("*") if path.is_file()):
            name = path.relative_to(folder)
            if "__pycache__" in name.parts or ".ipynb_checkpoints" in name.parts:
                continue
            if name.parts[0] == "coursekit":
                master = COURSE.student_package.joinpath(*name.parts[1:])
                assert path.read_bytes() == master.read_bytes()
            else:
                assert str(name) in lessons

    def test_no_hidden_test_and_no_part_of_the_grader_is_named(self, assignment):
        words = re.compile(
            r"BEGIN SOLUTION|END SOLUTION|HIDDEN TESTS|in_kernel|(from|import) autograder"
        )
        for where, text, _ in _texts(COURSE.release(assignment)):
            assert not words.search(text), where

    def test_every_stub_raises_not_implemented_with_a_remedy(self, assignment):
        for lesson in COURSE.assignment(assignment).lessons:
            cells = _cells(COURSE.release(assignment) / lesson.path.name)
            for exercise in lesson.exercises:
                if exercise.stub_id is not None:
                    stub = cells[exercise.stub_id]
                    for name in exercise.functions:
                        assert _raises_not_implemented(stub, name), (lesson.name, name)
                    assert "write your code here" in stub

    def test_cells_keep_their_ids_and_order(self, assignment):
        for path in COURSE.source(assignment).glob("*.ipynb"):
            released = _cells(COURSE.release(assignment) / path.name)
            assert list(_cells(path)) == list(released)


def _cells(path: Path) -> dict[str, str]:
    cells = json.loads(path.read_text())["cells"]
    return {cell["id"]: "".join(cell["source"]) for cell in cells}


def _raises_not_implemented(source: str, name: str) -> bool:
    functions = [f for f in ast.parse(source).body if getattr(f, "name", "") == name]
    return any(
        isinstance(node, ast.Raise) and "NotImplementedError" in ast.unparse(node)
        for node in ast.walk(functions[0])
    )
