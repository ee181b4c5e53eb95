"""Packing: what of a project goes out to one person, a project made of that, and what goes back.

A pack carries one person's work only, so that whoever has it sees nobody else's.
"""

from __future__ import annotations

import hashlib
import json
import secrets
import sqlite3
from collections.abc import Iterable, Sequence

from hashiya.errors import CorruptionError, StoreError
from hashiya.model import DocumentRecord
from hashiya.store import pack_sql, sql
from hashiya.store.counters import PEOPLE, add_to_counters
from hashiya.store.journal import CLOCK, EventRow, canonical
from hashiya.store.pack_values import EventPack, Packed, PackedSession, PackedText, WorkPack
from hashiya.store.people import annotator_id_of, person_seal
from hashiya.store.reading import document_facts, read_document
from hashiya.store.schemes import current_scheme
from hashiya.store.values import ProjectInfo
from hashiya.store.versions import put_into_use

__all__ = ["furnish_from", "origin_of", "pack_back", "pack_out", "packed_text", "sentences_sha256"]

ORIGIN = "pack"
"""Key of what a project that was made from a pack says of itself."""


def sentences_sha256(bounds: Sequence[tuple[int, int]]) -> str:
    """SHA-256 of where a document's sentences stand."""
    return hashlib.sha256(canonical([list(each) for each in bounds]).encode()).hexdigest()


def origin_of(meta: dict[str, str]) -> Packed | None:
    """Of which pack a project was made; None for one that was made by itself.

    Raises:
        CorruptionError: What it says cannot be read.
    """
    said = meta.get(ORIGIN)
    if said is None:
        return None
    try:
        return Packed(**json.loads(said))
    except (ValueError, TypeError) as error:
        raise CorruptionError(
            "what the project says of the pack it was made from cannot be read. Make it again from"
            " the pack, and go on from the last backup"
        ) from error


def pack_out(
    connection: sqlite3.Connection, info: ProjectInfo, alias: str, document_ids: Iterable[str]
) -> WorkPack:
    """Work for one person, without the documents on which they have work already.

    Raises:
        StoreError: Nobody has this alias, or there is no such document.
    """
    annotator_id = annotator_id_of(connection, alias)
    if not annotator_id:
        raise StoreError(
            f"the project has no annotator {alias!r}; add them with: hashiya people add {alias}"
        )
    role = connection.execute(sql.ANNOTATOR, (alias,)).fetchone()[2]
    about = Packed(secrets.token_hex(16), info.uuid, info.name, annotator_id, alias, role)
    documents, left_out = [], []
    for document_id in document_ids:
        _, layer = document_facts(connection, document_id, annotator_id, "annotator")
        if layer.exists:
            left_out.append(document_id)
            continue
        document = read_document(connection, document_id)
        bounds = tuple((span.start, span.end) for span in document.sentences)
        documents.append(
            DocumentRecord(
                document.id,
                document.name,
                document.text,
                date=document.date,
                source=document.source,
                sentences=bounds,
            )
        )
    clock = (connection.execute(sql.COUNTER, CLOCK).fetchone() or (0,))[0]
    scheme = current_scheme(connection)
    return WorkPack(about, scheme, clock, tuple(documents), tuple(left_out))


def furnish_from(connection: sqlite3.Connection, pack: WorkPack) -> None:
    """Put into a new project what everything else in it builds on; documents come afterwards."""
    put_into_use(connection, pack.scheme)
    about = pack.about
    seal = person_seal(about.annotator_id, about.alias, about.role, 1)
    cells = (about.annotator_id, about.alias, about.role, seal)
    connection.execute(sql.INSERT_ANNOTATOR, cells)
    add_to_counters(connection, {PEOPLE: 1, CLOCK: pack.clock})
    connection.execute(pack_sql.SET_META, (ORIGIN, canonical(about._asdict())))


def pack_back(connection: sqlite3.Connection, about: Packed) -> EventPack:
    """Everything that its one person has done in a project that was made from a pack."""
    sessions: list[PackedSession] = []
    events: list[tuple[EventRow, int]] = []
    for row in connection.execute(pack_sql.SESSIONS_OF, (about.annotator_id,)).fetchall():
        sessions.append(PackedSession(*row))
        rows = connection.execute(pack_sql.EVENTS_OF_SESSION, (row[0],)).fetchall()
        events += [(EventRow(*each), 0) for each in rows]
    ids = {event.document_id for event, _ in events}
    scheme = current_scheme(connection)
    texts = tuple(packed_text(connection, document_id) for document_id in sorted(ids))
    named = (scheme.id, scheme.version, scheme.sha256)
    return EventPack(about, named, texts, tuple(sessions), tuple(events))


def packed_text(connection: sqlite3.Connection, document_id: str) -> PackedText:
    """What a pack says of a document that its events are on.

    Raises:
        StoreError: There is no such document.
    """
    facts, _ = document_facts(connection, document_id, "", "annotator")
    cells = (facts.id, facts.segmentation)
    bounds = connection.execute(sql.SENTENCES, cells).fetchall()
    return PackedText(facts.id, facts.sha256, sentences_sha256(bounds))
