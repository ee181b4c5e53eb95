"""Any text, hostile or not, comes back as it was."""

from __future__ import annotations

import secrets

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.store.making import TEXT, Project, adding, annotated, annotation, plain
from tests.strategies import text_spans, texts

from hashiya.errors import DataError
from hashiya.model import Annotation, DocumentRecord, Span, SpanRecord
from hashiya.text import sentence_spans, word_spans

LENIENT = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@LENIENT
@given(data=st.data(), text=texts(), name=texts(), note=texts(max_lines=1))
def test_any_text_survives_the_store(
    project: Project, data: st.DataObject, text: str, name: str, note: str
) -> None:
    """Documents, notes, attributes, quotes and word counts are the same on the way out."""
    document_id = f"{secrets.token_hex(8)} {name}"[:400]
    session = project.sit()
    spans: tuple[SpanRecord, ...] = ()
    if text:
        start, end = data.draw(text_spans(text))
        pairs = ((note, text), (name, note)) if note < name else ()
        spans = (SpanRecord(start, end, "agency", text[start:end], note, pairs, name),)
    sentences = tuple(sentence_spans(text))
    record = DocumentRecord(
        document_id, name, text, sentences=sentences, spans=spans, has_layer=True
    )
    tokens = project.store.counts().tokens
    project.store.put(session, [record])
    assert project.store.counts().tokens - tokens == len(word_spans(text))
    document = project.store.document(document_id)
    assert (document.id, document.name, document.text) == (document_id, name, text)
    assert [(span.start, span.end) for span in document.sentences] == [*sentences]
    held = project.store.layer(document_id, "salma").annotations
    assert [(each.note, each.quote, each.source) for each in held] == [
        (span.note, span.quote, span.source) for span in spans
    ]
    if text:
        own = annotation(document_id, (start, end), text=text)
        other = project.sit("omar")
        project.store.record(other, document_id, adding(own))
        assert project.store.layer(document_id, "omar").annotations == (own,)


@LENIENT
@given(
    text=texts(), alias=st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1)
)
def test_any_alias_and_device_survive(project: Project, text: str, alias: str) -> None:
    """Names of people and machines are kept as they are."""
    project.store.add_annotator(alias)
    project.store.open_session(alias, text, text)
    assert alias in project.store.counts().annotators


def test_a_lone_surrogate_is_refused_before_anything_is_written(project: Project) -> None:
    """What has no UTF-8 form is an error in words, wherever it stands, and the store goes on."""
    session = project.sit()
    project.store.put(session, [plain()])
    noted = Annotation(
        id="a", span=Span(start=6, end=11), label="agency", quote=TEXT[6:11], note="\ud800"
    )
    record = annotated("d2", SpanRecord(6, 11, "agency", note="\udfff"))
    for write in (
        lambda: project.store.record(session, "d1", adding(noted)),
        lambda: project.store.put(session, [record]),
        lambda: project.store.add_annotator("\ud800"),
    ):
        with pytest.raises(DataError, match="surrogate"):
            write()
    assert [line.annotations for line in project.store.page("salma")] == [0]
    assert [*project.store.check()] == []


def test_a_nul_in_a_note_is_kept(project: Project) -> None:
    """Only texts refuse NUL; words about them are kept to the last character."""
    session = project.sit()
    note = "before\0after"
    spans = (SpanRecord(6, 11, "agency", note=note, attributes=(("a\0b", "c\0d"),)),)
    project.store.put(session, [annotated("d1", *spans)])
    held = project.reopen().layer("d1", "salma").annotations[0]
    assert (held.note, held.attributes) == (note, (("a\0b", "c\0d"),))
    assert [*project.store.check()] == []
