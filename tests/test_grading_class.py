"""A class is graded into the gradebook: right, once, repeatably, whatever is handed in."""

import datetime
import json
import shutil
from pathlib import Path

import nbformat
import pytest
from grading_course import ASSIGNMENT, GradingCourse, grade, make_course, scores
from nbgrader.api import Gradebook
from nbgrader.apps import NbGraderAPI

from autograder.grading.checker.grader import Task
from autograder.grading.checker.notebook import MAX_TEXT, limited
from autograder.grading.gradebook.database import open_database
from autograder.grading.gradebook.settings import load_settings
from autograder.grading.pool import job
from autograder.grading.secret import course_secret
from autograder.lesson import CourseError

LESSONS = ("01_relu_softmax", "03_batchnorm")
WRONG_RELU = "def relu(Z):\n    return Z, Z"


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> GradingCourse:
    return make_course(tmp_path_factory.mktemp("template") / "course", *LESSONS)


@pytest.fixture
def course(template: GradingCourse, tmp_path: Path) -> GradingCourse:
    root = tmp_path / "course"
    shutil.copytree(template.root, root)
    return GradingCourse(root, template.masters, template.solutions)


def hand_in_solved(course: GradingCourse, student: str, **answers: str) -> None:
    course.hand_in(student, **{lesson: course.solved(lesson, **answers) for lesson in LESSONS})


def points(course: GradingCourse, student: str) -> dict[str, float]:
    return {cell: score for (name, cell), score in scores(course).items() if name == student}


def gradebook(course: GradingCourse) -> Gradebook:
    return Gradebook(f"sqlite:///{course.root / 'gradebook.db'}")


def autograded(course: GradingCourse, student: str, lesson: str) -> Path:
    return course.root / "autograded" / student / ASSIGNMENT / f"{lesson}.ipynb"


def test_solutions_get_all_points_stubs_none_and_a_mistake_costs_its_own_exercise(
    course: GradingCourse,
):
    hand_in_solved(course, "ada")
    course.hand_in("bob", **{lesson: course.released(lesson) for lesson in LESSONS})
    hand_in_solved(course, "cyd", relu=WRONG_RELU)
    grade(course)
    full = points(course, "ada")
    assert full == {
        exercise.test_id: exercise.points
        for master in course.masters.values()
        for exercise in master.lesson.exercises
    }
    assert set(points(course, "bob").values()) == {0.0}
    assert {name for name, score in points(course, "cyd").items() if score < full[name]} == {
        "relu-test"
    }


@pytest.mark.parametrize(
    "content", ["", "<html>", "[]", '{"cells": 1}', b"\x00\xff\xfe\x80", "[" * 50_000]
)
def test_a_file_that_is_no_notebook_costs_only_itself(course: GradingCourse, content: str | bytes):
    hand_in_solved(course, "ada")
    course.hand_in("eve", **{LESSONS[0]: content, LESSONS[1]: course.solved(LESSONS[1])})
    reported = grade(course)
    assert sum(points(course, "ada").values()) == 43
    assert sum(points(course, "eve").values()) == 24
    assert LESSONS[0] in str(reported.results["eve"].problems[0])


def test_why_nothing_could_be_graded_stands_in_notebook_and_comment(course: GradingCourse):
    course.hand_in("eve", **{LESSONS[0]: "<html>"})
    grade(course)
    assert "web page" in autograded(course, "eve", LESSONS[0]).read_text()
    assert "not handed in" in autograded(course, "eve", LESSONS[1]).read_text()
    with gradebook(course) as book:
        comment = book.find_comment("relu", LESSONS[0], ASSIGNMENT, "eve").comment
    assert "could not be graded" in comment.lower()
    assert "web page" in comment


@pytest.mark.parametrize(
    "name",
    ["01_relu_softmax (1)", "01_relu_softmax-Copy1", "01_ReLU_softmax", "01 relu softmax final",
     "Untitled7"],
)  # fmt: skip
def test_a_renamed_file_is_found(course: GradingCourse, name: str):
    course.hand_in("ada", **{name: course.solved(LESSONS[0])})
    reported = grade(course)
    assert reported.results["ada"].points == 19
    assert any("01_relu_softmax.ipynb" in str(note) for note in reported.results["ada"].all_notes)


