"""Grapheme clusters against Unicode's own suite, the `regex` package and hostile texts."""

from __future__ import annotations

import lzma
import time
from collections.abc import Iterator
from pathlib import Path
from unicodedata import category

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st
from tests.strategies import texts

from hashiya.text import grapheme_breaks, is_grapheme_boundary, next_grapheme, previous_grapheme
from hashiya.text.graphemes import _CLASSES

SUITE = Path(__file__).parent / "data" / "GraphemeBreakTest-17.0.txt.xz"
SUITE_CASES = 766

RISKY = (
    "\r\n\x1b\u0308\u0903\u0600\u0915\u094d\u093c\u200d\u200c\u1100\u1160\u11a8\uac00\uac01"
    "\U0001f1e6\U0001f1e7\U0001f476\U0001f3ff\ufe0f\u0644\u064e a"
)


def suite_cases() -> Iterator[tuple[str, list[int]]]:
    """Each line's text and the offsets where it may be broken."""
    with lzma.open(SUITE, "rt", encoding="utf-8") as lines:
        for line in lines:
            parts = line.split("#")[0].split()
            if parts:
                breaks = [nth // 2 for nth, part in enumerate(parts) if part == "÷"]
                yield "".join(chr(int(part, 16)) for part in parts[1::2]), breaks


def test_grapheme_break_test_passes_in_full() -> None:
    """Every line of GraphemeBreakTest 17 is broken where it says, none is left out."""
    cases = list(suite_cases())
    assert len(cases) == SUITE_CASES
    assert [text for text, breaks in cases if grapheme_breaks(text) != breaks] == []


def test_the_local_question_passes_the_suite_too() -> None:
    """Asking one offset at a time gives the suite's breaks as well."""
    for text, breaks in suite_cases():
        asked = [at for at in range(len(text) + 1) if is_grapheme_boundary(text, at)]
        assert asked == breaks, ascii(text)


def local_breaks(text: str) -> list[int]:
    """All boundaries, each asked for on its own."""
    return [at for at in range(len(text) + 1) if is_grapheme_boundary(text, at)]


@given(st.text(st.sampled_from(RISKY), max_size=12))
def test_whole_and_local_agree_on_hard_sequences(text: str) -> None:
    """Both ways to find boundaries agree on the characters that have rules of their own."""
    assert grapheme_breaks(text) == local_breaks(text)


@given(texts())
def test_whole_and_local_agree_on_documents(text: str) -> None:
    """Both ways to find boundaries agree on documents."""
    assert grapheme_breaks(text) == local_breaks(text)


@given(st.text(st.sampled_from(RISKY.replace("\u094d", "")), max_size=12))
def test_the_regex_package_agrees(text: str) -> None:
    r"""The `\X` of the regex package finds the same clusters, linkers left to the suite.

    Versions after Unicode 17 join a linker to the next consonant whatever stands before it.
    """
    ends = [found.end() for found in regex.compile(r"\X").finditer(text)]
    assert grapheme_breaks(text) == [0, *ends]


PROPERTIES = {
    "Control": "c",
    "SpacingMark": "s",
    "Prepend": "p",
    "Extend": "ekz",
    "L": "K",
    "V": "V",
    "T": "T",
    "LV": "G",
    "LVT": "H",
    "ZWJ": "j",
    "Regional_Indicator": "f",
}


@pytest.mark.parametrize("name", PROPERTIES)
def test_the_derived_property_equals_the_published_one(name: str) -> None:
    """Each class holds what the regex package's copy of the property holds."""
    if not regex.match(r"\p{Assigned}", "\u088f"):
        pytest.skip("this regex package is older than Unicode 17")
    known = "".join(char for char in map(chr, range(0x110000)) if category(char) != "Cn")
    theirs = set(regex.findall(rf"\p{{GCB={name}}}", known))
    ours = {char for char in known if _CLASSES[char] in PROPERTIES[name].encode()}
    assert ours == theirs


def test_a_mark_stays_with_its_letter() -> None:
    """Inside a vocalised word the only boundaries stand before letters."""
    assert grapheme_breaks("مُحَمَّد") == [0, 2, 4, 7, 8]
    assert not is_grapheme_boundary("مُحَمَّد", 5)


def test_number_signs_stay_with_their_number() -> None:
    """U+0600 before a digit and a ZWJ after a letter are no place to cut."""
    assert grapheme_breaks("\u0600١") == [0, 2]
    assert grapheme_breaks("ه\u200d ب") == [0, 2, 3, 4]


def test_ends_are_boundaries() -> None:
    """Both ends of a text, also of an empty one, are boundaries."""
    assert grapheme_breaks("") == [0]
    assert is_grapheme_boundary("", 0)
    assert is_grapheme_boundary("\u0308", 0)
    assert is_grapheme_boundary("\u0308", 1)


@given(texts(), st.data())
def test_next_and_previous_are_neighbours(text: str, data: st.DataObject) -> None:
    """From any offset, next and previous are the nearest boundaries on either side."""
    at = data.draw(st.integers(0, len(text)))
    breaks = grapheme_breaks(text)
    assert next_grapheme(text, at) == min((b for b in breaks if b > at), default=len(text))
    assert previous_grapheme(text, at) == max((b for b in breaks if b < at), default=0)


@pytest.mark.parametrize("piece", ["\u0308", "👩\u200d", "🇲", "क्", "\u0600", "\r\n", "ᄀ"])
def test_long_runs_take_linear_time(piece: str) -> None:
    """Fifty thousand repetitions of any one thing are cut in well under a second."""
    text = piece * 50_000
    started = time.perf_counter()
    grapheme_breaks(text)
    next_grapheme(text, len(text) - 3)
    assert time.perf_counter() - started < 1
