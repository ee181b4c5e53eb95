"""The guidelines screen: the right label first, right to left, in each language, and safe."""

from __future__ import annotations

import pytest
from rich.cells import cell_len
from tests.tui.sessions import SCHEME, Desk, MemorySession, sitting_at
from tests.tui.test_hostile import EVIL, assert_harmless, emitted

from hashiya.model import Example, Label, Scheme, Words
from hashiya.services import default_scheme
from hashiya.tui.pieces import drawn
from hashiya.tui.screens.annotate import AnnotateScreen
from hashiya.tui.screens.guidelines import GuidelinesScreen, languages_of


def with_news() -> MemorySession:
    """A session with the scheme that a project starts with."""
    return MemorySession(scheme=default_scheme())


def top(desk: Desk) -> str:
    """The first line with something on it."""
    return next(line for line in desk.lines() if line.strip())


@pytest.mark.parametrize("key", ["g", "ل"])
async def test_the_guidelines_open_and_close(key: str) -> None:
    """They open over the article on either layout, and the same key or Escape goes back."""
    async with sitting_at(with_news()) as desk:
        for closing in (key, "escape"):
            await desk.press(key)
            assert isinstance(desk.app.screen, GuidelinesScreen)
            await desk.press(closing)
            assert isinstance(desk.app.screen, AnnotateScreen)


async def test_a_guideline_reads_from_the_right() -> None:
    """The title, the rules and the examples stand right to left, each line ending on the right."""
    async with sitting_at(with_news(), size=(100, 40)) as desk:
        await desk.press("g", "tab")
        lines = desk.lines()
        assert top(desk).rstrip().endswith(drawn("جهة"))
        text = "\n".join(lines)
        assert drawn("الاختصار بين قوسين مقطع مستقل من غير القوسين.") in text
        assert "✓" in text
        rule = next(line for line in lines if drawn("الاختصار بين قوسين") in line)
        assert len(rule) - len(rule.rstrip(" ·")) == 8 + 2


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


async def test_tab_shows_the_next_language() -> None:
    """Tab goes through the languages that something is written in, from the interface's own."""
    async with sitting_at(with_news(), size=(80, 24)) as desk:
        await desk.press("g")
        assert top(desk).startswith("  agency")
        assert "Tab Arabic" in desk.lines()[-1]
        await desk.press("tab")
        assert drawn("جهة") in top(desk)
        await desk.press("tab")
        assert top(desk).startswith("  organisme")
        await desk.press("tab")
        assert top(desk).startswith("  agency")


async def test_a_label_without_words_says_so() -> None:
    """A label without guideline and examples says that there is none, and offers no language."""
    async with sitting_at(size=(80, 24)) as desk:
        await desk.press("g")
        assert "no guideline is written for this label" in "\n".join(desk.lines())
        assert "Tab" not in desk.lines()[-1]
        await desk.press("tab")
        assert isinstance(desk.app.screen, GuidelinesScreen)


@pytest.mark.parametrize("size", [(20, 5), (40, 12), (1, 1), (100, 30)])
async def test_hostile_guidelines_on_any_terminal(size: tuple[int, int]) -> None:
    """A scheme's words are only shown, whatever they hold and however small the terminal is."""
    words = Words(ar=EVIL, en=f"{EVIL}\n{EVIL}")
    example = Example(text=f"⟦{EVIL}⟧⟦ {EVIL}", why=words)
    label = Label(name="[/]", titles=words, key="1", guideline=words, examples=(example, example))
    session = MemorySession(scheme=Scheme(id="x", labels=(label,)))
    async with sitting_at(session, size=size) as desk:
        await desk.press("g", "pagedown", "tab", "end", "1")
        assert_harmless(emitted(desk))
        assert {cell_len(line) for line in desk.lines()} == {size[0]}


def test_only_languages_with_words_are_offered() -> None:
    """A language is offered when a guideline or a reason is written in it."""
    assert languages_of(SCHEME.labels) == ("en",)
    assert languages_of(default_scheme().labels) == ("en", "ar", "fr")
    why = Example(text="x", why=Words(fr="parce que"))
    assert languages_of((Label(name="a", examples=(why,)),)) == ("fr",)
