"""Flags and notes to come back to: keys, what is seen of them, and the list of all."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.tui.sessions import Desk, sitting_at

from hashiya.services import (
    AnnotationSession,
    ImportOptions,
    ReturnPage,
    ReturnWanted,
    default_scheme,
    import_paths,
    make_project,
)
from hashiya.tui.screens.returning import ReturnScreen
from hashiya.tui.widgets import Details, StatusLine

TEXTS = (
    "قال مدير بنك المغرب إن الأمر تم. ثم انتهى اللقاء.",
    "لا شيء هنا. عنوان.",
    "ووقعت وكالة البنك اتفاقا. ولبنكِ المَغرب رأي.",
)


@pytest.fixture
def opens(tmp_path: Path) -> Callable[[], AnnotationSession]:
    """Opens a sitting at three articles."""
    path = tmp_path / "bank.hashiya"
    make_project(path, default_scheme())
    folder = tmp_path / "texts"
    folder.mkdir()
    for number, text in enumerate(TEXTS):
        (folder / f"d{number}.txt").write_text(text, encoding="utf-8")
    import_paths(path, [folder], ImportOptions(alias="lead"))
    return lambda: AnnotationSession.open(path, "salma")


async def until(desk: Desk, is_so: Callable[[], bool]) -> None:
    """Wait for the store's thread."""
    for _ in range(400):
        if is_so():
            break
        await desk.pilot.pause(0.01)
    assert is_so()
    await desk.pilot.pause()


async def listing(desk: Desk, places: int) -> ReturnScreen:
    """Open the list and wait for so many places."""
    await desk.press("ctrl+b")
    screen = desk.app.screen
    assert isinstance(screen, ReturnScreen)
    await until(desk, lambda: not screen._is_looking and len(screen._lines.items) == places)
    return screen


def flags(desk: Desk) -> list[tuple[bool, bool, str]]:
    """Whether it is the article's, whether it is a flag, and the note."""
    reminders = desk.reading.page.layer.reminders
    return [(each.span is None, each.is_flagged, each.note) for each in reminders]


async def test_a_span_is_flagged_and_not() -> None:
    """The flag is on the span under the caret, is said and seen, and goes when pressed again."""
    async with sitting_at() as desk:
        await desk.press("1", "!")
        (annotation,) = desk.reading.page.layer.annotations
        assert annotation.is_flagged
        assert desk.said() == "flagged: نظمت; Ctrl b lists all"
        await desk.go("نظمت")
        assert "⚑ flagged" in desk.lines()[-3]
        await desk.press("!")
        assert not desk.reading.page.layer.annotations[0].is_flagged
        assert desk.said() == "flag taken off: نظمت"


async def test_a_sentence_is_flagged_where_no_span_is() -> None:
    """And seen beside its number and in words; undo takes the flag off."""
    async with sitting_at() as desk:
        await desk.press("!")
        assert flags(desk) == [(False, True, "")]
        assert desk.said() == "sentence flagged; Ctrl b lists all"
        await desk.press("left")
        assert "⚑" in desk.lines()[0]
        assert "⚑ sentence" in desk.lines()[-4]
        assert "⚑ sentence flagged" in desk.lines()[-3]
        await desk.settled()
        await desk.press("u")
        assert desk.said() == "undone: flag on the sentence"
        assert flags(desk) == []
        await desk.press("r", "!")
        assert flags(desk) == []


async def test_the_margin_shows_flags_and_notes_beside_marks() -> None:
    """On the row where the sentence begins, at once, and no more once they are gone."""
    async with sitting_at() as desk:
        row = desk.lines()[2]
        await desk.press("ctrl+n", "ش", "ctrl+s")
        assert "✎" in desk.lines()[2]
        await desk.press("!")
        assert "⚑" in desk.lines()[2]
        await desk.press("enter", "p")
        assert "⚑✓" in desk.lines()[2]
        await desk.press("o", "!", "ctrl+n", "ctrl+a", "delete", "ctrl+s")
        assert desk.lines()[2].rstrip() == row.rstrip()


