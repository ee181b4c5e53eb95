"""Bugs that other right-to-left tools shipped, one test each: none of them here."""

from __future__ import annotations

import pytest
from tests.layout.grid import every_cell, lay, painted

from hashiya.layout import DocumentLayout


def shown(layout: DocumentLayout, start: int, end: int) -> list[str]:
    """What the rectangles of a span lie over, each piece from left to right on screen."""
    pieces = []
    for row, left, right in layout.rectangles(start, end):
        cells = zip(layout[row].columns, layout[row].cells, strict=True)
        pieces.append("".join(cell.glyph for at, cell in cells if left <= at < right))
    return pieces


def bounds(text: str, quote: str) -> tuple[int, int]:
    """Start and end of the first place that reads `quote`."""
    start = text.index(quote)
    return start, start + len(quote)


def test_words_do_not_reorder_when_a_span_is_inserted() -> None:
    """A span's edges change the order of no cell, in a row of mixed directions either."""
    text = "زار (World Bank) الأمم المتحدة في 26/01/2021 ، قال"
    plain = [text[cell.start] for cell in lay(text, 80)[0].cells]
    for start in range(len(text)):
        row = lay(text, 80, {start, start + 3})[0]
        split = [text[cell.start] for cell in row.cells]
        assert [char for char in split if char not in "أا"] == [
            char for char in plain if char not in "أا"
        ]


def test_a_highlight_is_neither_too_wide_nor_too_narrow() -> None:
    """A vocalised word with a lam-alef is marked over its cells, not over its code points."""
    text = "قالت الأُمَمُ المُتَّحِدَةُ"
    layout = lay(text, 20)
    assert layout.rectangles(*bounds(text, "الأُمَمُ")) == [(0, 11, 15)]
    assert layout.rectangles(*bounds(text, "المُتَّحِدَةُ")) == [(0, 3, 10)]


@pytest.mark.parametrize("quotes", ['""', "«»", "“”", "()", "''"])
def test_a_quote_mark_at_an_edge_does_not_collapse_a_span(quotes: str) -> None:
    """A span that begins and ends with a quote mark is one piece with both of them."""
    text = f"قال {quotes[0]}وزير{quotes[1]} أمس"
    layout = lay(text, 20)
    assert layout.rectangles(4, 10) == [(0, 10, 16)]
    assert layout.rectangles(4, 5) == [(0, 15, 16)]
    assert layout.rectangles(9, 10) == [(0, 10, 11)]


def test_a_mixed_span_is_drawn_over_its_own_letters() -> None:
    """A span that ends inside a Latin word in Arabic text is drawn in the two pieces it has."""
    text = "شركة IBM قالت"
    layout = lay(text, 13)
    assert painted(layout[0])[5:8] == "IBM"
    assert layout.rectangles(*bounds(text, "شركة IB")) == [(0, 5, 7), (0, 8, 13)]
    assert layout.rectangles(*bounds(text, "BM قالت")) == [(0, 0, 5), (0, 6, 8)]
    assert layout.rectangles(*bounds(text, "IBM")) == [(0, 5, 8)]


def test_number_runs_are_not_swapped() -> None:
    """Numbers stand in reading order, each with its own digits from left to right."""
    text = "من 26 إلى 29 يناير ٢٠٢١"
    row = painted(lay(text, 40)[0])
    assert row.index("٢٠٢١") < row.index("29") < row.index("26")
    assert "26/01/2021" in painted(lay("يوم 26/01/2021 قال", 40)[0])
    layout = lay(text, 40)
    assert shown(layout, *bounds(text, "29")) == ["29"]


@pytest.mark.parametrize("char", ["\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad"])
def test_zero_width_characters_do_not_crash_the_view(char: str) -> None:
    """Zero-width characters anywhere in a text have places, and rows keep their width."""
    for text in (char, char * 3, f"{char}سلام", f"س{char}لام", f"سلام{char}", f"a {char} ب"):
        layout = lay(text, 8)
        assert layout.rectangles(0, len(text))
        assert all(layout.offset_at(*layout.place(at)[:2]) <= at for at in range(len(text)))


def test_not_only_the_last_character_is_marked() -> None:
    """Every letter of a span is under its rectangle, over a wrap too."""
    text = "وزير الخارجية المغربي"
    layout = lay(text, 14)
    assert layout.rectangles(0, len(text)) == [(0, 1, 14), (1, 7, 14)]


def test_arabic_reads_from_the_right_in_every_pane() -> None:
    """Arabic rows end at the right edge of any measure, also behind digits and brackets."""
    for width in (12, 24, 80):
        for text in ("سلام", "12. سلام", "(سلام", "- سلام", "😀 سلام"):
            row = lay(text, width)[0]
            assert row.rtl
            assert row.right == width


def test_the_end_is_not_one_past_arabic_latin_and_emoji() -> None:
    """In Arabic with Latin and emoji the last offset and the last cell are each other's."""
    text = "وزارة Apple 😀 نهاية"
    layout = lay(text, 40)
    last = every_cell(layout)[-1]
    assert (last.start, last.end) == (len(text) - 1, len(text))
    assert layout.offset_at(0, layout[0].left) == len(text) - 1
    assert shown(layout, *bounds(text, "😀")) == ["😀"]
    assert layout.rectangles(0, len(text)) == [(0, layout[0].left, 40)]


def test_letters_keep_joining_at_a_highlight_edge() -> None:
    """Around an edge inside a word the letters keep the forms they have without it."""
    text = "وبوزارة الخارجية والأمم"
    plain = {cell.start: cell.glyph for cell in every_cell(lay(text))}
    for edge in range(len(text)):
        cells = every_cell(lay(text, splits={edge}))
        lam_alef = text.index("لأ")
        assert all(
            cell.glyph == plain[cell.start]
            for cell in cells
            if cell.start not in {lam_alef, lam_alef + 1}
        )
    joined = [cell.glyph for cell in every_cell(lay("والأمم", splits={3}))][2:4]
    assert joined == ["\ufedf", "\ufe84"]


def test_direction_marks_are_obeyed() -> None:
    """LRM, RLM and ALM move the punctuation beside them and are not painted."""
    assert painted(lay("abc!\u200f", 10)[0]) == "abc!"
    assert painted(lay("\u200fabc!", 10)[0]).strip() == "!abc"
    assert painted(lay("\u061cabc!", 10)[0]).strip() == "!abc"
    assert painted(lay("\u200fabc!\u200e", 10)[0]).strip() == "abc!"
    assert lay("\u200e سلام", 10)[0].rtl is False


def test_no_blank_cell_follows_a_diacritic() -> None:
    """A vocalised word takes as many columns as the bare one."""
    assert lay("مُسْتَشْفًى", 20)[0].left == lay("مستشفى", 20)[0].left == 14
