"""Checking: each thing that can be wrong in a file is found, named, and nothing is repaired."""

from __future__ import annotations

import hashlib
import sqlite3
import time
from contextlib import closing

import pytest
from tests.store.making import (
    MINISTER,
    SENTENCES,
    Project,
    adding,
    annotated,
    annotation,
    marking,
    plain,
    reminder,
    reminding,
)
from tests.store.raw import tamper

from hashiya.errors import CorruptionError
from hashiya.model import MarkRecord, SpanRecord
from hashiya.store import Finding, open_project


def _fill(project: Project) -> None:
    """Two documents with an import, acts, an undo and a mark; then closed."""
    session = project.sit()
    marks = [MarkRecord(*SENTENCES[0], "done")]
    project.store.put(session, [annotated("d1", marks=marks), plain("d2")])
    project.store.record(session, "d2", adding(annotation("a")))
    project.store.record(
        session, "d2", adding(annotation("b", MINISTER, "official", is_flagged=True))
    )
    project.store.record(session, "d1", reminding(None, reminder(None)))
    noted = reminder(SENTENCES[0], "ن", is_flagged=False)
    project.store.record(session, "d1", reminding(None, noted))
    project.store.record(session, "d2", marking(SENTENCES[1], None, "nothing"))
    project.store.undo(session)
    project.store.close()


def _findings(project: Project) -> list[Finding]:
    before = project.path.read_bytes()
    store = open_project(project.path)
    found = [*store.check()]
    store.close()
    assert project.path.read_bytes() == before
    return found


TAMPERINGS = {
    "an event's body": ("UPDATE event SET body = replace(body, 'agency', 'aģency')", "session"),
    "an event's time": ("UPDATE event SET at = '2020' WHERE seq = 2", "session"),
    "an event's owner": ("UPDATE event SET hash = prev_hash WHERE seq = 2", "session"),
    "a missing event": ("DELETE FROM event WHERE seq = 3", "session"),
    "the first event": ("DELETE FROM event WHERE seq = 1", "session"),
    "the order of events": ("UPDATE event SET lamport = lamport + 9 WHERE seq = 2", "session"),
    "a text": ("UPDATE document SET text = replace(text, 'و', 'ي') WHERE id = 'd1'", "document"),
    "a document's hash": ("UPDATE document SET sha256 = upper(sha256)", "document"),
    "a document's name": ("UPDATE document SET name = 'other' WHERE id = 'd1'", "document"),
    "a sentence": ('UPDATE sentence SET "end" = "end" - 1 WHERE ordinal = 1', "document"),
    "a missing sentence": ("DELETE FROM sentence WHERE ordinal = 1", "document"),
    "a quote": ("UPDATE span SET quote = 'ي' || substr(quote, 2)", "document"),
    "a label": ("UPDATE span SET label = 'date' WHERE id = 'a'", "document"),
    "a note": ("UPDATE span SET note = 'x' WHERE id = 'a'", "document"),
    "an edge": ('UPDATE span SET start = start + 1 WHERE id = "a"', "document"),
    "a missing span": ("DELETE FROM span WHERE id = 'a'", "document"),
    "a span's provenance": ("UPDATE span SET by_seq = 9 WHERE id = 'a'", "document"),
    "a mark": ("UPDATE mark SET state = 'nothing'", "document"),
    "a missing mark": ("DELETE FROM mark", "document"),
    "a flag on a span": ("UPDATE span SET flagged = 0 WHERE id = 'b'", "document"),
    "a note on a sentence": ("UPDATE reminder SET note = 'x' WHERE \"end\" > 0", "document"),
    "a flag on a document": ('DELETE FROM reminder WHERE "end" = 0', "document"),
    "a flag's provenance": ("UPDATE reminder SET by_seq = 1", "document"),
    "the number of flags": ("UPDATE progress SET flags = flags + 1", "document"),
    "the number of notes": ("UPDATE progress SET notes = 0 WHERE notes > 0", "document"),
    "a person's flags": ("UPDATE counter SET n = 1 WHERE name = 'flags'", "counter"),
    "a stray flag": ("UPDATE reminder SET document_id = 'd0'", "table reminder"),
    "progress": ("UPDATE progress SET annotations = annotations + 1", "document"),
    "a missing layer": ("DELETE FROM progress WHERE position = 1", "document"),
    "a counter": ("UPDATE counter SET n = n + 1 WHERE name = 'tokens'", "counter"),
    "a label's counter": ("DELETE FROM counter WHERE name = 'agency'", "counter"),
    "the clock": ("UPDATE counter SET n = 1 WHERE name = 'lamport'", "counters"),
    "the scheme": ("UPDATE label SET colour = '#000000' WHERE position = 0", "schemes"),
    "the only scheme": ("UPDATE scheme SET state = 'retired'", "schemes"),
    "a person": ("UPDATE annotator SET alias = 'selma'", "people"),
    "a reference": ("UPDATE place SET document_id = 'd7'", "table place"),
    "a stray span": ("UPDATE span SET document_id = 'd0' WHERE id = 'a'", "table span"),
}