async def test_notes_on_the_sentence_and_the_article() -> None:
    """Both are asked for in the box, say what they are about, and stand beside flags."""
    async with sitting_at() as desk:
        await desk.press("ctrl+n", *"شك", "ctrl+s")
        assert desk.said() == "note put on the sentence"
        await desk.press("ctrl+d")
        assert "on the article" in "\n".join(desk.lines())
        await desk.press(*"مصدر", "ctrl+s", "ctrl+g")
        assert flags(desk) == [(True, True, "مصدر"), (False, False, "شك")]
        assert desk.said() == "article flagged; Ctrl b lists all"
        await desk.press("left")
        facts = desk.screen.query_one(Details).facts
        assert facts is not None
        assert [(each.is_whole, each.is_flagged, each.note) for each in facts.reminders] == [
            (False, False, "شك"),
            (True, True, "مصدر"),
        ]
        where = desk.screen.query_one(StatusLine).where
        assert where is not None
        assert (where.document_signs, where.sentence_signs) == ("⚑✎", "✎")
        await desk.press("ctrl+n", "ctrl+a", "delete", "ctrl+s")
        assert desk.said() == "note on the sentence removed"
        assert flags(desk) == [(True, True, "مصدر")]


async def test_keys_answer_on_an_arabic_keyboard(opens: Callable[[], AnnotationSession]) -> None:
    """Each is at the same place of the keyboard; one keyboard sends «لا» as one letter."""
    async with sitting_at(opens) as desk:
        await desk.press("!", "ctrl+ى", "ش", "ctrl+س", "ctrl+ل", "ctrl+ي", "س", "ctrl+س")
        assert flags(desk) == [(True, True, "س"), (False, True, "ش")]
        await desk.press("n", ">")
        await until(desk, lambda: desk.said().startswith("no flag comes after"))
        await desk.press("<")
        await until(desk, lambda: desk.said().startswith("⚑"))
        await desk.press("ctrl+ﻻ")
        assert isinstance(desk.app.screen, ReturnScreen)


async def test_a_merge_carries_flags_and_an_undo_brings_them_back(
    opens: Callable[[], AnnotationSession],
) -> None:
    """What is on both sentences is on the whole, at once on the screen, and splits again."""
    async with sitting_at(opens) as desk:
        await desk.press("!", "n", "ctrl+n", "ش", "ctrl+s", "p")
        await desk.settled()
        before = flags(desk)
        await desk.press("f8")
        await until(desk, lambda: desk.said().startswith("sentences merged"))
        assert flags(desk) == [(False, True, "ش")]
        await desk.press("u")
        await until(desk, lambda: flags(desk) == before)


async def test_keys_jump_from_flag_to_flag_over_articles(
    opens: Callable[[], AnnotationSession],
) -> None:
    """Forwards and back, past an article without any, and with words at the ends."""
    async with sitting_at(opens) as desk:
        await desk.press("}")
        await until(desk, lambda: desk.said().startswith("nothing is flagged from here on; !"))
        await desk.go("بنك")
        await desk.press("1")
        await desk.go("بنك")
        await desk.press("!")
        await desk.press("]")
        await until(desk, lambda: desk.reading.page.document.id == "d1")
        await desk.press("]")
        await until(desk, lambda: desk.reading.page.document.id == "d2")
        await desk.press("n", "!", "{")
        await until(desk, lambda: desk.reading.page.document.id == "d0")
        assert desk.said() == "⚑ بنك"
        assert desk.word == "بنك"
        await desk.press("}")
        await until(desk, lambda: desk.reading.page.document.id == "d2")
        assert desk.said() == "⚑ sentence flagged"
        assert desk.word == "ولبنكِ"
        await desk.press("}")
        await until(
            desk, lambda: desk.said() == "no flag comes after this; { goes back to the one before"
        )
        await desk.press("ctrl+home", "}")
        await until(desk, lambda: desk.word == "ولبنكِ")


