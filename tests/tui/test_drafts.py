"""Typing without a screen: edits, selections, history and keys."""

from __future__ import annotations

from functools import reduce

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from tests.strategies import texts

from hashiya.layout import Gaps
from hashiya.text import is_grapheme_boundary
from hashiya.tui.draft_history import Typing
from hashiya.tui.draft_keys import KEYS, ROW_KEYS, typed
from hashiya.tui.draft_text import (
    Draft,
    cleaned,
    deleted_back,
    deleted_forward,
    deleted_word_back,
    deleted_word_forward,
    fitted,
    inserted,
    moved,
    word_selected,
)

ALL_KEYS = {**KEYS, **ROW_KEYS}


def press(typing: Typing, *keys: str, width: int = 20) -> Typing:
    """After some keys."""
    for key in keys:
        page = Gaps(typing.draft.text, width=width, char_width=cell_len)
        deed = ALL_KEYS.get(key)
        typing = deed(typing, page) if deed else typed(typing, key)
    return typing


def at_end(text: str) -> Typing:
    """A text with the caret behind it."""
    return Typing(Draft(text, len(text)))


@st.composite
def drafts(draw: st.DrawFn) -> Draft:
    """Any text with the caret, and perhaps a selection, on boundaries of clusters."""
    text = draw(texts())
    page = Gaps(text, width=20, char_width=cell_len)
    caret, anchor = (page.snap(draw(st.integers(0, len(text)))) for _ in range(2))
    return Draft(text, caret, draw(st.sampled_from((None, anchor if anchor != caret else None))))


def test_letters_go_in_at_the_caret() -> None:
    """What is typed stands where the caret was, and the caret behind it."""
    assert inserted(Draft("ات", 1), "ب") == Draft("ابت", 2)


def test_a_letter_typed_before_a_mark_takes_it() -> None:
    """The caret then stands behind the mark, not between it and its new letter."""
    assert inserted(Draft("\u0651ت", 0), "ب") == Draft("ب\u0651ت", 2)


def test_a_selection_begins_a_step() -> None:
    """Typing over what is selected is undone apart from the typing before it."""
    typing = press(Typing(), "a", "b", "shift+left", "c", "d")
    assert typing.draft.text == "acd"
    assert typing.undone().draft == Draft("ab", 1, 2)


def test_typing_replaces_the_selection() -> None:
    """A selected stretch gives way to what is typed."""
    assert inserted(Draft("مجلس الأمن", 10, 5), "x") == Draft("مجلس x", 6)


def test_backspace_takes_a_letter_with_its_marks() -> None:
    """A vocalised letter goes whole, and so does a joined emoji."""
    assert deleted_back(Draft("كُتِّ", 5)) == Draft("كُ", 2)
    assert deleted_back(Draft("ا👩\u200d👧", 4)) == Draft("ا", 1)
    assert deleted_forward(Draft("بَا", 0)) == Draft("ا", 0)


def test_words_are_deleted_in_reading_order() -> None:
    """Backwards to the start of the word before, forwards to the end of the next."""
    text = "مجلس الأمن الدولي"
    assert deleted_word_back(Draft(text, 10)) == Draft("مجلس  الدولي", 5)
    assert deleted_word_forward(Draft(text, 4)) == Draft("مجلس الدولي", 4)
    assert deleted_word_back(Draft("  ", 2)) == Draft("", 0)


def test_a_double_click_takes_the_word() -> None:
    """The word at a gap is selected without its neighbours."""
    assert word_selected(Draft("قال مجلس", 0), 6).selected == "مجلس"
    assert word_selected(Draft("ا ب", 0), 1) == Draft("ا ب", 1)


def test_nothing_is_normalised() -> None:
    """Composed, decomposed, presentation forms and invisible letters stay as they came."""
    raw = "أ ا\u0654 ﻻ ـ\u200c\u200f e\u0301"
    assert inserted(Draft(), cleaned(raw, is_one_line=True).text).text == raw


@pytest.mark.parametrize(
    ("text", "is_one_line", "taken", "words"),
    [
        ("ا\r\nب\nت", True, "ا ب ت", "line breaks became spaces"),
        ("ا\r\nب\rت", False, "ا\nب\nت", ""),
        ("ا\x1b[31mب", True, "ا[31mب", "1 control character left out"),
        ("\x00\x9b\ud800ا\tب", False, "ا\tب", "3 control characters left out"),
        ("ا\tب", True, "ا ب", ""),
    ],
)
def test_controls_do_not_come_in(*, text: str, is_one_line: bool, taken: str, words: str) -> None:
    """Control characters and surrogates are left out with a word; line breaks fit the input."""
    assert cleaned(text, is_one_line=is_one_line) == (taken, words)


def test_a_text_is_cut_between_clusters() -> None:
    """Where only a part fits, no letter loses a mark."""
    assert fitted("بَت", 1) == ""
    assert fitted("بَت", 2) == "بَ"
    assert fitted("ب", -1) == ""


