"""Spans on the screen: which cells carry whose ground, and what the lines under them show.

A picture of a row is a string of its columns with the key of the label on whose ground each cell
stands, then the lines under it. Right is where an Arabic row begins.
"""

from __future__ import annotations

import pytest
from tests.layout.grid import annotation
from tests.tui.sessions import SCHEME, MemorySession, make_document, sitting_at
from textual.strip import Strip
from textual.theme import Theme

from hashiya.model import Annotation, Label, Layer
from hashiya.tui.inks import Inks
from hashiya.tui.lane_painter import PATTERNS, lane_signs
from hashiya.tui.row_painter import Margins, RowFacts, RowPainter
from hashiya.tui.sheet import Sheet
from hashiya.tui.target import Target
from hashiya.tui.themes import DARK, PLAIN
from hashiya.tui.widgets.document_view import tidy_top

NAMES = {label.key: label.name for label in SCHEME.labels}


def on(text: str, quote: str, key: str, nth: int = 0) -> Annotation:
    """An annotation of the nth place that reads `quote`, with the label of a key."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(quote, start + 1)
    return annotation(text, start, start + len(quote), NAMES[key])


def lines_of(
    text: str, *spans: Annotation, width: int, chosen: str = "", theme: Theme = DARK
) -> list[Strip]:
    """Every line under the rows."""
    sheet = Sheet(make_document(text), spans, width=width)
    painter = RowPainter(Inks(theme, SCHEME.labels), lane_signs(SCHEME.labels))
    lanes = [sheet.lanes_of(row) for row in range(len(sheet.layout))]
    margins = Margins(0, width, 0)
    return [line for row in lanes for line in painter.lanes(row, margins, chosen, count=row.height)]


def picture(text: str, *spans: Annotation, width: int) -> list[str]:
    """Every row's grounds and its lines."""
    sheet = Sheet(make_document(text), spans, width=width)
    inks = Inks(DARK, SCHEME.labels)
    painter = RowPainter(inks, lane_signs(SCHEME.labels))
    grounds = {inks.label(name).bright: key for key, name in NAMES.items()}
    margins = Margins(0, width, 0)
    lines: list[str] = []
    for row in range(len(sheet.layout)):
        held = [(each.span.start, each.span.end, each.label) for each in sheet.touching(row)]
        facts = RowFacts((0, len(text)), held, (), None, "")
        shown = ""
        for segment in painter.text(sheet.layout[row], facts, margins):
            assert segment.style is not None
            assert segment.style.bgcolor is not None
            ground = segment.style.bgcolor.get_truecolor().hex
            shown += grounds.get(ground.upper(), grounds.get(ground, "·")) * segment.cell_length
        lanes = sheet.lanes_of(row)
        strips = painter.lanes(lanes, margins, None, count=lanes.height)
        lines += [shown, *(strip.text for strip in strips)]
    return lines


NAMED = "قال وزير خارجية المغرب اليوم"
DATE = on(NAMED, "المغرب", "3")
AGENCY = on(NAMED, "خارجية المغرب", "1")
OFFICIAL = on(NAMED, "وزير خارجية المغرب", "2")


def test_three_levels_each_have_a_line() -> None:
    """Of three nested spans the inner ground covers the outer, and the inner line is nearest."""
    assert picture(NAMED, OFFICIAL, DATE, AGENCY, width=30) == [
        "········333333111111122222····",
        "        └3╌╌╌┘                ",
        "        ┗1━━━━━━━━━━┛         ",
        "        ╚2═══════════════╝    ",
    ]


def test_equal_extents_have_two_lines() -> None:
    """Two labels on one span have a line each; the ground is of the one added last."""
    assert picture(NAMED, AGENCY, on(NAMED, "خارجية المغرب", "4"), width=30) == [
        "········4444444444444·········",
        "        ┗1━━━━━━━━━━┛         ",
        "        ┗4┉┉┉┉┉┉┉┉┉┉┛         ",
    ]


def test_a_fourth_level_is_counted() -> None:
    """What finds no line is counted at the left end of the last one, clear of every line."""
    more = (on(NAMED, "قال وزير خارجية المغرب", "1"), on(NAMED, NAMED, "4"))
    assert picture(NAMED, DATE, AGENCY, OFFICIAL, *more, width=30) == [
        "··4444443333331111111222221111",
        "        └3╌╌╌┘                ",
        "        ┗1━━━━━━━━━━┛         ",
        "+2      ╚2═══════════════╝    ",
    ]


