"""Workload: what one person has to do, what waits in the queue, and who is to annotate what.

All of it is read; how it changes stands in `hashiya.store.assigning`.
"""

from __future__ import annotations

import sqlite3
from itertools import groupby
from operator import attrgetter

from hashiya.store import assignment_sql, sql
from hashiya.store.assigning import cutoff
from hashiya.store.assignment_values import (
    MAX_WAITING,
    Assignment,
    DocumentSlots,
    Gold,
    Workload,
)
from hashiya.store.people import NOBODY
from hashiya.store.slots import Slot, document_at, position_of, slot_of

__all__ = ["assignment_on", "next_work", "slots_page", "work_before", "workload"]


def workload(connection: sqlite3.Connection, annotator_id: str) -> Workload:
    """What one person has, and what they may claim."""
    states = dict(connection.execute(assignment_sql.STATES_OF, (annotator_id,)).fetchall())
    again = connection.execute(assignment_sql.OPENED_AGAIN, (annotator_id,)).fetchone()[0]
    named = {"who": annotator_id, "limit": MAX_WAITING, "before": cutoff(connection)}
    is_active = connection.execute(assignment_sql.IS_ACTIVE, (annotator_id,)).fetchone() != (0,)
    queues = (assignment_sql.WAITING, assignment_sql.WAITING_EXPIRED) if is_active else ()
    waiting = sum(connection.execute(queue, named).fetchone()[0] for queue in queues)
    return Workload(
        claimed=states.get("claimed", 0),
        opened_again=again,
        submitted=states.get("submitted", 0),
        skipped=states.get("skipped", 0),
        waiting=min(waiting, MAX_WAITING),
        is_active=is_active,
    )


def next_work(connection: sqlite3.Connection, annotator_id: str, position: int) -> str | None:
    """The person's next document to do behind a position, else their first one; None when none."""
    for after in (position, 0):
        cells = (annotator_id, after)
        found = connection.execute(assignment_sql.NEXT_OF, cells).fetchone()
        if found is not None:
            return document_at(connection, found[0])
    return None


def work_before(connection: sqlite3.Connection, annotator_id: str, position: int) -> str | None:
    """The person's document before a position, however it stands; None when none."""
    cells = (annotator_id, position)
    found = connection.execute(assignment_sql.BEFORE_OF, cells).fetchone()
    return None if found is None else document_at(connection, found[0])


def assignment_on(
    connection: sqlite3.Connection, annotator_id: str, alias: str, document_id: str
) -> Assignment | None:
    """A person's place on a document; None when they have none."""
    if annotator_id == NOBODY:
        return None
    found = slot_of(connection, position_of(connection, document_id), annotator_id)
    return None if found is None else _assignment(found, {annotator_id: alias})


def slots_page(connection: sqlite3.Connection, after: int, limit: int) -> list[DocumentSlots]:
    """The next documents behind a position, with their places."""
    documents = connection.execute(assignment_sql.DOCUMENTS_AFTER, (after, limit)).fetchall()
    if not documents:
        return []
    aliases = {row[0]: row[1] for row in connection.execute(sql.ANNOTATORS).fetchall()}
    bounds = (after, documents[-1][0])
    rows = connection.execute(assignment_sql.SLOTS_AFTER, bounds).fetchall()
    gold = dict(connection.execute(assignment_sql.GOLD_AFTER, bounds).fetchall())
    places = [_assignment(Slot._make(row), aliases) for row in rows]
    slots = {at: tuple(each) for at, each in groupby(places, key=attrgetter("position"))}
    return [
        DocumentSlots(position, name, title, slots.get(position, ()), _gold(gold.get(position)))
        for position, name, title in documents
    ]


def _gold(state: str | None) -> Gold:
    if state is None:
        return "none"
    return "done" if state == "done" else "begun"


def _assignment(slot: Slot, aliases: dict[str, str]) -> Assignment:
    alias = None if slot.annotator_id is None else aliases[slot.annotator_id]
    return Assignment(slot.position, slot.slot, alias, slot.state, slot.claimed_at, slot.note)
