"""The build brings every derived file up to date, repeats itself exactly, and loses no work."""

import shutil
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_output
from small_course import (
    ASSIGNMENT,
    cells_of,
    edit_cell,
    first_lesson,
    grade_cell,
    make_course,
    write_lesson,
)
from typer.testing import CliRunner

from autograder.build import make_plan, stale_files, write_plan
from autograder.build.notebook import notebook_text
from autograder.cli import app
from autograder.course import Course, CourseError


@pytest.fixture(scope="module")
def built_once(tmp_path_factory) -> Course:
    course = make_course(tmp_path_factory.mktemp("course"))
    write_plan(make_plan(course))
    return course


@pytest.fixture
def course(built_once, tmp_path) -> Course:
    """Return a built course of one's own."""
    shutil.copytree(built_once.root, tmp_path, dirs_exist_ok=True)
    return Course(tmp_path, tmp_path / "autograder")


def _files(course: Course) -> dict[Path, bytes]:
    return {
        path.relative_to(course.root): path.read_bytes()
        for path in course.root.rglob("*")
        if path.is_file()
    }


def _stale(course: Course) -> dict[str, str]:
    return {file.path: file.cause for file in stale_files(course, make_plan(course))}


def test_a_second_build_writes_nothing(course):
    before = _files(course)
    assert write_plan(make_plan(course)).written == ()
    assert _files(course) == before


def test_two_builds_of_the_same_masters_agree_to_the_byte(course, tmp_path_factory):
    other = make_course(tmp_path_factory.mktemp("other"))
    write_plan(make_plan(other))
    assert _files(other) == _files(course)


def test_nothing_is_stale_after_a_build(course):
    assert _stale(course) == {}


def test_the_three_editions_hold_the_lessons_and_the_support_package(course):
    expected = {"01_double.ipynb", "02_sums.ipynb", "coursekit/__init__.py", "coursekit/words.py"}
    for folder in (course.source, course.release, course.notebooks):
        found = folder(ASSIGNMENT).rglob("*")
        names = {p.relative_to(folder(ASSIGNMENT)).as_posix() for p in found if p.is_file()}
        assert names == expected


def test_notebooks_are_written_as_jupyterlab_saves_them(course):
    for path in course.root.rglob("*.ipynb"):
        notebook = nbformat.read(path, as_version=4)
        assert path.read_text() == nbformat.writes(notebook) + "\n"


def test_an_edited_reference_makes_the_source_stale_and_names_cell_and_master(course):
    path = course.reference(ASSIGNMENT)
    path.write_text(path.read_text().replace("numbers * times", "times * numbers"))
    stale = _stale(course)
    assert "solution of double" in stale["source/small/01_double.ipynb"]
    assert "autograder/reference/small.py" in stale["source/small/01_double.ipynb"]
    assert "notebooks/small/01_double.ipynb" in stale
    assert "source/small/02_sums.ipynb" not in stale


def test_an_edited_source_makes_both_derived_notebooks_stale(course):
    edit_cell(course.source(ASSIGNMENT) / "02_sums.ipynb", "title", "sums", "totals")
    assert set(_stale(course)) == {"release/small/02_sums.ipynb", "notebooks/small/02_sums.ipynb"}


def test_an_edited_support_package_makes_its_copies_stale(course):
    path = course.student_package / "words.py"
    path.write_text(path.read_text() + "\n")
    assert set(_stale(course)) == {
        f"{folder}/small/coursekit/words.py" for folder in ("source", "release", "notebooks")
    }


@pytest.mark.parametrize("folder", ["release", "notebooks"])
def test_an_edited_derived_file_is_named_with_its_master(course, folder):
    edit_cell(course.root / folder / "small/01_double.ipynb", "title", "Small", "Smaller")
    (stale,) = stale_files(course, make_plan(course))
    assert stale.path == f"{folder}/small/01_double.ipynb"
    assert "edit source/small/01_double.ipynb only" in stale.remedy


def test_a_missing_derived_file_is_named(course):
    (course.release(ASSIGNMENT) / "02_sums.ipynb").unlink()
    assert _stale(course) == {"release/small/02_sums.ipynb": "is missing"}


def test_saved_outputs_make_the_source_stale_and_are_cleared(course):
    path = course.source(ASSIGNMENT) / "01_double.ipynb"
    notebook = nbformat.read(path, as_version=4)
    notebook.cells[-1].outputs = [new_output("stream", text="hello")]
    path.write_text(notebook_text(notebook))
    assert "outputs or metadata of double-picture" in _stale(course)["source/small/01_double.ipynb"]
    write_plan(make_plan(course))
    assert cells_of(path)["double-picture"].outputs == []


def test_prose_tests_and_points_of_the_source_survive_the_build(course):
    path = course.source(ASSIGNMENT) / "01_double.ipynb"
    edit_cell(path, "double-why", "Exercise", "My exercise")
    edit_cell(path, "double-test", "double(2) == 4", "double(3) == 6")
    edit_cell(path, "double", "Return Z", "My docstring: Z")
    write_plan(make_plan(course))
    cells = cells_of(path)
    assert cells["double-why"].source.startswith("## My exercise")
    assert "double(3) == 6" in cells["double-test"].source
    assert "My docstring" in cells_of(course.release(ASSIGNMENT) / path.name)["double"].source