def test_a_span_over_rows_is_closed_where_it_starts_and_ends() -> None:
    """A span over three rows has its corners on the first and the last, and its key on each."""
    text = "قال وزير الخارجية المغربي اليوم"
    assert picture(text, on(text, "وزير الخارجية المغربي", "2"), width=12) == [
        "····2222····",
        "    ═2═╝    ",
        "····22222222",
        "    ═2══════",
        "·····2222222",
        "     ╚2═════",
        "············",
    ]


def test_neighbours_of_one_label_are_two() -> None:
    """Two spans of one label without a cell between them each have both their corners."""
    text = "وزارة الصحة وزارة العدل"
    spans = (on(text, "وزارة الصحة ", "1"), on(text, "وزارة العدل", "1"))
    assert picture(text, *spans, width=24) == [
        "·11111111111111111111111",
        " ┗1━━━━━━━━┛┗1━━━━━━━━━┛",
    ]


def test_the_smallest_spans_show_their_keys() -> None:
    """A span of one cell shows its key, and one of two cells also the corner where it starts."""
    text = "ابتثج هنا"
    spans = (on(text, "ا", "1"), on(text, "ب", "1"), on(text, "تث", "1"), on(text, "ج", "2"))
    assert picture(text, *spans, width=12) == [
        "·······21111",
        "       21┛11",
    ]


def test_an_edge_inside_a_lam_alef_splits_it() -> None:
    """Of a lam-alef that a span's edge falls inside, only the alef's cell has the ground."""
    text = "قال الأمم كثيرة"
    assert picture(text, width=16) == ["················"]
    assert picture(text, on(text, "أمم", "1"), width=16) == [
        "·······111······",
        "       ┗1┛      ",
    ]
    assert Sheet(make_document(text), (), width=16).layout[0].left == 2
    assert Sheet(make_document(text), (on(text, "أمم", "1"),), width=16).layout[0].left == 1


BRACKETS = "قال «البنك» (UTRF) [سري] “نعم”"


def test_brackets_stay_outside() -> None:
    """Spans inside brackets and quotes of four kinds colour not one of them."""
    quotes = zip(("البنك", "UTRF", "سري", "نعم"), "1234", strict=True)
    spans = [on(BRACKETS, quote, key) for quote, key in quotes]
    assert picture(BRACKETS, *spans, width=32) == [
        "···444···333···2222···11111·····",
        "   ┗4┛   └3┘   ╚2═╝   ┗1━━┛     ",
    ]


def test_brackets_are_taken_in() -> None:
    """Spans that hold their brackets and quotes colour both of each pair."""
    quotes = zip(("«البنك»", "(UTRF)", "[سري]", "“نعم”"), "1234", strict=True)
    spans = [on(BRACKETS, quote, key) for quote, key in quotes]
    assert picture(BRACKETS, *spans, width=32) == [
        "··44444·33333·222222·1111111····",
        "  ┗4┉┉┛ └3╌╌┘ ╚2═══╝ ┗1━━━━┛    ",
    ]


@pytest.mark.parametrize(
    ("text", "quote", "expected"),
    [
        (
            "في Rabat Morocco اليوم",
            "في Rabat",
            ["········11111········111", "        ┗1━━━        ━━┛"],
        ),
        (
            "في Rabat Morocco اليوم",
            "Morocco اليوم",
            ["··111111······1111111···", "  ┗1━━━━      ━━━━━━┛   "],
        ),
        (
            "في ٢٩ يناير 2021 UTRF",
            "٢٩ يناير 2021",
            ["········1111111111111···", "        ┗1━━━━━━━━━━┛   "],
        ),
        (
            "met بنك المغرب today",
            "met بنك",
            ["1111·······111··········", "┗━━━       ━1┛          "],
        ),
        (
            "met بنك المغرب today",
            "المغرب today",
            ["····111111····111111····", "    ┗━━━━━    ━━━━1┛    "],
        ),
    ],
)
def test_mixed_directions_leave_out_what_is_between(
    text: str, quote: str, expected: list[str]
) -> None:
    """A span that runs both ways colours its own cells only, in pieces closed at the outer ends."""
    assert picture(text, on(text, quote, "1"), width=24) == expected


