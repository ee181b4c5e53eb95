"""Keys and layout are as a person wants them; what cannot be is named and left as it was."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.tui.sessions import sitting_at
from tools.settings_page import PAGE, renewed

from hashiya.terminal import Settings
from hashiya.tui.commands import COMMANDS, first_key, key_of, use_keys
from hashiya.tui.key_wishes import chosen_keys
from hashiya.tui.locale import use_language
from hashiya.tui.scene import arrange, margins_for
from hashiya.tui.wishes import grant, trouble_words, troubles_of

PLACE = Path("settings.toml")


@pytest.fixture(autouse=True)
def as_usual() -> Iterator[None]:
    """The program's own keys, layout and language after each test."""
    yield
    use_keys({})
    arrange()
    use_language("en")


def settings(text: str) -> Settings:
    """The settings of a file with this text."""
    return Settings(PLACE).reading(text)


def said(text: str) -> list[str]:
    """What is said of the keys of a file."""
    return [str(reason) for _, reason in chosen_keys(settings(text))[1]]


def test_a_command_takes_the_keys_it_is_given() -> None:
    """One key or several, whatever the case of their names, and the Arabic layout follows."""
    grant(settings('[keys]\nundo = ["Ctrl+U", "K", "ctrl+k"]\nnext_span = ","\nhelp = "F10"'))
    keys = {command.name: (command.keys, command.arabic_keys) for command in COMMANDS}
    assert keys["undo"] == (("ctrl+u", "K", "ctrl+k"), ("ctrl+ع", "ctrl+ن"))
    assert keys["next_span"][0] == (",",)
    assert keys["redo"][0] == ("r", "ctrl+y")
    assert (first_key("help"), key_of("undo")) == ("F10", "Ctrl u")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('nxt_span = "i"', "there is no command nxt_span; did you mean next_span?"),
        ('xyzzy = "i"', "there is no command xyzzy; docs/settings.md lists them"),
        ("undo = 5", "undo cannot be 5; write a key, or a list of keys"),
        ("undo = []", "undo cannot be []; write a key, or a list of keys"),
        ('undo = "escap"', '"escap" is no key; did you mean "escape"?'),
        ('undo = "ctrl+pgup"', '"ctrl+pgup" is no key; did you mean "ctrl+pageup"?'),
        ('undo = "shift+k"', "terminals send shift+k as K; write K"),
        ('undo = "n"', '"n" is the key of next_sentence already; undo keeps its own'),
        ('undo = "ى"', '"ى" is the key of next_sentence already; undo keeps its own'),
        ('undo = "f22"', '"f22" is the key of menu already; undo keeps its own'),
        ('undo = "meta+k"', '"meta+k" is no key; write a letter or a sign, or a name such as'),
    ],
)  # fmt: skip
def test_a_wish_that_cannot_be_is_named(line: str, words: str) -> None:
    """An unknown command, a wrong value, no key, or another command's key, with its line."""
    text = f'[keys]\n{line}\nredo = "K"'
    (reason,) = said(text)
    assert reason.startswith(f"settings.toml:2: {words}")
    assert chosen_keys(settings(text))[0] == {"redo": ("K",)}


def test_two_commands_can_change_keys() -> None:
    """What one gives up another may have; when one of them cannot, neither is broken."""
    swapped = '[keys]\nnext_sentence = "p"\nprevious_sentence = "n"'
    assert said(swapped) == []
    third = swapped.replace('"n"', '"u"')
    found, wrong = chosen_keys(settings(third))
    assert found == {}
    assert len(wrong) == 2


def test_of_two_wishes_for_a_key_the_first_has_it() -> None:
    """The later one in the file is named."""
    text = '[keys]\nundo = "K"\nredo = "K"'
    assert chosen_keys(settings(text))[0] == {"undo": ("K",)}
    assert said(text) == ['settings.toml:3: "K" is the key of undo already; redo keeps its own']


async def test_the_screen_answers_to_the_keys_that_were_chosen() -> None:
    """The new key works on both layouts, the old one does nothing, and the footer shows the new."""
    wishes = settings('[keys]\nnext_sentence = "ctrl+k"\n[layout]\nmeasure = 40')
    async with sitting_at(settings=wishes, size=(120, 30)) as desk:
        start = desk.reading.pointer.caret
        await desk.press("n")
        assert desk.reading.pointer.caret == start
        await desk.press("ctrl+k")
        second = desk.reading.pointer.caret
        assert second > start
        await desk.press("ctrl+ن")
        assert desk.reading.pointer.caret > second
        assert "Ctrl k next" in desk.lines()[-1]


async def test_a_wrong_setting_is_said_on_the_screen() -> None:
    """The first is told in full with the number of the others; work goes on."""
    wishes = settings('[keys]\nundoo = "i"\n[layout]\nmeasure = 4\n[interfac]\n')
    async with sitting_at(settings=wishes, size=(160, 30)) as desk:
        text = "\n".join(desk.lines())
        assert "settings.toml:2: there is no command undoo; did you mean undo?" in text
        assert "(2 more: `hashiya doctor --terminal`)" in text
        await desk.press("1")
        assert len(desk.spans) == 1


def test_troubles_are_told_in_the_language_of_the_screen() -> None:
    """All of them stand in the file's order, and one alone is told alone."""
    troubles = troubles_of(settings('[keys]\nundoo = "i"\n[interface]\ntheme = "nrod"'))
    assert [str(each).split(":")[1] for each in troubles] == ["2", "4"]
    use_language("fr")
    assert "vouliez-vous dire undo" in trouble_words(troubles[:1])
    assert trouble_words(()) == ""


def test_the_layout_is_as_it_was_wanted() -> None:
    """The measure and the margin's side; without a wish the side follows the interface."""
    assert margins_for(200)[1:] == (90, 56, False)
    use_language("ar")
    assert margins_for(200) == (56, 90, 54, True)
    grant(settings('[layout]\nmeasure = 120\nside = "right"'))
    assert margins_for(200) == (39, 120, 41, False)
    assert sum(margins_for(80)[:3]) == 80


async def test_marks_stand_on_the_side_that_was_chosen() -> None:
    """The mark of a finished sentence stands left of the text, and the caret has its column."""
    wishes = settings('[layout]\nside = "left"')
    async with sitting_at(settings=wishes, size=(80, 24)) as desk:
        await desk.press("enter")
        marked = [line for line in desk.lines()[1:] if "✓" in line]
        assert marked
        assert all(line.index("✓") == 2 for line in marked)


def test_the_page_says_what_the_program_does() -> None:
    """`docs/settings.md` names every setting and command as the tables have them."""
    page = PAGE.read_text(encoding="utf-8")
    assert renewed(page) == page, "run `make messages`"
    assert all(f"`{command.name}`" in page for command in COMMANDS)
