"""Judging: an act that was drafted on an older layer is done on the newer one, or refused."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hashiya.errors import PolicyError
from hashiya.model import (
    Act,
    Annotation,
    Document,
    Label,
    Layer,
    MarkSentence,
    MarkState,
    Policy,
    Remind,
    Reminder,
    Scheme,
    Span,
    apply_act,
    violations,
)
from hashiya.services import (
    Page,
    apply_to_page,
    draft_add,
    draft_mark,
    draft_note,
    draft_relabel,
    draft_remove,
    draft_reshape,
    judge,
)
from hashiya.store import DocumentLine
from hashiya.text import sentence_spans, word_spans

TEXT = "قال مدير بنك المغرب إنه راض. ووقع الوزير اتفاقا."
SCHEME = Scheme(id="x", labels=(Label(name="agency"), Label(name="topic")), policy=Policy())
SENTENCES = tuple(Span(start=start, end=end) for start, end in sentence_spans(TEXT))
WORDS = [Span(start=start, end=end) for start, end in word_spans(TEXT)]
NUMBERS = count()


def empty_page() -> Page:
    """The text without anything on it."""
    document = Document(id="d", name="d", text=TEXT, sentences=SENTENCES)
    line = DocumentLine(1, "d", "d", len(TEXT), len(SENTENCES), 0, 0, "new")
    return Page(document, Layer(document_id="d", annotator="salma"), line, documents=1, caret=0)


@st.composite
def drafts(draw: st.DrawFn, page: Page) -> Act | None:
    """What a key would do to a page; None when it is refused."""
    held = page.layer.annotations
    kinds = ["add", "add", "mark", *(["remove", "relabel", "note", "edges"] if held else [])]
    kind = draw(st.sampled_from(kinds))
    label = draw(st.sampled_from(["agency", "topic"]))
    first = draw(st.integers(0, len(WORDS) - 1))
    last = draw(st.integers(first, min(first + 2, len(WORDS) - 1)))
    span = Span(start=WORDS[first].start, end=WORDS[last].end)
    here = draw(st.sampled_from(held)) if held else annotation(span)
    states: list[MarkState | None] = [None, "done", "nothing"]
    sentence, state = draw(st.sampled_from(SENTENCES)), draw(st.sampled_from(states))
    ways: dict[str, Callable[[], Act | None]] = {
        "add": lambda: draft_add(page, SCHEME, span, label),
        "mark": lambda: draft_mark(page, sentence, state),
        "remove": lambda: draft_remove(here),
        "relabel": lambda: draft_relabel(page, SCHEME, here, label),
        "note": lambda: draft_note(page, here, str(next(NUMBERS))),
        "edges": lambda: draft_reshape(page, SCHEME, here, span),
    }
    try:
        return ways[kind]()
    except PolicyError:
        return None


@st.composite
def pages(draw: st.DrawFn, page: Page) -> Page:
    """A page after a few keys."""
    for _ in range(draw(st.integers(0, 5))):
        act = draw(drafts(page))
        page = page if act is None else apply_to_page(page, act)
    return page


def expect_whole(layer: Layer) -> None:
    """Nothing stands twice, nothing breaks the policy, and "nothing here" is so."""
    document = empty_page().document
    labelled = [(each.span, each.label) for each in layer.annotations]
    assert [*violations(labelled, document, SCHEME.policy)] == []
    assert len(labelled) == len({*labelled})
    for mark in layer.marks:
        held = any(mark.span.overlaps(span) for span, _ in labelled)
        assert mark.state == "done" or not held


@given(st.data())
def test_what_is_done_late_is_as_good_as_what_is_done_at_once(data: st.DataObject) -> None:
    """Whatever came between, an act is refused in words or leaves a layer as keys would."""
    shown = data.draw(pages(empty_page()))
    act = data.draw(drafts(shown))
    now = data.draw(pages(shown))
    if act is None:
        return
    if now.layer == shown.layer:
        assert judge(act, now.layer, SCHEME) is act
        return
    with suppress(PolicyError):
        expect_whole(apply_act(now.layer, judge(act, now.layer, SCHEME)))


def annotation(span: Span, label: str = "agency", identifier: str = "a") -> Annotation:
    """An annotation with the right quote."""
    return Annotation(id=identifier, span=span, label=label, quote=TEXT[span.start : span.end])


def layer_of(*annotations: Annotation) -> Layer:
    """A layer that holds these."""
    return Layer(document_id="d", annotator="salma", annotations=annotations)


def test_a_mark_that_stands_already_is_nothing_to_do() -> None:
    """A sentence that both windows mark is marked once, and the second hears so."""
    act = draft_mark(empty_page(), SENTENCES[0], "done")
    assert act is not None
    with pytest.raises(PolicyError, match="stands so already"):
        judge(act, apply_act(empty_page().layer, act), SCHEME)


def test_the_last_word_on_a_sentence_counts() -> None:
    """Marked otherwise meanwhile, a sentence gets the newer mark, from the one that stands."""
    page = empty_page()
    done = draft_mark(page, SENTENCES[0], "done")
    nothing = draft_mark(page, SENTENCES[0], "nothing")
    assert done is not None
    assert nothing is not None
    judged = judge(nothing, apply_act(page.layer, done), SCHEME)
    assert judged.edits == (MarkSentence(span=SENTENCES[0], before="done", after="nothing"),)


def test_nothing_is_not_said_of_a_sentence_that_holds_something() -> None:
    """What the other window tagged in it stands in the way, with its count."""
    act = draft_mark(empty_page(), SENTENCES[0], "nothing")
    assert act is not None
    with pytest.raises(PolicyError, match="holds 1 annotation;"):
        judge(act, layer_of(annotation(WORDS[1])), SCHEME)


def test_a_label_that_is_gone_is_refused() -> None:
    """A scheme in use that lacks the label of a new span refuses it by name."""
    act = draft_add(empty_page(), SCHEME, WORDS[0], "topic")
    other = Scheme(id="x", version=2, labels=(Label(name="agency"),))
    with pytest.raises(PolicyError, match="no label topic any more"):
        judge(act, layer_of(), other)


def test_a_span_across_another_is_refused() -> None:
    """The policy is asked again beside what stands now."""
    long, late = (Span(start=WORDS[a].start, end=WORDS[b].end) for a, b in ((1, 2), (2, 3)))
    act = draft_add(empty_page(), SCHEME, late, "topic")
    with pytest.raises(PolicyError, match="crosses another span"):
        judge(act, layer_of(annotation(long)), SCHEME)


@pytest.mark.parametrize("sentence", [None, Span(start=0, end=9)])
def test_flags_and_notes_of_two_windows_stand_together(sentence: Span | None) -> None:
    """A flag put on in one window and a note written in another are both there."""
    flag = Reminder(span=sentence, is_flagged=True)
    stands = Layer(document_id="d", annotator="salma", reminders=(flag,))
    note = Remind(before=None, after=Reminder(span=sentence, note="ن"))
    both = Reminder(span=sentence, is_flagged=True, note="ن")
    done = judge(Act(edits=(note,)), stands, SCHEME)
    assert done.edits == (Remind(before=flag, after=both),)
    off = Act(edits=(Remind(before=flag, after=None),))
    noted = Layer(document_id="d", annotator="salma", reminders=(both,))
    after = Reminder(span=sentence, note="ن")
    assert judge(off, noted, SCHEME).edits == (Remind(before=both, after=after),)


def test_a_note_does_not_replace_one_from_another_window() -> None:
    """Neither window's words get lost without anybody being told."""
    stands = Layer(document_id="d", annotator="salma", reminders=(Reminder(note="م"),))
    act = Act(edits=(Remind(before=None, after=Reminder(note="ن")),))
    with pytest.raises(PolicyError, match="another note was written"):
        judge(act, stands, SCHEME)
    same = Act(edits=(Remind(before=None, after=Reminder(note="م")),))
    with pytest.raises(PolicyError, match="stands so already"):
        judge(same, stands, SCHEME)