@pytest.mark.parametrize("what", TAMPERINGS)
def test_whatever_was_changed_is_found(project: Project, what: str) -> None:
    """A change made behind the program's back has a finding at its place, with a remedy."""
    _fill(project)
    store = project.reopen()
    store.remember("salma", "d1", 3)
    store.close()
    statement, where = TAMPERINGS[what]
    assert _findings(project) == []
    assert tamper(project.path, statement) > 0
    found = _findings(project)
    assert any(finding.where.startswith(where) for finding in found), found
    assert all(finding.severity == "error" and finding.remedy for finding in found)


@pytest.mark.parametrize(
    ("statement", "what", "severity"),
    [
        ("DROP TRIGGER event_is_kept", "trigger event_is_kept is missing", "error"),
        ("DROP INDEX event_of_document", "index event_of_document is missing", "error"),
        ("CREATE TABLE mine (a)", "table mine is not one of ours", "warning"),
        (
            "CREATE TRIGGER quiet BEFORE DELETE ON span BEGIN SELECT RAISE(IGNORE); END",
            "trigger quiet is not one of ours",
            "warning",
        ),
        (
            "ALTER TABLE place ADD COLUMN mood TEXT",
            "table place is not as it was made",
            "error",
        ),
    ],
)
def test_altered_tables_are_found(
    project: Project, statement: str, what: str, severity: str
) -> None:
    """A table, index or trigger that was added, altered or taken away has a finding."""
    _fill(project)
    with closing(sqlite3.connect(project.path)) as connection:
        connection.execute(statement)
    found = [(finding.what, finding.severity) for finding in _findings(project)]
    assert (what, severity) in found


def test_a_forged_event_is_found_by_what_follows(project: Project) -> None:
    """An event changed together with its own hash no longer fits the next one."""
    _fill(project)
    tamper(project.path, "UPDATE event SET hash = ? WHERE seq = 2", hashlib.sha256().hexdigest())
    found = [finding.where for finding in _findings(project)]
    assert any(where.endswith("event 3") for where in found)


def test_reading_stops_at_what_a_check_would_find(project: Project) -> None:
    """A changed text, quote, label or lost row is an error for whoever reads it, with its place."""
    _fill(project)
    for statement, match in (
        ("UPDATE span SET quote = 'ي' || substr(quote, 2) WHERE id = 'a'", r"d2.*offsets 6 to 20"),
        ("UPDATE span SET quote = 'و' || substr(quote, 2), label = 'date' WHERE id = 'a'", "d2"),
    ):
        tamper(project.path, statement)
        store = open_project(project.path)
        with pytest.raises(CorruptionError, match=match):
            store.layer("d2", "salma")
        with pytest.raises(CorruptionError, match="d2"):
            list(store.stream("salma"))
        store.close()
    tamper(project.path, "UPDATE document SET text = replace(text, 'و', 'ي') WHERE id = 'd1'")
    store = open_project(project.path)
    with pytest.raises(CorruptionError, match=r"d1.*SHA-256"):
        store.document("d1")
    store.close()


@pytest.mark.parametrize("only_with_layer", [False, True])
def test_a_stream_that_lost_something_says_so(project: Project, *, only_with_layer: bool) -> None:
    """A document or a layer that is gone is not simply left out of an export."""
    project.store.put(project.sit(), [annotated(f"d{number}") for number in range(3)])
    project.store.close()
    tamper(project.path, "DELETE FROM progress WHERE position = 2")
    tamper(project.path, "DELETE FROM span WHERE document_id = 'd1'")
    tamper(project.path, "DELETE FROM document WHERE position IN (2, 3) AND ?", not only_with_layer)
    store = open_project(project.path)
    with pytest.raises(CorruptionError, match="documents"):
        list(store.stream("salma", only_with_layer=only_with_layer))
    store.close()


def test_a_list_that_lost_a_document_says_so(project: Project) -> None:
    """A gap in the document list is an error, in both directions, not a shorter list."""
    project.store.put(project.sit(), [plain(f"d{number}") for number in range(5)])
    project.store.close()
    tamper(project.path, "DELETE FROM document WHERE position = 3")
    store = open_project(project.path)
    for after, backwards in ((0, False), (2, False), (6, True)):
        with pytest.raises(CorruptionError, match="nothing between 2 and 4"):
            store.page("salma", after=after, backwards=backwards)
    store.close()


@pytest.mark.parametrize("how_many", [3_000, pytest.param(500_000, marks=pytest.mark.torture)])
def test_a_check_keeps_up_with_years_of_work(project: Project, how_many: int) -> None:
    """Events are checked at 500,000 in under 15 seconds, give or take the machine."""
    session = project.sit()
    documents = [f"d{number}" for number in range(how_many // 100)]
    project.store.put(session, [plain(name) for name in documents])
    handle = project.store._handle  # type: ignore[attr-defined]
    handle.connection.execute("PRAGMA synchronous = OFF")
    for number in range(how_many):
        each = annotation(f"{number}", MINISTER)
        project.store.record(session, documents[number % len(documents)], adding(each))
    began = time.process_time()
    assert [*project.store.check()] == []
    assert time.process_time() - began < 1 + how_many * 15 / 500_000 * 3


def test_a_check_of_imports_keeps_up(project: Project) -> None:
    """Thirty thousand imported spans are replayed and compared in a few seconds."""
    spans = [SpanRecord(start, start + 3, "agency") for start in range(50)]
    session = project.sit()
    project.store.put(session, [annotated(f"d{number}", *spans) for number in range(600)])
    began = time.process_time()
    assert [*project.store.check()] == []
    assert time.process_time() - began < 5
