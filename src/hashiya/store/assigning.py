"""Assigning: places on documents given to people, taken from the queue, left, and opened again.

Each function works inside its caller's transaction. Who may do what is decided above; what the keys
of the table make impossible is not asked for here.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from hashiya.errors import Reason, StoreError
from hashiya.store import assignment_sql, sql
from hashiya.store.assignment_values import CLAIM_DAYS, Assigned, Claim, Slots
from hashiya.store.journal import SessionRow, utc_now
from hashiya.store.people import annotator_id_of
from hashiya.store.slots import (
    Slot,
    change_slot,
    document_at,
    insert_slot,
    is_layer_done,
    position_of,
    settle,
    slot_of,
    slots_of_document,
    write_step,
)

__all__ = [
    "active_id",
    "assign",
    "claim",
    "claim_days",
    "close_queue",
    "cutoff",
    "free",
    "hand_in",
    "known_id",
    "reopen",
    "set_claim_days",
    "skip",
]


def assign(
    connection: sqlite3.Connection, session: SessionRow, wanted: Iterable[Slots]
) -> Assigned:
    """Give people places, and open more where a document has too few.

    Somebody new on a document takes an open place of it first.

    Raises:
        StoreError: A document or a person is not there, or somebody is inactive.
    """
    ids: dict[str, str] = {}
    given = opened = had = 0
    for each in wanted:
        position = position_of(connection, each.document_id)
        places = slots_of_document(connection, position)
        owners = {place.annotator_id for place in places}
        free = [place.slot for place in places if place.state == "open"]
        count = len(places)
        for alias in each.aliases:
            if alias not in ids:
                ids[alias] = active_id(connection, alias)
            annotator_id = ids[alias]
            if annotator_id in owners:
                had += 1
                continue
            owners.add(annotator_id)
            given += 1
            if free:
                place = Slot(position, free.pop(0), annotator_id, "claimed", None, "")
                change_slot(connection, place, session.id)
            else:
                count += 1
                place = Slot(position, count, annotator_id, "claimed", None, "")
                insert_slot(connection, place, session.id)
            if is_layer_done(connection, annotator_id, position):
                settle(connection, position, annotator_id, session.id, is_done=True)
        for number in range(count + 1, each.places + 1):
            opened += 1
            insert_slot(connection, Slot(position, number, None, "open", None, ""), session.id)
    return Assigned(given, opened, had)


def claim(connection: sqlite3.Connection, session: SessionRow) -> Claim | None:
    """Take the next place from the queue, else the one whose claim ran out longest ago.

    A document that the person has finished already is submitted on the way.

    Raises:
        StoreError: The person is inactive.
    """
    who = active_id(connection, session.alias)
    named = {"who": who, "now": utc_now(), "before": cutoff(connection)}
    while True:
        before = None
        rows = connection.execute(assignment_sql.CLAIM_OPEN, named).fetchall()
        if not rows:
            before = connection.execute(assignment_sql.FIRST_EXPIRED, named).fetchone()
            rows = connection.execute(assignment_sql.CLAIM_EXPIRED, named).fetchall()
        if not rows:
            return None
        place = Slot._make(rows[0])
        write_step(connection, place, session.id)
        if not is_layer_done(connection, who, place.position):
            return Claim(document_at(connection, place.position), before and before[0])
        settle(connection, place.position, who, session.id, is_done=True)


def skip(
    connection: sqlite3.Connection, session: SessionRow, document_id: str, reason: str
) -> None:
    """Leave a document, with a reason; what was done on it stays.

    Raises:
        StoreError: The person has no place on it that is to be done.
    """
    place = _own(connection, session, document_id)
    _expect_words(reason)
    if place.state != "claimed":
        raise StoreError(Reason("this article does not wait for you; there is nothing to leave"))
    change_slot(connection, place._replace(state="skipped", note=reason), session.id)


def hand_in(connection: sqlite3.Connection, session: SessionRow, document_id: str) -> None:
    """Submit a document that was opened again, and of which every sentence is marked.

    Raises:
        StoreError: The person has no place on it, or sentences are open.
    """
    place = _own(connection, session, document_id)
    if not is_layer_done(connection, session.annotator_id, place.position):
        raise StoreError(
            Reason("sentences of this article are open; the last one hands it in by itself")
        )
    if place.state == "skipped":
        place = place._replace(state="claimed")
    if place.state == "claimed":
        change_slot(connection, place._replace(state="submitted", note=""), session.id)


def reopen(
    connection: sqlite3.Connection, session: SessionRow, document_id: str, alias: str, note: str
) -> None:
    """Give a document back to somebody who has submitted or skipped it, with a note.

    Raises:
        StoreError: They have no place on it, or are at work on it.
    """
    position = position_of(connection, document_id)
    place = slot_of(connection, position, active_id(connection, alias))
    if place is None:
        reason = Reason(
            "{alias} has no place on {document!r}; give it to them first",
            alias=alias,
            document=document_id,
        )
        raise StoreError(reason)
    if place.state == "claimed":
        reason = Reason(
            "{alias} is at work on {document!r}; it is open", alias=alias, document=document_id
        )
        raise StoreError(reason)
    _expect_words(note)
    change_slot(connection, place._replace(state="claimed", note=note, claimed_at=None), session.id)


def free(
    connection: sqlite3.Connection, session: SessionRow, alias: str, document_ids: Iterable[str]
) -> int:
    """Put what somebody has not submitted back into the queue; how many places. Work stays.

    Raises:
        StoreError: A document or the person is not there.
    """
    annotator_id = known_id(connection, alias)
    freed = 0
    for document_id in document_ids:
        place = slot_of(connection, position_of(connection, document_id), annotator_id)
        if place is not None and place.state != "submitted":
            open_place = Slot(place.position, place.slot, None, "open", None, "")
            change_slot(connection, open_place, session.id)
            freed += 1
    return freed


def close_queue(connection: sqlite3.Connection, document_ids: Iterable[str]) -> int:
    """Take the places away that are nobody's; how many."""
    closed = 0
    for document_id in document_ids:
        cells = (position_of(connection, document_id),)
        closed += connection.execute(assignment_sql.DELETE_OPEN_SLOTS, cells).rowcount
    return closed


