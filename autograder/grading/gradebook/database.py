"""Open nbgrader's database, made where it does not exist, for writing in one transaction."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from alembic.script import ScriptDirectory
from nbgrader.api import Base
from nbgrader.dbutil import ALEMBIC_DIR
from sqlalchemy import Column, Float, MetaData, String, Table, Text, create_engine, inspect, text
from sqlalchemy.engine import Connection, Engine, make_url
from sqlalchemy.exc import DatabaseError

from autograder.lesson import CourseError

BUSY_SECONDS = 60

OWN_TABLES = MetaData()
VERDICTS = Table(
    "autograder_verdict",
    OWN_TABLES,
    Column("assignment", String(128), primary_key=True),
    Column("student", String(128), primary_key=True),
    Column("submission_id", String(32), nullable=False),
    Column("digest", String(64), nullable=False),
    Column("points", Float, nullable=False),
    Column("details", Text, nullable=False),
)
"""What was graded, by content, written in the same transaction as the scores.

`details` is JSON for the class report; see `autograder.grading.gradebook.details`.
"""


def open_database(db_url: str) -> Engine:
    """Open the gradebook; create its tables where it is new.

    Parameters
    ----------
    db_url : address of the gradebook, such as ``sqlite:///gradebook.db``.
    """
    url = make_url(db_url)
    waiting = {"timeout": BUSY_SECONDS} if url.get_backend_name() == "sqlite" else {}
    engine = create_engine(url, connect_args=waiting)
    with transaction(engine) as connection:
        _create(connection)
    return engine


@contextmanager
def transaction(engine: Engine) -> Iterator[Connection]:
    """Read and write in one transaction, which no other writer can come between.

    Raises
    ------
    CourseError
        If the database does not allow it; nothing is written then.
    """
    try:
        with engine.connect() as connection:
            if engine.dialect.name == "sqlite":
                # Taken at once: a reader that turns writer later can fail without waiting.
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            yield connection
            connection.commit()
    except DatabaseError as error:
        raise CourseError(
            str(engine.url),
            f"the gradebook cannot be read or written ({error.orig}).",
            _remedy(str(error.orig)),
        ) from error


def _remedy(cause: str) -> str:
    if "not a database" in cause or "malformed" in cause:
        return "The file is damaged: put a copy of it in its place, or move it away and grade anew."
    if "full" in cause:
        return "Make some room on its disk, and grade again: what was graded is kept."
    if "readonly" in cause or "unable to open" in cause:
        return "See that it is a file, and that you may write it and its folder."
    return (
        "Close other programs that use it. If nbgrader was upgraded, keep a copy of the file "
        "and run `nbgrader db upgrade`."
    )


def _create(connection: Connection) -> None:
    tables = inspect(connection).get_table_names()
    Base.metadata.create_all(bind=connection)
    OWN_TABLES.create_all(bind=connection)
    if "alembic_version" not in tables:
        # nbgrader asks the program `alembic` on PATH, which need not be there.
        head = ScriptDirectory(ALEMBIC_DIR).get_current_head()
        connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)"))
        connection.execute(text("INSERT INTO alembic_version VALUES (:head)"), {"head": head})
