"""Submissions whose files have odd names, odd kinds, or are too many."""

import os
import stat
from pathlib import Path

from grading_course import ASSIGNMENT, GradingCourse, Notebook, write

from hostile.mangled import mangled
from hostile.reader import FIRST

NAME = f"{FIRST}.ipynb"


@mangled("everything", "was taken for")
def named_by_a_browser(folder: Path, notebook: Notebook, course: GradingCourse) -> None:
    write(folder / f"{FIRST} (1).ipynb", notebook)


@mangled("everything", "was taken for")
def named_by_jupyter(folder: Path, notebook: Notebook, course: GradingCourse) -> None:
    write(folder / f"{FIRST}-Copy1.ipynb", notebook)


@mangled("everything", "was taken for")
def named_by_a_person(folder: Path, notebook: Notebook, course: GradingCourse) -> None:
    write(folder / "Übung 1 (Mädchen für alles) \U0001f600.ipynb", notebook)


@mangled()
def a_file_name_that_is_not_text(folder: Path, notebook: Notebook, course: GradingCourse) -> None:
    write(folder / NAME, notebook)
    for name in (b"\xff\xfe.ipynb", b"\xff.py", b"\x1b[2J.ipynb", b"a\nb.ipynb"):
        (folder / os.fsdecode(name)).write_bytes(b"{}")


@mangled()
def a_file_name_of_endless_copies(folder: Path, notebook: Notebook, course: GradingCourse) -> None:
    write(folder / NAME, notebook)
    (folder / f"{'copy_' * 48}x.ipynb").touch()
    (folder / f"{'copy 1 ' * 34}x.ipynb").touch()
    (folder / f"{'final v ' * 30}x.ipynb").touch()


@mangled()
def scripts_in_file_names(folder: Path, notebook: Notebook, course: GradingCourse) -> None:
    write(folder / NAME, notebook)
    for name in (
        "<script>alert(1)<",
        "[red]",
        "[",
        "--help",
        "$(reboot)",
        "`id`",
        "a'b\"c",
        "%s{x}",
    ):
        write(folder / f"{name}.ipynb", "{}")
        (folder / f"{name}.py").touch()


@mangled("nothing", "symbolic link")
def a_link_to_another_submission(folder: Path, notebook: Notebook, course: GradingCourse) -> None:
    (folder / NAME).symlink_to(course.root / "submitted" / "ada" / ASSIGNMENT / NAME)


@mangled("nothing", "symbolic link")
def a_link_to_itself(folder: Path, notebook: Notebook, course: GradingCourse) -> None:
    (folder / NAME).symlink_to(NAME)


@mangled("nothing", "was not handed in")
def a_folder_that_links_to_the_course(
    folder: Path, notebook: Notebook, course: GradingCourse
) -> None:
    (folder / "all").symlink_to(course.root / "source" / ASSIGNMENT, target_is_directory=True)
    (folder / "up").symlink_to("..", target_is_directory=True)


@mangled("everything")
def links_beside_the_notebook(folder: Path, notebook: Notebook, course: GradingCourse) -> None:
    write(folder / NAME, notebook)
    (folder / "answers.py").symlink_to(course.root / "gradebook.db")
    (folder / "timestamp.txt").symlink_to(course.root / "gradebook.db")
    (folder / "zero.py").symlink_to("/dev/zero")


@mangled("nothing", "not an ordinary file")
def a_pipe(folder: Path, notebook: Notebook, course: GradingCourse) -> None:
    os.mkfifo(folder / NAME)
    os.mkfifo(folder / "helper.py")
    os.mkfifo(folder / "timestamp.txt")


@mangled("nothing", "was not handed in")
def a_folder_named_like_a_notebook(folder: Path, notebook: Notebook, course: GradingCourse) -> None:
    (folder / NAME).mkdir()


@mangled("nothing", "200 MB are read")
def a_file_of_a_terabyte(folder: Path, notebook: Notebook, course: GradingCourse) -> None:
    with (folder / NAME).open("wb") as file:
        file.truncate(2**40)


@mangled()
def thousands_of_files(folder: Path, notebook: Notebook, course: GradingCourse) -> None:
    write(folder / NAME, notebook)
    library = folder / ".venv" / "lib" / "site-packages"
    library.mkdir(parents=True)
    for number in range(2500):
        (library / f"{number:04}.py").touch()


