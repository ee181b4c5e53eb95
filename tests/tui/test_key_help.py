"""Help by context: every place but the article has a help of its own keys, a key away."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.tui.sessions import Desk, sitting_at

from hashiya.services import (
    AnnotationSession,
    ImportOptions,
    default_scheme,
    import_paths,
    make_project,
)
from hashiya.tui.room import TYPING, Room, RoomKey
from hashiya.tui.screens.annotate import AnnotateScreen
from hashiya.tui.screens.help import HelpScreen
from hashiya.tui.screens.key_help import KeyHelpScreen, key_help_lines, room_of
from hashiya.tui.terminal_app import TerminalApp

PLACES = {
    "find": ("/",),
    "go": ("y",),
    "note": ("1", "m"),
    "attributes": ("1", "a"),
    "search": ("ctrl+f",),
    "commands": ("ctrl+p",),
    "guidelines": ("g",),
    "span list": ("f4",),
    "figures": ("shift+f9",),
    "menu": (".",),
    "scopes": ("1", "*"),
    "occurrences": ("1", "*", "p"),
    "terminal": ("f2",),
    "history": ("f6",),
    "article list": ("f3",),
}
"""Every place and how it is reached from a word of the article."""
TYPED_IN = {"article list", "find", "go", "note", "attributes", "search", "commands"}


@pytest.fixture
def opens(tmp_path: Path) -> Callable[[], AnnotationSession]:
    """Opens a sitting at an article in which a name stands twice."""
    path = tmp_path / "p.hashiya"
    make_project(path, default_scheme())
    (tmp_path / "d.txt").write_text("البنك هنا. وقال البنك إنه راض.", encoding="utf-8")
    import_paths(path, [tmp_path / "d.txt"], ImportOptions(alias="lead"))
    return lambda: AnnotationSession.open(path, "salma")


def shown(desk: Desk) -> str:
    """The screen as one string."""
    return "\n".join(desk.lines())


@pytest.mark.parametrize("place", PLACES)
async def test_every_place_has_a_help_of_its_own(
    place: str, opens: Callable[[], AnnotationSession]
) -> None:
    """F1 shows the place's title and keys; the same key goes back to the place as it was."""
    async with sitting_at(opens) as desk:
        await desk.press(*PLACES[place])
        before, focused = desk.app.screen, desk.app.focused
        room = room_of(before)
        assert room is not None
        assert (room.is_typed_in, place) == (place in TYPED_IN, place)
        await desk.press("f1")
        assert isinstance(desk.app.screen, KeyHelpScreen)
        assert room.title in shown(desk)
        assert all(key.words in shown(desk) for key in room.keys)
        await desk.press("f1")
        assert (desk.app.screen, desk.app.focused) == (before, focused)


@pytest.mark.parametrize("place", sorted(PLACES.keys() - TYPED_IN))
@pytest.mark.parametrize("key", ["?", "؟"])
async def test_a_question_mark_asks_where_nothing_is_typed(
    place: str, key: str, opens: Callable[[], AnnotationSession]
) -> None:
    """On either layout."""
    async with sitting_at(opens) as desk:
        await desk.press(*PLACES[place], key)
        assert isinstance(desk.app.screen, KeyHelpScreen)


async def test_a_question_mark_is_a_letter_where_text_is_typed() -> None:
    """It is typed, and nothing opens."""
    async with sitting_at() as desk:
        await desk.press("/", "?")
        assert desk.app.screen is desk.screen
        assert "?" in shown(desk)


@pytest.mark.parametrize("key", ["f1", "?", "؟"])
async def test_the_article_keeps_its_help(key: str) -> None:
    """There the help is the whole table, as before."""
    async with sitting_at() as desk:
        shown = []
        for __ in range(2):
            await desk.press(key)
            shown.append(type(desk.app.screen))
        assert shown == [HelpScreen, AnnotateScreen]


@pytest.mark.parametrize("place", sorted(PLACES.keys() - {"menu", "scopes"}))
async def test_every_hint_line_names_the_help(
    place: str, opens: Callable[[], AnnotationSession]
) -> None:
    """The last hint of a place with room for it is its help."""
    async with sitting_at(opens, size=(120, 30)) as desk:
        await desk.press(*PLACES[place])
        assert "F1 help" in shown(desk)


def test_hints_are_the_room_s_keys() -> None:
    """A hint line has the keys that are named, in that order, with a state's own words."""
    room = Room("Place", (), (RoomKey("a", "A", "one"), RoomKey("b", "B", "two", "more of two")))
    assert room.hints() == (("A", "one"), ("B", "two"), ("F1", "help"))
    assert room.hints("b", "a", b="now") == (("B", "now"), ("A", "one"), ("F1", "help"))
    assert [key.words for key in room.keys] == ["one", "more of two"]


@pytest.mark.parametrize("width", [1, 20, 40, 80, 200])
def test_help_folds_on_a_narrow_screen(width: int) -> None:
    """What does not fit beside its keys stands under them, and typing's keys come where typed."""
    room = Room("Place", ("What it is for.",), (RoomKey("a", "A", "some words"),), is_typed_in=True)
    lines = key_help_lines(room, width)
    text = " ".join("".join(piece.text for piece in (*line[0], *line[1])) for line in lines)
    assert all(word in text for word in ("A", "Ctrl c x v"))
    assert TYPING[-1].words.split()[0] in text or width < 20


def test_the_application_has_the_action() -> None:
    """Both applications can be asked, the one without a project too."""
    assert callable(TerminalApp.action_keys_here)