def test_a_submission_inside_a_folder_is_found(course: GradingCourse):
    course.hand_in("ada")
    folder = course.folder("ada") / "my work"
    folder.mkdir()
    (folder / f"{LESSONS[0]}.ipynb").write_text(json.dumps(course.solved(LESSONS[0])))
    assert grade(course).results["ada"].points == 19


def test_the_exact_name_wins_over_copies_unless_it_cannot_be_read(course: GradingCourse):
    copy = course.released(LESSONS[0])
    course.hand_in("ada", **{LESSONS[0]: course.solved(LESSONS[0]), f"{LESSONS[0]} (2)": copy})
    course.hand_in("bob", **{LESSONS[0]: "", f"{LESSONS[0]} (2)": course.solved(LESSONS[0])})
    results = grade(course).results
    assert results["ada"].points == results["bob"].points == 19


def test_links_are_not_followed_out_of_a_submission(course: GradingCourse):
    hand_in_solved(course, "ada")
    folder = course.folder("eve")
    for lesson in LESSONS:
        target = course.folder("ada") / f"{lesson}.ipynb"
        (folder / f"{lesson}.ipynb").symlink_to(target)
    (folder / "all").symlink_to(course.folder("ada"), target_is_directory=True)
    assert grade(course).results["eve"].points == 0


def test_a_module_that_hides_a_library_is_left_out_and_a_helper_is_not(course: GradingCourse):
    course.hand_in("ada", **{LESSONS[0]: course.solved(LESSONS[0])})
    for name in ("numpy.py", "json.py", "helper.py"):
        (course.folder("ada") / name).write_text("raise SystemError")
    result = grade(course).results["ada"]
    assert {note.where for note in result.notes} == {"numpy.py", "json.py"}


def test_what_did_not_change_is_not_graded_again(course: GradingCourse):
    hand_in_solved(course, "ada")
    hand_in_solved(course, "bob")
    grade(course)
    course.hand_in("bob", **{LESSONS[0]: course.solved(LESSONS[0], relu=WRONG_RELU)})
    again = grade(course)
    assert again.unchanged == ["ada"]
    assert set(again.results) == {"bob"}
    assert set(grade(course, force=True).results) == {"ada", "bob"}


@pytest.mark.parametrize("lost", ["gradebook", "submission", "score", "notebook", "source"])
def test_what_was_lost_or_changed_since_is_graded_again(course: GradingCourse, lost: str):
    hand_in_solved(course, "ada")
    grade(course)
    before = scores(course)
    if lost == "gradebook":
        (course.root / "gradebook.db").unlink()
    elif lost == "notebook":
        autograded(course, "ada", LESSONS[1]).unlink()
    elif lost == "source":
        path = course.root / "source" / ASSIGNMENT / f"{LESSONS[0]}.ipynb"
        path.write_text(path.read_text().replace("# ", "#  ", 1))
    else:
        with gradebook(course) as book:
            if lost == "submission":
                book.remove_submission(ASSIGNMENT, "ada")
            else:
                book.find_grade("relu-test", LESSONS[0], ASSIGNMENT, "ada").auto_score = 1
                book.db.commit()
    assert set(grade(course).results) == {"ada"}
    assert scores(course) == before


def test_a_regrade_gives_the_same_scores_and_notebooks(course: GradingCourse):
    hand_in_solved(course, "ada", relu=WRONG_RELU)
    grade(course)
    before = scores(course), autograded(course, "ada", LESSONS[0]).read_bytes()
    grade(course, force=True)
    assert (scores(course), autograded(course, "ada", LESSONS[0]).read_bytes()) == before


def test_an_older_score_does_not_stand_when_the_next_submission_cannot_be_graded(
    course: GradingCourse,
):
    hand_in_solved(course, "ada")
    grade(course)
    for lesson in LESSONS:
        (course.folder("ada") / f"{lesson}.ipynb").unlink()
    course.hand_in("ada", **{LESSONS[0]: "broken"})
    grade(course)
    assert set(points(course, "ada").values()) == {0.0}


