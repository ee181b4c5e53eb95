"""What a policy refuses."""

from __future__ import annotations

import pytest

from hashiya.model import Document, Policy, Span, violations

TEXT = "قال والي بنك المغرب. وأضافَ ذلك."
DOCUMENT = Document(
    id="d", name="d", text=TEXT, sentences=(Span(start=0, end=20), Span(start=21, end=32))
)
BANK = Span(start=9, end=19)
GOVERNOR = Span(start=4, end=19)


def rules(*labelled: tuple[Span, str], policy: Policy | None = None) -> list[str]:
    """Names of the rules that these labelled spans break."""
    return [found.rule for found in violations(labelled, DOCUMENT, policy or Policy())]


def test_labels_may_nest() -> None:
    """An agency inside an official breaks nothing."""
    assert rules((GOVERNOR, "official"), (BANK, "agency")) == []


def test_equal_extents_under_two_labels_are_nesting() -> None:
    """Two labels on the same characters are allowed while nesting is."""
    assert rules((BANK, "official"), (BANK, "agency")) == []
    assert rules((BANK, "official"), (BANK, "agency"), policy=Policy(nesting=False)) == ["nesting"]


@pytest.mark.parametrize(
    ("labelled", "rule"),
    [
        (((GOVERNOR, "agency"), (BANK, "agency")), "same_label_overlap"),
        (((Span(start=4, end=12), "official"), (BANK, "agency")), "crossing"),
        (((Span(start=13, end=27), "topic"),), "across_sentences"),
        (((Span(start=3, end=8), "official"),), "edge_white_space"),
        (((Span(start=21, end=26), "topic"),), "split_grapheme"),
    ],
)
def test_each_rule_refuses_what_it_names_and_can_be_lifted(
    labelled: tuple[tuple[Span, str], ...], rule: str
) -> None:
    """A broken rule is named, once, and a policy that allows it says nothing."""
    assert rules(*labelled) == [rule]
    assert rules(*labelled, policy=Policy.model_validate({rule: True})) == []


def test_a_span_between_sentences_leaves_its_sentence() -> None:
    """A span that begins before any sentence is inside none."""
    assert "across_sentences" in rules((Span(start=20, end=22), "topic"))


def test_reasons_are_words_for_people() -> None:
    """Every violation says what to do about it."""
    found = list(violations([(Span(start=3, end=8), "official")], DOCUMENT, Policy()))
    assert "trim" in found[0].reason
