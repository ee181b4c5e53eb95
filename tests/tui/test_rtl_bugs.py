"""Bugs that other right-to-left tools shipped, one or more tests each: none on this screen.

The letters' side of the same list stands in `tests/layout/test_regressions.py`; here it is asserted
on what the terminal is sent.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import pytest
from rich.cells import cell_len
from rich.color import Color
from tests.tui.sessions import SCHEME, Desk, MemorySession, make_document, sitting_at

from hashiya.model import Annotation, Label, Layer, Scheme, Span, Words
from hashiya.tui.pieces import drawn

Place = tuple[int, int]
"""Column and line on the screen."""

REST = "\n\nوهذه جملة أخرى"
"""Where the caret goes, so that nothing but spans colours the sentence before."""


def session_with(text: str, *spans: tuple[int, int], caret: int | None = None) -> MemorySession:
    """A document with some spans, the caret far from them."""
    document = make_document(text)
    session = MemorySession([document], caret=len(text) if caret is None else caret)
    session.layers["d1"] = Layer(
        document_id="d1",
        annotator="salma",
        annotations=tuple(
            Annotation(
                id=f"s{start}.{end}",
                span=Span(start=start, end=end),
                label="agency",
                quote=text[start:end],
            )
            for start, end in spans
        ),
    )
    return session


def cells(desk: Desk) -> dict[Place, tuple[str, Color | None]]:
    """What stands in each column of the screen, marks with their letter, and on which colour."""
    found: dict[Place, tuple[str, Color | None]] = {}
    for line, strip in enumerate(desk.app.screen._compositor.render_strips()):
        column = 0
        for segment in strip:
            ground = segment.style.bgcolor if segment.style else None
            for char in segment.text:
                width = cell_len(char)
                if width:
                    found[column, line] = (char, ground)
                    column += width
                else:
                    glyph, _ = found[column - 1, line]
                    found[column - 1, line] = (glyph + char, ground)
    return found


class Seen(NamedTuple):
    """An article with spans on it, as it stands on the screen."""

    glyphs: dict[Place, str]
    """What each cell shows."""

    coloured: set[Place]
    """The cells of letters that look different with the spans."""

    at: dict[int, Place]
    """Where each offset that has a cell stands."""

    def under(self, start: int, end: int) -> set[Place]:
        """The cells that hold a code point of `[start, end)`."""
        return {self.at[offset] for offset in range(start, end) if offset in self.at}


async def shown(text: str, *spans: tuple[int, int], caret: int | None = None) -> Seen:
    """Look at a text without spans and with them."""
    async with sitting_at(session_with(text, caret=caret)) as desk:
        plain = cells(desk)
    async with sitting_at(session_with(text, *spans, caret=caret)) as desk:
        after, sheet = cells(desk), desk.view.sheet
        assert sheet is not None
        at = {}
        for offset in range(len(text)):
            if sheet.layout.cell_at(offset) is not None:
                at[offset] = (desk.cell(offset).x, desk.cell(offset).y)
    letters = {place[1] for place in at.values()}
    return Seen(
        {place: glyph for place, (glyph, _) in after.items()},
        {place for place in after if place[1] in letters and after[place][1] != plain[place][1]},
        at,
    )


def line_of(glyphs: dict[Place, str], line: int) -> str:
    """The letters of one line from left to right."""
    return "".join(glyphs[place] for place in sorted(glyphs) if place[1] == line).strip()


def bounds(text: str, quote: str) -> tuple[int, int]:
    """Start and end of the first place that reads `quote`."""
    start = text.index(quote)
    return start, start + len(quote)


SPANS: Sequence[tuple[str, str]] = (
    ("نظمت وزارة الخارجية لقاء", "وزارة الخارجية"),
    ("قَالَتِ الأُمَمُ المُتَّحِدَةُ أَمْسِ", "الأُمَمُ المُتَّحِدَةُ"),
    ("اجتماع للأمم المتحدة هنا", "لأمم المتحدة"),
    ("مركـــز الدراسات قال", "مركـــز"),
    ("گفت‌وگوهای تازه", "گفت‌وگوهای"),
    ("زار World Bank والأمم المتحدة", "World Bank والأمم"),
    ("شركة IBM قالت", "شركة IB"),
    ("يوم 26/01/2021 في 10:30", "26/01/2021"),
    ("وزارة Apple 😀 نهاية", "Apple 😀 نهاية"),
    ("the وزارة الخارجية said", "وزارة الخارجية said"),
)
"""Texts, and the span in each."""


@pytest.mark.parametrize(("text", "quote"), SPANS)
async def test_words_do_not_reorder_when_a_span_is_inserted(text: str, quote: str) -> None:
    """Tagging a span moves no word: every letter stands in the column it stood in."""
    text += REST
    async with sitting_at(session_with(text)) as desk:
        before = {offset: desk.cell(offset).x for offset in range(len(text))}
    start, end = bounds(text, quote)
    async with sitting_at(session_with(text, (start, end))) as desk:
        after = {offset: desk.cell(offset).x for offset in range(len(text))}
    moved = after[start] - before[start] if text[start - 1 : start + 1] in {"لأ", "لا"} else 0
    assert {after[offset] - before[offset] for offset in range(start)} <= {0}
    assert {after[offset] - before[offset] for offset in range(start, end)} == {moved}


@pytest.mark.parametrize(("text", "quote"), SPANS)
async def test_a_highlight_is_neither_too_wide_nor_too_narrow(text: str, quote: str) -> None:
    """Exactly the cells that hold a code point of the span are coloured."""
    text += REST
    start, end = bounds(text, quote)
    seen = await shown(text, (start, end))
    assert seen.coloured == seen.under(start, end) != set()


@pytest.mark.parametrize("quotes", ['""', "«»", "“”", "()", "''", "[]"])
async def test_a_quote_mark_at_a_spans_edge_does_not_collapse_it(quotes: str) -> None:
    """A span with quote marks at both ends is coloured from the one to the other, both included."""
    text = f"قال {quotes[0]}وزير الخارجية{quotes[1]} أمس{REST}"
    start, end = 4, 4 + len("وزير الخارجية") + 2
    seen = await shown(text, (start, end))
    columns = sorted(column for column, _ in seen.coloured)
    assert columns == list(range(seen.at[end - 1][0], seen.at[start][0] + 1))
    assert len(columns) == end - start


async def test_a_mixed_span_is_drawn_over_its_own_letters() -> None:
    """A span that takes in half a Latin word is coloured over that half, in two pieces."""
    text = "شركة IBM قالت" + REST
    seen = await shown(text, bounds(text, "شركة IB"))
    under = [seen.glyphs[place] for place in sorted(seen.coloured)]
    assert "".join(under[:2]) == "IB"
    assert seen.at[text.index("M")] not in seen.coloured
    columns = sorted(column for column, _ in seen.coloured)
    assert columns[2] - columns[1] == 2


async def test_number_runs_are_not_swapped() -> None:
    """Dates, ranges and times keep their digits, and stand in reading order."""
    text = "من 26 إلى 29 يناير ٢٠٢١ (26/01/2021) 10:30"
    async with sitting_at(session_with(text, bounds(text, "29"))) as desk:
        row = desk.lines()[desk.cell(0).y]
        assert row.index("10:30") < row.index("26/01/2021") < row.index("٢٠٢١")
        assert row.index("٢٠٢١") < row.index("29") < row.rindex("26")


@pytest.mark.parametrize(
    "char", ["\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u034f"]
)
async def test_zero_width_characters_do_not_crash_the_view(char: str) -> None:
    """A text full of a zero-width character is walked through, tagged and untagged."""
    text = f"{char}سلا{char}م {char}{char} عل{char}يكم{char}\n{char}\nنهاية{char}"
    async with sitting_at(MemorySession([make_document(text)])) as desk:
        await desk.press(*["ctrl+left"] * 8, "home", "shift+left", "1", "end", "down")
        assert desk.spans
        assert char not in "".join(desk.lines())
        await desk.press("ctrl+home", "tab", "x")
        assert not desk.spans


async def test_not_only_the_last_character_is_marked() -> None:
    """A span over three rows is coloured on each from its first letter to its last."""
    words = "وزارة الشؤون الخارجية والتعاون الإفريقي والمغاربة المقيمين بالخارج "
    text = f"جملة أولى\n\n{words * 4}"
    start, end = bounds(text, words * 4)
    seen = await shown(text, (start, end - 1), caret=0)
    assert seen.coloured == seen.under(start, end - 1)
    assert len({line for _, line in seen.coloured}) >= 3


RULE = "الجهة هي مؤسسة لها اسم"
GUIDED = Scheme(
    id="news",
    labels=(
        Label(
            name="agency",
            titles=Words(ar="جهة رسمية"),
            key="1",
            guideline=Words(ar=RULE),
        ),
        *SCHEME.labels[1:],
    ),
)


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        (["escape"], ["وزارة الخارجية", "جهة رسمية", "عنوان المقال"]),
        (["shift+left", "shift+left"], ["نظمت وزارة الخارجية"]),
        (["left", "1"], ["جهة رسمية"]),
        (["?"], ["جهة رسمية"]),
        (["g"], [RULE, "جهة رسمية"]),
    ],
    ids=["article, title and labels", "details", "span here", "help", "guidelines"],
)
async def test_arabic_reads_from_the_right_in_every_pane(keys: list[str], words: list[str]) -> None:
    """Each pane that shows Arabic shows it joined, with its first letter at the right."""
    document = make_document("نظمت وزارة الخارجية اجتماعا.", name="عنوان المقال")
    async with sitting_at(MemorySession([document], scheme=GUIDED)) as desk:
        await desk.press(*keys)
        await desk.pilot.pause()
        lines = "\n".join(desk.lines())
        for expected in words:
            assert drawn(expected) in lines
            assert drawn(expected)[::-1] not in lines
            assert expected not in lines


async def test_the_end_is_not_one_past_arabic_latin_and_emoji() -> None:
    """Selecting to the end of Arabic with Latin and emoji takes the text's last offset, no more."""
    text = "قالت وزارة Apple 😀 نهاية"
    async with sitting_at(MemorySession([make_document(text)])) as desk:
        await desk.press("shift+end", "1")
        (annotation,) = desk.reading.page.layer.annotations
        assert (annotation.span.end, annotation.quote) == (len(text), text)
        await desk.press("escape", "end")
        assert desk.reading.pointer.caret < len(text)