def test_what_an_instructor_wrote_survives_and_a_changed_score_asks_for_another_look(
    course: GradingCourse,
):
    hand_in_solved(course, "ada")
    grade(course)
    with gradebook(course) as book:
        found = book.find_grade("relu-test", LESSONS[0], ASSIGNMENT, "ada")
        found.manual_score, found.extra_credit, found.needs_manual_grade = 1.5, 0.25, False
        book.find_comment("relu", LESSONS[0], ASSIGNMENT, "ada").manual_comment = "Well done"
        book.db.commit()
    grade(course, force=True)
    assert points(course, "ada")["relu-test"] == 1.75
    hand_in_solved(course, "ada", relu=WRONG_RELU)
    grade(course)
    with gradebook(course) as book:
        found = book.find_grade("relu-test", LESSONS[0], ASSIGNMENT, "ada")
        comment = book.find_comment("relu", LESSONS[0], ASSIGNMENT, "ada").comment
    assert (found.manual_score, found.auto_score, comment) == (1.5, 0.0, "Well done")
    assert found.needs_manual_grade


def test_nothing_waits_for_a_person_where_everything_was_graded(course: GradingCourse):
    hand_in_solved(course, "ada")
    course.hand_in("eve", **{LESSONS[0]: "broken"})
    grade(course)
    with gradebook(course) as book:
        assert not any(one.needs_manual_grade for one in book.assignment_submissions(ASSIGNMENT))


def test_a_late_submission_gets_the_penalty_of_nbgraders_plugin(course: GradingCourse):
    (course.root / "nbgrader_config.py").write_text(
        "c = get_config()\nc.LateSubmissionPlugin.penalty_method = 'zero'\n"
    )
    for student, day in (("late", 2), ("early", 1)):
        hand_in_solved(course, student)
        (course.folder(student) / "timestamp.txt").write_text(f"2026-03-0{day} 12:00:00 UTC")
    hand_in_solved(course, "none")
    (course.folder("none") / "timestamp.txt").write_text("yesterday")
    grade(course)
    with gradebook(course) as book:
        book.update_or_create_assignment(ASSIGNMENT, duedate="2026-03-01 13:00:00 UTC")
    grade(course, force=True)
    with gradebook(course) as book:
        penalties = {
            one.student.id: sum(n.late_submission_penalty or 0 for n in one.notebooks)
            for one in book.assignment_submissions(ASSIGNMENT)
        }
        handed_in = book.find_submission(ASSIGNMENT, "late").timestamp
    assert penalties == {"late": 43, "early": 0, "none": 0}
    assert handed_in == datetime.datetime(2026, 3, 2, 12)


def test_the_gradebook_holds_what_nbgraders_own_tools_record(
    course: GradingCourse,
):
    hand_in_solved(course, "ada")
    grade(course)
    ours = recorded(course)
    (course.root / "gradebook.db").unlink()
    open_database(f"sqlite:///{course.root / 'gradebook.db'}").dispose()
    api = NbGraderAPI(config=load_settings(course.course).config)
    assert api.generate_assignment(ASSIGNMENT)["success"]
    assert ours == recorded(course)


def recorded(course: GradingCourse) -> dict[str, object]:
    """Return the gradebook's entries for an assignment without their keys."""
    with gradebook(course) as book:
        kinds = {
            f"{notebook.name}/{type(cell).__name__}/{cell.name}": {
                key: value for key, value in cell.to_dict().items() if key != "id"
            }
            for notebook in book.find_assignment(ASSIGNMENT).notebooks
            for cell in (*notebook._base_cells, *notebook.source_cells)
        }
        kernels = [n.kernelspec for n in book.find_assignment(ASSIGNMENT).notebooks]
    return {**kinds, "kernels": kernels}


def test_autograded_notebooks_are_valid_and_hold_no_hidden_test(course: GradingCourse):
    hand_in_solved(course, "ada", relu=WRONG_RELU)
    grade(course)
    text = autograded(course, "ada", LESSONS[0]).read_text()
    notebook = nbformat.reads(text, as_version=4)
    nbformat.validate(notebook)
    for secret in ("HIDDEN TESTS", "in_kernel", "BEGIN SOLUTION", "autograder.reference"):
        assert secret not in text
    (cell,) = [c for c in notebook.cells if c.id == "relu-test"]
    assert cell.metadata.nbgrader.points == 2
    assert "Points: 0 of 2" in cell.outputs[-1].data["text/plain"]


