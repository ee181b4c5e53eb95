"""What a key would do, and what it may not."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import assume, given

from hashiya.errors import PolicyError
from hashiya.model import Add, Document, MarkSentence, Span
from hashiya.services import (
    AnnotationSession,
    Page,
    apply_to_page,
    draft_add,
    draft_mark,
    draft_note,
    draft_relabel,
    draft_remove,
    selection_cuts,
)
from hashiya.text import proclitic_cuts, sentence_spans, word_spans
from tests.services.conftest import TEXT
from tests.strategies import texts

BANK = Span(start=9, end=19)
GOVERNOR = Span(start=4, end=19)


def with_span(page: Page, session: AnnotationSession, span: Span, label: str) -> Page:
    """The page with one more annotation."""
    return apply_to_page(page, draft_add(page, session.scheme, span, label))


def test_a_label_goes_on_a_span_with_its_quote(page: Page, session: AnnotationSession) -> None:
    """The quote is the text's own."""
    act = draft_add(page, session.scheme, BANK, "agency")
    (edit,) = act.edits
    assert isinstance(edit, Add)
    assert edit.annotation.quote == "بنك المغرب"


def test_labels_nest(page: Page, session: AnnotationSession) -> None:
    """An agency goes inside an official."""
    page = with_span(page, session, GOVERNOR, "official")
    page = with_span(page, session, BANK, "agency")
    assert [each.label for each in page.layer.annotations] == ["official", "agency"]
    assert page.line.annotations == 2
    assert page.line.state == "begun"


@pytest.mark.parametrize(
    ("span", "label", "rule"),
    [
        (GOVERNOR, "official", "same_label_overlap"),
        (Span(start=9, end=19), "official", "same_label_overlap"),
        (Span(start=9, end=23), "date", "crossing"),
        (Span(start=3, end=8), "topic", "edge_white_space"),
        (Span(start=20, end=40), "topic", "across_sentences"),
        (BANK, "place", "label"),
    ],
)
def test_a_refusal_names_its_rule_and_leaves_the_page(
    page: Page, session: AnnotationSession, span: Span, label: str, rule: str
) -> None:
    """What the policy does not allow is refused with a reason in words."""
    page = with_span(page, session, GOVERNOR, "official")
    with pytest.raises(PolicyError) as refused:
        draft_add(page, session.scheme, span, label)
    assert refused.value.rule == rule
    assert len(str(refused.value)) > 20
    assert page.line.annotations == 1


def test_another_label_takes_the_place_of_the_first(page: Page, session: AnnotationSession) -> None:
    """Relabelling keeps the annotation's id."""
    page = with_span(page, session, BANK, "agency")
    (before,) = page.layer.annotations
    page = apply_to_page(page, draft_relabel(page, session.scheme, before, "topic"))
    (after,) = page.layer.annotations
    assert (after.id, after.label) == (before.id, "topic")


def test_a_removed_annotation_is_gone(page: Page, session: AnnotationSession) -> None:
    """Removing is the inverse of adding."""
    with_one = with_span(page, session, BANK, "agency")
    act = draft_remove(with_one.layer.annotations[0])
    assert apply_to_page(with_one, act).layer == page.layer


def test_nothing_here_is_refused_where_something_is(page: Page, session: AnnotationSession) -> None:
    """A sentence with annotations cannot be said to hold none."""
    page = with_span(page, session, BANK, "agency")
    with pytest.raises(PolicyError):
        draft_mark(page, page.document.sentences[0], "nothing")


def test_a_span_opens_a_sentence_that_was_said_to_hold_nothing(
    page: Page, session: AnnotationSession
) -> None:
    """The mark goes in the same act, so that one undo brings both back."""
    act = draft_mark(page, page.document.sentences[0], "nothing")
    assert act is not None
    marked = apply_to_page(page, act)
    act = draft_add(marked, session.scheme, BANK, "agency")
    assert [type(edit) for edit in act.edits] == [Add, MarkSentence]
    assert apply_to_page(marked, act).layer.marks == ()


