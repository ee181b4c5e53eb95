"""Any text, hostile or not, comes back as it was."""

from __future__ import annotations

import secrets

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.store.making import Project, adding, annotation
from tests.strategies import text_spans, texts

from hashiya.model import DocumentRecord, SpanRecord
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
