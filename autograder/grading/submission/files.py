"""Find what a student handed in, and which file is which lesson."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from autograder.grading.masters.master import MasterNotebook
from autograder.grading.notes import Note, Problem, UnreadableError
from autograder.grading.submission.modules import read_modules
from autograder.grading.submission.reading import RawNotebook, named, read_bytes, read_notebook

TIMESTAMP = "timestamp.txt"
MAX_TIMESTAMP = 1000
MAX_FILES = 2_000
MAX_DEPTH = 4
# What is read of a submission to tell whether it has changed, and to tell which file is which.
MAX_DIGESTED = 2**30
MAX_SEARCHED = 50
# With hidden folders, such as .ipynb_checkpoints, .git and .venv.
_LEFT_OUT = {"__pycache__", "__MACOSX", "coursekit", "node_modules", "site-packages"}
_COPY = re.compile(
    r"([ _-]*\(\d+\)|[ _-]*copy([ _-]*\d+)?|[ _-]+(final|solved|solution|fixed|new|v)\d*)+$", re.I
)


@dataclass(frozen=True)
class HandedIn:
    """One lesson of a submission: the notebook, or the reason why there is none.

    Attributes
    ----------
    name : the file's path inside the submission; the expected name if there is no file.
    """

    name: str
    raw: RawNotebook | None
    notes: tuple[Note, ...] = ()
    problem: Problem | None = None


@dataclass(frozen=True)
class Submission:
    """What one student handed in.

    Attributes
    ----------
    lessons : what was found for each lesson.
    modules : the student's own Python modules by file name.
    notes : what was left out.
    """

    student: str
    lessons: dict[str, HandedIn]
    modules: dict[str, bytes]
    notes: tuple[Note, ...]


def content_digest(folder: Path, context: str) -> str:
    """Return a digest of everything that a submission's result depends on.

    Parameters
    ----------
    folder : the submission.
    context : a digest of the course's side: checks, reference, sources, secret.
    """
    digest = hashlib.sha256(context.encode())
    digest.update(b"linked" * is_linked(folder))
    room = MAX_DIGESTED
    for path in walk(folder):
        digest.update(os.fsencode(path.relative_to(folder).as_posix()) + b"\0")
        status = path.lstat()
        room -= status.st_size
        if room < 0:  # more than anybody's work
            digest.update(f"{status.st_size} {status.st_mtime_ns}".encode())
            continue
        try:
            digest.update(hashlib.sha256(read_bytes(path, path.name)).digest())
        except UnreadableError as error:
            digest.update(error.problem.cause.encode("utf-8", "replace"))
    return digest.hexdigest()


def is_linked(folder: Path) -> bool:
    """Tell whether a submission's folder is a link, to another's work or to the course's own.

    Archives may hold links: whoever unpacks them has not put them there.
    """
    return folder.is_symlink() or folder.parent.is_symlink()


def read_timestamp_file(folder: Path) -> bytes:
    """Return what the file with the time of handing in holds; nothing if there is none.

    Raises
    ------
    UnreadableError
        If it is not an ordinary, short file.
    """
    path = folder / TIMESTAMP
    if is_linked(folder) or not os.path.lexists(path):
        return b""
    if path.lstat().st_size > MAX_TIMESTAMP:
        raise UnreadableError(Problem(TIMESTAMP, "it is too long for a time.", "Remove it."))
    return read_bytes(path, TIMESTAMP)


def walk(folder: Path, depth: int = MAX_DEPTH) -> list[Path]:
    """Return the files of a submission that grading reads, in a fixed order.

    Symbolic links are not followed, the submission's folder itself included.
    """
    found: list[Path] = []
    for path in _entries(folder, depth) if not is_linked(folder) else ():
        found.append(path)
        if len(found) >= MAX_FILES:
            break
    return found


def _entries(folder: Path, depth: int) -> Iterator[Path]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: (_rank(entry.name), entry.name))
    except OSError:
        return  # a folder that cannot be opened holds nothing that could be graded
    # Notebooks first, folders last: thousands of other files must not hide a notebook.
    for entry in entries:
        if _rank(entry.name) < _UNREAD and not entry.is_dir(follow_symlinks=False):
            yield Path(entry.path)
    for entry in entries:
        if depth > 0 and entry.is_dir(follow_symlinks=False) and not _is_left_out(entry.name):
            yield from _entries(Path(entry.path), depth - 1)


_UNREAD = 2


def _rank(name: str) -> int:
    """Return which files come first; those of the last rank are not read."""
    if name.lower().endswith(".ipynb"):
        return 0
    return 1 if name.endswith(".py") or name == TIMESTAMP else _UNREAD


def _is_left_out(folder: str) -> bool:
    return folder.startswith(".") or folder in _LEFT_OUT


def read_submission(
    student: str, folder: Path, masters: Mapping[str, MasterNotebook]
) -> Submission:
    """Read the notebooks of a submission; nothing that can be handed in raises an error."""
    if is_linked(folder):
        return _linked(student, folder, masters)
    files = walk(folder)
    notebooks = [path for path in files if path.suffix.lower() == ".ipynb"]
    finder = _Finder(folder, notebooks, masters)
    lessons = {lesson: finder.find(lesson) for lesson in masters}
    modules, notes = read_modules({folder, *(path.parent for path in finder.used)}, files)
    return Submission(student, lessons, modules, (*notes, *finder.leftovers()))


def _linked(student: str, folder: Path, masters: Mapping[str, MasterNotebook]) -> Submission:
    problem = Problem(
        f"{named(folder.parent.name)}/{folder.name}",
        "this is a symbolic link to another place, not a folder.",
        "Put the files themselves there, and grade again.",
    )
    lessons = {lesson: HandedIn(f"{lesson}.ipynb", None, problem=problem) for lesson in masters}
    return Submission(student, lessons, {}, ())


@dataclass
class _Finder:
    """Tells which of a submission's notebooks is which lesson."""

    folder: Path
    notebooks: Sequence[Path]
    masters: Mapping[str, MasterNotebook]
    used: set[Path] = field(default_factory=set)
    read: dict[Path, RawNotebook | UnreadableError] = field(default_factory=dict)

    def find(self, lesson: str) -> HandedIn:
        """Return a lesson's notebook: by its name, else by a similar name, else by its cells."""
        expected = f"{lesson}.ipynb"
        candidates = self._by_name(lesson) or self._by_content(lesson)
        failures: list[UnreadableError] = []
        for path in candidates:
            self.used.add(path)
            raw = self._read(path)
            if isinstance(raw, RawNotebook):
                return HandedIn(self._name(path), raw, self._notes(path, expected, failures))
            failures.append(raw)
        if failures:
            return HandedIn(expected, None, problem=failures[0].problem)
        problem = Problem(expected, "it was not handed in.", f"Hand in a file named {expected!r}.")
        return HandedIn(expected, None, problem=problem)

    def leftovers(self) -> list[Note]:
        """Return a note for each notebook that is no lesson's."""
        others = [path for path in self.notebooks if path not in self.used]
        return [Note(self._name(path), "It was not graded: another file, or no lesson, has that "
                     "role.") for path in others]  # fmt: skip

    def _notes(
        self, path: Path, expected: str, failures: Sequence[UnreadableError]
    ) -> tuple[Note, ...]:
        notes = [Note(failure.problem.where, f"{failure.problem.cause} "
                      f"{self._name(path)} was graded in its place.")
                 for failure in failures]  # fmt: skip
        if self._name(path) != expected and not failures:
            notes.append(Note(self._name(path), f"It was taken for {expected}."))
        return tuple(notes)

    def _name(self, path: Path) -> str:
        return named(path.relative_to(self.folder).as_posix())

    def _read(self, path: Path) -> RawNotebook | UnreadableError:
        if path not in self.read:
            try:
                self.read[path] = read_notebook(path, self._name(path))
            except UnreadableError as error:
                self.read[path] = error
        return self.read[path]

    def _by_name(self, lesson: str) -> list[Path]:
        """Return the files so named, the exact name first, later copies before earlier ones."""
        alike = [p for p in self.notebooks if p not in self.used and _key(p.stem) == _key(lesson)]
        exact = f"{lesson}.ipynb"
        return sorted(alike, key=lambda path: (path.name != exact, len(path.parts), _order(path)))

    def _by_content(self, lesson: str) -> list[Path]:
        """Return the unused notebook that holds most of the lesson's cells, if any does."""
        wanted = set(self.masters[lesson].by_grade_id())
        lessons = {_key(name) for name in self.masters}
        scores: dict[Path, int] = {}
        free = [p for p in self.notebooks if p not in self.used and _key(p.stem) not in lessons]
        for path in free[:MAX_SEARCHED]:
            raw = self._read(path)
            if isinstance(raw, RawNotebook):
                scores[path] = len(wanted & {cell.grade_id for cell in raw.cells})
        best = max(scores, key=lambda path: scores[path], default=None)
        return [best] if best is not None and 2 * scores[best] > len(wanted) else []


def _key(stem: str) -> str:
    """Return a file's stem without what browsers and people add to it."""
    return re.sub(r"[ _-]+", "_", _COPY.sub("", stem.strip()).lower())


def _order(path: Path) -> tuple[int, str]:
    """Sort later copies, such as ``name (2)``, before earlier ones."""
    numbers = re.findall(r"\d+", path.stem)
    return -int(numbers[-1][:9]) if numbers else 0, path.stem
