"""Going: to a sentence by its number, and to the next that is not finished."""

from __future__ import annotations

import pytest
from tests.tui.sessions import sitting_at


@pytest.mark.parametrize("keys", [("y", "3"), ("غ", "٣"), ("y", "۳")])
async def test_a_number_shows_its_sentence(keys: tuple[str, ...]) -> None:
    """While the number is typed its sentence is shown; Enter stays there."""
    async with sitting_at() as desk:
        await desk.press(*keys)
        assert desk.word == "عنوان"
        assert "sentence 1 to 4" in desk.lines()[-3]
        await desk.press("enter", "1")
        assert desk.spans == [("agency", "عنوان")]
        assert desk.app.focused is None


async def test_escape_goes_back() -> None:
    """Esc shows the place where one was, and so does a number that no sentence has."""
    async with sitting_at() as desk:
        await desk.go("بنك")
        before = desk.reading.pointer
        await desk.press("y", "3", "9")
        assert desk.reading.pointer == before
        await desk.press("backspace", "escape")
        assert desk.reading.pointer == before


async def test_a_number_that_no_sentence_has_is_answered() -> None:
    """Enter says how many sentences there are, and the place stays."""
    async with sitting_at() as desk:
        await desk.press("y", "9", "9", "enter")
        assert desk.said() == "this article has 4 sentences"
        assert desk.reading.pointer.caret == 0
        await desk.press("y", "9", "escape")
        assert "sentences" not in desk.said()


async def test_letters_reach_only_the_number() -> None:
    """Keys of labels and commands are text in the bar."""
    async with sitting_at() as desk:
        await desk.press("y", *"x0q", "left")
        assert desk.app.return_value is None
        assert desk.reading.page.layer.marks == ()
        await desk.press("enter")
        assert desk.reading.pointer.caret == 0


@pytest.mark.parametrize("key", ["e", "ث"])
async def test_the_next_unfinished_sentence(key: str) -> None:
    """It passes finished ones over, begins again at the top, and says when none is left."""
    async with sitting_at() as desk:
        await desk.press("n", "enter", "p", "p", key)
        assert desk.word == "عنوان"
        await desk.press(key, key)
        assert desk.reading.pointer.caret == 0
        await desk.press("enter", "enter", "enter", key)
        assert "no other sentence" in desk.said()
