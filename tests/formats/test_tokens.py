"""Sentences as rows of tokens."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.strategies import texts

import hashiya.formats.tokens as tokens_module
from hashiya.formats.tokens import DOCUMENT_LINE, cut_tokens, sentence_tokens


@given(texts())
def test_tokens_can_stand_in_a_column_and_lead_back_to_the_text(text: str) -> None:
    """No token holds white space or is a document line, and each says what its place holds."""
    tokens = sentence_tokens(text, 0, len(text))
    assert tokens.words == [text[a:b] for a, b in zip(tokens.starts, tokens.ends, strict=True)]
    assert not any(char.isspace() for word in tokens.words for char in word)
    assert DOCUMENT_LINE not in tokens.words
    assert tokens.line.split() == tokens.words


@given(texts(), st.sampled_from([" ", "  ", "\u200b", "\u00a0", " -DOCSTART- ", "\n"]), texts())
def test_tokens_are_the_same_by_pieces_and_at_once(before: str, between: str, after: str) -> None:
    """A word never reaches over a space, so the words of its pieces are the words of a text."""
    text = f"{before}{between}{after}"
    for _ in range(2):
        assert sentence_tokens(text, 0, len(text)) == tokens_module._any_tokens(text, 0, len(text))


def test_few_pieces_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many words a corpus has, and however long they are."""
    monkeypatch.setattr(tokens_module, "MAX_REMEMBERED_PIECES", 3)
    pieces = tokens_module._Pieces()
    found = [pieces[f"w{number}"] for number in range(10)] + [pieces["a" * 10_000]]
    assert all(found)
    assert len(pieces) <= 3
    assert "a" * 10_000 not in pieces


@given(texts(), st.sets(st.integers(0, 60)))
def test_cutting_adds_edges_and_moves_no_character(text: str, edges: set[int]) -> None:
    """Every wanted edge inside a token is one afterwards, and the words are the same letters."""
    tokens = sentence_tokens(text, 0, len(text))
    cut = cut_tokens(tokens, edges, text)
    assert "".join(cut.words) == "".join(tokens.words)
    held = {
        edge for a, b in zip(tokens.starts, tokens.ends, strict=True) for edge in range(a + 1, b)
    }
    assert set(cut.starts) == set(tokens.starts) | (edges & held)
    assert cut.words == [text[a:b] for a, b in zip(cut.starts, cut.ends, strict=True)]


@pytest.mark.parametrize(
    ("text", "spans", "words"),
    [
        ("a\u00a0b", [(0, 3)], ["a", "b"]),
        ("a \u2028", [(0, 3)], ["a"]),
        ("a b ", [(0, 2), (2, 4)], ["a", "b"]),
        ("-DOCSTART-", [(0, 10)], ["-", "DOCSTART-"]),
        ("x-DOCSTART-", [(0, 11)], ["x-DOCSTART-"]),
        ("\u0085", [(0, 1)], []),
    ],
)
def test_what_no_column_can_hold_is_cut_whatever_the_word_rule_says(
    monkeypatch: pytest.MonkeyPatch, text: str, spans: list[tuple[int, int]], words: list[str]
) -> None:
    """White space inside a token, and a token that reads as a document line."""
    monkeypatch.setattr(tokens_module, "word_spans", lambda _: spans)
    assert sentence_tokens(text, 0, len(text)).words == words
