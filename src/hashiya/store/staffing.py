"""Staffing: who is in a project, what everybody does, and who has left.

Whoever has left keeps their work, and may be given no more.
"""

from __future__ import annotations

import sqlite3

from hashiya.errors import StoreError
from hashiya.store import sql
from hashiya.store.counters import work_in
from hashiya.store.people import annotator_id_of, expect_people, person_seal
from hashiya.store.people_values import Person
from hashiya.store.values import Role

__all__ = ["everybody", "set_person"]


def everybody(connection: sqlite3.Connection) -> list[Person]:
    """All people in alias order, with what they have done.

    Raises:
        CorruptionError: Somebody's row was changed or lost.
    """
    expect_people(connection)
    return [
        Person(alias, role, bool(active), *work_in(connection, annotator_id))
        for annotator_id, alias, role, _, active in connection.execute(sql.ANNOTATORS).fetchall()
    ]


def set_person(
    connection: sqlite3.Connection, alias: str, role: Role | None, *, is_active: bool | None
) -> None:
    """Change what somebody does, or whether they still do; None leaves it as it is.

    Raises:
        StoreError: Nobody has this alias.
    """
    found = connection.execute(sql.ANNOTATOR, (alias,)).fetchone()
    if found is None or not annotator_id_of(connection, alias):
        raise StoreError(f"the project has no annotator {alias!r}; `hashiya people` lists them")
    annotator_id, _, old_role, _, active = found
    cells = (role or old_role, active if is_active is None else int(is_active))
    seal = person_seal(annotator_id, alias, *cells)
    connection.execute(sql.SET_ANNOTATOR, (*cells, seal, annotator_id))
