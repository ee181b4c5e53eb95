"""Offsets in code points, UTF-8 bytes and UTF-16 units are the same places, or an error."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.strategies import texts

from hashiya.errors import AlignmentError, DataError
from hashiya.text.offsets import BLOCK_CODE_POINTS, Offsets

LONG = "كلمة😀a" * BLOCK_CODE_POINTS
"""Several blocks, so that every character of it begins, ends and fills one somewhere."""


@given(texts())
def test_utf8_offsets_count_the_bytes_of_what_stands_before(text: str) -> None:
    """Every code point's byte offset is the length of its prefix in UTF-8."""
    offsets = Offsets(text)
    for offset in range(len(text) + 1):
        assert offsets.to_utf8(offset) == len(text[:offset].encode())


@given(texts())
def test_utf16_offsets_count_the_units_of_what_stands_before(text: str) -> None:
    """Every code point's unit offset is half the length of its prefix in UTF-16."""
    offsets = Offsets(text)
    for offset in range(len(text) + 1):
        assert offsets.to_utf16(offset) == len(text[:offset].encode("utf-16-le")) // 2


@given(texts())
def test_a_byte_or_unit_either_begins_a_character_or_is_refused(text: str) -> None:
    """Going back finds exactly the offsets that going there gave, and refuses all others."""
    offsets = Offsets(text)
    whole = range(len(text) + 1)
    for there, back in (
        (offsets.to_utf8, offsets.from_utf8),
        (offsets.to_utf16, offsets.from_utf16),
    ):
        known = {there(offset): offset for offset in whole}
        for units in range(there(len(text)) + 1):
            assert attempt(back, units) == known.get(units)


def attempt(convert: Callable[[int], int], value: int) -> int | None:
    """What a conversion gives, None where it refuses."""
    try:
        return convert(value)
    except AlignmentError:
        return None


@given(st.integers(0, len(LONG)))
def test_long_texts_are_exact_in_every_block(offset: int) -> None:
    """Offsets after many blocks are as exact as the first ones, in both units and both ways."""
    offsets = Offsets(LONG)
    byte_offset, unit_offset = offsets.to_utf8(offset), offsets.to_utf16(offset)
    assert byte_offset == len(LONG[:offset].encode())
    assert unit_offset == len(LONG[:offset].encode("utf-16-le")) // 2
    assert offsets.from_utf8(byte_offset) == offsets.from_utf16(unit_offset) == offset


def test_an_offset_inside_a_character_names_the_edges_around_it() -> None:
    """The error says which character is torn and where its edges are."""
    offsets = Offsets("من 😀")
    with pytest.raises(
        AlignmentError, match=r"offset 7 in UTF-8 bytes falls inside U\+1F600"
    ) as torn:
        offsets.from_utf8(7)
    assert torn.value.nearest == (3, 4)
    with pytest.raises(AlignmentError, match="offset 4 in UTF-16 units"):
        offsets.from_utf16(4)


@pytest.mark.parametrize("text", ["", "plain", "حرف", "😀"])
@pytest.mark.parametrize("value", [-1, 100])
def test_an_offset_outside_the_text_is_refused(text: str, value: int) -> None:
    """Neither a negative offset nor one after the text is clamped, in any unit."""
    offsets = Offsets(text)
    for convert in (offsets.to_utf8, offsets.from_utf8, offsets.to_utf16, offsets.from_utf16):
        with pytest.raises(AlignmentError, match="outside the text"):
            convert(value)


def test_a_lone_surrogate_is_refused_in_words() -> None:
    """A text that no file could hold has no offsets in it."""
    with pytest.raises(DataError, match=r"U\+D83D"):
        Offsets("حرف \ud83d").to_utf8(0)


def test_text_of_one_unit_a_character_needs_no_index() -> None:
    """ASCII in UTF-8, and all of the BMP in UTF-16, is answered without looking at the text."""
    assert Offsets("ascii " * 100)._utf8.starts == ()
    assert Offsets("كلمة " * 100)._utf16.starts == ()
    assert len(Offsets("كلمة " * 100)._utf8.starts) == -(-500 // BLOCK_CODE_POINTS)
