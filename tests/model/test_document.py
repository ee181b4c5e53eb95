"""Documents that can be kept, and texts that cannot."""

from __future__ import annotations

import hashlib

import pytest
from pydantic import ValidationError

from hashiya.model import MAX_DOCUMENT_CHARACTERS, Document, Span, text_trouble


def test_the_hash_is_of_the_utf_8_bytes() -> None:
    """The hash is what `sha256sum` says of the file."""
    document = Document(id="d", name="d", text="الأمم المتحدة")
    assert document.sha256 == hashlib.sha256("الأمم المتحدة".encode()).hexdigest()


@pytest.mark.parametrize(("text", "words"), [("a\0b", "NUL"), ("ab\ud800", "U+D800")])
def test_what_cannot_be_stored_is_refused_with_its_offset(text: str, words: str) -> None:
    """NUL and lone surrogates are named with the place where they stand."""
    trouble = text_trouble(text)
    assert trouble is not None
    assert words in trouble
    assert f"offset {text.index(chr(0)) if chr(0) in text else 2}" in trouble
    with pytest.raises(ValidationError):
        Document(id="d", name="d", text=text)


def test_a_text_that_is_too_long_says_so() -> None:
    """The limit is named with the length."""
    trouble = text_trouble("ب" * (MAX_DOCUMENT_CHARACTERS + 1))
    assert trouble is not None
    assert "split" in trouble


@pytest.mark.parametrize(
    "sentences",
    [(Span(start=0, end=3), Span(start=2, end=4)), (Span(start=0, end=9),)],
)
def test_sentences_are_disjoint_and_inside_the_text(sentences: tuple[Span, ...]) -> None:
    """Sentences that overlap or leave the text are refused."""
    with pytest.raises(ValidationError):
        Document(id="d", name="d", text="abcd", sentences=sentences)
