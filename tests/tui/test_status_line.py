"""The status line: position, progress and who is at work, on any width and at every key."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from tests.strategies import texts
from tests.tui.sessions import MemorySession, make_document, sitting_at
from tests.tui.test_hostile import assert_harmless

from hashiya.tui.inks import Inks
from hashiya.tui.locale import LANGUAGES, use_language
from hashiya.tui.pieces import line_strip
from hashiya.tui.themes import DARK
from hashiya.tui.widgets import StatusLine, Where

INKS = Inks(DARK)
HERE = Where("عنوان المقال", 3, 40, 12, 4, 15, 3, "salma")


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """English again after each test."""
    yield
    use_language("en")


def shown(where: Where, width: int) -> str:
    """The line as it is written."""
    line = StatusLine()
    line.set_reactive(StatusLine.where, where)
    (drawn,) = line.lines(width)
    return line_strip(drawn, width, INKS, ground="panel").text


@pytest.mark.parametrize(
    ("width", "parts"),
    [
        (120, ["article 3/40, 12 done", "sentence 4/15, 3 done", "salma", "● saved"]),
        (80, ["article 3/40 ✓12", "sentence 4/15 ✓3", "salma", "● saved"]),
        (60, ["3/40 ✓12 · 4/15 ✓3 · salma", "● saved"]),
        (40, ["3/40 ✓12 · 4/15 ✓3 · salma", "● saved"]),
        (34, ["3/40 · 4/15 · salma", "● saved"]),
        (20, ["salma", "● saved"]),
        (10, ["● saved"]),
    ],
)
def test_words_go_before_numbers(width: int, parts: list[str]) -> None:
    """On a narrower line first the words go, then what is done, and the alias last of all."""
    line = shown(HERE, width)
    assert all(part in line for part in parts)


def test_a_large_project_fits() -> None:
    """Numbers of a million articles shed their words earlier."""
    where = HERE._replace(document=999_999, documents=1_000_000, finished=500_000)
    assert "999999/1000000 ✓500000 · 4/15 ✓3 · salma" in shown(where, 80)
    assert "salma" in shown(where, 40)


@given(
    st.sampled_from(LANGUAGES),
    st.tuples(texts(), texts()),
    st.tuples(*[st.integers(0, 10**7)] * 6),
    st.sampled_from(["", "⚑", "⚑✎"]),
    st.integers(1, 130),
)
def test_it_is_as_wide_as_its_place(
    language: str, words: tuple[str, str], counts: tuple[int, ...], signs: str, width: int
) -> None:
    """Whatever a title or an alias holds, in any language, the line is whole and safe."""
    use_language(language)
    title, alias = words
    line = shown(Where._make((title, *counts, alias, signs, signs)), width)
    assert_harmless(line)
    assert cell_len(line) == width


async def test_progress_follows_each_key_without_the_database() -> None:
    """While nothing can be asked of the project, sentences and articles that are done count."""
    session = MemorySession([make_document(number=1), make_document("جملة واحدة.", number=2)])
    async with sitting_at(session, size=(120, 24)) as desk:
        session.gate.clear()
        assert "article 1/2, 0 done   sentence 1/4, 0 done   salma" in desk.lines()[0]
        await desk.pilot.press("enter", "0")
        assert "article 1/2, 0 done   sentence 3/4, 2 done" in desk.lines()[0]
        await desk.pilot.press("enter", "enter")
        assert "article 1/2, 1 done   sentence 4/4, 4 done" in desk.lines()[0]
        await desk.pilot.press("o")
        assert "article 1/2, 0 done   sentence 4/4, 3 done" in desk.lines()[0]
        await desk.pilot.press("enter")
        session.gate.set()
        await desk.settled()
        await desk.press("]")
        assert "article 2/2, 1 done   sentence 1/1, 0 done" in desk.lines()[0]
        await desk.press("enter")
        await desk.settled()
        assert "article 2/2, 2 done" in desk.lines()[0]
        await desk.press("u")
        await desk.settled()
        assert "article 2/2, 1 done   sentence 1/1, 0 done" in desk.lines()[0]
        await desk.press("u")
        await desk.settled()
        assert "article 1/2, 0 done   sentence 4/4, 3 done" in desk.lines()[0]