def test_a_students_html_and_scripts_do_not_reach_the_notebook():
    evil = {"text/html": "<script>", "application/javascript": "x", "image/svg+xml": "<svg/>"}
    outputs = [
        {"output_type": "display_data", "data": {**evil, "text/plain": "kept"}, "metadata": {}},
        {"output_type": "execute_result", "data": {"text/plain": "100"}, "execution_count": 1},
        {"output_type": "display_data", "data": {"image/png": '"><script>'}},
        {"output_type": "update_display_data", "data": {"text/plain": "x"}},
        {},
    ]
    assert limited(outputs) == [
        {"output_type": "display_data", "data": {"text/plain": "kept"}, "metadata": {}},
        {"output_type": "display_data", "data": {"text/plain": "100"}, "metadata": {}},
    ]


def test_long_outputs_are_shortened():
    flood = [{"output_type": "stream", "name": "stdout", "text": "x" * 10_000_000}] * 1000
    written = limited(flood)
    assert sum(len(output["text"]) for output in written) < 50 * MAX_TEXT


def test_where_the_grader_itself_fails_the_class_goes_on_and_the_next_run_tries_again(
    course: GradingCourse, monkeypatch: pytest.MonkeyPatch
):
    hand_in_solved(course, "ada")
    hand_in_solved(course, "bob")
    real = job.grade_submission

    def failing(task: Task, *rest: object) -> object:
        if task.student == "ada":
            raise OSError("disk full")
        return real(task, *rest)

    monkeypatch.setattr(job, "grade_submission", failing)
    reported = grade(course)
    assert "disk full" in str(reported.results["ada"].problems[0])
    assert "disk full" in autograded(course, "ada", LESSONS[0]).read_text()
    assert sum(points(course, "ada").values()) == 0
    assert sum(points(course, "bob").values()) == 43
    monkeypatch.undo()
    assert set(grade(course).results) == {"ada"}
    assert sum(points(course, "ada").values()) == 43


def test_a_gradebook_that_is_no_database_is_named(course: GradingCourse):
    hand_in_solved(course, "ada")
    (course.root / "gradebook.db").write_text("not a database, " * 1000)
    with pytest.raises(CourseError, match=r"gradebook\.db.*cannot be read"):
        grade(course)


def test_a_student_who_is_not_there_is_named(course: GradingCourse):
    hand_in_solved(course, "ada")
    with pytest.raises(CourseError, match=r"nobody.*no such submission"):
        grade(course, "nobody")


def test_an_exercise_without_a_check_stops_the_grader_before_it_starts(course: GradingCourse):
    path = course.root / "source" / ASSIGNMENT / f"{LESSONS[0]}.ipynb"
    text = path.read_text().replace('"relu-test"', '"unknown-test"')
    path.write_text(text.replace('_id": "relu"', '_id": "unknown"'))
    hand_in_solved(course, "ada")
    with pytest.raises(CourseError, match="unknown"):
        grade(course)


def test_the_secret_is_made_once_for_its_owner_only(course: GradingCourse):
    first = course_secret(course.root)
    assert course_secret(course.root) == first
    path = course.root / ".course_secret"
    assert path.stat().st_mode & 0o777 == 0o600
    assert [p.name for p in course.root.iterdir() if "secret" in p.name] == [path.name]


def test_the_environment_can_give_the_secret(
    course: GradingCourse, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("COURSE_SECRET", "from outside")
    assert course_secret(course.root) == "from outside"
    assert not (course.root / ".course_secret").exists()


def test_pictures_pasted_into_text_stay_and_nothing_else_that_was_attached(course: GradingCourse):
    notebook = course.solved(LESSONS[0])
    attached = {
        "mine.png": {"image/png": "AAAA", "text/html": "<script>"},
        "drawing.svg": {"image/svg+xml": "PHN2Zz4="},
        "odd": 7,
        "text.png": {"image/png": "'><script>"},
    }
    text = {"cell_type": "markdown", "id": "mine", "metadata": {}, "attachments": attached}
    notebook["cells"].append({**text, "source": "![my sketch](attachment:mine.png)"})
    course.hand_in("ada", **{LESSONS[0]: notebook})
    grade(course)
    written = nbformat.read(autograded(course, "ada", LESSONS[0]), as_version=4)
    nbformat.validate(written)
    kept = [cell["attachments"] for cell in written.cells if "attachments" in cell]
    assert kept == [{"mine.png": {"image/png": "AAAA"}}]
