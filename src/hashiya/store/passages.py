"""Passages: sentences that somebody has finished, as a document that they are given once more.

What was made of them the first time is written down here and never touched again. Of the second
reading nothing is here: it is a layer like all others, of events like all others.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from hashiya.errors import StoreError
from hashiya.model import text_sha256
from hashiya.store import assignment_sql, passage_sql, sql
from hashiya.store.assigning import active_id, known_id
from hashiya.store.counters import AGAIN, GIVEN, add_to_counters, work_scope
from hashiya.store.facts import DocumentFacts
from hashiya.store.journal import SessionRow, canonical, utc_now
from hashiya.store.passage_values import Bounds, Passage, PassageState, PassageWanted, Tagged
from hashiya.store.reading import document_facts
from hashiya.store.schemes import current_scheme_facts
from hashiya.store.seals import cells_seal, document_seal
from hashiya.store.slots import Slot, change_slot, insert_slot
from hashiya.store.steps import labels_since
from hashiya.store.tokens import TokenCounter
from hashiya.store.values import PASSAGES

__all__ = [
    "mark_times",
    "passage_seal",
    "passages_page",
    "plan_passages",
    "take_back",
]

FIRST_SEGMENTATION = 1


class _Reading(NamedTuple):
    """What stands on the chosen sentences when they are planned."""

    first: list[Tagged]
    """Spans that begin in them, in code points of the document."""
    first_at: str
    """When the last of them was marked."""


def mark_times(
    connection: sqlite3.Connection, annotator_id: str, document_id: str
) -> dict[Bounds, str]:
    """The sentences of a document that somebody has marked, and when."""
    cells = (document_id, annotator_id)
    rows = connection.execute(passage_sql.MARK_TIMES, cells).fetchall()
    return {(start, end): at for start, end, at in rows}


def plan_passages(
    connection: sqlite3.Connection, session: SessionRow, alias: str, wanted: Iterable[PassageWanted]
) -> int:
    """Give somebody sentences of theirs once more; how many passages. Inside the transaction.

    Raises:
        StoreError: The person is not there or inactive, or what is wanted does not stand so.
    """
    annotator_id = active_id(connection, alias)
    scheme_id = current_scheme_facts(connection).key
    position = connection.execute(passage_sql.LAST_PASSAGE).fetchone()[0]
    tokens = TokenCounter()
    counts = {"documents": 0, "sentences": 0, "tokens": 0}
    for each in wanted:
        position += 1
        facts, _ = document_facts(connection, each.document_id, annotator_id, "annotator")
        reading = _reading(connection, facts, annotator_id, each)
        added = _add_document(connection, facts, each, (position, annotator_id), tokens)
        for name, n in added.items():
            counts[name] += n
        row = (
            position,
            annotator_id,
            facts.position,
            *each.bounds,
            canonical([_moved(bounds, each) for bounds in each.chosen]),
            canonical([(*_moved(unit[:2], each), unit[2]) for unit in reading.first]),
            reading.first_at,
            scheme_id,
            session.id,
            utc_now(),
        )
        connection.execute(passage_sql.INSERT_PASSAGE, (*row, passage_seal(row)))
        insert_slot(connection, Slot(position, 1, annotator_id, "claimed", None, ""), session.id)
    changes = {(AGAIN, name): n for name, n in counts.items()}
    changes[work_scope(AGAIN, annotator_id), GIVEN] = counts["documents"]
    add_to_counters(connection, changes)
    return counts["documents"]


def take_back(connection: sqlite3.Connection, session: SessionRow, alias: str) -> int:
    """Take passages back that their person has not opened; how many.

    They stay as documents, and nobody's.

    Raises:
        StoreError: Nobody has this alias.
    """
    annotator_id = known_id(connection, alias)
    rows = connection.execute(passage_sql.NOT_OPENED, (annotator_id,)).fetchall()
    for (position,) in rows:
        change_slot(connection, Slot(position, 1, None, "open", None, ""), session.id)
        connection.execute(assignment_sql.DELETE_OPEN_SLOTS, (position,))
    add_to_counters(connection, {(work_scope(AGAIN, annotator_id), GIVEN): -len(rows)})
    return len(rows)


def passages_page(connection: sqlite3.Connection, after: int, limit: int) -> list[Passage]:
    """The next passages behind a position, with labels as they are called now."""
    renamed: dict[tuple[str, int], dict[str, str]] = {}
    found: list[Passage] = []
    for row in connection.execute(passage_sql.PASSAGES_AFTER, (after, limit)).fetchall():
        position, passage_id, name, alias, of_id, start, length, *rest = row
        chosen, first, first_at, scheme_id, version, planned_at, *work, second_at = rest
        scheme = (scheme_id, version)
        if scheme not in renamed:
            renamed[scheme] = labels_since(connection, scheme)
        found.append(
            Passage(
                position=position,
                id=passage_id,
                name=name,
                alias=alias,
                of_id=of_id,
                start=start,
                length=length,
                chosen=tuple((a, b) for a, b in json.loads(chosen)),
                first=_called(json.loads(first), renamed[scheme]),
                first_at=first_at,
                scheme=scheme,
                planned_at=planned_at,
                state=_state(*work),
                second_at=second_at or "",
            )
        )
    return found


def passage_seal(row: Sequence[object]) -> int:
    """Checksum of a passage's row: all its cells but this one."""
    return cells_seal(row)


