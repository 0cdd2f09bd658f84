"""Find what a student handed in, and which file is which lesson."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import re
import stat
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from autograder.grading.masters.master import MasterNotebook
from autograder.grading.notes import Note, Problem, UnreadableError
from autograder.grading.submission.reading import RawNotebook, read_bytes, read_notebook

TIMESTAMP = "timestamp.txt"
MAX_FILES = 2_000
MAX_DEPTH = 4
MAX_MODULE = 2**20
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
    for path in walk(folder):
        if path.suffix not in (".ipynb", ".py", ".txt"):
            continue
        name = path.relative_to(folder).as_posix()
        digest.update(name.encode("utf-8", "surrogateescape") + b"\0")
        try:
            digest.update(hashlib.sha256(read_bytes(path, name)).digest())
        except UnreadableError as error:
            digest.update(str(error).encode("utf-8", "replace"))
    return digest.hexdigest()


def walk(folder: Path, depth: int = MAX_DEPTH) -> list[Path]:
    """Return the files of a submission in a fixed order; symbolic links are not followed."""
    found: list[Path] = []
    for path in _entries(folder, depth):
        found.append(path)
        if len(found) >= MAX_FILES:
            break
    return found


def _entries(folder: Path, depth: int) -> Iterator[Path]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return  # a folder that cannot be opened holds nothing that could be graded
    # Files before folders: a folder with thousands of files must not hide the notebooks.
    for entry in entries:
        if not entry.is_dir(follow_symlinks=False):
            yield Path(entry.path)
    for entry in entries:
        if depth > 0 and entry.is_dir(follow_symlinks=False) and not _is_left_out(entry.name):
            yield from _entries(Path(entry.path), depth - 1)


def _is_left_out(folder: str) -> bool:
    return folder.startswith(".") or folder in _LEFT_OUT


def read_submission(
    student: str, folder: Path, masters: Mapping[str, MasterNotebook]
) -> Submission:
    """Read the notebooks of a submission; nothing that can be handed in raises an error."""
    files = walk(folder)
    notebooks = [path for path in files if path.suffix.lower() == ".ipynb"]
    finder = _Finder(folder, notebooks, masters)
    lessons = {lesson: finder.find(lesson) for lesson in masters}
    modules, notes = _modules(folder, files)
    return Submission(student, lessons, modules, (*notes, *finder.leftovers()))


def _modules(folder: Path, files: Sequence[Path]) -> tuple[dict[str, bytes], list[Note]]:
    """Return the student's own modules, but none that hides an installed one."""
    modules, notes = {}, []
    for path in files:
        if path.suffix != ".py" or path.parent != folder:
            continue
        if not path.stem.isidentifier() or _is_library(path.stem):
            notes.append(Note(path.name, "It would hide a library of that name; it was left out."))
        elif stat.S_ISREG(path.lstat().st_mode) and path.lstat().st_size <= MAX_MODULE:
            modules[path.name] = read_bytes(path, path.name)
    return modules, notes


def _is_library(name: str) -> bool:
    try:
        return importlib.util.find_spec(name) is not None
    except (ImportError, ValueError):  # it is there, but it is none that can be imported: __main__
        return True


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
        return path.relative_to(self.folder).as_posix()

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
        for path in self.notebooks:
            if path in self.used or _key(path.stem) in lessons:
                continue
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
