"""Streaming: documents read together are those read one by one, and odd ones are named."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from tests.store.making import SENTENCES, Project, annotated, plain

from hashiya.errors import CorruptionError
from hashiya.model import MarkRecord, ReminderRecord, SpanRecord
from hashiya.store import streaming

FLAGGED = ReminderRecord(*SENTENCES[0], is_flagged=True, note="")


def test_documents_are_read_together_as_one_by_one(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Spans that begin in one place, more than ten, marks, flags, and documents without a layer."""
    nested = [SpanRecord(0, end, label) for end in (3, 9, 5) for label in ("b", "a")]
    many = [SpanRecord(at, at + 3, "agency", note="n" * (at % 2)) for at in range(12)]
    records = [
        annotated("z", *many),
        plain("y"),
        annotated("x", *nested, marks=[MarkRecord(*SENTENCES[0], "done")]),
        annotated("w")._replace(reminders=(FLAGGED,)),
        annotated("v", marks=[MarkRecord(*each, "done") for each in SENTENCES]),
    ]
    project.store.put(project.sit(), records)
    together = [list(project.store.stream("salma", only_with_layer=only)) for only in (False, True)]
    assert [len(found) for found in together] == [5, 4]
    monkeypatch.setattr(streaming, "records_together", lambda *_: None)
    alone = [list(project.store.stream("salma", only_with_layer=only)) for only in (False, True)]
    assert together == alone


@pytest.mark.parametrize(
    "change",
    [
        """INSERT INTO mark SELECT document_id, length, annotator_id, layer, 0, 1, 'done',
        by_session, by_seq FROM span WHERE document_id = 'd3'""",
        "UPDATE span SET quote = 'x' || substr(quote, 2) WHERE document_id = 'd3'",
        "DELETE FROM span WHERE document_id = 'd3'",
        "UPDATE progress SET annotations = 0 WHERE position = 3",
    ],
)
def test_a_document_that_is_odd_is_named(project: Project, change: str) -> None:
    """Rows that are more, fewer or others than were written: it is said of which document."""
    project.store.put(project.sit(), [annotated(f"d{number}") for number in range(1, 6)])
    with closing(sqlite3.connect(project.path)) as connection:
        connection.execute(change)
        connection.commit()
    with pytest.raises(CorruptionError, match="document 'd3'"):
        list(project.store.stream("salma"))
