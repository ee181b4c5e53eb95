"""Where the caret goes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.layout.grid import lay
from tests.strategies import arabic_words, texts

from hashiya.layout import Navigator
from hashiya.text import is_grapheme_boundary, sentence_spans, word_spans

MOVES = (
    "word_left",
    "word_right",
    "letter_left",
    "letter_right",
    "row_up",
    "row_down",
    "row_start",
    "row_end",
    "sentence_start",
    "sentence_end",
    "sentence_next",
    "sentence_previous",
    "snap",
)


def navigator(text: str, width: int = 40) -> Navigator:
    """Moves over a text with its own words and sentences."""
    return Navigator(lay(text, width), words=word_spans(text), sentences=sentence_spans(text))


def walk(move: Callable[[int], int], caret: int) -> list[int]:
    """Every caret from one on until the move stays."""
    carets = [caret]
    while (caret := move(caret)) not in carets:
        carets.append(caret)
    return carets


def words_on(text: str, carets: list[int]) -> list[str]:
    """What stands at each caret, up to the next space."""
    return [text[caret:].split(maxsplit=1)[0] for caret in carets]


@given(texts(), st.integers(1, 60), st.data())
def test_every_move_is_defined_everywhere(text: str, width: int, data: st.DataObject) -> None:
    """Every move from every offset ends on a letter's start; moving is repeatable."""
    moves = navigator(text, width)
    offset = data.draw(st.integers(-2, len(text) + 2))
    carets = [getattr(moves, name)(offset) for name in MOVES]
    carets += [moves.document_start(), moves.document_end()]
    for caret in carets:
        assert 0 <= caret <= max(0, len(text) - 1) or caret == offset
    inside = [caret for caret in carets if 0 <= caret < len(text)]
    assert all(is_grapheme_boundary(text, caret) for caret in inside if caret != offset)
    assert carets[: len(MOVES)] == [getattr(moves, name)(offset) for name in MOVES]


@given(texts(), st.integers(1, 60), st.data())
def test_units_hold_letters_whole(text: str, width: int, data: st.DataObject) -> None:
    """Words and letters at any caret, and selections, begin and end between graphemes."""
    moves = navigator(text, width)
    size = len(text)
    anchor, caret = data.draw(st.integers(0, size)), data.draw(st.integers(0, size))
    for start, end in (
        moves.letter_at(caret),
        moves.select_letters(anchor, caret),
    ):
        assert 0 <= start <= end <= size
        assert start < end or not text
        assert is_grapheme_boundary(text, start)
        assert is_grapheme_boundary(text, end)
    assert moves.select_words(anchor, caret) == moves.select_words(caret, anchor)


@given(st.lists(arabic_words(), min_size=1, max_size=25), st.integers(3, 30))
def test_left_reads_arabic_forwards(words: list[str], width: int) -> None:
    """In Arabic text Left goes through all words in order, Right back again."""
    text = " ".join(words)
    moves = navigator(text, width)
    starts = [start for start, end in word_spans(text) if any(map(str.isalnum, text[start:end]))]
    if starts:
        assert walk(moves.word_left, starts[0]) == starts
        assert walk(moves.word_right, starts[-1]) == starts[::-1]


@given(st.lists(arabic_words(), min_size=1, max_size=12), st.integers(3, 30))
def test_letters_go_left_and_come_back(words: list[str], width: int) -> None:
    """Going left letter by letter meets every letter that has a cell once, and Right undoes it."""
    text = " ".join(words)
    moves = navigator(text, width)
    path = walk(moves.letter_left, moves.document_start())
    assert path == sorted(path)
    assert path[-1] == moves.document_end()
    assert walk(moves.letter_right, path[-1]) == path[::-1]
    missing = {
        offset
        for offset in range(len(text))
        if is_grapheme_boundary(text, offset) and moves.layout.cell_at(offset)
    } - set(path)
    assert not missing


def test_latin_words_in_an_arabic_row_are_met_as_they_stand() -> None:
    """Going left through an Arabic row the last Latin word of a phrase comes first."""
    text = "قالت World Bank Group أمس"
    moves = navigator(text)
    left = walk(moves.word_left, 0)
    assert words_on(text, left) == ["قالت", "Group", "Bank", "World", "أمس"]
    assert walk(moves.word_right, left[-1]) == left[::-1]


def test_left_goes_back_in_a_latin_paragraph() -> None:
    """In left-to-right text Left is backwards, over the row's edge as well."""
    text = "one two three four"
    moves = navigator(text, 9)
    assert words_on(text, walk(moves.word_left, text.index("four"))) == [
        "four",
        "three",
        "two",
        "one",
    ]
    assert words_on(text, walk(moves.word_right, 0)) == ["one", "two", "three", "four"]


def test_inside_a_word_the_way_back_stops_at_its_start() -> None:
    """From the middle of a word the move against reading stops at its first letter."""
    text = "قال الوزير أمس"
    moves = navigator(text)
    assert moves.word_right(7) == 4
    assert moves.word_left(7) == 11


def test_lam_alef_is_two_letters_to_the_caret() -> None:
    """Letter moves stop at the alef inside a lam-alef cell, split or not."""
    text = "سلام"
    assert walk(navigator(text).letter_left, 0) == [0, 1, 2, 3]
    assert walk(navigator(text).letter_right, 3) == [3, 2, 1, 0]
    split = navigator(text).with_layout(lay(text, 40, {2}))
    assert walk(split.letter_left, 0) == [0, 1, 2, 3]