def test_a_word_is_one_step() -> None:
    """Undo takes the last word away, then the one before with its space."""
    typing = press(Typing(), *"قال مجلس")
    assert typing.undone().draft.text == "قال "
    assert typing.undone().undone().draft.text == ""
    assert typing.undone().undone().redone().redone().draft == typing.draft


def test_a_move_ends_the_step() -> None:
    """Letters typed after a move are a step of their own."""
    typing = press(Typing(), "ا", "ب", "right", "left", "ت")
    assert typing.undone().draft.text == "اب"


def test_deletions_are_one_step() -> None:
    """Several backspaces are undone together, and apart from the typing before them."""
    typing = press(Typing(), "ا", "ب", "ت", "backspace", "backspace")
    assert typing.draft.text == "ا"
    assert typing.undone().draft.text == "ابت"


def test_a_new_step_forgets_what_was_undone() -> None:
    """Redo has nothing to bring back once something else was typed."""
    typing = press(Typing(), "ا", "ctrl+z", "ب", "ctrl+y")
    assert typing.draft.text == "ب"


def test_keys_answer_on_an_arabic_keyboard() -> None:
    """Control with the letter that an Arabic layout sends does the same."""
    assert KEYS["ctrl+ئ"] is KEYS["ctrl+z"]
    assert KEYS["ctrl+ش"] is KEYS["ctrl+a"]


def test_shift_selects() -> None:
    """Shift and a move take letters, words and the rest of the line in."""
    typing = press(Typing(Draft("مجلس الأمن", 0)), "shift+left", "shift+left")
    assert typing.draft.selected == "مج"
    assert press(typing, "ctrl+shift+left").draft.selected == "مجلس "
    assert press(typing, "shift+end").draft.selected == "مجلس الأمن"
    assert press(typing, "shift+right", "shift+right").draft.anchor is None
    assert press(typing, "ctrl+a").draft.selected == "مجلس الأمن"


def test_an_arrow_leaves_a_selection_by_its_side() -> None:
    """Left goes to the end of selected Arabic and to the start of selected Latin."""
    assert press(Typing(Draft("ابتث", 3, 1)), "left").draft == Draft("ابتث", 3)
    assert press(Typing(Draft("ابتث", 3, 1)), "right").draft == Draft("ابتث", 1)
    assert press(Typing(Draft("abcd", 3, 1)), "left").draft == Draft("abcd", 1)


def test_rows_keep_their_column_between_keys() -> None:
    """Down through a short line and on comes to the column where it began."""
    typing = press(Typing(Draft("abcdef\nab\nabcdef", 5)), "down")
    assert typing.draft.caret == 9
    assert press(typing, "down").draft.caret == 15
    assert press(typing, "home", "down").draft.caret == 10


def test_enter_is_a_line_break() -> None:
    """In an input of several lines Enter begins a new one."""
    assert press(at_end("ا"), "enter", "ب").draft.text == "ا\nب"


@given(drafts(), texts())
def test_an_insertion_undone_is_as_before(draft: Draft, text: str) -> None:
    """Undo gives the very draft back, caret and selection too."""
    typing = Typing(draft).edited(inserted(draft, text))
    if typing.draft.text != draft.text:
        assert typing.undone().draft == draft
        assert typing.undone().redone().draft == typing.draft


@given(drafts(), texts(max_lines=1))
def test_an_insertion_keeps_every_letter(draft: Draft, text: str) -> None:
    """What stood around the selection and what came in are there, nothing else."""
    start, end = draft.selection
    assert inserted(draft, text).text == draft.text[:start] + text + draft.text[end:]


@given(
    drafts(),
    st.lists(st.sampled_from([*ALL_KEYS, "ا", "\u0651", "a", " ", "🇲", "\u200d"]), max_size=12),
)
def test_the_caret_is_always_between_clusters(draft: Draft, keys: list[str]) -> None:
    """Whatever the text and the keys, caret and anchor stand on boundaries inside the text."""
    typing = reduce(press, keys, Typing(draft))
    text, caret, anchor = typing.draft
    for offset in (caret, caret if anchor is None else anchor):
        assert 0 <= offset <= len(text)
        assert is_grapheme_boundary(text, offset)
    assert anchor != caret


@given(drafts(), st.lists(st.sampled_from([*KEYS, "ا", "a", " "]), max_size=8))
def test_everything_can_be_undone(draft: Draft, keys: list[str]) -> None:
    """Undoing all steps comes back to the first text."""
    typing = reduce(press, keys, Typing(draft))
    while typing.past:
        typing = typing.undone()
    assert typing.draft.text == draft.text


def test_a_selection_of_nothing_is_none() -> None:
    """Stretching back to the anchor ends the selection."""
    assert moved(Draft("اب", 1, 0), 0, is_selecting=True) == Draft("اب", 0)
