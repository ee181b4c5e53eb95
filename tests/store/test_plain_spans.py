"""Plain spans: what goes in by the short way is what goes in by the long one, row by row."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.store.making import TEXT, Project, plain

from hashiya.model import DocumentRecord, PlainSpans, SpanRecord
from hashiya.store import plain_spans
from hashiya.store.columns import SpanColumns, import_body
from hashiya.store.plain_spans import PlainLayer

BY = ("session", 7)
SCHEME = ("news", 1)


@st.composite
def _records(draw: st.DrawFn) -> DocumentRecord:
    bounds = st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, len(TEXT)))
    places = draw(st.lists(bounds.map(sorted).filter(lambda each: each[0] < each[1]), min_size=1))
    labels = st.sampled_from(["agency", "a\x1fb", 'q"', "تاريخ"])
    spans = tuple(SpanRecord(start, end, draw(labels)) for start, end in places)
    return plain()._replace(spans=spans)


@given(_records())
def test_seal_and_event_are_those_of_any_layer(record: DocumentRecord) -> None:
    """Checksums are begun once a label, events filled in at once; neither differs."""
    spans = PlainLayer.of(record, BY)
    assert spans is not None
    assert spans.seal == SpanColumns.of(record, BY).seal
    assert import_body(record, SCHEME, spans) == import_body(record, SCHEME, None)


@pytest.mark.parametrize(
    "other",
    [
        SpanRecord(0, 5, "date", note="n"),
        SpanRecord(0, 5, "date", attributes=(("a", "1"),)),
        SpanRecord(0, 5, "date", source="rule"),
        SpanRecord(0, 5, "date", is_flagged=True),
    ],
)
def test_one_span_that_says_more_makes_a_layer_another(other: SpanRecord) -> None:
    """Note, attributes, source and flag have to be written for each of its spans then."""
    record = plain()._replace(spans=(SpanRecord(0, 4, "date"), other))
    assert PlainLayer.of(record, BY) is None


def test_columns_of_another_text_are_made_anew() -> None:
    """A quote is what the document's own text has there."""
    columns = PlainSpans.of("انعقد المجلس", ((0,), (5,), ("agency",)))
    assert columns is not None
    layer = PlainLayer.of(plain()._replace(spans=columns), BY)
    assert layer is not None
    assert layer.spans.quotes == (TEXT[:5],)


def test_rows_are_those_of_any_layer(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """More spans than one run inserts, by the short way and by the long one."""
    monkeypatch.setattr(plain_spans, "MAX_ROWS_A_RUN", 3)
    spans = tuple(SpanRecord(at, at + 2, "agency") for at in range(11))
    session = project.sit()
    project.store.put(session, [plain("d1")._replace(spans=spans, has_layer=True)])
    monkeypatch.setattr(PlainLayer, "of", lambda *_: None)
    project.store.put(session, [plain("d2")._replace(spans=spans, has_layer=True)])
    with closing(sqlite3.connect(project.path)) as connection:
        rows = [
            connection.execute("SELECT * FROM span WHERE document_id = ?", (name,)).fetchall()
            for name in ("d1", "d2")
        ]
    # Document, id and number of the event differ.
    short, long = ([(*row[1:4], *row[5:-2], row[-1]) for row in found] for found in rows)
    assert short == long
    assert [row[4] for row in rows[0]] == sorted(f"{session}.1.{number}" for number in range(11))
    assert not list(project.store.check())