async def test_the_list_shows_everything_and_goes_there(
    opens: Callable[[], AnnotationSession],
) -> None:
    """Flags and notes of all articles in context; Enter opens the article at the place."""
    async with sitting_at(opens) as desk:
        await desk.press("ctrl+d", "م", "ctrl+s")
        await desk.go("بنك")
        await desk.press("1")
        await desk.go("بنك")
        await desk.press("!", "]")
        await until(desk, lambda: desk.reading.page.document.id == "d1")
        await desk.press("]")
        await until(desk, lambda: desk.reading.page.document.id == "d2")
        await desk.press("n", "!")
        screen = await listing(desk, 3)
        assert [each.kind for each in screen._lines.items] == ["document", "span", "sentence"]
        lines = "\n".join(desk.lines())
        assert "3 places" in lines
        assert "note on the article" in lines
        assert "span flagged · agency" in lines
        await desk.press("down", "enter")
        await until(desk, lambda: desk.reading.page.document.id == "d0")
        await desk.press("2")
        assert desk.spans == [("official", "بنك")]
        assert desk.reading.page.layer.annotations[0].is_flagged
        screen = await listing(desk, 3)
        await desk.press("end", "down", "down", "enter")
        await until(desk, lambda: desk.reading.page.document.id == "d2")
        assert desk.word == "ولبنكِ"


async def test_keys_that_are_early_wait_for_the_list(
    opens: Callable[[], AnnotationSession], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever types ahead of a slow disk arrives where they meant to."""
    gate, come_back = threading.Event(), AnnotationSession.come_back

    def slowly(session: AnnotationSession, wanted: ReturnWanted, **more: Any) -> ReturnPage:
        gate.wait(10)
        return come_back(session, wanted, **more)

    monkeypatch.setattr(AnnotationSession, "come_back", slowly)
    async with sitting_at(opens) as desk:
        await desk.press("!", "n", "!", "p")
        await desk.settled()
        await desk.press("ctrl+b", "down", "enter")
        gate.set()
        await until(desk, lambda: desk.app.screen is desk.screen and desk.word == "ثم")


async def test_tab_goes_through_the_kinds(opens: Callable[[], AnnotationSession]) -> None:
    """Flags of one kind, notes, and what waits for a label; Shift goes back."""
    async with sitting_at(opens) as desk:
        await desk.press("!", "ctrl+g", "ctrl+n", "م", "ctrl+s")
        screen = await listing(desk, 2)
        found = []
        for _ in range(5):
            await desk.press("tab")
            await until(desk, lambda: not screen._is_looking)
            found.append([each.kind for each in screen._lines.items])
        assert found == [[], ["sentence"], ["document"], ["sentence"], []]
        assert "no span waits for another label" in "\n".join(desk.lines())
        await desk.press("shift+tab")
        await until(desk, lambda: len(screen._lines.items) == 1)


async def test_an_empty_list_says_how_to_flag(opens: Callable[[], AnnotationSession]) -> None:
    """With the key; and the key that opened the list closes it."""
    async with sitting_at(opens) as desk:
        screen = await listing(desk, 0)
        assert "! flags the span here, else the sentence" in "\n".join(desk.lines())
        await desk.press("enter")
        assert desk.app.screen is screen
        await desk.press("ctrl+b")
        assert not screen.is_attached


@pytest.mark.parametrize("size", [(80, 24), (40, 10), (20, 5), (1, 1)])
async def test_it_fits_every_screen(
    opens: Callable[[], AnnotationSession], size: tuple[int, int]
) -> None:
    """On a small screen places are cut, and keys go through them as on a large one."""
    async with sitting_at(opens, size=size) as desk:
        await desk.press("!", "ctrl+g", "n", "!")
        screen = await listing(desk, 3)
        await desk.press("pagedown", "up", "down", "down", "down")
        assert screen._lines.cursor == 2
        await desk.press("escape")
        assert desk.app.screen is desk.screen
