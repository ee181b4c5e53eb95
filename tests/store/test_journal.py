"""The journal's own rules: what is hashed, how it is chained, what a body holds."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from contextlib import closing

from hypothesis import given
from hypothesis import strategies as st
from tests.store.making import MINISTER, Project, adding, annotated, annotation, plain
from tests.strategies import texts

from hashiya.model import SpanRecord
from hashiya.store.journal import NO_HASH, EventRow, canonical, event_hash


@given(body=texts(), document_id=texts(max_lines=1), lamport=st.integers(1, 2**62))
def test_a_hash_is_that_of_the_canonical_json(body: str, document_id: str, lamport: int) -> None:
    """The fast way to the bytes gives the very bytes that canonical JSON has."""
    event = EventRow("s", 7, lamport, "a", document_id, "edit", body, "now", NO_HASH, "")
    fields = event._asdict()
    del fields["hash"]
    assert event_hash(event) == hashlib.sha256(canonical(fields).encode()).hexdigest()


def test_every_event_stands_on_the_one_before(project: Project) -> None:
    """Numbers count from 1 in each session, the first stands on zeros, time only grows."""
    for _ in range(2):
        session = project.sit()
        project.store.put(session, [annotated(f"d {session}")])
        for number in range(3):
            span = annotation(f"{session}.{number}", MINISTER)
            project.store.record(session, f"d {session}", adding(span))
    with closing(sqlite3.connect(project.path)) as connection:
        rows = connection.execute(
            "SELECT session_id, seq, prev_hash, hash, lamport FROM event ORDER BY lamport"
        ).fetchall()
    assert [row[4] for row in rows] == [*range(1, 9)]
    for session in {row[0] for row in rows}:
        own = [row for row in rows if row[0] == session]
        assert [row[1] for row in own] == [1, 2, 3, 4]
        assert [row[2] for row in own] == [NO_HASH, *(row[3] for row in own[:-1])]


def test_an_import_is_one_compact_event(project: Project) -> None:
    """However many spans a document brings, it is one event without ids and quotes."""
    session = project.sit()
    spans = (
        SpanRecord(*MINISTER, "official"),
        SpanRecord(0, 5, "date", note="n", attributes=(("b", "2"), ("a", "1")), source="rule"),
    )
    project.store.put(session, [annotated("d1", *spans), plain("d2")])
    with closing(sqlite3.connect(project.path)) as connection:
        ((kind, body),) = connection.execute("SELECT kind, body FROM event").fetchall()
    assert kind == "import"
    assert json.loads(body) == {
        "layer": "annotator",
        "marks": [],
        "scheme": ["news", 1],
        "spans": [
            [*MINISTER, "official"],
            [0, 5, "date", "n", [["a", "1"], ["b", "2"]], "rule"],
        ],
    }
