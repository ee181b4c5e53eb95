"""Edits and their inverses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from hashiya.errors import CorruptionError
from hashiya.model import (
    Act,
    Add,
    Annotation,
    Edit,
    Layer,
    MarkSentence,
    MarkState,
    Remind,
    Reminder,
    Remove,
    Replace,
    Resegment,
    Span,
    apply_act,
)

PLACES: tuple[Span | None, ...] = (None, Span(start=0, end=5), Span(start=10, end=15))
"""The document, and two of its sentences."""

STATES: tuple[MarkState | None, ...] = (None, "done", "nothing")


def annotation(number: int, label: str = "agency") -> Annotation:
    """A one-letter annotation at offset `number`."""
    span = Span(start=number, end=number + 1)
    return Annotation(id=f"a{number}", span=span, label=label, quote="ب")


def a_valid_edit(draw: st.DrawFn, layer: Layer) -> Edit:
    """One edit that the layer allows."""
    held = {each.id: each for each in layer.annotations}
    number = draw(st.integers(0, 5))
    found = held.get(f"a{number}")
    if draw(st.booleans()):
        return a_valid_reminder(draw, layer)
    if draw(st.booleans()):
        span = Span(start=number * 10, end=number * 10 + 5)
        before = next((mark.state for mark in layer.marks if mark.span == span), None)
        return MarkSentence(span=span, before=before, after=draw(st.sampled_from(STATES)))
    if found is None:
        return Add(annotation=annotation(number))
    if draw(st.booleans()):
        return Replace(before=found, after=annotation(number, draw(st.sampled_from("xyz"))))
    return Remove(annotation=found)


def a_valid_reminder(draw: st.DrawFn, layer: Layer) -> Remind:
    """A flag or a note that comes, changes or goes."""
    span = draw(st.sampled_from(PLACES))
    before = layer.reminder(span)
    after = draw(reminders(span) if before is None else st.none() | reminders(span))
    return Remind(before=before, after=after)


def reminders(span: Span | None) -> st.SearchStrategy[Reminder]:
    """A flag, a note, or both."""
    said = st.sampled_from([(True, ""), (False, "ن"), (True, "ن"), (True, "سطر\nآخر")])
    return said.map(lambda one: Reminder(span=span, is_flagged=one[0], note=one[1]))


@st.composite
def histories(draw: st.DrawFn) -> tuple[list[Act], list[Layer]]:
    """Acts in order, and the layer before each of them and after the last."""
    layers = [Layer(document_id="d", annotator="salma")]
    acts: list[Act] = []
    for _ in range(draw(st.integers(1, 6))):
        layer, edits = layers[-1], []
        for _ in range(draw(st.integers(1, 3))):
            edit = a_valid_edit(draw, layer)
            edits.append(edit)
            layer = apply_act(layer, Act(edits=(edit,)))
        acts.append(Act(edits=tuple(edits)))
        layers.append(layer)
    return acts, layers


@given(histories())
def test_an_inverse_puts_everything_back(history: tuple[list[Act], list[Layer]]) -> None:
    """Undoing every act from the last to the first meets every layer again."""
    acts, layers = history
    layer = layers[-1]
    for act, before in zip(reversed(acts), reversed(layers[:-1]), strict=True):
        layer = apply_act(layer, act.inverse())
        assert layer == before


@given(histories())
def test_an_inverse_of_an_inverse_is_the_act(history: tuple[list[Act], list[Layer]]) -> None:
    """Redo is undo of undo."""
    for act in history[0]:
        assert act.inverse().inverse() == act


@pytest.mark.parametrize(
    "edit",
    [
        Remove(annotation=annotation(1)),
        Replace(before=annotation(1), after=annotation(1, "date")),
        MarkSentence(span=Span(start=0, end=4), before="done", after=None),
        Remind(before=Reminder(is_flagged=True), after=None),
        Remind(before=Reminder(note="n"), after=Reminder(note="m")),
    ],
)
def test_an_edit_on_something_absent_is_refused(edit: Edit) -> None:
    """An edit that speaks of what the layer does not hold changes nothing."""
    layer = Layer(document_id="d", annotator="salma")
    with pytest.raises(CorruptionError):
        apply_act(layer, Act(edits=(edit,)))


def test_a_layer_stands_in_reading_order() -> None:
    """Annotations given in any order stand by start, outermost first."""
    inner = Annotation(id="1", span=Span(start=2, end=4), label="agency", quote="بب")
    outer = Annotation(id="2", span=Span(start=2, end=9), label="official", quote="ب" * 7)
    early = Annotation(id="3", span=Span(start=0, end=1), label="date", quote="ب")
    layer = Layer(document_id="d", annotator="salma", annotations=(inner, outer, early))
    assert [each.id for each in layer.annotations] == ["3", "2", "1"]
    assert [each.id for each in layer.at(2)] == ["2", "1"]


def test_a_reminder_says_something_of_one_place() -> None:
    """Without a flag and a note there is none, and an edit does not carry it elsewhere."""
    with pytest.raises(ValidationError):
        Reminder()
    with pytest.raises(ValidationError):
        Remind(before=None, after=None)
    with pytest.raises(ValidationError):
        Remind(before=Reminder(is_flagged=True), after=Reminder(span=PLACES[1], is_flagged=True))


def test_the_documents_reminder_stands_first() -> None:
    """Then those of sentences, in text order, whatever order they were given in."""
    given = tuple(Reminder(span=span, is_flagged=True) for span in reversed(PLACES))
    layer = Layer(document_id="d", annotator="salma", reminders=given)
    assert [each.span for each in layer.reminders] == [*PLACES]


def test_reminders_go_with_sentences_and_come_back() -> None:
    """A cut takes the flags and notes of its sentences along, and its inverse puts them back."""
    whole, first, second = (Span(start=a, end=b) for a, b in ((0, 9), (0, 4), (5, 9)))
    held = (Reminder(span=first, is_flagged=True), Reminder(span=second, note="n"))
    merge = Resegment(
        before=(first, second),
        after=(whole,),
        reminders=(
            *(Remind(before=each, after=None) for each in held),
            Remind(before=None, after=Reminder(span=whole, is_flagged=True, note="n")),
        ),
    )
    layer = Layer(document_id="d", annotator="salma", reminders=held)
    merged = apply_act(layer, Act(edits=(merge,)))
    assert merged.reminders == (Reminder(span=whole, is_flagged=True, note="n"),)
    assert apply_act(merged, Act(edits=(merge,)).inverse()) == layer
