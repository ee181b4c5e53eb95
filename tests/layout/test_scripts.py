"""Other right-to-left scripts: Persian, Urdu, Hebrew, Syriac and N'Ko in words, rows and moves."""

from __future__ import annotations

import pytest
from tests.layout.grid import every_cell, lay, logical, painted

from hashiya.layout import Drawing, Navigator
from hashiya.text import word_spans

JOINED = {
    # Persian: peh, tcheh, jeh, keheh, gaf, Farsi yeh; ZWNJ parts what would join.
    "پژوه": "\ufb58 \ufb8b \ufeed \ufee9",
    "چاپ": "\ufb7c \ufe8e \ufb56",
    "گل": "\ufb94 \ufede",
    "بزرگ": "\ufe91 \ufeb0 \ufead \ufb92",
    "ایران": "\ufe8d \ufbfe \ufeae \ufe8d \ufee5",
    "دکتر": "\ufea9 \ufb90 \ufe98 \ufeae",
    "می\u200cخواهم": "\ufee3 \ufbfd \ufea7 \ufeee \ufe8d \ufeeb \ufee2",
    "کتاب\u200cهای": "\ufb90 \ufe98 \ufe8e \ufe8f \ufeeb \ufe8e \ufbfc",
    "خارجه\u0654": "\ufea7 \ufe8e \ufead \ufe9f \ufeea\u0654",
    # Urdu: heh goal, heh doachashmee, noon ghunna, yeh barree, tteh, ddal, rreh.
    "ہے": "\ufba8 \ufbaf",
    "کہا": "\ufb90 \ufba9 \ufe8e",
    "گھر": "\ufb94 \ufbad \ufeae",
    "میں": "\ufee3 \ufbff \ufb9f",
    "ٹیپو": "\ufb68 \ufbff \ufb59 \ufeee",
    "ڈاکٹر": "\ufb88 \ufe8d \ufb90 \ufb69 \ufeae",
    "لڑکیوں": "\ufedf \ufb8d \ufb90 \ufbff \ufeee \ufb9e",
    "بڑے": "\ufe91 \ufb8d \ufbae",
    "چھٹی": "\ufb7c \ufbad \ufb69 \ufbfd",
}
"""Words with the form of each of their cells, in the order of the text."""

UNJOINED = {
    "שלום": "ש ל ו ם",
    "שָׁלוֹם": "ש\u05b8\u05c1 ל ו\u05b9 ם",
    "ܫܠܡܐ": "ܫ ܠ ܡ ܐ",
    "ߒߞߏ": "ߒ ߞ ߏ",
}
"""Words of scripts without presentation forms: the letters themselves."""

SENTENCES = {
    "persian": "می\u200cخواهم کتاب\u200cهای تازه را (UTRF) در ۲۹ دی ۱۳۹۹ ببینم.",
    "urdu": "ڈاکٹر ٹیپو نے لڑکیوں کے لیے بڑے گھر میں کہا ہے۔",
    "hebrew": 'משרד החוץ הודיע ביום 26/01/2021 כי "שָׁלוֹם" (UN).',
    "syriac": "ܫܠܡܐ ܥܡܟܘܢ.",
    "nko": "ߒߞߏ ߞߊ߲ ߣߌ߫",
}


@pytest.mark.parametrize("word", JOINED | UNJOINED)
def test_a_word_is_printed_in_its_forms(word: str) -> None:
    """Each letter of a word is one cell, in the form that its neighbours give it."""
    cells = logical(lay(word, 20)[0])
    assert [cell.glyph for cell in cells] == (JOINED | UNJOINED)[word].split()
    assert all(cell.rtl and cell.width == 1 for cell in cells)


@pytest.mark.parametrize("word", JOINED | UNJOINED)
def test_a_word_stands_at_the_right_and_takes_a_column_a_letter(word: str) -> None:
    """A word ends at the right edge, first letter outermost, and is marked over its own columns."""
    layout = lay(word, 20)
    count = len((JOINED | UNJOINED)[word].split())
    assert (layout[0].rtl, layout[0].left, layout[0].right) == (True, 20 - count, 20)
    assert layout.place(0).column == 19
    assert layout.rectangles(0, len(word)) == [(0, 20 - count, 20)]


@pytest.mark.parametrize("word", JOINED)
def test_base_shape_prints_the_letters_of_a_word(word: str) -> None:
    """With base shape the same cells print the word's own letters, without ZWNJ."""
    cells = logical(lay(word, 20, drawing=Drawing(shape="base"))[0])
    assert "".join(cell.glyph for cell in cells) == word.replace("\u200c", "")


def test_zwnj_belongs_to_the_letter_before_it() -> None:
    """ZWNJ has no column of its own, and a caret at it stands on the letter it follows."""
    layout = lay("می\u200cخواهم", 20)
    assert layout.place(2) == layout.place(1)
    assert layout.place(3).column == layout.place(1).column - 1


@pytest.mark.parametrize("script", SENTENCES)
@pytest.mark.parametrize("width", [9, 60])
def test_words_are_entered_from_right_to_left(script: str, width: int) -> None:
    """Going left visits the words in reading order, each at its first letter; going right, back."""
    text = SENTENCES[script]
    navigator = Navigator(lay(text, width), words=word_spans(text), sentences=[(0, len(text))])
    caret, carets = 0, [0]
    while (after := navigator.word_left(caret)) != caret:
        caret = after
        carets.append(caret)
    starts = [start for start, end in word_spans(text) if any(map(str.isalnum, text[start:end]))]
    assert carets == starts
    for expected in reversed(carets[:-1]):
        caret = navigator.word_right(caret)
        assert caret == expected


@pytest.mark.parametrize("script", SENTENCES)
def test_letters_are_passed_one_by_one(script: str) -> None:
    """Going left by letter passes every cell of a row once, from its right end to its left."""
    text = SENTENCES[script]
    layout = lay(text, 60)
    navigator = Navigator(layout, words=word_spans(text), sentences=[(0, len(text))])
    caret = 0
    columns = [layout.place(caret).column]
    while (after := navigator.letter_left(caret)) != caret:
        caret = after
        columns.append(layout.place(caret).column)
    assert columns == list(range(59, layout[0].left - 1, -1))


@pytest.mark.parametrize("script", SENTENCES)
def test_a_word_is_marked_over_exactly_its_letters(script: str) -> None:
    """The rectangle of every word covers the columns of its cells and no other."""
    text = SENTENCES[script]
    layout = lay(text, 60)
    for start, end in word_spans(text):
        inside = {
            layout.place(cell.start).column
            for cell in every_cell(layout)
            if start <= cell.start < end
        }
        covered = {
            column
            for _, left, right in layout.rectangles(start, end)
            for column in range(left, right)
        }
        assert covered == inside


def test_hebrew_keeps_its_number_and_its_brackets() -> None:
    """In Hebrew a date reads from left to right and brackets open to the left."""
    row = painted(lay(SENTENCES["hebrew"], 60)[0])
    assert "26/01/2021" in row
    assert ".(UN)" in row