def test_a_source_saved_while_the_build_runs_is_left_alone(course):
    path = course.source(ASSIGNMENT) / "01_double.ipynb"
    edit_cell(path, "double", "np.asarray(Z)", "np.array(Z)")
    plan = make_plan(course)
    edit_cell(path, "double-why", "Exercise", "My exercise")
    with pytest.raises(CourseError, match="saved the file while the build was running"):
        write_plan(plan)
    assert cells_of(path)["double-why"].source.startswith("## My exercise")


def test_a_lesson_that_is_gone_leaves_the_release(course):
    (course.source(ASSIGNMENT) / "02_sums.ipynb").unlink()
    assert _stale(course)["release/small/02_sums.ipynb"] == "has no master"
    write_plan(make_plan(course))
    assert not (course.release(ASSIGNMENT) / "02_sums.ipynb").exists()


def test_a_removed_support_module_leaves_all_copies(course):
    (course.student_package / "words.py").unlink()
    write_plan(make_plan(course))
    assert list(course.root.rglob("coursekit/words.py")) == []


def test_a_learners_own_notebook_is_named_and_never_deleted(course):
    mine = course.notebooks(ASSIGNMENT) / "mine.ipynb"
    mine.write_text("{}")
    assert "no source notebook" in _stale(course)["notebooks/small/mine.ipynb"]
    write_plan(make_plan(course))
    assert mine.exists()


def _solve(path: Path) -> None:
    edit_cell(path, "double", "raise NotImplementedError(", "return print(")


def _run(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    notebook.cells[1].execution_count = 1
    path.write_text(notebook_text(notebook))


@pytest.mark.parametrize("work", [_solve, _run])
def test_a_self_study_notebook_that_was_worked_in_is_kept_unless_told_otherwise(course, work):
    path = course.notebooks(ASSIGNMENT) / "01_double.ipynb"
    work(path)
    mine = path.read_bytes()
    assert write_plan(make_plan(course)).kept == (path,)
    assert path.read_bytes() == mine
    assert write_plan(make_plan(course), overwrite_work=True).kept == ()
    assert path.read_bytes() != mine


def test_the_gradebook_is_not_touched(course):
    (course.root / "gradebook.db").write_bytes(b"grades")
    (course.release(ASSIGNMENT) / "02_sums.ipynb").unlink()
    write_plan(make_plan(course))
    assert (course.root / "gradebook.db").read_bytes() == b"grades"


def test_a_notebook_that_nbgrader_refuses_is_an_error_that_names_the_folder(course):
    path = course.source(ASSIGNMENT) / "01_double.ipynb"
    edit_cell(path, "double-test", "### END HIDDEN TESTS", "")
    with pytest.raises(CourseError, match="source/small: nbgrader could not make the release"):
        make_plan(course)


def test_a_lesson_with_exercises_and_no_setup_cell_is_an_error(course):
    write_lesson(course, "03_bare", [grade_cell("bare", "pass", 1)])
    with pytest.raises(CourseError, match=r"03_bare\.ipynb: no code cell has the tag 'setup'"):
        make_plan(course)


def test_a_lesson_of_prose_alone_needs_no_setup_cell(course):
    write_lesson(course, "03_prose", first_lesson()[:1])
    write_plan(make_plan(course))
    assert list(cells_of(course.notebooks(ASSIGNMENT) / "03_prose.ipynb")) == ["title"]


def test_the_command_builds_then_finds_nothing_stale(tmp_path, monkeypatch):
    course = make_course(tmp_path)
    monkeypatch.setattr("autograder.build.command.find_course", lambda _: course)
    runner = CliRunner()
    assert runner.invoke(app, ["build", "--check"]).exit_code == 1
    first = runner.invoke(app, ["build"])
    assert first.exit_code == 0
    assert "wrote    release/small/01_double.ipynb" in first.output
    check = runner.invoke(app, ["build", "--check"])
    assert (check.exit_code, check.output) == (0, "all 12 files are up to date\n")


def test_the_check_names_the_stale_file_and_exits_with_one(course, monkeypatch):
    monkeypatch.setattr("autograder.build.command.find_course", lambda _: course)
    (course.release(ASSIGNMENT) / "02_sums.ipynb").write_text("{}")
    result = CliRunner().invoke(app, ["build", "--check"])
    assert result.exit_code == 1
    assert "stale    release/small/02_sums.ipynb: differs from its master" in result.output
    assert "edit source/small/02_sums.ipynb only" in result.output


def test_an_error_of_the_course_is_a_message_and_not_a_traceback(tmp_path):
    result = CliRunner().invoke(app, ["build", "--course-dir", str(tmp_path)])
    assert result.exit_code == 1
    assert isinstance(result.exception, SystemExit)
    assert "there is no assignment here" in result.output
