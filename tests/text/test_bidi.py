"""UAX #9 against Unicode's two suites in full, a naive reordering, and hostile paragraphs."""

from __future__ import annotations

import lzma
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from bidi import get_display
from hypothesis import given
from hypothesis import strategies as st
from tests.strategies import DIRECTION_CONTROLS, texts

from hashiya.text import (
    bidi_levels,
    line_levels,
    mirrored,
    paragraph_level,
    ucd,
    visual_order,
)

DATA = Path(__file__).parent / "data"
BIDI_TEST_CASES = 770_241
BIDI_CHARACTER_TEST_CASES = 91_707

CLASSES = "L R AL EN ES ET AN CS NSM BN B S WS ON LRE LRO RLE RLO PDF LRI RLI FSI PDI"
SAMPLES = dict(
    zip(
        CLASSES.split(),
        "aאب1+%١,\u0300\u00ad\u2029\t !\u202a\u202d\u202b\u202e\u202c\u2066\u2067\u2068\u2069",
        strict=True,
    )
)
"""One character of each class, none of them a bracket."""

HARD = "aبא1١()[]〈\u3009 ,+%\u0300\u200c\t!" + DIRECTION_CONTROLS


def suite_lines(name: str) -> Iterator[str]:
    """The lines of a suite that are not comments."""
    with lzma.open(DATA / f"{name}-17.0.txt.xz", "rt", encoding="utf-8") as lines:
        yield from (line for line in lines if line.strip() and not line.startswith("#"))


def lay_out(text: str, base: int | None) -> tuple[bytes, list[int]]:
    """Levels and order of a paragraph that is one line."""
    resolved = paragraph_level(text) if base is None else base
    levels = line_levels(text, bidi_levels(text, base), 0, len(text), resolved)
    return levels, visual_order(levels)


def keeps(laid_out: tuple[bytes, list[int]], levels: list[str], order: list[int]) -> bool:
    """Whether a layout is the one a suite wants; `x` stands for what X9 removes."""
    got_levels, got_order = laid_out
    return [
        want if want == "x" else str(level) for level, want in zip(got_levels, levels, strict=True)
    ] == levels and [at for at in got_order if levels[at] != "x"] == order


def test_bidi_test_passes_in_full() -> None:
    """All 770,241 cases of BidiTest 17 give the levels and the order they ask for."""
    cases, failed = 0, []
    levels: list[str] = []
    order: list[int] = []
    for line in suite_lines("BidiTest"):
        if line.startswith("@Levels:"):
            levels = line.split()[1:]
            continue
        if line.startswith("@Reorder:"):
            order = [int(at) for at in line.split()[1:]]
            continue
        classes, _, wanted = line.partition(";")
        text = "".join([SAMPLES[name] for name in classes.split()])
        bases = [base for bit, base in ((2, 0), (4, 1)) if int(wanted, 16) & bit]
        passed = {base: keeps(lay_out(text, base), levels, order) for base in bases}
        if int(wanted, 16) & 1:
            base = paragraph_level(text)
            passed[2] = (
                passed[base] if base in passed else keeps(lay_out(text, base), levels, order)
            )
        cases += len(passed)
        failed += [line for right in passed.values() if not right]
    assert failed == []
    assert cases == BIDI_TEST_CASES


def test_bidi_character_test_passes_in_full() -> None:
    """All 91,707 cases of BidiCharacterTest 17, brackets included, give levels and order."""
    cases, failed = 0, []
    for line in suite_lines("BidiCharacterTest"):
        codes, direction, level, levels, order = line.split(";")
        text = "".join([chr(int(code, 16)) for code in codes.split()])
        base = None if direction == "2" else int(direction)
        resolved = paragraph_level(text) if base is None else base
        wanted_order = [int(at) for at in order.split()]
        cases += 1
        if resolved != int(level) or not keeps(lay_out(text, base), levels.split(), wanted_order):
            failed.append(line)
    assert failed == []
    assert cases == BIDI_CHARACTER_TEST_CASES


