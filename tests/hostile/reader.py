"""Reads the cases of hostile and odd submissions.

``<category>/<theme>.py`` holds cases, each headed ``# %% case: <title>``. Below the heading may
stand lines ``# <key>: <value>``, of which these are known:

lesson   the notebook that is handed in; 01_relu_softmax by default
base     stub or solved: what stands in the cells that the case does not name
earns    nothing, everything, rest (all that the case has no cell for), or exercises by name
says     a text that the result, or an output of the notebook, must hold
never    a text that what the grader shows as HTML must not hold
beside   solved: the other lessons are handed in too, with all exercises solved
slow     why the case takes more than a few seconds

Then come the sections of the case. The text right below the heading is the lesson's first
solution cell; further sections are headed ``# %% in: <exercise>``, ``# %% top``, ``# %% bottom``
(cells that the student added) and ``# %% file: <name>`` (beside the notebook). COURSE_DIR,
REPOSITORY and GRADER_PID stand for what a student could have guessed of the grader's machine.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
FIRST = "01_relu_softmax"
FIRST_CELLS = {
    FIRST: "relu",
    "02_dropout": "dropout",
    "03_batchnorm": "batchnorm",
    "04_adam": "initialize_network",
    "05_network": "linear_forward",
}
BASES = {"cheating": "stub", "resources": "solved", "crashes": "solved", "honest": "solved"}
EARNS = {"cheating": "nothing", "resources": "rest", "crashes": "rest", "honest": "everything"}
KEYS = ("lesson", "base", "earns", "says", "never", "beside", "slow")
_HEADING = re.compile(r"^# %% (?P<heading>.*)\n", re.MULTILINE)
_KEY = re.compile(r"# (?P<key>[a-z]+): (?P<value>.*)\n")


@dataclass(frozen=True)
class Case:
    """One submission.

    Attributes
    ----------
    sections : the text of each section by its heading.
    """

    category: str
    theme: str
    title: str
    lesson: str
    base: str
    earns: str
    says: str = ""
    never: str = ""
    beside: str = ""
    slow: str = ""
    sections: dict[str, str] = field(default_factory=dict)

    @property
    def label(self) -> str:
        """Name the case in a test's title, and the student in a class."""
        return re.sub(r"\W+", "-", f"{self.category} {self.theme} {self.title}").strip("-")

    def deserved(self, exercises: list[str]) -> set[str]:
        """Return which of a lesson's exercises earn all their points; the others earn none."""
        written = {name.removeprefix("in: ") for name in self.sections}
        named = {
            "nothing": set(),
            "everything": set(exercises),
            "rest": set(exercises) - written,
        }
        return named.get(self.earns, set(self.earns.split(", ")))


def read_cases(category: str) -> list[Case]:
    """Return the cases of a category."""
    paths = sorted((FOLDER / category).glob("*.py"))
    return [case for path in paths for case in _read_file(path)]


def _read_file(path: Path) -> Iterator[Case]:
    title, text, sections = "", "", {}
    for heading, body in _pieces(path.read_text(encoding="utf-8")):
        if not heading.startswith("case: "):
            sections[heading] = body
            continue
        if title:
            yield _case(path, title, text, sections)
        title, text, sections = heading.removeprefix("case: "), body, {}
    yield _case(path, title, text, sections)


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    found = list(_HEADING.finditer(text))
    ends = [match.start() for match in found[1:]] + [len(text)]
    for match, end in zip(found, ends, strict=True):
        yield match["heading"].strip(), text[match.end() : end]


def _case(path: Path, title: str, text: str, sections: dict[str, str]) -> Case:
    category, keys = path.parent.name, {}
    while match := _KEY.match(text):
        if match["key"] not in KEYS:
            raise ValueError(f"{path}: {title}: there is no key {match['key']!r}: {KEYS}")
        keys[match["key"]] = match["value"]
        text = text[match.end() :]
    keys = {"lesson": FIRST, "base": BASES[category], "earns": EARNS[category]} | keys
    if text.strip():
        sections = {f"in: {FIRST_CELLS[keys['lesson']]}": text, **sections}
    sections = {name: body.strip("\n") for name, body in sections.items()}
    return Case(category, path.stem, title, sections=sections, **keys)
