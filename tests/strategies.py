"""Strategies: the texts every property is tried on, from vocalised words to hostile documents.

They know letters only; models and files have strategies of their own beside their tests. Every text
here could be a document: no NUL, no lone surrogate.
"""

from __future__ import annotations

from itertools import chain, repeat
from typing import Final

from hypothesis import strategies as st

__all__ = [
    "ARABIC_LETTERS",
    "ARABIC_MARKS",
    "DIRECTION_CONTROLS",
    "EMOJI",
    "LINE_BREAKS",
    "arabic_sentences",
    "arabic_words",
    "lines",
    "text_spans",
    "texts",
    "words",
]

ARABIC_LETTERS: Final = "ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأؤإئىةٱپچڤگکیھہ"
"""Letters of Arabic prose with the variants keyboards and web pages put in their place."""

ARABIC_MARKS: Final = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0653\u0654\u0655\u0670"
"""Tanwin, short vowels, shadda, sukun, the combining madda and hamzas, the dagger alef."""

DIRECTION_CONTROLS: Final = (
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
"""ALM, LRM, RLM, then embeddings, overrides and isolates with their ends."""

LINE_BREAKS: Final = ("\n", "\r", "\r\n", "\v", "\f", "\x85", "\u2028", "\u2029")
"""Everything that ends a line, so a sentence."""

EMOJI: Final = ("😀", "👩‍👩‍👧", "🇲🇦", "🏽", "❤️", "1️⃣")
"""Characters outside the BMP, joined sequences, flags, modifiers and keycaps."""

_PIECES = st.sampled_from(
    (
        *("ال", "وال", "لل", "بال", "لا", "الله", "ﷲ", "ﻻ", "ـ", "ــ", "\u200c", "\u200d", "\xad"),
        *(" ", "  ", "\t", "\xa0", "\u2003", "\u200b", "\ufeff"),
        *(
            ".",
            "!",
            "?",
            "؟",
            "۔",
            "..",
            "...",
            "…",
            "،",
            "؛",
            ":",
            ",",
            "-",
            "–",
            "%",
            "/",
            "@",
            "#",
        ),
        *("(", ")", "[", "]", "{", "}", "«", "»", '"', "“", "”", "’", "'"),
        *("1", "2021", "٢٠٢١", "۱۲", "3.5", "26/01/2021", "١٫٥", "1442هـ", "ص.ب.", "أ.ف.ب.", "د."),
        *("Mr.", "U.S.", "NATO", "Müller", "e\u0301", "ß", "x@y.ma", "https://a.ma/x?y=1."),
        *(
            "\x1b[31m",
            "\x07",
            "\x9b",
            "[/]",
            "\\",
            "你好",
            "한국",
            "ไทย",
            "שלום",
            "नमस्ते",
            "\u0600",
            "\u06dd",
        ),
    )
)


def arabic_words(*, min_letters: int = 1, max_letters: int = 9) -> st.SearchStrategy[str]:
    """Words of Arabic letters, some with one or two marks on any letter, never a leading mark."""
    letters = st.text(ARABIC_LETTERS, min_size=min_letters, max_size=max_letters)
    marks = st.one_of(st.just(""), st.text(f"{ARABIC_MARKS}-", max_size=2 * max_letters))
    return st.builds(_vocalised, letters, marks)


def _vocalised(letters: str, marks: str) -> str:
    """Each letter with the next marks; a hyphen among them is no mark but ends a letter's share."""
    shares = (share[:2] for share in chain(marks.split("-"), repeat("")))
    return "".join(letter + share for letter, share in zip(letters, shares, strict=False))


def words() -> st.SearchStrategy[str]:
    """Whatever stands between two spaces: words, numbers, stops, brackets, emoji, controls."""
    piece = st.one_of(
        arabic_words(),
        _PIECES,
        st.sampled_from(EMOJI),
        st.sampled_from(ARABIC_MARKS),
        st.sampled_from(DIRECTION_CONTROLS),
        st.characters(codec="utf-8", exclude_characters="\0"),
    )
    return st.lists(piece, min_size=1, max_size=3).map("".join)


def lines(*, max_words: int = 8) -> st.SearchStrategy[str]:
    """One line of words; most are joined by a space, and some words hold a line break by chance."""
    return st.lists(words(), max_size=max_words).map(" ".join)


def arabic_sentences(*, max_words: int = 8) -> st.SearchStrategy[str]:
    """Plain prose: Arabic words, one space between them, a stop at the end."""
    stop = st.sampled_from((".", "!", "؟", "۔", "»."))
    prose = st.lists(arabic_words(min_letters=2), min_size=1, max_size=max_words).map(" ".join)
    return st.builds(str.__add__, prose, stop)


def texts(*, max_lines: int = 3) -> st.SearchStrategy[str]:
    """Documents' texts: prose, hostile lines, every kind of line break; may be empty.

    Returns:
        Texts with Arabic, marks, emoji, controls and direction marks, without NUL and surrogates.
    """
    line = st.one_of(lines(), arabic_sentences())
    broken = st.builds(str.__add__, line, st.sampled_from(("", *LINE_BREAKS)))
    return st.lists(broken, max_size=max_lines).map("".join)


@st.composite
def text_spans(draw: st.DrawFn, text: str) -> tuple[int, int]:
    """A span of `text` in code points, `[start, end)`, never empty; `text` holds at least one."""
    start = draw(st.integers(0, len(text) - 1))
    return start, draw(st.integers(start + 1, len(text)))