def test_a_letter_and_its_mark_share_a_ground() -> None:
    """Marks stand on their letter's cell and take no column in the lines."""
    text = "قال مُدِيرُ البنك"
    assert picture(text, on(text, "مُدِيرُ", "2"), width=16) == [
        "········2222····",
        "        ╚2═╝    ",
    ]


async def test_no_span_begins_between_a_letter_and_its_mark() -> None:
    """A label on a selection that would tear a mark from its letter is refused with the reason."""
    async with sitting_at(MemorySession([make_document("بَنك المغرب")])) as desk:
        sitting = desk.screen.sitting
        assert sitting is not None
        for start, end in ((1, 4), (0, 1)):
            torn = Target(start, start, end, (start,), is_selected=True)
            sitting._context = desk.context._replace(target=torn)
            await desk.press("1")
            assert desk.said().startswith("an edge falls between a letter and its marks"), start
            assert desk.spans == []


async def test_keys_take_marks_with_their_letter() -> None:
    """Taken letter by letter, a selection never ends between a letter and its mark."""
    async with sitting_at(MemorySession([make_document("بَنك المغرب")])) as desk:
        for expected in ("بَن", "بَنك"):
            await desk.press("ctrl+shift+left")
            assert desk.word == expected
        await desk.press("1")
        assert desk.spans == [("agency", "بَنك")]


async def test_a_span_left_by_a_split_is_decided_with_two_keys() -> None:
    """The details say that the scheme has no such label, and what to press; then all is well."""
    session = MemorySession([make_document("بنك المغرب")])
    left = annotation("بنك المغرب", 0, 10, "institution")
    session.layers["d1"] = Layer(document_id="d1", annotator="salma", annotations=(left,))
    async with sitting_at(session) as desk:
        assert any("no label institution" in line for line in desk.lines())
        await desk.press("l", "1")
        held = desk.reading.page.layer.annotations
        assert [each.label for each in held] == [NAMES["1"]]
        assert not any("no label institution" in line for line in desk.lines())


def test_the_picked_span_is_told_by_its_key() -> None:
    """Of two labels on one span, the key of the picked one is reversed and the other's is not."""
    other = on(NAMED, "خارجية المغرب", "4")
    first, second = lines_of(NAMED, AGENCY, other, width=30, chosen=other.id)
    inks = Inks(DARK, SCHEME.labels)
    chips = [segment.text for segment in second if segment.style == inks.chip_style("topic")]
    assert chips == ["4"]
    assert all(segment.style != inks.chip_style("agency") for segment in first)
    assert second.text.strip() == "┗4┉┉┉┉┉┉┉┉┉┉┛"


def test_without_colours_the_corners_are_brackets() -> None:
    """In the theme without colours a line is closed by brackets, and patterns stay."""
    lines = lines_of(NAMED, AGENCY, OFFICIAL, width=30, theme=PLAIN)
    assert [line.text.strip() for line in lines] == ["[1━━━━━━━━━━]", "[2═══════════════]"]


def test_each_label_has_a_pattern_and_a_key() -> None:
    """Labels take the four patterns in turn, and one without a key goes by its first letter."""
    labels = [Label(name=name) for name in ("alpha", "beta", "gamma", "delta", "epsilon")]
    signs = lane_signs(labels)
    assert [sign.key for sign in signs.values()] == list("abgde")
    assert [sign.pattern for sign in signs.values()] == [*PATTERNS, PATTERNS[0]]


def test_a_label_that_the_scheme_lacks_is_a_question_mark() -> None:
    """A span whose label is unknown has a line with a question mark."""
    unknown = annotation(NAMED, 0, 3, "lost")
    (line,) = lines_of(NAMED, unknown, width=30)
    assert line.text.strip() == "┗?┛"


def test_a_view_begins_with_letters_or_air() -> None:
    """Wherever a view is to begin, and wherever scrolling ends, no row's lines come first."""
    text = "\n".join([NAMED] * 5)
    held = [
        on(text, quote, key, nth)
        for nth in range(5)
        for quote, key in (("خارجية", "1"), ("وزير خارجية", "2"), ("وزير خارجية المغرب", "4"))
    ]
    sheet = Sheet(make_document(text), tuple(held), width=40)
    for most in range(sheet.height):
        for wanted in range(sheet.height + 5):
            top = tidy_top(sheet, wanted, most=most)
            assert 0 <= top <= most
            assert sheet.is_blank(top) or sheet.row_at(top)[1] == 0, (wanted, most)