@mangled()
def thousands_of_folders(folder: Path, notebook: Notebook, course: GradingCourse) -> None:
    write(folder / NAME, notebook)
    deep = folder
    for number in range(60):
        deep = deep / f"{number}"
        deep.mkdir()
    write(deep / NAME, "deep")


@mangled()
def a_folder_in_a_folder(folder: Path, notebook: Notebook, course: GradingCourse) -> None:
    inner = folder / "__MACOSX"
    inner.mkdir()
    (inner / f"._{NAME}").write_bytes(b"\x00\x05\x16\x07")
    (folder / "submission" / "optimization").mkdir(parents=True)
    write(folder / "submission" / "optimization" / NAME, notebook)
    (folder / f"._{NAME}").write_bytes(b"\x00\x05\x16\x07")


@mangled()
def old_checkpoints_beside_it(folder: Path, notebook: Notebook, course: GradingCourse) -> None:
    write(folder / NAME, notebook)
    (folder / ".ipynb_checkpoints").mkdir()
    write(folder / ".ipynb_checkpoints" / f"{FIRST}-checkpoint.ipynb", course.released(FIRST))
    write(folder / f"{FIRST} (7).ipynb", course.released(FIRST))


@mangled("nothing", "was not handed in")
def no_files(folder: Path, notebook: Notebook, course: GradingCourse) -> None:
    return


@mangled("everything", "was taken for")
def a_file_name_in_another_encoding(
    folder: Path, notebook: Notebook, course: GradingCourse
) -> None:
    write(folder / os.fsdecode("Übung 1.ipynb".encode("latin-1")), notebook)


@mangled("nothing", "symbolic link to another place")
def a_folder_that_is_a_link_to_the_course(
    folder: Path, notebook: Notebook, course: GradingCourse
) -> None:
    folder.rmdir()
    folder.symlink_to(course.root / "source" / ASSIGNMENT, target_is_directory=True)


@mangled("nothing", "symbolic link to another place")
def a_student_who_is_a_link_to_another(
    folder: Path, notebook: Notebook, course: GradingCourse
) -> None:
    folder.rmdir()
    folder.parent.rmdir()
    folder.parent.symlink_to(course.root / "submitted" / "ada", target_is_directory=True)


@mangled()
def a_time_of_a_terabyte(folder: Path, notebook: Notebook, course: GradingCourse) -> None:
    write(folder / NAME, notebook)
    with (folder / "timestamp.txt").open("wb") as file:
        file.truncate(2**40)


@mangled()
def a_time_that_is_none(folder: Path, notebook: Notebook, course: GradingCourse) -> None:
    write(folder / NAME, notebook)
    (folder / "timestamp.txt").write_text("1e99999999 UTC+99:99 \x00 12.Infinity")


@mangled()
def thousands_of_pictures_before_it(
    folder: Path, notebook: Notebook, course: GradingCourse
) -> None:
    write(folder / NAME, notebook)
    for number in range(2100):
        (folder / f"{number:05}.png").touch()
        (folder / f"{number:05}.py").touch()


@mangled("everything", "there are too many")
def modules_of_a_hundred_megabytes(folder: Path, notebook: Notebook, course: GradingCourse) -> None:
    write(folder / NAME, notebook)
    for number in range(110):
        (folder / f"module{number}.py").write_bytes(b"#" * (2**20 - 1))


@mangled()
def a_module_in_an_inner_folder(folder: Path, notebook: Notebook, course: GradingCourse) -> None:
    inner = folder / "my submission" / ASSIGNMENT
    inner.mkdir(parents=True)
    (inner / "my_tools.py").write_text("import numpy as np\n\nclipped = np.maximum\n")
    cell = next(cell for cell in notebook["cells"] if cell["id"] == "relu")
    cell["source"] = "def relu(Z):\n    import my_tools\n\n"
    cell["source"] += '    return my_tools.clipped(Z, 0), {"Z": Z}'
    write(inner / NAME, notebook)


@mangled("nothing", "not an ordinary file")
def a_device(folder: Path, notebook: Notebook, course: GradingCourse) -> None:
    try:
        os.mknod(folder / NAME, stat.S_IFCHR | 0o666, os.makedev(1, 5))
    except OSError:  # only root may make a device: a pipe is none of the usual files either
        os.mkfifo(folder / NAME)
