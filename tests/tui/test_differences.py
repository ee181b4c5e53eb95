"""Differences: each kind that data may hold has its word, and no two kinds have the same."""

from __future__ import annotations

from hashiya.agreement import CARD_KINDS, KINDS
from hashiya.tui import difference_words, kind_words

MORE = ("missed", "extra", "attributes", "policy", "withdrawn")


def test_every_kind_has_a_word_of_its_own() -> None:
    """In tables of agreement and on cards of a review alike."""
    words = {kind: kind_words(kind) for kind in (*KINDS, *CARD_KINDS, *MORE)}
    assert len({*words.values()}) == len(words)
    assert (words["left edge"], words["right edge"]) == ("start", "end")
    assert not [each for each in words.values() if "left" in each or "right" in each]


def test_reviews_and_agreement_use_the_same_words() -> None:
    """One table holds them all."""
    for kind in {*KINDS, *CARD_KINDS, *MORE}:
        assert difference_words(kind) == kind_words(kind)