def naive_order(levels: bytes) -> list[int]:
    """L2 to the letter: from the highest level down, reverse every run at it or above."""
    order = list(range(len(levels)))
    for level in range(max(levels, default=0), 0, -1):
        start = 0
        while start < len(order):
            end = start
            while end < len(order) and levels[order[end]] >= level:
                end += 1
            order[start:end] = order[start:end][::-1]
            start = end + 1
    return order


@given(st.lists(st.integers(0, 6), max_size=24).map(bytes))
def test_order_equals_the_rule_to_the_letter(levels: bytes) -> None:
    """The linear reordering gives what L2, followed naively, gives."""
    assert visual_order(levels) == naive_order(levels)


@given(texts())
def test_order_is_a_permutation(text: str) -> None:
    """Every code point of a line stands exactly once on screen."""
    _, order = lay_out(text, None)
    assert sorted(order) == list(range(len(text)))


@given(st.text(st.sampled_from(HARD), max_size=16), st.integers(0, 1))
def test_levels_never_sink_below_the_paragraph(text: str, base: int) -> None:
    """There is one level a code point, between the paragraph's and 126."""
    levels = bidi_levels(text, base)
    assert len(levels) == len(text)
    assert all(base <= level <= 126 for level in levels)


@given(texts())
def test_python_bidi_agrees_on_documents(text: str) -> None:
    """A second implementation puts the lines of documents in the same order."""
    for line in text.splitlines():
        kept = "".join(char for char in line if char.isprintable() or char in " \u200c\u200d")
        if not kept:
            continue
        order = lay_out(kept, 1)[1]
        assert "".join(kept[at] for at in order) == get_display(kept, base_dir="R")


def drawn(text: str, base: int) -> str:
    """A line as it stands on screen, from left to right, mirrored."""
    levels, order = lay_out(text, base)
    return "".join(mirrored(text[at]) if levels[at] & 1 else text[at] for at in order)


@pytest.mark.parametrize(
    ("text", "screen"),
    [
        ("قال (نعم)", "(معن) لاق"),
        ("قال (NATO) 12-3", "12-3 (NATO) لاق"),
        ("«سلام»", "«مالس»"),
        ("26/01/2021", "26/01/2021"),
        ("سنة ١٤٤٢هـ", "ـه١٤٤٢ ةنس"),
        ("من 10% إلى 20%.", ".%20 ىلإ %10 نم"),
        ("abc سلام 12", "12 مالس abc"),
    ],
)
def test_mixed_lines_look_right(text: str, screen: str) -> None:
    """Numbers and Latin keep their order inside an Arabic line, brackets open the right way."""
    assert drawn(text, 1) == screen


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("", 0),
        ("12 ()", 0),
        ("123 سلام abc", 1),
        ("abc سلام", 0),
        ("\u2067abc\u2069 سلام", 1),
        ("\u2067abc سلام", 0),
        ("\u2069\u202b abc", 0),
        ("\u061c 12", 1),
        ("\x1c سلام", 1),
        ("\u2067abc\x1c سلام", 1),
    ],
)
def test_the_first_strong_character_outside_isolates_decides(text: str, level: int) -> None:
    """P2 and P3: numbers, isolates and embeddings say nothing of the paragraph's direction."""
    assert paragraph_level(text) == level
    assert bidi_levels(text) == bidi_levels(text, level)


def test_left_to_right_text_is_all_zeros() -> None:
    """A paragraph without anything from right to left has level 0 throughout."""
    assert bidi_levels("It (costs) 12 € \u202c!\u2069") == bytes(19)
    assert visual_order(bytes(3)) == [0, 1, 2]


def test_removed_characters_take_the_level_before_them() -> None:
    """ZWNJ and embeddings, which X9 removes, have their neighbour's level; a first one the base."""
    assert list(bidi_levels("\u200cا\u200c a\u200c", 1)) == [1, 1, 1, 1, 2, 2]
    assert list(bidi_levels("\u202bab\u202cا", 0)) == [0, 2, 2, 2, 1]


