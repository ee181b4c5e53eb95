"""People: annotators and their sittings.

An annotator is an alias; real names live outside the project. A session belongs to one annotator;
layers of others that come in with a file are written in a session of theirs that cites the one
that brought them.
"""

from __future__ import annotations

import secrets
import sqlite3

from hashiya.errors import CorruptionError, StoreError
from hashiya.store import sql
from hashiya.store.counters import PEOPLE, add_to_counters
from hashiya.store.journal import SessionRow, session_row, utc_now
from hashiya.store.seals import REMEDY, cells_seal
from hashiya.store.values import Role
from hashiya.text import counted

__all__ = [
    "add_annotator",
    "annotator_id_of",
    "expect_people",
    "open_session",
    "person_seal",
    "session_for",
]

NOBODY = ""
"""An id that no annotator has."""


def annotator_id_of(connection: sqlite3.Connection, alias: str) -> str:
    """The id behind an alias, or one that nobody has.

    Raises:
        CorruptionError: Somebody's row was changed, so that nobody can be told apart.
    """
    found = connection.execute(sql.ANNOTATOR, (alias,)).fetchone()
    if found is not None:
        return _expect_sealed(found)
    # Before anybody is taken for new: perhaps it is the alias that was damaged.
    expect_people(connection)
    return NOBODY


def expect_people(connection: sqlite3.Connection) -> None:
    """Compare everybody's row with its seal, and their number with its counter.

    Raises:
        CorruptionError: One was changed or lost.
    """
    rows = connection.execute(sql.ANNOTATORS).fetchall()
    for row in rows:
        _expect_sealed(row)
    said = (connection.execute(sql.COUNTER, PEOPLE).fetchone() or (0,))[0]
    if said != len(rows):
        raise CorruptionError(
            f"{counted(said, 'annotator was', 'annotators were')} written, and"
            f" {counted(len(rows), 'is', 'are')} there. {REMEDY}"
        )


def add_annotator(connection: sqlite3.Connection, alias: str, role: Role) -> str:
    """The id behind an alias, which is added when it is new; inside the caller's transaction."""
    found = annotator_id_of(connection, alias)
    if found:
        return found
    annotator_id = secrets.token_hex(8)
    seal = person_seal(annotator_id, alias, role, 1)
    connection.execute(sql.INSERT_ANNOTATOR, (annotator_id, alias, role, seal))
    add_to_counters(connection, {PEOPLE: 1})
    return annotator_id


def open_session(
    connection: sqlite3.Connection,
    alias: str,
    *,
    device: str,
    app_version: str,
    opened_by: str | None = None,
) -> SessionRow:
    """Begin a sitting; inside the caller's transaction.

    Raises:
        StoreError: Nobody has this alias.
    """
    annotator_id = annotator_id_of(connection, alias)
    if not annotator_id:
        raise StoreError(f"the project has no annotator {alias!r}; add them first")
    session_id = secrets.token_hex(8)
    cells = (session_id, annotator_id, device, app_version, utc_now(), opened_by)
    connection.execute(sql.INSERT_SESSION, cells)
    return SessionRow(session_id, annotator_id, alias, device, app_version)


def session_for(
    connection: sqlite3.Connection, importer: SessionRow, alias: str | None, role: Role
) -> SessionRow:
    """The session in which a layer of `alias` is written when `importer` brings it in.

    Inside the caller's transaction; it adds the person and the session when they are new.
    """
    if alias is None or alias == importer.alias:
        return importer
    annotator_id = add_annotator(connection, alias, role)
    found = connection.execute(sql.SESSION_OPENED_BY, (importer.id, annotator_id)).fetchone()
    if found is not None:
        return session_row(connection, found[0])
    return open_session(
        connection,
        alias,
        device=importer.device,
        app_version=importer.app_version,
        opened_by=importer.id,
    )


def person_seal(annotator_id: str, alias: str, role: str, active: int) -> int:
    """The checksum of a person's row; of somebody active it is what it was before others were."""
    return cells_seal((annotator_id, alias, role, *([] if active else ["inactive"])))


def _expect_sealed(row: tuple[str, str, str, int, int]) -> str:
    annotator_id, alias, role, seal, active = row
    if person_seal(annotator_id, alias, role, active) != seal:
        raise CorruptionError(
            f"annotator {alias!r}: this row is not what was written (the seal differs). {REMEDY}"
        )
    return annotator_id
