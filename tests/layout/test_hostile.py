"""Hostile texts: what nobody writes and files hold all the same; no crash, and no wait."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.growth import LINEAR, growth
from tests.layout.grid import every_cell, lay, painted

from hashiya.layout import DocumentLayout, Drawing, Navigator

BYTES: int = 1_000_000
"""Code points of the longest paragraph here."""

FAMILY = "👩‍👩‍👧‍👦"
HOSTILE = {
    "marks alone": "\u064b\u0651\u0301\u05b0",
    "marks on one letter": "ب" + "\u064e" * 10_000,
    "isolates left open": "\u2067\u2066\u2068" * 200 + "سلام abc 12",
    "isolates never opened": "سلام\u2069" * 200,
    "embeddings and isolates crossed": "\u202b\u2066س\u202c\u2069a" * 200,
    "overrides in isolates": "\u202e\u2067ab\u202dجد\u2069\u202c" * 70,
    "families": f"قال {FAMILY}{FAMILY} ثم {FAMILY}",
    "skin tones": "👋🏽👋🏿 سلام 🏽🏽",
    "flags": "🇲🇦🇹🇳 سلام 🇲 🇲🇦🇹",
    "keycaps": "1️⃣2️⃣ #️⃣ سلام",
    "joiners alone": "\u200d\u200d\u200c ب\u200d\u200d 😀\u200d",
    "noncharacters": "\ufffe\uffff\ufdd0 سلام \U0010ffff",
    "tags": "🏴\U000e0067\U000e0062\U000e007f سلام",
    "lam-alefs with marks": "لَّاً" * 200,
    "one word": "ولاقالتالأممالمتحدة" * 500,
    "hangul and arabic": "각각서울 سلام",
}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("width", [1, 2, 90])
@pytest.mark.parametrize(
    "drawing", [Drawing(), Drawing("base", "left"), Drawing("forms", "hide", "logical", "rtl")]
)
def test_hostile_texts_have_exact_maps(name: str, width: int, drawing: Drawing) -> None:
    """Every cell of a hostile text is found again from its place, in every drawing and measure."""
    text = HOSTILE[name]
    layout = lay(text, width, drawing=drawing)
    cells = every_cell(layout)
    for cell in cells[:300] + cells[-300:]:
        place = layout.place(cell.start)
        assert layout.offset_at(place.row, place.column) == cell.start
        assert layout.offset_under(place.row, place.column) >= 0
    assert layout.place(len(text)).row == len(layout) - 1
    assert len(painted(layout[0])) < 8 * (width + 1)


@pytest.mark.parametrize("name", HOSTILE)
def test_moves_go_through_hostile_texts(name: str) -> None:
    """Moves by letter and word end at some offset of the text, from everywhere."""
    text = HOSTILE[name][:2_000]
    navigator = Navigator(lay(text, 30), words=[(0, len(text))], sentences=[(0, len(text))])
    for caret in range(0, len(text), 37):
        for move in (navigator.letter_left, navigator.letter_right, navigator.word_left):
            assert 0 <= move(caret) <= len(text)


UNITS = {
    "marks": "\u064e",
    "open isolates": "\u2067",
    "isolates": "\u2067ب\u2066a\u2069\u2069",
    "embeddings": "\u202bب\u202aa",
    "one word": "ولاقالتالأممالمتحدة",
    "hebrew word": "שלום",
    "families": FAMILY,
    "brackets": "(ب[a{",
    "lam-alefs": "لا",
}


@pytest.mark.parametrize("name", UNITS)
def test_laying_out_is_linear(name: str) -> None:
    """The layout of a paragraph and its first and last rows grow as the paragraph does."""

    def first_screen(text: str) -> None:
        layout = lay(text, 90)
        for row in (*range(min(24, len(layout))), len(layout) - 1):
            _ = layout[row]

    assert growth(first_screen, UNITS[name], code_points=20_000) < LINEAR


@pytest.mark.parametrize("unit", ["ولا قالت الأمم المتحدة في بيان ", "ولاقالتالأممالمتحدة"])
def test_a_split_in_a_long_paragraph_is_local(unit: str) -> None:
    """A caret on a lam-alef in a paragraph of a million letters costs a fraction of its layout."""
    text = unit * (BYTES // len(unit))
    before = process_time()
    layout = lay(text, 90)
    _ = layout[0]
    whole = process_time() - before
    at = text.index("لأ", BYTES // 2) + 1
    before = process_time()
    split = layout.with_splits(frozenset({at}))
    rows = split.changed_rows(layout)
    _ = split[rows[0]]
    assert process_time() - before < whole / 2
    assert rows[0] == layout.row_of(at)
    assert split.cell_at(at) != split.cell_at(at - 1)


_WORDS = st.sampled_from(["ولا", "الأمم", "لا", "لَاً", "في", "،", "😀", "IBM", "2021", "ﻻ", "ب"])
_GAPS = st.sampled_from([" ", "", "  ", " " * 12])


@given(
    st.lists(st.tuples(_WORDS, _GAPS), min_size=1, max_size=60),
    st.integers(1, 24),
    st.data(),
)
def test_rewrapping_equals_wrapping_anew(
    words: list[tuple[str, str]], width: int, data: st.DataObject
) -> None:
    """However splits come and go, the rows are those of a layout made with them."""
    text = "".join(word + gap for word, gap in words)
    layout = lay(text, width)
    offsets = st.frozensets(st.integers(0, len(text)), max_size=6)
    for _ in range(3):
        splits = data.draw(offsets)
        before, layout = layout, layout.with_splits(splits)
        _assert_same(layout, lay(text, width, splits))
        changed = layout.changed_rows(before)
        if len(layout) == len(before):
            differing = [row for row in range(len(layout)) if not _is_alike(layout, before, row)]
            assert set(differing) <= set(changed)


def _assert_same(layout: DocumentLayout, other: DocumentLayout) -> None:
    assert len(layout) == len(other)
    assert all(_is_alike(layout, other, row) for row in range(len(layout)))


def _is_alike(layout: DocumentLayout, other: DocumentLayout, row: int) -> bool:
    return (layout.extent(row), layout[row].cells) == (other.extent(row), other[row].cells)