def test_a_document_is_done_when_every_sentence_is_marked(page: Page) -> None:
    """`done` and `nothing` both count; the same mark again is no act."""
    for sentence in page.document.sentences:
        assert page.line.state != "done"
        act = draft_mark(page, sentence, "done")
        assert act is not None
        page = apply_to_page(page, act)
        assert draft_mark(page, sentence, "done") is None
    assert page.line.state == "done"


@pytest.mark.parametrize(
    ("start", "end", "best"),
    [
        (45, 59, 46),  # للأمم المتحدة begins at its second lam
        (9, 12, 9),  # بنك: cutting the ب would leave no word
        (10, 12, 10),  # inside a word there is nothing to cut
        (3, 8, 3),  # white space is no word
    ],
)
def test_a_selection_proposes_where_its_first_word_begins(
    page: Page, start: int, end: int, best: int
) -> None:
    """The best candidate comes first; every candidate lies inside the selection."""
    cuts = selection_cuts(page.document, start, end)
    assert cuts[0] == best
    assert all(start <= cut < end for cut in cuts)


def test_the_project_s_own_words_decide_an_ambiguous_cut() -> None:
    """What is commoner without the proclitic begins after it."""
    text = "قال ذلك بوزارة الصحة."
    document = Document(id="d", name="d", text=text, sentences=(Span(start=0, end=len(text)),))
    start = text.index("بوزارة")
    often = {"وزاره": 40, "بوزاره": 2}
    assert (
        selection_cuts(document, start, start + 6, lambda form: often.get(form, 0))[0] == start + 1
    )
    assert set(selection_cuts(document, start, start + 6)) == {start, start + 1}


@given(texts())
def test_a_word_is_found_as_in_its_whole_sentence(text: str) -> None:
    """Where cuts may fall does not depend on how much of the sentence is looked at."""
    assume(text.strip())
    sentences = tuple(Span(start=start, end=end) for start, end in sentence_spans(text))
    document = Document(id="d", name="d", text=text, sentences=sentences)
    for sentence in sentences:
        for start, end in word_spans(text[sentence.start : sentence.end]):
            at = sentence.start + start
            word = text[at : sentence.start + end]
            expected = sorted(at + cut for cut in proclitic_cuts(word))
            assert sorted(selection_cuts(document, at, sentence.end)) == expected


@pytest.mark.parametrize("unit", ["ولا", "وبال ", "وا،"])
def test_a_megabyte_without_a_word_proposes_its_own_start(unit: str) -> None:
    """In a sentence of a million letters a cut is found by looking at a few hundred of them."""
    text = unit * 300_000
    document = Document(id="d", name="d", text=text, sentences=(Span(start=0, end=len(text)),))
    before = process_time()
    for _ in range(20):
        cuts = selection_cuts(document, 0, len(text))
    assert process_time() - before < 0.5
    assert cuts[0] == 0


def test_the_text_of_these_tests_is_what_they_think() -> None:
    """The offsets above mean these words."""
    assert TEXT[9:19] == "بنك المغرب"
    assert TEXT[45:59] == "للأمم المتحدة."


def test_a_note_changes_nothing_else(page: Page, session: AnnotationSession) -> None:
    """Another note stands on the same annotation, and undo gives the old one back."""
    page = with_span(page, session, BANK, "agency")
    (before,) = page.layer.annotations
    act = draft_note(page, before, "شك\nفي الحد")
    assert act is not None
    noted = apply_to_page(page, act)
    (after,) = noted.layer.annotations
    assert after.note == "شك\nفي الحد"
    assert (after.id, after.span, after.label) == (before.id, before.span, before.label)
    assert apply_to_page(noted, act.inverse()).layer == page.layer
    assert draft_note(noted, after, after.note) is None


def test_a_note_goes_only_on_what_the_page_holds(page: Page, session: AnnotationSession) -> None:
    """A note for a span that was removed meanwhile is refused."""
    page = with_span(page, session, BANK, "agency")
    (before,) = page.layer.annotations
    gone = apply_to_page(page, draft_remove(before))
    with pytest.raises(PolicyError):
        draft_note(gone, before, "شك")
