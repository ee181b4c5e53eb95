"""Schemes: the label sets a project has had; the one published last is in use.

A scheme is written as a draft and published when it is whole; from then on triggers refuse every
change to it but its retirement.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from hashiya.errors import CorruptionError, StoreError
from hashiya.model import Scheme
from hashiya.store import sql
from hashiya.store.facts import SchemeFacts
from hashiya.store.journal import canonical
from hashiya.store.rows import label_cells, scheme_of
from hashiya.store.troubles import reading_back

__all__ = [
    "all_schemes",
    "current_scheme",
    "current_scheme_facts",
    "publish_scheme",
    "read_scheme",
]


def current_scheme_facts(connection: sqlite3.Connection) -> SchemeFacts:
    """The row of the scheme in use.

    Raises:
        CorruptionError: There is none.
    """
    row = connection.execute(sql.CURRENT_SCHEME).fetchone()
    if row is None:
        raise CorruptionError(
            "the project has no published scheme; it is damaged. Go on from the last backup"
        )
    return SchemeFacts(*row)


def current_scheme(connection: sqlite3.Connection) -> Scheme:
    """The scheme in use.

    Raises:
        CorruptionError: It is not the one that was published.
    """
    return read_scheme(connection, current_scheme_facts(connection))


def all_schemes(connection: sqlite3.Connection) -> Iterator[Scheme]:
    """Every scheme the project has had, oldest first.

    Raises:
        CorruptionError: One is not what was published.
    """
    for row in connection.execute(sql.ALL_SCHEMES).fetchall():
        yield read_scheme(connection, SchemeFacts(*row))


def read_scheme(connection: sqlite3.Connection, facts: SchemeFacts) -> Scheme:
    """The scheme of a row.

    Raises:
        CorruptionError: It is not the one that was published.
    """
    with reading_back(f"scheme {facts.name!r}"):
        return scheme_of(facts, connection.execute(sql.LABELS, (facts.key,)).fetchall())


def publish_scheme(connection: sqlite3.Connection, scheme: Scheme) -> int | None:
    """Put a scheme into use and retire the one before; inside the caller's transaction.

    Returns:
        The row of the new version; None when it was in use already.

    Raises:
        StoreError: The version exists with other content, or is older than the newest.
    """
    versions = dict(connection.execute(sql.SCHEME_VERSIONS, (scheme.id,)).fetchall())
    newest = max(versions, default=0)
    if versions.get(newest) == scheme.sha256 and newest == scheme.version:
        return None
    if scheme.version <= newest:
        raise StoreError(
            f"scheme {scheme.id!r}: version {newest} is in the project already, and a published"
            f" scheme never changes. Give the changed one the version {newest + 1}"
        )
    connection.execute(sql.RETIRE_SCHEMES)
    rules = canonical(scheme.policy.model_dump())
    cells = (scheme.id, scheme.version, rules, scheme.sha256)
    key = connection.execute(sql.INSERT_SCHEME, cells).lastrowid
    connection.executemany(
        sql.INSERT_LABEL,
        [(key, number, *label_cells(label)) for number, label in enumerate(scheme.labels)],
    )
    connection.execute(sql.PUBLISH_SCHEME, (key,))
    return key
