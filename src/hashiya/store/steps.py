"""Steps: when each version of the scheme came into use, by whom, and what it made of labels.

Whoever looks back over a step, an undo or an application that was opened before it, finds here
what a label of then is called now.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import NamedTuple

from hashiya.errors import CorruptionError
from hashiya.model import Migration
from hashiya.store import scheme_sql
from hashiya.store.journal import canonical, utc_now
from hashiya.store.seals import REMEDY, cells_seal

__all__ = ["StepFacts", "labels_since", "steps_after", "write_step"]


class StepFacts(NamedTuple):
    """One step's row, read back."""

    scheme_key: int
    """Row of the scheme it put into use."""
    published_at: str
    """UTC time for people."""
    alias: str
    """Who; empty for a project's first."""
    migration: Migration
    """What it made of labels."""


def write_step(
    connection: sqlite3.Connection,
    scheme_key: int,
    *,
    session_id: str | None = None,
    migration: Migration | None = None,
) -> None:
    """Write down that a scheme came into use; inside the caller's transaction."""
    body = canonical((migration or Migration()).model_dump(mode="json"))
    cells = (scheme_key, utc_now(), session_id, body)
    connection.execute(scheme_sql.INSERT_SCHEME_STEP, (*cells, cells_seal(cells)))


def steps_after(connection: sqlite3.Connection, scheme_key: int) -> Iterator[StepFacts]:
    """The steps after the one to this scheme, oldest first; all of them after 0.

    Raises:
        CorruptionError: One is not what was written.
    """
    for *cells, seal, alias in connection.execute(
        scheme_sql.SCHEME_STEPS, (scheme_key,)
    ).fetchall():
        if cells_seal(cells) != seal:
            raise CorruptionError(
                f"what version {cells[0]} of the scheme made of labels is not what was written (the"
                f" seal differs). {REMEDY}"
            )
        migration = Migration.model_validate_json(cells[3])
        yield StepFacts(cells[0], cells[1], alias or "", migration)


def labels_since(connection: sqlite3.Connection, scheme: tuple[str, int]) -> dict[str, str]:
    """What labels of a scheme, by id and version, are called in the one in use.

    Labels that kept their names are left out.

    Raises:
        CorruptionError: The project has no such scheme.
    """
    found = connection.execute(scheme_sql.SCHEME_KEY, scheme).fetchone()
    if found is None:
        name, version = scheme
        raise CorruptionError(f"there is no version {version} of the scheme {name!r}. {REMEDY}")
    names: dict[str, str] = {}
    for step in steps_after(connection, found[0]):
        labels = step.migration.labels
        names = {old: labels.get(new, new) for old, new in names.items()}
        names = {**labels, **names}
    return {old: new for old, new in names.items() if old != new}