def _reading(
    connection: sqlite3.Connection, facts: DocumentFacts, annotator_id: str, wanted: PassageWanted
) -> _Reading:
    """What stands on the chosen sentences.

    Raises:
        StoreError: They are no sentences, or not finished, or in a passage already, or a span
            reaches out of this one.
    """
    start, end = wanted.bounds
    sentences = _sentences(connection, facts, wanted)
    times = mark_times(connection, annotator_id, facts.id)
    spans = connection.execute(sql.SPANS, (facts.id, annotator_id, "annotator")).fetchall()
    first = [row[:3] for row in spans if any(a <= row[0] < b for a, b in wanted.chosen)]
    if any(
        connection.execute(passage_sql.OVERLAPPING, (annotator_id, facts.position, b, a)).fetchone()
        for a, b in wanted.chosen
    ):
        raise StoreError(
            f"document {facts.id!r}, {start} to {end}: somebody has planned a part of it meanwhile;"
            " nothing was planned. Try again"
        )
    is_whole = bool(sentences) and (sentences[0][0], sentences[-1][1]) == (start, end)
    is_held = all(row[1] <= end for row in first)
    is_finished = {*wanted.chosen} <= {*sentences} & times.keys()
    if facts.position > PASSAGES or not (wanted.chosen and is_whole and is_held and is_finished):
        raise StoreError(
            f"document {facts.id!r}: the sentences from {start} to {end} are not as they were when"
            " they were chosen; nothing was planned. Try again"
        )
    return _Reading(first, max(times[bounds] for bounds in wanted.chosen))


def _add_document(
    connection: sqlite3.Connection,
    of: DocumentFacts,
    wanted: PassageWanted,
    whose: tuple[int, str],
    tokens: TokenCounter,
) -> Mapping[str, int]:
    """The passage's own document; what it adds to the counters."""
    position, annotator_id = whose
    start, end = wanted.bounds
    text = connection.execute(sql.TEXT, (of.position,)).fetchone()[0][start:end]
    sentences = [_moved(each, wanted) for each in _sentences(connection, of, wanted)]
    facts = DocumentFacts(
        position=position,
        id=_id(position, annotator_id, of.id, start, end),
        name=wanted.name,
        length=len(text),
        sha256=text_sha256(text),
        date=of.date,
        source=None,
        segmentation=FIRST_SEGMENTATION,
        sentences=len(sentences),
        seal=0,
    )
    count = tokens.count(text)
    seal = document_seal(facts.sealed, sentences)
    cells = (*facts[:7], utc_now(), count, FIRST_SEGMENTATION, len(sentences), seal, text)
    connection.execute(sql.INSERT_DOCUMENT, cells)
    connection.executemany(
        sql.INSERT_SENTENCE,
        [(facts.id, FIRST_SEGMENTATION, at, *bounds) for at, bounds in enumerate(sentences)],
    )
    return {"documents": 1, "sentences": len(sentences), "tokens": count}


def _sentences(
    connection: sqlite3.Connection, facts: DocumentFacts, wanted: PassageWanted
) -> list[Bounds]:
    """The sentences of a document inside a passage."""
    start, end = wanted.bounds
    rows = connection.execute(sql.SENTENCES, (facts.id, facts.segmentation)).fetchall()
    return [(a, b) for a, b in rows if start <= a and b <= end]


def _moved(bounds: Bounds, wanted: PassageWanted) -> Bounds:
    """Bounds in the document as bounds in the passage."""
    start = wanted.bounds[0]
    return (bounds[0] - start, bounds[1] - start)


def _id(*words: object) -> str:
    """The same for the same words for ever, and nothing that could be read."""
    said = "\x1f".join(["passage", *map(str, words)])
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def _called(units: Iterable[Sequence[Any]], renamed: Mapping[str, str]) -> tuple[Tagged, ...]:
    """Units with labels as they are called now."""
    return tuple((start, end, renamed.get(label, label)) for start, end, label in units)


def _state(layer: str, place: str, is_opened: int) -> PassageState:
    """How far a second reading is, of its layer, its place in the work, and whether it was seen."""
    if place == "open":
        return "taken back"
    if layer == "done":
        return "finished"
    if place == "skipped":
        return "skipped"
    return "served" if is_opened else "waiting"
