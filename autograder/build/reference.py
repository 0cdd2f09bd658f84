"""Read the reference module as text: signatures and bodies, comments included.

Comment lines ``# <exercise>`` and ``# </exercise>`` in a body delimit what students write;
without them they write the whole body.
"""

from __future__ import annotations

import ast
import copy
import re
from dataclasses import dataclass
from pathlib import Path

from autograder.course import CourseError

BEGIN = "### BEGIN SOLUTION"
END = "### END SOLUTION"
_MARKER = re.compile(r"^(?P<indent>\s*)#\s*<(?P<close>/?)exercise>\s*$")


@dataclass(frozen=True)
class Solution:
    """One function of the reference: its arguments, and the lines of its body."""

    name: str
    signature: str
    lines: tuple[str, ...]
    statements: str

    @property
    def marked(self) -> bool:
        """Whether students write only a part of the body."""
        return any(_MARKER.match(line) for line in self.lines)

    def given_lines(self) -> list[str]:
        """Return the whole body without any marker."""
        return [line for line in self.lines if not _MARKER.match(line)]

    def region_lines(self) -> list[str]:
        """Return the body with nbgrader's markers around what students write."""
        if self.marked:
            return [_nbgrader_marker(line) for line in self.lines]
        indent = self.lines[0][: len(self.lines[0]) - len(self.lines[0].lstrip())]
        return [indent + BEGIN, *self.lines, indent + END]


@dataclass(frozen=True)
class Reference:
    """All functions of one reference module."""

    path: Path
    text: str
    solutions: dict[str, Solution]

    def solution(self, name: str, notebook: Path) -> Solution:
        """Return the function of that name.

        Raises
        ------
        CourseError
            If the reference has none; `notebook` is the file that asks for it.
        """
        if name not in self.solutions:
            raise CourseError(
                notebook,
                f"the notebook asks for the function {name!r}, which {self.path} does not define.",
                "Write it there, or correct the name in the notebook.",
            )
        return self.solutions[name]


def read_reference(path: Path) -> Reference:
    """Read a reference module; nothing of it is run.

    Raises
    ------
    CourseError
        If the file is missing, is not valid Python, or has unbalanced exercise markers.
    """
    if not path.is_file():
        raise CourseError(path, "the assignment has no reference module.", "Write its solutions.")
    text = path.read_text(encoding="utf-8")
    try:
        text = _without_local_types(text)
        tree = ast.parse(text)
    except SyntaxError as error:
        raise CourseError(
            path, f"line {error.lineno} is not valid Python ({error.msg}).", "Correct it."
        ) from error
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    lines = text.splitlines()
    return Reference(path, text, {node.name: _solution(path, lines, node) for node in functions})


def function_in(text: str, name: str) -> ast.FunctionDef:
    """Return the top-level function of that name, which must be there."""
    body = ast.parse(text).body
    return next(node for node in body if isinstance(node, ast.FunctionDef) and node.name == name)


def body_span(lines: list[str], node: ast.FunctionDef) -> tuple[int, int]:
    """Return the half-open range of the lines of a function's body, after its docstring.

    Comments belong to the body as long as they are indented, also after the last statement.
    """
    start = _after_docstring(lines, node)
    end = node.end_lineno or node.lineno
    for number in range(end, len(lines)):
        if lines[number].startswith((" ", "\t")):
            end = number + 1
        elif lines[number]:
            break
    while start < end and not lines[start].strip():
        start += 1
    return start, max(start, end)


def signature(node: ast.FunctionDef) -> str:
    """Return a function's arguments without their types: names, order, kinds, defaults."""
    arguments = copy.deepcopy(node.args)
    for part in ast.walk(arguments):
        if isinstance(part, ast.arg):
            part.annotation = None
    return f"({ast.unparse(arguments)})"


def statements(node: ast.FunctionDef) -> str:
    """Return the body without docstring and comments, in one normal form."""
    body = node.body if ast.get_docstring(node) is None else node.body[1:]
    return "\n".join(ast.unparse(statement) for statement in body)


def _after_docstring(lines: list[str], node: ast.FunctionDef) -> int:
    first = node.body[0]
    if ast.get_docstring(node) is not None:
        return first.end_lineno or first.lineno
    start = first.lineno - 1
    while lines[start - 1].lstrip().startswith("#"):
        start -= 1
    return start


def _solution(path: Path, lines: list[str], node: ast.FunctionDef) -> Solution:
    start, end = body_span(lines, node)
    body = tuple(lines[start:end])
    markers = [match.group("close") for line in body if (match := _MARKER.match(line))]
    if markers != ["", "/"] * (len(markers) // 2):
        raise CourseError(
            path,
            f"the markers '# <exercise>' and '# </exercise>' in {node.name} do not pair up.",
            "Each part that students write needs one of each, in this order.",
        )
    if not body:
        raise CourseError(path, f"{node.name} has no body.", "Write it.")
    return Solution(node.name, signature(node), body, statements(node))


def _without_local_types(text: str) -> str:
    """Leave out the types of local variables: they are for the type checker, not for students."""
    lines = text.splitlines()
    functions = [node for node in ast.parse(text).body if isinstance(node, ast.FunctionDef)]
    for part in (part for function in functions for part in ast.walk(function)):
        if isinstance(part, ast.AnnAssign) and part.value is not None:
            line, end = lines[part.lineno - 1], part.annotation.end_col_offset
            lines[part.lineno - 1] = line[: part.target.end_col_offset] + line[end:]
    return "\n".join(lines) + "\n"


def _nbgrader_marker(line: str) -> str:
    match = _MARKER.match(line)
    if match is None:
        return line
    return match.group("indent") + (END if match.group("close") else BEGIN)
