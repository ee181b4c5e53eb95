"""Messages that are longer than a line: what to do is seen on any screen, in every language."""

from __future__ import annotations

from collections.abc import Iterator
from unittest.mock import patch

import pytest
from tests.tui.sessions import MemorySession, sitting_at

from hashiya.errors import StoreError
from hashiya.store.troubles import FULL, LOCKED
from hashiya.tui import pieces
from hashiya.tui.locale import LANGUAGES, _, told, use_language
from hashiya.tui.pieces import Piece, in_two
from hashiya.tui.save_news import SaveNews
from hashiya.tui.saving import SaveState
from hashiya.tui.watching import _LOST

ISOLATES = dict.fromkeys(range(0x2066, 0x206A))
NO_BREAK_SPACE = {0xA0: " "}
"""A screen shows it as the space that it is."""


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    """The interface in English after each test."""
    yield
    use_language("en")


def shown(text: str, width: int) -> str:
    """What is read of a message, in the order it was written."""
    rows = in_two(text, width - 2)
    assert all(Piece(row).width <= width - 2 for row in rows)
    return " ".join(row.translate(ISOLATES) for row in rows if row)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [40, 80])
def test_what_to_do_about_a_lost_file_is_never_cut(language: str, width: int) -> None:
    """The whole message stands there."""
    use_language(language)
    for words in _LOST.values():
        text = _(words).format(key="F9")
        assert shown(text, width) == text.translate(NO_BREAK_SPACE)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [40, 80])
def test_what_to_do_about_a_save_that_fails_comes_first(language: str, width: int) -> None:
    """The key that tries again, and then what helps, before anything that may be cut."""
    use_language(language)
    for reason in (FULL, LOCKED):
        said = told(StoreError(reason))
        text = SaveNews().of(SaveState("failed", 3, said)).text
        helps = said.partition(":")[0].rstrip()
        helps = helps.partition("،")[0].partition(",")[0]
        seen = shown(text, width)
        assert "w" in seen
        assert " ".join(helps.split()[:4]) in seen


async def test_a_long_message_has_both_lines_of_the_details() -> None:
    """A short one leaves the line about the word here where it is."""
    async with sitting_at(MemorySession(), size=(60, 20)) as desk:
        sitting = desk.screen.sitting
        assert sitting is not None
        before = desk.lines()[-4]
        sitting.say("short")
        await desk.pilot.pause()
        assert desk.lines()[-4] == before
        sitting.say("not saved; w tries again: free some space and try again: the disk is full")
        await desk.pilot.pause()
        assert "not saved; w tries again: free some space and try again:" in desk.lines()[-4]
        assert desk.lines()[-3].strip() == "the disk is full"


def test_a_message_as_long_as_an_article_is_looked_at_as_far_as_it_is_shown() -> None:
    """A span of an act may be a whole article; nothing is laid out that nobody sees."""
    words = "وزارة الخارجية " * 20_000
    with patch.object(pieces, "sentence", wraps=pieces.sentence) as laid:
        first, second = in_two(f"agency on {words}", 98)
    assert Piece(first).width <= 98 >= Piece(second).width
    assert second.endswith("…") or "…" in second
    assert all(len(call.args[0]) < 1000 for call in laid.call_args_list[:-1])
    assert laid.call_count < 200
