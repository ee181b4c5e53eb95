"""The list of spans: what it lists, what is marked in it, and the way to each span."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.tui.sessions import SCHEME, Desk, MemorySession, make_document, sitting_at
from tests.tui.test_panes import NARROW, WIDE, is_shown, panes, with_spans

from hashiya.model import Annotation, Layer, Span
from hashiya.tui.pieces import Line, as_written
from hashiya.tui.screens.span_pane import SpanPane
from hashiya.tui.span_lines import SpanLines, depths_of
from hashiya.tui.widgets import LinesView


def listed(desk: Desk) -> list[str]:
    """The lines of the list that have something on them, as they are written."""
    region = panes(desk).query_one(LinesView).region
    lines = [line[region.x : region.right] for line in desk.lines()[region.y : region.bottom]]
    return [line.strip() for line in lines if line.strip()]


def annotation(number: int, start: int, end: int, label: str = "agency") -> Annotation:
    """An annotation on made-up words."""
    return Annotation(
        id=f"a{number}", span=Span(start=start, end=end), label=label, quote="x" * (end - start)
    )


async def test_each_span_is_a_line_from_the_right() -> None:
    """Key, title and words stand in this order from the right end; the marked one has a sign."""
    async with sitting_at(size=WIDE) as desk:
        await with_spans(desk)
        await desk.press("f4", "down")
        first, second, third = listed(desk)
        assert first.endswith("agency 1 ◂")
        assert first.startswith(as_written("وزارة"))
        assert second.endswith("official 2")
        assert third.startswith((as_written("لأمم"), as_written("المتحدة")))


async def test_going_through_the_list_picks_in_the_article() -> None:
    """Up and down pick the spans one after the other, and Enter stays with the keys there."""
    async with sitting_at(size=WIDE) as desk:
        await with_spans(desk)
        ids = [each.id for each in desk.reading.page.layer.annotations]
        await desk.press("f4", "down")
        assert desk.reading.pointer.chosen == ids[0]
        await desk.press("down", "down", "down")
        assert desk.reading.pointer.chosen == ids[2]
        await desk.press("home")
        assert desk.reading.pointer.chosen == ids[0]
        await desk.press("end", "up", "enter", "4")
        await desk.settled()
        assert [label for label, _ in desk.spans] == ["agency", "topic", "date"]


@pytest.mark.parametrize(("word", "key", "chosen"), [("ديفيد", "down", 1), ("ديفيد", "up", 0)])
async def test_between_two_spans_a_step_is_to_the_nearest(word: str, key: str, chosen: int) -> None:
    """With the caret on no span, down is the span behind it and up the one before."""
    async with sitting_at(size=WIDE) as desk:
        await with_spans(desk)
        await desk.go(word)
        await desk.press("f4", key)
        assert desk.reading.pointer.chosen == desk.reading.page.layer.annotations[chosen].id


async def test_escape_goes_back_to_where_the_person_was() -> None:
    """What was only looked at leaves no trace; after something was done the caret stays there."""
    async with sitting_at(size=NARROW) as desk:
        await with_spans(desk)
        before = desk.reading.pointer
        await desk.press("f4", "down", "down", "escape")
        assert not is_shown(desk)
        assert desk.reading.pointer == before
        await desk.press("f4", "down", "x", "escape")
        assert desk.reading.pointer != before


async def test_the_list_follows_the_caret() -> None:
    """The span under the caret is marked and in sight while the article has the keys."""
    words = [f"{one}{two}ن" for one in "ابتثجحخد" for two in "سشصضطظعغ"][:60]
    async with sitting_at(MemorySession([make_document(" ".join(words) + ".")])) as desk:
        for word in words[::2]:
            await desk.go(f"{word} ")
            await desk.press("1")
        await desk.press("f4", "tab")
        for at in (0, 58, 30):
            await desk.go(f"{words[at]} ")
            marked = [line for line in listed(desk) if line.endswith("◂")]
            assert [line.split()[0] for line in marked] == [as_written(words[at])]
        await desk.go(f"{words[31]} ")
        assert not [line for line in listed(desk) if line.endswith("◂")]


async def test_a_key_lists_the_sentence_alone() -> None:
    """Left and right change between the article and the sentence, whatever sentence it is then."""
    async with sitting_at(size=WIDE) as desk:
        await with_spans(desk)
        await desk.go("2021")
        await desk.press("3", "f4")
        assert len(listed(desk)) == 4
        await desk.press("left")
        assert len(listed(desk)) == 1
        await desk.press("tab")
        await desk.place(0)
        assert len(listed(desk)) == 3
        await desk.press("n", "n")
        assert "no span in this" in " ".join(listed(desk))


async def test_an_empty_list_says_what_to_do() -> None:
    """In an article without a span the list says how to make one, and keys do nothing to it."""
    async with sitting_at(size=WIDE) as desk:
        await desk.press("f4", "down", "pageup", "end")
        assert "no span yet" in " ".join(listed(desk))
        assert desk.reading.pointer.chosen is None


async def test_a_span_is_removed_from_the_list_and_comes_back() -> None:
    """X removes the one that is marked, u brings it back, and the pane keeps the keys."""
    async with sitting_at(size=NARROW) as desk:
        await with_spans(desk)
        await desk.press("f4", "down", "down", "x")
        assert [label for label, _ in desk.spans] == ["agency", "date"]
        assert len(listed(desk)) == 2
        await desk.press("u")
        await desk.settled()
        assert len(desk.spans) == 3
        assert len(listed(desk)) == 3
        assert panes(desk).has_keys


async def test_a_click_goes_to_the_span() -> None:
    """The span of the line is picked and the article has the keys; beside the lines nothing is."""
    async with sitting_at(size=WIDE) as desk:
        await with_spans(desk)
        await desk.press("f4")
        region = panes(desk).query_one(LinesView).region
        await desk.click((region.x + 5, region.y + 1))
        await desk.pilot.pause()
        assert desk.reading.pointer.chosen == desk.reading.page.layer.annotations[1].id
        assert not panes(desk).has_keys
        await desk.click((region.x + 5, region.y + 9))
        assert desk.reading.pointer.chosen == desk.reading.page.layer.annotations[1].id


async def test_a_note_has_a_sign() -> None:
    """A span with a note is told apart."""
    async with sitting_at(size=WIDE) as desk:
        await with_spans(desk)
        await desk.go("غرين")
        await desk.press("m", *"لماذا", "ctrl+s", "f4")
        assert [line.startswith("✎") for line in listed(desk)] == [False, True, False]


async def test_a_flag_is_put_on_from_the_list() -> None:
    """! flags the span that is marked, its line says so, and the pane keeps the keys."""
    async with sitting_at(size=WIDE) as desk:
        await with_spans(desk)
        await desk.press("f4", "down", "down", "!")
        assert [each.is_flagged for each in desk.reading.page.layer.annotations] == [
            False,
            True,
            False,
        ]
        assert [line.startswith("⚑") for line in listed(desk)] == [False, True, False]
        assert panes(desk).has_keys


async def test_many_spans_are_made_lines_when_they_are_seen(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """With thousands of spans a key makes no more lines than the screen has."""
    words = [f"كلمة{number}" for number in range(3000)]
    document = make_document(" ".join(words) + ".")
    session = MemorySession([document])
    spans, start = [], 0
    for number, word in enumerate(words):
        span = Span(start=start, end=start + len(word))
        spans.append(Annotation(id=f"a{number}", span=span, label="agency", quote=word))
        start += len(word) + 1
    session.layers["d1"] = Layer(document_id="d1", annotator="salma", annotations=tuple(spans))
    made: list[int] = []
    make = SpanLines.line

    def counted(lines: SpanLines, number: int) -> Line:
        made.append(number)
        return make(lines, number)

    monkeypatch.setattr(SpanLines, "line", counted)
    async with sitting_at(session, size=WIDE) as desk:
        await desk.press("f4")
        made.clear()
        await desk.press("end")
        assert desk.reading.pointer.chosen == "a2999"
        assert 0 < len(made) <= 4 * WIDE[1]
        room = panes(desk)._room
        assert isinstance(room, SpanPane)


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(1, 12)), max_size=12))
def test_a_depth_counts_what_lies_around(bounds: list[tuple[int, int]]) -> None:
    """As many as begin before in order and end no earlier; crossing spans do not nest."""
    spans = sorted(
        (annotation(at, start, start + length) for at, (start, length) in enumerate(bounds)),
        key=lambda each: each.order,
    )
    assert depths_of(spans) == [
        sum(
            other.span.start <= each.span.start and other.span.end >= each.span.end
            for other in spans[:at]
        )
        for at, each in enumerate(spans)
    ]


@pytest.mark.parametrize("width", [1, 2, 5, 12, 36, 80])
def test_a_line_fits_any_width(width: int) -> None:
    """What does not fit is cut, the words last."""
    lines = SpanLines([annotation(1, 0, 50), annotation(2, 3, 40, "gone")], SCHEME)
    lines.width, lines.cursor = width, 1
    for at in range(2):
        assert sum(piece.width for piece in lines[at].right) <= max(width, 12)
    assert not lines[0].left
