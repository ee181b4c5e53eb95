"""The guideline pane: the right label first, right to left, in each language, and safe."""

from __future__ import annotations

import pytest
from rich.cells import cell_len
from tests.tui.sessions import SCHEME, Desk, MemorySession, sitting_at
from tests.tui.test_hostile import EVIL, assert_harmless, emitted

from hashiya.model import Example, Label, Scheme, Words
from hashiya.services import default_scheme
from hashiya.tui.pieces import drawn
from hashiya.tui.screens.guideline_pane import languages_of
from hashiya.tui.screens.panes import Panes
from hashiya.tui.widgets import LinesView


def with_news() -> MemorySession:
    """A session with the scheme that a project starts with."""
    return MemorySession(scheme=default_scheme())


def guidelines(desk: Desk) -> list[str]:
    """What stands in the pane."""
    region = desk.screen.query_one(Panes).query_one(LinesView).region
    return [line[region.x : region.right] for line in desk.lines()[region.y : region.bottom]]


def top(desk: Desk) -> str:
    """The first line with something on it."""
    return next(line for line in guidelines(desk) if line.strip())


def is_open(desk: Desk) -> bool:
    """Whether the pane is on the screen."""
    return any("g guidelines" in line for line in desk.lines())


@pytest.mark.parametrize("key", ["g", "ل"])
async def test_the_guidelines_open_and_close(key: str) -> None:
    """They open on either layout, and the same key, Escape or q closes them."""
    async with sitting_at(with_news()) as desk:
        for closing in (key, "escape", "q"):
            await desk.press(key)
            assert is_open(desk)
            await desk.press(closing)
            assert not is_open(desk)


async def test_a_guideline_reads_from_the_right() -> None:
    """The title, the rules and the examples stand right to left, each line ending on the right."""
    async with sitting_at(with_news(), size=(90, 44)) as desk:
        await desk.press("g", "left")
        lines = guidelines(desk)
        assert top(desk).rstrip().endswith(drawn("جهة"))
        text = "\n".join(lines)
        assert drawn("الاختصار بين قوسين مقطع مستقل من غير القوسين.") in text
        assert "✓" in text
        rule = next(line for line in lines if drawn("الاختصار بين قوسين") in line)
        assert len(rule) - len(rule.rstrip(" ·")) == 3 + 2


async def test_it_begins_at_the_label_under_the_caret() -> None:
    """With the caret in a span the screen begins at the guideline of that span's label."""
    async with sitting_at(with_news(), size=(80, 24)) as desk:
        await desk.go("2021")
        await desk.press("3", "g")
        assert "date" in top(desk)


@pytest.mark.parametrize("key", ["4", "٤"])
async def test_a_label_key_goes_to_its_label(key: str) -> None:
    """Inside, a label's key on either layout goes to its guideline and tags nothing."""
    async with sitting_at(with_news(), size=(80, 24)) as desk:
        await desk.press("g", key)
        assert "topic" in top(desk)
        await desk.press("escape")
        assert desk.spans == []


async def test_an_arrow_shows_the_next_language() -> None:
    """Left and right go through the languages of what is written, from the interface's own."""
    async with sitting_at(with_news(), size=(80, 24)) as desk:
        await desk.press("g")
        assert top(desk).startswith("  agency")
        assert "← → Arabic" in desk.lines()[-1]
        await desk.press("left")
        assert drawn("جهة") in top(desk)
        await desk.press("left")
        assert top(desk).startswith("  organisme")
        await desk.press("left")
        assert top(desk).startswith("  agency")
        await desk.press("right")
        assert top(desk).startswith("  organisme")


async def test_a_label_without_words_says_so() -> None:
    """A label without guideline and examples says that there is none, and offers no language."""
    async with sitting_at(size=(80, 24)) as desk:
        await desk.press("g")
        assert "no guideline is written for this label" in "\n".join(desk.lines())
        assert "← →" not in desk.lines()[-1]
        await desk.press("left")
        assert is_open(desk)


async def test_the_pane_follows_the_label_under_the_caret() -> None:
    """Beside the article it shows the guideline of the span that keys mean, as the caret moves."""
    async with sitting_at(with_news(), size=(120, 24)) as desk:
        for word, key in (("وزارة", "1"), ("2021", "3")):
            await desk.go(word)
            await desk.press(key)
        await desk.press("g", "tab")
        for word, title in (("وزارة", "agency"), ("2021", "date"), ("وزارة", "agency")):
            await desk.go(word)
            assert title in top(desk)
        await desk.go("اللقاء")
        assert "agency" in top(desk)
        await desk.press("g", "4", "enter")
        assert "topic" in top(desk)
        await desk.go("وزارة")
        assert "agency" in top(desk)
        await desk.press("g", "4", "enter", "z")
        assert "topic" in top(desk), "another label was looked at, and the caret is where it was"


async def test_keys_scroll_without_moving_in_the_article() -> None:
    """While the pane has the keys, arrows and pages scroll it and the caret stays."""
    async with sitting_at(with_news(), size=(120, 24)) as desk:
        before = desk.reading.pointer
        await desk.press("g", "down", "pagedown")
        assert "agency" not in top(desk)
        assert desk.reading.pointer == before


@pytest.mark.parametrize("size", [(20, 5), (40, 12), (1, 1), (100, 30)])
async def test_hostile_guidelines_on_any_terminal(size: tuple[int, int]) -> None:
    """A scheme's words are only shown, whatever they hold and however small the terminal is."""
    words = Words(ar=EVIL, en=f"{EVIL}\n{EVIL}")
    example = Example(text=f"⟦{EVIL}⟧⟦ {EVIL}", why=words)
    label = Label(name="[/]", titles=words, key="1", guideline=words, examples=(example, example))
    session = MemorySession(scheme=Scheme(id="x", labels=(label,)))
    async with sitting_at(session, size=size) as desk:
        await desk.press("g", "pagedown", "left", "end", "1")
        assert_harmless(emitted(desk))
        assert {cell_len(line) for line in desk.lines()} == {size[0]}


def test_only_languages_with_words_are_offered() -> None:
    """A language is offered when a guideline or a reason is written in it."""
    assert languages_of(SCHEME.labels) == ("en",)
    assert languages_of(default_scheme().labels) == ("en", "ar", "fr")
    why = Example(text="x", why=Words(fr="parce que"))
    assert languages_of((Label(name="a", examples=(why,)),)) == ("fr",)
