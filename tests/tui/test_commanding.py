"""The list of commands: finding them by words, and doing them as their keys do."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from rich.cells import cell_len
from tests.tui.sessions import SCHEME, Desk, sitting_at

from hashiya.tui.commands import COMMANDS
from hashiya.tui.locale import use_language
from hashiya.tui.offers import Offer, found_offers, offers_of, recent_first
from hashiya.tui.screens.annotate import AnnotateScreen
from hashiya.tui.screens.commanding import CommandsScreen
from hashiya.tui.screens.help import HelpScreen
from hashiya.tui.screens.key_help import KeyHelpScreen
from hashiya.tui.widgets import FindBar, LineInput


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """English again after each test."""
    yield
    use_language("en")


def names(offers: tuple[Offer, ...]) -> list[str]:
    """What the offers are called."""
    return [offer.name for offer in offers]


def first(typed: str) -> str:
    """Name of what is found first."""
    return found_offers(offers_of(SCHEME.labels), typed)[0].name


async def listing(desk: Desk, words: str = "") -> CommandsScreen:
    """Open the list and type."""
    await desk.press("ctrl+p", *words)
    screen = desk.app.screen
    assert isinstance(screen, CommandsScreen)
    return screen


def test_every_command_and_every_label_is_offered() -> None:
    """The list is the table and the scheme's labels, each once, whatever keys labels have taken."""
    offered = names(offers_of(SCHEME.labels))
    labels = [f"label {label.name}" for label in SCHEME.labels]
    assert sorted(offered) == sorted([*labels, *(command.name for command in COMMANDS)])
    assert offered[: len(labels)] == labels


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("undo", "undo"),
        ("UNDO", "undo"),
        ("u", "undo"),
        ("f7", "split_sentence"),
        ("ctrl f", "search"),
        ("next_sentence", "next_sentence"),
        ("go number", "go_to_sentence"),
        ("guide", "guidelines"),
        ("tag official", "label official"),
        ("مسؤول", "label official"),
        ("مسوول", "label official"),
        ("عىيخ", "undo"),  # the keys of `undo` under an Arabic layout
        ("ىعةلاثق", "go_to_sentence"),  # and of `number`, whose `b` types two letters
    ],
)
def test_words_find_what_is_meant(typed: str, name: str) -> None:
    """Words, names and keys find their command, on either layout, whatever their case."""
    assert first(typed) == name


def test_arabic_words_find_arabic_help() -> None:
    """In Arabic the help's words find a command with or without hamza, English ones as before."""
    use_language("ar")
    for typed in ("تراجع", "undo", "jvh[u"):
        assert first(typed) == "undo", typed


def test_what_stands_nowhere_finds_nothing() -> None:
    """A word of no command leaves nothing, beside others too."""
    offers = offers_of(SCHEME.labels)
    assert found_offers(offers, "undo zzz") == ()
    assert found_offers(offers, "  ") == offers


def test_what_was_chosen_lately_comes_first() -> None:
    """The latest is the first, the others keep their order, and nothing is lost."""
    offers = offers_of(SCHEME.labels)
    sorted_ = names(recent_first(offers, ["theme", "undo", "gone"]))
    assert sorted_[:2] == ["undo", "theme"]
    assert sorted(sorted_) == sorted(names(offers))
    rest = [name for name in names(offers) if name not in {"undo", "theme"}]
    assert sorted_[2:] == rest


async def test_enter_does_what_the_key_does() -> None:
    """A move, an edit and undo leave the same as their keys."""
    for name in (
        "word_left",
        "phrase",
        "extend_left",
        "done",
        "nothing",
        "next_span",
        "document_end",
    ):
        key = next(command.keys[0] for command in COMMANDS if command.name == name)
        states = []
        for keys in ((key,), ("ctrl+p", *name, "enter")):
            async with sitting_at() as desk:
                await desk.go("بنك")
                await desk.type_at_once("1", *keys)
                reading = desk.reading
                states.append((reading.pointer._replace(made=None, chosen=None), len(desk.spans)))
                assert desk.app.screen is desk.screen
        assert states[0] == states[1], name


async def test_every_command_is_reached() -> None:
    """Its own name and Enter, in one breath, ask the article for each command of the table."""
    asked: list[str] = []
    async with sitting_at() as desk:
        margin = desk.screen._margin
        assert margin is not None
        margin._command = asked.append
        for command in COMMANDS:
            await desk.type_at_once("ctrl+p", *command.name, "enter")
    assert asked == [command.name for command in COMMANDS]


async def test_a_label_tags_and_comes_first_the_next_time() -> None:
    """A label without its key tags the word here; the next list begins with it."""
    async with sitting_at() as desk:
        await desk.go("غرين")
        await listing(desk, "tag official")
        await desk.press("enter")
        assert desk.spans == [("official", "غرين")]
        await desk.go("مدير")
        await desk.press("ctrl+p", "enter")
        assert desk.spans[1:] == [("official", "مدير")]


async def test_keys_in_one_breath_keep_their_order() -> None:
    """What is typed behind Enter is the article's, also when the command waits for another key."""
    async with sitting_at() as desk:
        await desk.go("غرين")
        await desk.type_at_once("1", "ctrl+p", *"relabel", "enter", "2", "ctrl+p", *"undo", "enter")
        await desk.settled()
        assert desk.spans == [("agency", "غرين")]


async def test_a_command_may_open_a_screen_or_wait_for_a_key() -> None:
    """The help and the find bar open from the list, and keys go to them."""
    async with sitting_at() as desk:
        await listing(desk, "help")
        await desk.press("enter")
        assert isinstance(desk.app.screen, HelpScreen)
        await desk.press("escape")
        await desk.type_at_once("ctrl+p", *"find", "enter", *"مدير")
        assert desk.screen.query_one(FindBar).query_one(LineInput).text == "مدير"


async def test_leaving_changes_nothing() -> None:
    """Escape goes back with the selection as it stood, and nothing is remembered as used."""
    async with sitting_at() as desk:
        await desk.press("shift+left")
        before = desk.reading.pointer
        await listing(desk, "undo")
        await desk.press("escape")
        assert desk.app.screen is desk.screen
        assert desk.reading.pointer == before
        assert desk.screen._margin is not None
        assert desk.screen._margin._recent is not None
        assert desk.screen._margin._recent.names == ()


async def test_nothing_found_says_so_and_enter_stays() -> None:
    """Words of no command are answered with what to do, and Enter does nothing."""
    async with sitting_at() as desk:
        screen = await listing(desk, "zzz")
        assert "no command has these words" in "\n".join(desk.lines())
        await desk.press("enter")
        assert desk.app.screen is screen


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (40, 10), (20, 5), (1, 1)])
@pytest.mark.parametrize("name", ["en", "ar"])
async def test_it_fits_every_screen(size: tuple[int, int], name: str) -> None:
    """Lines are exactly as wide as the screen, in both directions, and keys go to both ends."""
    use_language(name)
    async with sitting_at(size=size) as desk:
        screen = await listing(desk)
        await desk.press("down", "ctrl+p", "pagedown")
        assert screen._lines.cursor > 2
        assert {cell_len(line) for line in desk.lines()} == {size[0]}
        await desk.press("pageup", "pageup", "pageup", "up")
        assert screen._lines.cursor == 0
        shown = []
        for key in ("f1", "f1", "escape"):
            await desk.press(key)
            shown.append(type(desk.app.screen))
        assert shown == [KeyHelpScreen, CommandsScreen, AnnotateScreen]
