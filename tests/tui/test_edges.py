"""Edges: moving, splitting, joining and trimming spans and selections."""

from __future__ import annotations

import pytest
from tests.tui.sessions import TEXT, MemorySession, make_document, sitting_at


@pytest.mark.parametrize(
    ("keys", "quote"),
    [
        (("alt+up",), "مدير بنك المغرب إنه"),
        (("alt+down",), "مدير بنك"),
        (("alt+shift+up",), "وقال مدير بنك المغرب"),
        (("alt+shift+down",), "بنك المغرب"),
        (("ctrl+up", "ctrl+up"), "مدير بنك المغرب إن"),
        (("ctrl+down",), "مدير بنك المغر"),
        (("=",), "ل مدير بنك المغرب"),
        (("-",), "دير بنك المغرب"),
        (("ctrl+shift+up",), "ل مدير بنك المغرب"),
        (("ctrl+shift+down",), "دير بنك المغرب"),
        (("alt+down", "alt+down", "alt+up"), "مدير بنك"),
    ],
)
async def test_an_edge_of_a_span_moves(keys: tuple[str, ...], quote: str) -> None:
    """Up takes a word or letter in and down leaves one out, each an act with its undo."""
    async with sitting_at() as desk:
        await desk.go("مدير")
        await desk.press("shift+left", "shift+left", "2", *keys)
        assert desk.spans == [("official", quote)]
        await desk.settled()
        assert len(desk.session.committed) == 1 + len(keys)
        for _ in keys:
            await desk.press("u")
            await desk.pilot.pause(0.05)
        assert desk.spans == [("official", "مدير بنك المغرب")]


async def test_a_picked_span_stays_picked() -> None:
    """After Tab an edge key changes the span, which is selected with its new edge."""
    async with sitting_at() as desk:
        await desk.go("مدير")
        await desk.press("shift+left", "shift+left", "2", "ctrl+home", "tab", "alt+down")
        assert desk.word == "مدير بنك"
        assert desk.reading.pointer.chosen is not None
        assert desk.spans == [("official", "مدير بنك")]


async def test_a_selection_changes_only_itself() -> None:
    """What is marked by hand grows and shrinks at either end; no data changes."""
    async with sitting_at() as desk:
        await desk.go("بنك")
        await desk.press("shift+left", "alt+shift+up")
        assert desk.word == "مدير بنك المغرب"
        await desk.press("alt+up", "ctrl+down", "shift+left")
        assert desk.word == "مدير بنك المغرب إنه راض"
        await desk.press("alt+shift+down", "-")
        assert desk.word.startswith("نك")
        assert desk.session.committed == []


async def test_a_word_without_a_selection_is_widened() -> None:
    """Where no span stands, the edge keys begin a selection with the word under the caret."""
    async with sitting_at() as desk:
        await desk.go("المغرب")
        await desk.press("alt+shift+up")
        assert desk.word == "بنك المغرب"


async def test_a_start_leaves_the_proclitic_out() -> None:
    """A start that moves to a word with an article behind a proclitic begins after it."""
    text = "اجتماع للأمم المتحدة اليوم"
    async with sitting_at(MemorySession([make_document(text)])) as desk:
        await desk.go("المتحدة")
        await desk.press("1", "alt+shift+up")
        assert desk.spans == [("agency", "لأمم المتحدة")]
        await desk.press("alt+shift+up")
        assert desk.spans == [("agency", "للأمم المتحدة")]


async def test_an_edge_that_is_refused() -> None:
    """Over another span's edge, over the sentence's, or past the last word: the reason is said."""
    async with sitting_at() as desk:
        await desk.go("مدير")
        await desk.press("shift+left", "2")
        await desk.go("المغرب")
        await desk.press("1", "alt+shift+up")
        assert "crosses" in desk.said()
        await desk.press("alt+down")
        assert "nothing would be left" in desk.said()
        await desk.go("راض")
        await desk.press("4", "alt+up")
        assert "leaves its sentence" in desk.said()
        assert [quote for _, quote in desk.spans] == ["مدير بنك", "المغرب", "راض"]


async def test_a_split_at_the_caret() -> None:
    """The second part begins with what the word under the caret would be tagged as."""
    text = "حضر وزير العدل والمدير العام أمس"
    async with sitting_at(MemorySession([make_document(text)])) as desk:
        await desk.go("وزير")
        await desk.press(*["shift+left"] * 3, "2")
        await desk.go("والمدير")
        await desk.press("\\")
        assert desk.spans == [("official", "وزير العدل"), ("official", "المدير العام")]
        await desk.settled()
        await desk.press("u")
        await desk.pilot.pause(0.05)
        assert desk.spans == [("official", "وزير العدل والمدير العام")]


async def test_a_split_needs_two_parts() -> None:
    """On the first word nothing is split, and the person is told where to stand."""
    async with sitting_at() as desk:
        await desk.go("مدير")
        await desk.press("shift+left", "2")
        await desk.go("مدير")
        await desk.press("\\")
        assert "second part begins with" in desk.said()
        await desk.go("راض")
        await desk.press("\\")
        assert "no span here" in desk.said()


@pytest.mark.parametrize("key", ["j", "ت"])
async def test_a_join_with_the_next(key: str) -> None:
    """The span here and the next of its label become one, in one act."""
    async with sitting_at() as desk:
        await desk.go("مدير")
        await desk.press("2")
        await desk.go("المغرب")
        await desk.press("2")
        await desk.go("مدير")
        await desk.press(key)
        assert desk.spans == [("official", "مدير بنك المغرب")]
        await desk.settled()
        await desk.press("u")
        await desk.pilot.pause(0.05)
        assert desk.spans == [("official", "مدير"), ("official", "المغرب")]


async def test_a_join_that_is_refused() -> None:
    """Without another span of the label, and over a sentence's end, the reason is said."""
    async with sitting_at() as desk:
        await desk.go("راض")
        await desk.press("2")
        await desk.press("j")
        assert "no span of this label follows" in desk.said()
        await desk.go("عنوان")
        await desk.press("2")
        await desk.go("راض")
        await desk.press("j")
        assert "leaves its sentence" in desk.said()


async def test_trimming_a_selection_and_a_span() -> None:
    """Brackets and stops at the edges go, from what is marked and from a span, with one key."""
    async with sitting_at() as desk:
        start = TEXT.index("(UTRF)")
        await desk.place(start)
        await desk.press(*["ctrl+shift+left"] * 5, "z")
        assert desk.word == "UTRF"
        await desk.press("escape")
        await desk.place(start)
        await desk.press(*["ctrl+shift+left"] * 5, "1")
        assert desk.spans == [("agency", "(UTRF)")]
        await desk.press("ئ")
        assert desk.spans == [("agency", "UTRF")]
        await desk.press("z")
        assert "nothing is to be trimmed" in desk.said()
