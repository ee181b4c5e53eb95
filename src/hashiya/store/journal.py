"""The journal: events in chains, one chain a session, each event hashed with the one before it.

The hash covers every field, so that an event that was changed, taken out or put in between shows.
Order over all sessions is (lamport, session, seq): a logical clock, never the wall clock.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final, NamedTuple

from hashiya.errors import StoreError
from hashiya.store import sql

if TYPE_CHECKING:
    from hashiya.model import EventKind

__all__ = [
    "CLOCK",
    "NO_HASH",
    "Chain",
    "EventRow",
    "SessionRow",
    "canonical",
    "event_hash",
    "quoted",
    "session_row",
    "utc_now",
]

NO_HASH: Final = "0" * 64
"""What the first event of a session has in front of it."""

CLOCK: Final = ("project", "lamport")
"""The counter that holds the last event's logical time."""

canonical: Final[Callable[[object], str]] = json.JSONEncoder(
    ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")
).encode
"""Canonical JSON: sorted keys, no spaces, non-ASCII as is."""


quoted: Final[Callable[[str], str]] = json.encoder.encode_basestring
"""A string as it stands in JSON, non-ASCII as is."""


class EventRow(NamedTuple):
    """An event as its row holds it; the fields are those of `hashiya.model.Event`."""

    session_id: str
    """The sitting."""
    seq: int
    """Its number there, from 1."""
    lamport: int
    """Logical time."""
    annotator_id: str
    """Who."""
    document_id: str
    """On which document."""
    kind: EventKind
    """What sort of thing."""
    body: str
    """Canonical JSON."""
    at: str
    """UTC time for people."""
    prev_hash: str
    """Hash of the event before it in the session."""
    hash: str
    """SHA-256 of the fields above."""


class SessionRow(NamedTuple):
    """A sitting and whose it is."""

    id: str
    """The session."""
    annotator_id: str
    """Its person."""
    alias: str
    """Their alias."""
    device: str
    """The machine."""
    app_version: str
    """The program."""


class Chain:
    """The end of one session's chain, to which events are put; it belongs to one transaction.

    Args:
        connection: Inside the transaction.
        session: The sitting.
    """

    def __init__(self, connection: sqlite3.Connection, session: SessionRow) -> None:
        last = connection.execute(sql.LAST_EVENT, (session.id,)).fetchone()
        self._session = session
        self._seq: int = last[0] if last else 0
        self._hash: str = last[1] if last else NO_HASH

    @property
    def next_seq(self) -> int:
        """The number the next event will have."""
        return self._seq + 1

    def append(
        self, kind: EventKind, document_id: str, body: str, *, lamport: int, at: str
    ) -> EventRow:
        """The row of the next event; the caller writes it."""
        event = EventRow(
            session_id=self._session.id,
            seq=self._seq + 1,
            lamport=lamport,
            annotator_id=self._session.annotator_id,
            document_id=document_id,
            kind=kind,
            body=body,
            at=at,
            prev_hash=self._hash,
            hash="",
        )
        self._seq, self._hash = event.seq, event_hash(event)
        return event._replace(hash=self._hash)


def event_hash(event: EventRow) -> str:
    """What an event's hash must be, whatever it says itself.

    SHA-256 of the canonical JSON of all fields but the hash, put together by hand: a check does it
    half a million times.
    """
    fields = (
        f'{{"annotator_id":{quoted(event.annotator_id)},"at":{quoted(event.at)}'
        f',"body":{quoted(event.body)},"document_id":{quoted(event.document_id)}'
        f',"kind":{quoted(event.kind)},"lamport":{event.lamport}'
        f',"prev_hash":{quoted(event.prev_hash)},"seq":{event.seq}'
        f',"session_id":{quoted(event.session_id)}}}'
    )
    return hashlib.sha256(fields.encode()).hexdigest()


def session_row(connection: sqlite3.Connection, session_id: str) -> SessionRow:
    """The sitting of this id.

    Raises:
        StoreError: There is none.
    """
    found = connection.execute(sql.SESSION, (session_id,)).fetchone()
    if found is None:
        raise StoreError(f"the project has no session {session_id!r}; open one first")
    return SessionRow(session_id, *found)


def utc_now() -> str:
    """The time for people to read: `2026-01-29T10:15:00.123Z`."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").removesuffix("+00:00") + "Z"
