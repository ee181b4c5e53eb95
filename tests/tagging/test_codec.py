"""Flat spans of tokens and their tags."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from hashiya.errors import TagSequenceError
from hashiya.tagging import (
    BIO,
    BIOES,
    IOB1,
    TagScheme,
    TokenSpan,
    decode_tags,
    encode_tags,
    repair_tags,
)

LABELS = st.sampled_from(["agency", "date", "a-b", "جهة", "O", "B"])
SCHEMES = st.sampled_from([BIO, BIOES])


@st.composite
def flat_spans(draw: st.DrawFn) -> tuple[list[TokenSpan], int]:
    """Disjoint spans in order, and the length of their sentence."""
    spans: list[TokenSpan] = []
    at = 0
    for _ in range(draw(st.integers(0, 6))):
        first = at + draw(st.integers(0, 2))
        at = first + draw(st.integers(1, 4))
        spans.append((first, at, draw(LABELS)))
    return spans, at + draw(st.integers(0, 2))


def any_tags() -> st.SearchStrategy[list[str]]:
    """Legal and illegal runs of tags of every prefix."""
    prefixed = st.tuples(st.sampled_from("BIES"), st.sampled_from("ab")).map("-".join)
    return st.lists(st.one_of(st.just("O"), prefixed), max_size=12)


@given(flat_spans(), SCHEMES)
def test_decoding_undoes_encoding(drawn: tuple[list[TokenSpan], int], scheme: TagScheme) -> None:
    """Flat spans survive, also where entities of one label touch."""
    spans, length = drawn
    assert decode_tags(encode_tags(spans, length, scheme), scheme) == spans


@given(flat_spans())
def test_what_is_written_as_iob1_is_read_as_bio(drawn: tuple[list[TokenSpan], int]) -> None:
    """The old scheme is written in a form that both readers understand."""
    spans, length = drawn
    tags = encode_tags(spans, length, IOB1)
    assert decode_tags(tags, BIO) == decode_tags(tags, IOB1) == spans


@given(any_tags(), SCHEMES)
def test_encoding_undoes_decoding(tags: list[str], scheme: TagScheme) -> None:
    """What decodes at all is written back the same, so nothing illegal is ever accepted."""
    try:
        spans = decode_tags(tags, scheme)
    except TagSequenceError:
        assume(False)
    assert encode_tags(spans, len(tags), scheme) == tags


@pytest.mark.parametrize(
    ("tags", "token"),
    [
        (["O", "I-agency"], 2),
        (["I-agency"], 1),
        (["B-agency", "I-date"], 2),
        (["O", "X-agency"], 2),
        (["B-agency", "IXagency"], 2),
        (["B-"], 1),
        (["I"], 1),
        ([""], 1),
        (["B-a", "E-a"], 2),
    ],
)
def test_an_illegal_tag_is_refused_by_its_place(tags: list[str], token: int) -> None:
    """Sentence and token count from 1, and the tag is quoted as written."""
    with pytest.raises(TagSequenceError) as refused:
        decode_tags(tags, sentence=7)
    error = refused.value
    assert (error.sentence, error.token, error.tag) == (7, token, tags[token - 1])
    assert error.scheme == "BIO"


@pytest.mark.parametrize(
    "tags", [["B-a"], ["B-a", "O"], ["B-a", "I-a"], ["B-a", "B-a", "E-a"], ["E-a"], ["S-a", "I-a"]]
)
def test_bioes_entities_must_be_finished(tags: list[str]) -> None:
    """A begun entity without its end, and an end without a beginning, are refused."""
    with pytest.raises(TagSequenceError):
        decode_tags(tags, BIOES)


def test_iob1_opens_with_inside_and_divides_with_begin() -> None:
    """`I- I- B- I-` of one label are two entities."""
    tags = ["I-a", "I-a", "B-a", "I-a", "I-b", "O"]
    assert decode_tags(tags, IOB1) == [(0, 2, "a"), (2, 4, "a"), (4, 5, "b")]


@pytest.mark.parametrize(
    ("spans", "why"),
    [
        ([(0, 2, "a"), (1, 3, "b")], "already"),
        ([(1, 1, "a")], "empty or leaves"),
        ([(2, 4, "a")], "empty or leaves"),
        ([(-1, 1, "a")], "empty or leaves"),
        ([(2, 1, "a")], "empty or leaves"),
        ([(0, 1, "two words")], "white space"),
        ([(0, 1, "nb\u00a0sp")], "white space"),
        ([(0, 1, "")], "white space"),
    ],
)
def test_what_one_column_cannot_hold_is_not_written(spans: list[TokenSpan], why: str) -> None:
    """Overlap, empty spans, spans outside the sentence and divided labels are refused."""
    with pytest.raises(TagSequenceError, match=why):
        encode_tags(spans, 3)


@given(any_tags())
def test_a_repair_makes_tags_legal_and_says_what_it_changed(tags: list[str]) -> None:
    """The repaired tags decode, differ exactly where reported, and keep every label."""
    tags = [tag for tag in tags if tag[0] in "OBI"]
    repaired = repair_tags(tags)
    decode_tags(repaired.tags)
    changed = {repair.token - 1: repair for repair in repaired.repairs}
    for index, (tag, became) in enumerate(zip(tags, repaired.tags, strict=True)):
        assert tag[1:] == became[1:]
        assert (tag != became) == (index in changed)
        assert index not in changed or changed[index][1:] == (tag, became)


@given(any_tags())
def test_a_bioes_repair_makes_tags_legal_too(tags: list[str]) -> None:
    """Unfinished and unbegun entities get the prefixes they lack."""
    repaired = repair_tags(tags, BIOES)
    decode_tags(repaired.tags, BIOES)
    assert [tag[1:] for tag in tags] == [tag[1:] for tag in repaired.tags]


@given(flat_spans(), SCHEMES)
def test_legal_tags_need_no_repair(drawn: tuple[list[TokenSpan], int], scheme: TagScheme) -> None:
    """A repair leaves alone what is right."""
    tags = encode_tags(*drawn, scheme)
    assert repair_tags(tags, scheme) == (tags, [])


def test_what_is_no_tag_cannot_be_repaired() -> None:
    """A part of speech in the tag column is a wrong column, not a wrong prefix."""
    with pytest.raises(TagSequenceError, match="no BIO tag"):
        repair_tags(["O", "NN"])
