"""Record an assignment in the gradebook, as `nbgrader generate_assignment` would."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from nbgrader.api import (
    Assignment,
    BaseCell,
    Course,
    GradeCell,
    Notebook,
    SolutionCell,
    SourceCell,
    TaskCell,
    new_uuid,
)
from sqlalchemy import Table, delete, insert, select, update
from sqlalchemy.engine import Connection

from autograder.grading.masters.master import MasterCell, MasterNotebook

KINDS: dict[str, Any] = {"GradeCell": GradeCell, "SolutionCell": SolutionCell, "TaskCell": TaskCell}


@dataclass(frozen=True)
class RecordedCell:
    """A cell with a role, as the gradebook holds it."""

    id: str
    name: str
    kind: str
    notebook: str
    notebook_id: str
    code: bool
    in_source: bool


@dataclass(frozen=True)
class RecordedAssignment:
    """An assignment as the gradebook holds it.

    Attributes
    ----------
    id : its key.
    notebooks : the notebooks' keys by name.
    cells : its grade, solution and task cells.
    """

    id: str
    notebooks: dict[str, str]
    cells: tuple[RecordedCell, ...]

    @property
    def gone(self) -> tuple[str, ...]:
        """Names of cells that the gradebook holds and the source notebooks do not."""
        return tuple(f"{cell.notebook}/{cell.name}" for cell in self.cells if not cell.in_source)


def record_assignment(
    connection: Connection, name: str, course_id: str, masters: Mapping[str, MasterNotebook]
) -> RecordedAssignment:
    """Bring the gradebook's entries for an assignment up to date with its source notebooks.

    What is there is kept, with its key, so that no score is lost; entries are only added or
    corrected. Cells that the source no longer has stay.
    """
    if course_id:
        _row(connection, Course.__table__, {"id": course_id}, {})
    assignment_id = _assignment(connection, name, course_id)
    notebooks, cells = {}, []
    for lesson, master in masters.items():
        key = {"name": lesson, "assignment_id": assignment_id}
        kernel = json.dumps(master.metadata.get("kernelspec", {}))
        notebook_id = _row(connection, Notebook.__table__, key, {"kernelspec": kernel})
        notebooks[lesson] = notebook_id
        cells += _record_cells(connection, lesson, notebook_id, master)
    return RecordedAssignment(assignment_id, notebooks, tuple(cells))


def _assignment(connection: Connection, name: str, course_id: str) -> str:
    table = Assignment.__table__
    found = connection.execute(select(table.c.id).where(table.c.name == name)).scalar()
    return str(found) if found else _insert(
        connection, table, {"name": name, "course_id": course_id}
    )  # fmt: skip


def _record_cells(
    connection: Connection, lesson: str, notebook_id: str, master: MasterNotebook
) -> list[RecordedCell]:
    wanted = {(cell.grade_id, kind): cell for cell in master.by_grade_id().values()
              for kind in _kinds(cell)}  # fmt: skip
    for (name, kind), cell in wanted.items():
        _record_cell(connection, name, kind, notebook_id, cell)
    _record_sources(connection, notebook_id, master)
    table = BaseCell.__table__
    rows = connection.execute(select(table).where(table.c.notebook_id == notebook_id))
    return [
        RecordedCell(
            row.id, row.name, row.type, lesson, notebook_id,
            wanted[key].kind == "code" if (key := (row.name, row.type)) in wanted else True,
            key in wanted,
        )
        for row in rows
    ]  # fmt: skip


def _kinds(cell: MasterCell) -> list[str]:
    meta = cell.nbgrader
    roles = (("grade", "GradeCell"), ("solution", "SolutionCell"), ("task", "TaskCell"))
    return [kind for role, kind in roles if meta.get(role)]


def _record_cell(
    connection: Connection, name: str, kind: str, notebook_id: str, cell: MasterCell
) -> None:
    key = {"name": name, "notebook_id": notebook_id, "type": kind}
    cell_id = _row(connection, BaseCell.__table__, key, {})
    values = {}
    if kind != "SolutionCell":
        values = {"max_score": float(cell.nbgrader["points"]), "cell_type": cell.kind}
    _row(connection, KINDS[kind].__table__, {"id": cell_id}, values)


def _record_sources(connection: Connection, notebook_id: str, master: MasterNotebook) -> None:
    table = SourceCell.__table__
    cells = master.by_grade_id()
    # Source cells hold no scores; nothing refers to them.
    connection.execute(
        delete(table).where(table.c.notebook_id == notebook_id, table.c.name.not_in(list(cells)))
    )
    for name, cell in cells.items():
        values = {
            "cell_type": cell.kind,
            "locked": cell.locked,
            "source": cell.recorded,
            "checksum": cell.recorded_checksum,
        }
        _row(connection, table, {"name": name, "notebook_id": notebook_id}, values)


def _row(
    connection: Connection, table: Table, key: Mapping[str, Any], values: Mapping[str, Any]
) -> str:
    """Make sure that a row exists and holds the values; return its key."""
    same = [table.c[name] == value for name, value in key.items()]
    row = connection.execute(select(table).where(*same)).mappings().first()
    if row is None:
        return _insert(connection, table, {**key, **values})
    if any(row[name] != value for name, value in values.items()):
        connection.execute(update(table).where(table.c.id == row["id"]).values(**values))
    return str(row["id"])


def _insert(connection: Connection, table: Table, values: Mapping[str, Any]) -> str:
    row = {"id": new_uuid(), **values}
    connection.execute(insert(table).values(**row))
    return str(row["id"])
