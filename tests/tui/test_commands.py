"""The table of commands: one name, one key, both layouts."""

from __future__ import annotations

from collections import Counter

import pytest
from tests.tui.sessions import sitting_at
from textual.binding import Binding

from hashiya.tui.commands import (
    COMMANDS,
    GROUPS,
    Command,
    bindings,
    footer_commands,
    key_name,
    keys_in_use,
)
from hashiya.tui.deeds import deed_of
from hashiya.tui.journeys import JOURNEYS
from hashiya.tui.keyboard import SAME_ON_ARABIC
from hashiya.tui.sitting import RECUTTING


def test_no_key_means_two_things() -> None:
    """Every key, on either layout, belongs to one command only."""
    keys = [key for command in COMMANDS for key in (*command.keys, *command.arabic_keys)]
    assert [key for key, count in Counter(keys).items() if count > 1] == []
    assert len({command.name for command in COMMANDS}) == len(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_a_letter_also_answers_on_an_arabic_keyboard(command: Command) -> None:
    """Each key of one character has its neighbour on the Arabic layout, or is the same on both."""
    for key in command.keys:
        if len(key.rpartition("+")[2]) == 1 and key not in SAME_ON_ARABIC:
            assert command.arabic_keys, key


def test_the_bindings_are_the_table() -> None:
    """Textual gets exactly the table's keys, each with its command as the action."""
    bound = {(binding.key, binding.action) for binding in Binding.make_bindings(bindings(COMMANDS))}
    for command in COMMANDS:
        action = f"command('{command.name}')"
        keys = {key for key, name in bound if name == action}
        told = (*command.keys, *command.arabic_keys, *command.older_keys)
        assert len(keys) == len(told)
    assert ("arabic_question_mark", "command('help')") in bound
    assert ("٠", "command('nothing')") in bound


def test_every_command_is_explained() -> None:
    """Each command has words for the help, without a full stop, in a group that is shown."""
    for command in COMMANDS:
        assert command.help
        assert not command.help.endswith(".")
        assert command.group in GROUPS


def test_the_footer_is_part_of_the_table() -> None:
    """The footer shows exactly the commands that have a word for it."""
    with_words = {command.name for command in COMMANDS if command.footer}
    assert {command.name for command in footer_commands()} == with_words


def test_a_label_takes_its_key_from_a_command() -> None:
    """A key that the scheme gave to a label is not offered for a command any more."""
    undo = next(command for command in COMMANDS if command.name == "undo")
    assert keys_in_use(undo, frozenset("u")) == ("ctrl+z",)


def test_keys_are_named_for_people() -> None:
    """Key names read as they stand on a keyboard."""
    assert key_name("shift+left") == "Shift ←"
    assert key_name("]") == "]"


async def test_every_command_is_answered() -> None:
    """Each command of the table has a deed, leads to a page, or belongs to the screen."""
    async with sitting_at() as desk:
        assert desk.screen._margin is not None
        own = {*desk.screen._own, *desk.screen._margin._deeds, *RECUTTING, "direction"}
        for command in COMMANDS:
            answers = (deed_of(command.name) is not None, command.name in JOURNEYS)
            assert sum(answers) + (command.name in own) == 1, command.name
