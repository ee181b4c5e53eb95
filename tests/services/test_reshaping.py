"""Other edges for annotations that stand already."""

from __future__ import annotations

import pytest

from hashiya.errors import PolicyError
from hashiya.model import Annotation, Span, apply_act
from hashiya.services import (
    AnnotationSession,
    Page,
    apply_to_page,
    draft_add,
    draft_join,
    draft_note,
    draft_reshape,
    draft_split,
)

GOVERNOR = Span(start=4, end=19)
"""والي بنك المغرب"""
BANK = Span(start=9, end=19)
HEAD = Span(start=4, end=8)


def having(page: Page, session: AnnotationSession, *wanted: tuple[Span, str]) -> Page:
    """The page with more annotations."""
    for span, label in wanted:
        page = apply_to_page(page, draft_add(page, session.scheme, span, label))
    return page


def labelled(page: Page, label: str, nth: int = 0) -> Annotation:
    """The nth annotation of a label."""
    return [each for each in page.layer.annotations if each.label == label][nth]


def test_an_edge_moves_under_the_same_id(page: Page, session: AnnotationSession) -> None:
    """Quote and span are new, note and id stay, and one undo puts all back."""
    page = having(page, session, (BANK, "agency"))
    note = draft_note(page, labelled(page, "agency"), "sure?")
    assert note is not None
    page = apply_to_page(page, note)
    before = labelled(page, "agency")
    act = draft_reshape(page, session.scheme, before, GOVERNOR)
    after = labelled(apply_to_page(page, act), "agency")
    assert (after.id, after.quote, after.note) == (before.id, "والي بنك المغرب", "sure?")
    assert apply_act(apply_to_page(page, act).layer, act.inverse()) == page.layer


@pytest.mark.parametrize(
    ("span", "rule"),
    [
        (BANK, "empty"),
        (Span(start=6, end=19), "crossing"),
        (Span(start=8, end=19), "edge_white_space"),
        (Span(start=9, end=40), "across_sentences"),
    ],
)
def test_a_refused_edge_gives_its_reason(
    page: Page, session: AnnotationSession, span: Span, rule: str
) -> None:
    """An edge that the policy refuses, or that is no other edge, is not drafted."""
    page = having(page, session, (BANK, "agency"), (HEAD, "topic"))
    with pytest.raises(PolicyError) as caught:
        draft_reshape(page, session.scheme, labelled(page, "agency"), span)
    assert caught.value.rule == rule


def test_a_split_keeps_the_first_and_adds_the_second(
    page: Page, session: AnnotationSession
) -> None:
    """Two annotations of one label stand where one stood, in one act."""
    page = having(page, session, (GOVERNOR, "official"))
    whole = labelled(page, "official")
    act = draft_split(page, session.scheme, whole, HEAD, BANK)
    after = apply_to_page(page, act)
    assert [each.quote for each in after.layer.annotations] == ["والي", "بنك المغرب"]
    assert labelled(after, "official").id == whole.id
    assert apply_act(after.layer, act.inverse()) == page.layer


def test_a_split_is_between_two_words_of_the_span(page: Page, session: AnnotationSession) -> None:
    """Parts in another order, overlapping or outside are refused."""
    page = having(page, session, (GOVERNOR, "official"))
    whole = labelled(page, "official")
    for first, second in ((BANK, HEAD), (GOVERNOR, BANK), (HEAD, Span(start=9, end=23))):
        with pytest.raises(PolicyError):
            draft_split(page, session.scheme, whole, first, second)


def test_a_join_spans_both_and_keeps_what_they_say(page: Page, session: AnnotationSession) -> None:
    """One annotation from the first's start to the second's end, with both notes, in one act."""
    page = having(page, session, (HEAD, "official"), (BANK, "official"))
    for nth in range(2):
        note = draft_note(page, labelled(page, "official", nth), f"note {nth}")
        assert note is not None
        page = apply_to_page(page, note)
    first, second = labelled(page, "official"), labelled(page, "official", 1)
    act = draft_join(page, session.scheme, first, second)
    after = apply_to_page(page, act)
    (joined,) = after.layer.annotations
    assert (joined.id, joined.quote, joined.note) == (
        first.id,
        "والي بنك المغرب",
        "note 0\nnote 1",
    )
    assert apply_act(after.layer, act.inverse()) == page.layer


def test_what_a_join_would_lose_is_refused(page: Page, session: AnnotationSession) -> None:
    """Other labels, other sentences and attributes with two values cannot be joined."""
    far = Span(start=40, end=53)
    page = having(page, session, (HEAD, "official"), (BANK, "agency"), (far, "agency"))
    head, bank, other = page.layer.annotations
    for pair in ((head, bank), (bank, other)):
        with pytest.raises(PolicyError):
            draft_join(page, session.scheme, *pair)
    values = [
        Annotation(id=f"{at}", span=span, label="date", quote="?", attributes=(("value", f"{at}"),))
        for at, span in enumerate((HEAD, BANK))
    ]
    with pytest.raises(PolicyError, match="differ in value"):
        draft_join(page, session.scheme, *values)
