"""What of a record a project takes."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hashiya.model import (
    DocumentRecord,
    MarkRecord,
    PlainSpans,
    Policy,
    ReminderRecord,
    SpanRecord,
    bounds_and_labels,
)
from hashiya.services.admitting import admit, record_trouble
from hashiya.services.keeping import all_broken_rules, broken_rules, keeps_the_default_policy
from hashiya.text import sentence_spans
from tests.strategies import texts

LABELS = ("agency", "official")
TEXT = "قال والي بنك المغرب. وأضافَ ذلك."


def record(*spans: SpanRecord, text: str = TEXT, **more: Any) -> DocumentRecord:
    """A record of one document with its sentences."""
    plain = DocumentRecord("d", "d", text, sentences=tuple(sentence_spans(text)), spans=spans)
    return plain._replace(**more)


@st.composite
def admitted_records(draw: st.DrawFn) -> DocumentRecord:
    """Any text with any spans that can be true."""
    text = draw(texts())
    edges = st.integers(0, len(text))
    spans = []
    for _ in range(draw(st.integers(0, 4)) if text else 0):
        start, end = sorted(draw(st.tuples(edges, edges)))
        if start < end:
            spans.append(SpanRecord(start, end, draw(st.sampled_from(LABELS))))
    return admit(record(*spans, text=text), LABELS).record


@given(admitted_records())
def test_the_quick_answer_is_the_policy_s_own(taken: DocumentRecord) -> None:
    """The check without models says yes exactly when the policy finds nothing."""
    assert keeps_the_default_policy(taken) == (all_broken_rules(taken, Policy()) == [])


@pytest.mark.parametrize(("start", "end"), [(3, 8), (4, 9), (8, 9)])
def test_white_space_at_an_edge_is_no_usual_span(start: int, end: int) -> None:
    """Before the first word, after the last one, or alone; whichever way spans are held."""
    columns = PlainSpans.of(TEXT, ((start,), (end,), ("agency",)))
    assert columns is not None
    for spans in (columns, tuple(columns)):
        assert not keeps_the_default_policy(record(spans=spans))


@given(admitted_records())
def test_columns_are_judged_as_spans_one_by_one(taken: DocumentRecord) -> None:
    """Plain spans are admitted and found to keep the policy when the same records are."""
    found = bounds_and_labels(taken.spans)
    starts, ends, labels = tuple(found[0]), tuple(found[1]), tuple(found[2])
    columns = PlainSpans.of(taken.text, (starts, ends, labels))
    assert columns is not None
    same = taken._replace(spans=columns)
    assert keeps_the_default_policy(same) == keeps_the_default_policy(taken)
    turned = PlainSpans.of(taken.text, (starts[::-1], ends[::-1], labels[::-1]))
    assert turned is not None
    for held in (columns, turned):
        mixed = taken._replace(spans=held)
        assert admit(mixed, LABELS) == admit(mixed._replace(spans=tuple(held)), LABELS)


@pytest.mark.parametrize(
    ("label", "words"),
    [
        ("place", "; --new-labels add takes it in"),
        ("a\tb", ", and it can be none: a label's name has no control characters"),
        ("x" * 65, ", and it can be none: "),
    ],
)
def test_a_label_that_is_missing_is_taken_in_or_can_be_none(label: str, words: str) -> None:
    """Nobody is told to take in what cannot be a label."""
    (refused,) = admit(record(SpanRecord(0, 3, label)), LABELS).refusals
    assert words in refused.reason


def test_columns_of_another_text_are_looked_at_one_by_one() -> None:
    """What was seen of one text says nothing of the next."""
    other = "انعقد المجلس الأعلى."
    columns = PlainSpans.of(TEXT, ((0,), (3,), ("agency",)))
    assert columns is not None
    admitted = admit(record(text=other, spans=columns), LABELS)
    assert not admitted.record.spans
    assert [refused.kind for refused in admitted.refusals] == ["span_text_mismatch"]


@given(admitted_records(), st.sampled_from([Policy(nesting=False), Policy(crossing=True)]))
def test_a_policy_that_allows_less_or_more_is_asked_itself(
    taken: DocumentRecord, policy: Policy
) -> None:
    """Whatever the policy, the quick answer changes nothing."""
    assert broken_rules(taken, policy) == all_broken_rules(taken, policy)


def test_every_span_is_taken_or_refused() -> None:
    """In equals taken plus refused, and the taken ones stand in reading order."""
    spans = [
        SpanRecord(9, 19, "agency", "بنك المغرب"),
        SpanRecord(4, 19, "official"),
        SpanRecord(9, 19, "agency"),
        SpanRecord(9, 19, "place"),
        SpanRecord(9, 99, "agency"),
        SpanRecord(5, 5, "agency"),
        SpanRecord(0, 3, "agency", "قيل"),
    ]
    taken = admit(record(*spans), LABELS)
    assert [span[:3] for span in taken.record.spans] == [(4, 19, "official"), (9, 19, "agency")]
    assert [refused.kind for refused in taken.refusals] == [
        "same_extent_dropped",
        "label_unknown",
        "offset_out_of_range",
        "offset_out_of_range",
        "span_text_mismatch",
    ]


def test_a_finished_document_has_every_sentence_marked() -> None:
    """Marks that the file has stay as they are; the others are done."""
    first, second = sentence_spans(TEXT)
    given_marks = (MarkRecord(*second, "nothing"),)
    taken = admit(record(marks=given_marks, is_done=True), LABELS).record
    assert taken.marks == (MarkRecord(*first, "done"), MarkRecord(*second, "nothing"))
    assert taken.has_layer


def test_a_mark_on_no_sentence_is_refused() -> None:
    """It is named, and the others stay."""
    taken = admit(record(marks=(MarkRecord(0, 3, "done"),)), LABELS)
    assert taken.record.marks == ()
    assert taken.refusals[0].kind == "offset_out_of_range"


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"id": ""}, "id"),
        ({"id": "x" * 501}, "id"),
        ({"text": "a\0b", "sentences": None}, "NUL"),
        ({"annotator": "a b"}, "alias"),
        ({"sentences": ((0, 20), (19, 32))}, "overlap"),
        ({"sentences": ((0, 99),)}, "inside"),
        ({"sentences": ((0, 21), (21, 32))}, "white space"),
        ({"sentences": ((0, 20),)}, "offset 20"),
    ],
)
def test_a_record_that_lies_about_itself_is_refused_whole(
    changed: dict[str, Any], words: str
) -> None:
    """Ids, texts, aliases and sentences are checked before anything is taken."""
    trouble = record_trouble(record(**changed))
    assert trouble is not None
    assert words in trouble


def test_an_ordinary_record_has_no_trouble() -> None:
    """Its own sentences cover the text."""
    assert record_trouble(record()) is None


def test_flags_and_notes_stand_on_sentences_or_the_document() -> None:
    """One that stands elsewhere is refused; a document that was only flagged has a layer."""
    first = next(iter(admit(record(), LABELS).record.sentences or ()))
    given = (ReminderRecord(*first, False, "n"), ReminderRecord(0, 0, True, ""))
    taken = admit(record(reminders=(*given, ReminderRecord(0, 3, True, ""))), LABELS)
    assert taken.record.reminders == tuple(reversed(given))
    assert taken.record.has_layer
    assert [each.kind for each in taken.refusals] == ["offset_out_of_range"]


def test_direction_marks_between_sentences_are_in_none() -> None:
    """Sentences of ours leave them out, so those of a file may."""
    text = "\u200fأولى.\u200f ثانية.\u200f"
    found = record(text=text)
    assert found.sentences == ((1, 6), (8, 14))
    assert record_trouble(found) is None
    trouble = record_trouble(found._replace(sentences=((1, 6),)))
    assert trouble == "no sentence of it holds what stands at offset 6"
