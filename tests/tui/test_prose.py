"""Prose: paragraphs wrapped in reading order, drawn safely, and ended at the right side."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.strategies import texts
from tests.tui.test_hostile import EVIL, assert_harmless

from hashiya.text import Direction
from hashiya.tui.inks import Inks
from hashiya.tui.locale import use_language
from hashiya.tui.pieces import drawn, pieces_strip
from hashiya.tui.prose import MAX_MEASURE, Passage, Prose, Run, line_of, passage
from hashiya.tui.themes import DARK

ARABIC = "نظمت وزارة الخارجية وديفيد غرين اجتماعا للأمم المتحدة في الرباط"


def shown(prose: Prose, width: int) -> list[str]:
    """The lines as they are printed."""
    inks = Inks(DARK)
    return [
        pieces_strip(line.left, line.right, width, inks, ground="background").text for line in prose
    ]


def test_arabic_wraps_in_reading_order_and_ends_at_the_right() -> None:
    """The first words stand on the first line, and each line ends at the measure's right edge."""
    lines = shown(Prose([passage(ARABIC)], 30), 30)
    assert len(lines) > 1
    assert [line.strip() for line in lines] == [
        drawn(words)
        for words in (
            "نظمت وزارة الخارجية وديفيد",
            "غرين اجتماعا للأمم المتحدة",
            "في الرباط",
        )
    ]
    assert all(line.endswith("  ") and line[-3] != " " for line in lines)


def test_latin_begins_at_the_left() -> None:
    """A paragraph whose first strong letter is Latin begins at the measure's left edge."""
    (line,) = shown(Prose([passage("see وزارة", indent=3)], 40), 40)
    assert line.startswith("     see ")


@pytest.mark.parametrize(
    ("text", "direction", "is_right"),
    [
        ("see here", "rtl", True),
        ("وزارة", "ltr", False),
        ("12/3", "auto", False),
        ("وزارة\n12/3", "auto", True),
        ("12/3\nوزارة", "auto", True),
        ("وزارة\nsee", "auto", False),
    ],
)
def test_who_decides_the_direction(text: str, direction: Direction, *, is_right: bool) -> None:
    """An override wins; then the paragraph's first strong letter; then that of the passage."""
    lines = shown(Prose([Passage((Run(text),), direction)], 30), 30)
    odd = lines[-1] if text.startswith("وزارة\n") else lines[0]
    assert (len(odd) - len(odd.rstrip()) == 2) == is_right


def test_each_paragraph_and_each_blank_passage_has_its_line() -> None:
    """Line breaks of every kind begin a paragraph, and a passage without runs is a blank line."""
    prose = Prose([passage("a\nb\r\nc\u2028d"), Passage(), passage("e")], 20)
    assert [line.strip() for line in shown(prose, 20)] == ["a", "b", "c", "d", "", "e"]
    assert prose.first_lines == [0, 4, 5]


def test_letters_join_across_the_edge_of_a_run() -> None:
    """A run in the middle of a word keeps the word's forms, and takes just its own letters."""
    prose = Prose([Passage((Run("مج"), Run("ل", "marked"), Run("س")))], 40)
    (line,) = prose
    assert [(piece.text, piece.ink) for piece in line.right if piece.text.strip()] == [
        ("ﺲ", "text"),
        ("ﻠ", "marked"),
        ("ﺠﻣ", "text"),
    ]


def test_the_edge_of_a_run_splits_a_lam_alef() -> None:
    """When a run ends between lam and alef, each has its own cell and its own ink."""
    prose = Prose([Passage((Run("سل"), Run("ام", "marked")))], 40)
    assert [piece.ink for piece in prose[0].right[:2]] == ["marked", "text"]


def test_a_measure_that_an_eye_follows() -> None:
    """On a wide screen the lines stay in a measure of the middle; on a narrow one they fill it."""
    wide, narrow = Prose([passage(ARABIC * 9)], 200), Prose([passage(ARABIC)], 13)
    assert wide.measure == MAX_MEASURE
    assert all(line.startswith(" " * 58) for line in shown(wide, 200))
    assert narrow.measure == 13