def test_marks_are_no_stops() -> None:
    """A vocalised letter is one stop."""
    text = "مَدَّ"
    assert walk(navigator(text).letter_left, 0) == [0, 2]


def test_rows_keep_the_goal_column() -> None:
    """Going down over a short row keeps to the column it came from."""
    text = "وزارة الخارجية\nثم\nوزارة الخارجية"
    moves = navigator(text, 20)
    caret = 10
    column = moves.layout.place(caret).column
    short = moves.row_down(caret, column)
    assert text[short] == "م"
    assert moves.row_down(short, column) == text.index("\n", 15) + 1 + caret
    assert moves.row_up(moves.row_down(short, column), column) == short


def test_the_caret_crosses_an_empty_row() -> None:
    """An empty row is a stop for rows and letters and none for words."""
    text = "اب\n\nجد"
    moves = navigator(text)
    assert walk(moves.row_down, 0) == [0, 3, 4]
    assert walk(moves.letter_left, 0) == [0, 1, 3, 4, 5]
    assert walk(moves.word_left, 0) == [0, 4]


def test_row_ends_are_logical() -> None:
    """A row starts with its first letter and ends with its last, spaces that hang left out."""
    text = "قال الوزير أمس"
    moves = navigator(text, 11)
    assert (moves.row_start(6), moves.row_end(6)) == (0, 9)
    assert (moves.document_start(), moves.document_end()) == (0, 13)


def test_sentences_are_left_and_entered_at_their_first_letter() -> None:
    """Sentence moves land on first letters and stay at the document's ends."""
    text = "قال الوزير. ثم سكت. وخرج."
    moves = navigator(text)
    first, second, third = (start for start, _ in moves.sentences)
    assert walk(moves.sentence_next, first + 3) == [first + 3, second, third]
    assert walk(moves.sentence_previous, third + 2) == [third + 2, second, first]
    assert (moves.sentence_start(second + 4), moves.sentence_end(second + 4)) == (second, third - 2)
    assert [moves.sentence_at(caret) for caret in (0, second, len(text))] == [0, 1, 2]


def test_a_sentence_is_entered_behind_its_direction_mark() -> None:
    """A direction mark that opens a sentence is drawn with the space before; the caret goes on."""
    text = "قال. \u200fثم"
    moves = Navigator(lay(text), words=[(0, 3), (5, 8)], sentences=[(0, 4), (5, 8)])
    assert moves.sentence_next(0) == 6
    assert moves.word_left(0) == 6


def test_a_caret_between_words_means_the_nearest() -> None:
    """On a space the next word is meant, on a full stop the word before it."""
    text = "قال الوزير. ثم سكت"
    moves = navigator(text)
    assert moves.word_at(3) == (4, 10)
    assert moves.word_at(10) == (4, 10)
    assert moves.word_at(5) == (4, 10)
    assert moves.word_at(99) == (15, 18)


def test_a_selection_grows_and_shrinks_by_words() -> None:
    """A selection reaches from the anchor's word to the caret's, whichever comes first."""
    text = "قال وزير الخارجية أمس"
    moves = navigator(text)
    anchor = 9
    first = moves.word_left(anchor)
    assert moves.select_words(anchor, anchor) == (9, 17)
    assert moves.select_words(anchor, first) == (9, 21)
    assert moves.select_words(anchor, moves.word_right(anchor)) == (4, 17)


def test_a_control_before_a_letter_is_not_selected_with_it() -> None:
    """The letter at a caret is the letter, not the direction mark that shares its cell."""
    assert navigator("\u200fسن").letter_at(0) == (1, 2)


@pytest.mark.parametrize("text", ["", "\n", "   ", "...", "\u200f", "\u064e", "😀", "\r\n\r\n"])
def test_text_without_words_moves_nowhere_bad(text: str) -> None:
    """In text without a word every move ends inside the text."""
    moves = navigator(text)
    for name in MOVES:
        assert 0 <= getattr(moves, name)(0) <= max(0, len(text) - 1)
    start, end = moves.word_at(0)
    assert start < end or not text


def test_word_edges_beside_an_offset() -> None:
    """The nearest start and end of a word on each side, punctuation passed over, None outside."""
    moves = navigator("قال، الوزير أمس")
    assert [moves.word_start_before(offset) for offset in (0, 3, 5, 6)] == [None, 0, 0, 5]
    assert [moves.word_start_after(offset) for offset in (0, 5, 12)] == [5, 12, None]
    assert [moves.word_end_before(offset) for offset in (3, 4, 11)] == [None, 3, 3]
    assert [moves.word_end_after(offset) for offset in (0, 3, 11, 15)] == [3, 11, 15, None]
    assert moves.words_between(1, 15) == [(5, 11), (12, 15)]


@given(texts(), st.integers(1, 40), st.data())
def test_word_edges_are_words_edges(text: str, width: int, data: st.DataObject) -> None:
    """Each lies on its side of the offset and is a start or an end of a word."""
    moves = navigator(text, width)
    offset = data.draw(st.integers(0, len(text)))
    words = moves.words_between(0, len(text) + 1)
    starts, ends = {start for start, _ in words}, {end for _, end in words}
    assert moves.word_start_before(offset) == max((s for s in starts if s < offset), default=None)
    assert moves.word_start_after(offset) == min((s for s in starts if s > offset), default=None)
    assert moves.word_end_before(offset) == max((e for e in ends if e < offset), default=None)
    assert moves.word_end_after(offset) == min((e for e in ends if e > offset), default=None)