def test_a_separator_inside_ends_what_was_open() -> None:
    """After a paragraph separator no embedding or isolate of before is in force."""
    assert list(bidi_levels("\u202eab\u2029ab", 0)) == [0, 1, 1, 0, 0, 0]
    assert list(bidi_levels("ا\u2029ا\x1c", 0)) == [1, 0, 1, 0]


def test_canonical_brackets_are_pairs() -> None:
    """U+2329 is closed by U+3009, which it decomposes to (N0)."""
    assert list(bidi_levels("ا\u2329b\u3009ا", 1)) == [1, 1, 2, 1, 1]


def test_trailing_spaces_of_a_line_take_the_base_level() -> None:
    """L1 resets the spaces a wrap leaves at a line's end, not those inside."""
    text = "سلام abc def و"
    levels = bidi_levels(text, 1)
    assert list(levels[5:12]) == [2] * 7
    assert list(line_levels(text, levels, 5, 9, 1)) == [2, 2, 2, 1]
    assert list(line_levels(text, levels, 5, 12, 1)) == [2] * 7
    assert list(line_levels(text, levels, 8, 9, 1)) == [1]
    assert line_levels(text, levels, 3, 3, 1) == b""


def test_spaces_before_a_tab_take_the_base_level() -> None:
    """L1 resets a tab, the spaces before it and isolate controls among them, not those after."""
    levels = bytes([2]) * 9
    assert list(line_levels("a \u2066\ta b\t\tc", levels, 0, 9, 0)) == [2, 0, 0, 0, 2, 2, 2, 0, 0]
    assert list(line_levels("a\t b", bytes([1] * 4), 0, 4, 0)) == [1, 0, 1, 1]


@given(st.text(st.sampled_from(HARD), max_size=16), st.integers(0, 1), st.data())
def test_lines_equal_the_rule_to_the_letter(text: str, base: int, data: st.DataObject) -> None:
    """L1 followed character by character from the line's end gives the same levels."""
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    levels = bidi_levels(text, base)
    wanted, trailing = list(levels), True
    for at in range(end - 1, start - 1, -1):
        trailing = text[at] == "\t" or (
            trailing and text[at] in " \u200c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
        )
        wanted[at] = base if trailing else levels[at]
    assert list(line_levels(text, levels, start, end, base)) == wanted[start:end]


def test_mirrors_come_in_pairs() -> None:
    """A mirror's mirror is the character itself; letters and digits have none."""
    assert all(mirrored(mirrored(char)) == char != mirrored(char) for char in ucd.MIRRORS)
    assert mirrored("(") == ")"
    assert mirrored("»") == "«"
    assert mirrored("ب") == "ب"


HOSTILE = {
    "embeddings": "\u202b" * 5000,
    "isolates": "\u2068" * 2500 + "a" + "\u2069" * 2499,
    "isolate pairs": "\u2068ب\u2069" * 1666,
    "opening brackets": "ب" + "(" * 4999,
    "bracket pairs": "(a)" * 1666,
    "nested brackets": ("(" * 63 + "a" + ")" * 63) * 39,
    "unmatched brackets": "ب" + "(" * 62 + "]" * 4900,
    "marks": "ب" + "\u0300" * 4999,
    "signs": "ب" + "%" * 4999,
    "spaces and tabs": ("ب" + " " * 60 + "\t") * 80,
    "alternating": "aب" * 2500,
    "all levels": "".join("\u202b1" if nth % 2 else "\u202a2" for nth in range(2500)),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_paragraphs_take_linear_time(name: str) -> None:
    """Five thousand characters of any one nuisance are laid out far below a frame's time.

    Twenty times the text may take no more than some forty times as long.
    """
    text = HOSTILE[name]
    times = []
    for repeats in (1, 20):
        started = time.perf_counter()
        lay_out(text * repeats, None)
        times.append(time.perf_counter() - started)
    assert times[0] < 0.25
    assert times[1] < 40 * times[0] + 0.25