@pytest.mark.parametrize("edge", range(1, 8))
async def test_letters_keep_joining_at_a_highlights_edge(edge: int) -> None:
    """Wherever a span begins inside a word, its letters have the forms of the bare word."""
    word = "وبالمستشفى"
    text = f"قال {word} هنا{REST}"
    seen = await shown(text, (4 + edge, 4 + len(word)))
    assert drawn(word) in line_of(seen.glyphs, seen.at[0][1])
    assert len(seen.coloured) == len(word) - edge


async def test_direction_marks_are_obeyed_and_never_printed() -> None:
    """LRM, RLM and ALM decide on which side of a Latin word its full stop stands."""
    text = "\u200eabc!\u200e\n\u200fabc!\u200f\n\u061cabc!\u061c\n\u200fabc!\u200e"
    async with sitting_at(MemorySession([make_document(text)])) as desk:
        lines = [line.strip() for line in desk.lines() if "abc" in line]
        assert [line for line in lines if "hashiya" not in line and "▸" not in line] == [
            "abc!",
            "!abc",
            "!abc",
            "abc!",
        ]
        assert not any(mark in "".join(desk.lines()) for mark in "\u200e\u200f\u061c")


async def test_no_blank_cell_follows_a_diacritic() -> None:
    """A vocalised word takes the columns of the bare one, each mark on its own letter."""
    marked, bare = "مُسْتَشْفًى", "مستشفى"
    async with sitting_at(session_with(f"{marked}\n{bare}{REST}")) as desk:
        glyphs = cells(desk)
        first, second = (desk.cell(offset) for offset in (0, len(marked) + 1))
        for column in range(first.x, first.x - len(bare), -1):
            glyph = glyphs[column, first.y][0]
            assert glyph[0] == glyphs[column, second.y][0]
        assert glyphs[first.x - len(bare), first.y][0] == " "
        assert glyphs[first.x, first.y][0][1:] == "\u064f"