@settings(max_examples=40)
@given(
    st.lists(st.tuples(texts(), st.sampled_from(("auto", "rtl", "ltr")), st.integers(0, 9))),
    st.integers(1, 70),
)
def test_any_text_is_safe_and_fits(parts: list[tuple[str, Direction, int]], width: int) -> None:
    """Any passages in any width are harmless, and each line is exactly as wide as the place."""
    prose = Prose(
        [Passage((Run(text), Run(text, "key")), side, indent) for text, side, indent in parts],
        width,
    )
    inks = Inks(DARK)
    for line in prose:
        strip = pieces_strip(line.left, line.right, width, inks, ground="background")
        assert_harmless(strip.text)
        assert strip.cell_length == sum(segment.cell_length for segment in strip) == width


@settings(max_examples=40)
@given(texts(), st.integers(2, 40))
def test_nothing_is_left_out(text: str, width: int) -> None:
    """Wrapping neither loses nor changes a letter: the lines hold what one long line would."""

    def letters(prose: Prose) -> str:
        pieces = [piece.text for line in prose for piece in (*line.left, *line.right)]
        return "".join(sorted("".join("".join(pieces).split())))

    assert letters(Prose([passage(text)], width)) == letters(Prose([passage(text)], 88))


def test_a_sign_hangs_beside_the_first_line() -> None:
    """A sign stands in the indent of the first line only, on the side where the text begins."""
    sign = Run("✓", "good")
    latin = shown(Prose([Passage((Run("one two three four five"),), indent=3, sign=sign)], 20), 20)
    assert latin == [" ✓ one two three    ", "   four five        "]
    lines = shown(Prose([Passage((Run(ARABIC),), indent=3, sign=sign)], 34), 34)
    assert [line[-5:] for line in lines] == [" ✓   ", "     ", "     "]


def test_a_sign_without_room_begins_the_text() -> None:
    """Where the indent gives way to the text, the sign is not lost."""
    lines = shown(Prose([Passage((Run("one"),), indent=4, sign=Run("✓"))], 12), 12)
    assert lines == ["✓ one       "]


def test_hostile_text_is_only_shown() -> None:
    """Escape sequences and direction overrides print as marks."""
    for line in shown(Prose([passage(EVIL)], 30), 30):
        assert_harmless(line)


def test_a_line_outside_is_refused() -> None:
    """There is no line before the first and none after the last, and slices are lists of lines."""
    prose = Prose([passage("a\nb")], 20)
    assert prose[:1] == [prose[0]]
    for index in (-1, 2):
        with pytest.raises(IndexError):
            prose[index]


def test_what_is_isolated_keeps_to_itself() -> None:
    """Neighbours in another direction do not pull an isolated run's signs and digits around."""

    def line(first: Run, then: Run, direction: Direction) -> str:
        pieces = line_of((first, Run("; "), then), 60, direction)
        return "".join(piece.text for piece in pieces)

    name = "01-maritime-meeting"
    apart = line(Run("ملاحظة"), Run(name, is_isolated=True), "rtl")
    assert apart.startswith(f"{name} ;")
    assert name not in line(Run("ملاحظة"), Run(name), "rtl")
    two = line(Run("«نعم»", is_isolated=True), Run("«لا»", is_isolated=True), "ltr")
    assert two.index("ﻢﻌﻧ") < two.index(";") < two.index("ﻻ")


def test_latin_in_the_interface_s_words_keeps_its_signs() -> None:
    """What the interface says in Arabic shows a quoted word as it is written."""
    words = 'لا يكون theme "nrod"؛ هل قصدت "nord"؟'
    use_language("ar")
    try:
        said = "".join(each.text for each in line_of((Run(words, is_sentence=True),), 60, "rtl"))
    finally:
        use_language("en")
    assert 'theme "nrod"' in said
    assert '"nord"' in said