def claim_days(connection: sqlite3.Connection) -> int:
    """After how many days others may take what somebody claimed."""
    found = connection.execute(assignment_sql.CLAIM_DAYS).fetchone()
    return CLAIM_DAYS if found is None else int(found[0])


def set_claim_days(connection: sqlite3.Connection, days: int) -> None:
    """Say after how many days others may take what somebody claimed."""
    connection.execute(assignment_sql.SET_CLAIM_DAYS, (str(days),))


def cutoff(connection: sqlite3.Connection) -> str:
    """The time before which claims have run out."""
    then = datetime.now(UTC) - timedelta(days=claim_days(connection))
    return then.isoformat(timespec="milliseconds").removesuffix("+00:00") + "Z"


def _expect_words(note: str) -> None:
    if not note.strip():
        raise StoreError(Reason("say why, in a few words"))


def _own(connection: sqlite3.Connection, session: SessionRow, document_id: str) -> Slot:
    place = slot_of(connection, position_of(connection, document_id), session.annotator_id)
    if place is None:
        raise StoreError(Reason("this article was not given to you, and you have not claimed it"))
    return place


def known_id(connection: sqlite3.Connection, alias: str) -> str:
    """The id of somebody who is in the project.

    Raises:
        StoreError: Nobody has this alias.
    """
    found = annotator_id_of(connection, alias)
    if not found:
        raise StoreError(
            f"the project has no annotator {alias!r}; add them with: hashiya people add {alias}"
        )
    return found


def active_id(connection: sqlite3.Connection, alias: str) -> str:
    """The id of somebody who may be given work.

    Raises:
        StoreError: Nobody has this alias, or they are inactive.
    """
    found = known_id(connection, alias)
    if not connection.execute(sql.ANNOTATOR, (alias,)).fetchone()[-1]:
        raise StoreError(Reason("{alias} is inactive and is given no work", alias=alias))
    return found
