"""Commands: the one table that key bindings, footer, help screen and manual are made from.

What a command does stands where its data stands (`screens`); this table must never know a
document, a session or a widget.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Final, Literal, NamedTuple

from textual.binding import Binding

from hashiya.tui.keyboard import also_on_arabic

__all__ = [
    "COMMANDS",
    "GROUPS",
    "Command",
    "Group",
    "bindings",
    "footer_commands",
    "key_name",
    "keys_in_use",
]

Group = Literal["Move", "Select", "Tag", "Sentences and documents", "Program"]

GROUPS: Final[tuple[Group, ...]] = (
    "Move",
    "Select",
    "Tag",
    "Sentences and documents",
    "Program",
)
"""In the order of the help screen."""


class Command(NamedTuple):
    """One thing a key does."""

    name: str
    """What the program calls it: `next_sentence`."""
    group: Group
    """Its heading in the help."""
    keys: tuple[str, ...]
    """Keys of a Latin layout as Textual names them; the first is the one people are told."""
    help: str
    """What it does, in a few words without a full stop."""
    footer: str = ""
    """Its name in the footer; empty when it is not shown there."""

    @property
    def arabic_keys(self) -> tuple[str, ...]:
        """The keys that do the same under an Arabic layout."""
        return tuple(other for key in self.keys for other in also_on_arabic(key))

    @property
    def older_keys(self) -> tuple[str, ...]:
        """Its keys under the names that older terminal protocols give them."""
        return tuple(_OLDER_NAMES[key] for key in self.keys if key in _OLDER_NAMES)


_OLDER_NAMES: Final = {"shift+f10": "f22", "enter": "ctrl+j"}
"""Terminals number the function keys with Shift from 13 on; before a program takes over, a tty
makes a line feed of Enter.
"""

COMMANDS: Final = (
    Command("word_left", "Move", ("left",), "one word to the left, which is forward in Arabic"),
    Command("word_right", "Move", ("right",), "one word to the right"),
    Command("row_up", "Move", ("up",), "one line up"),
    Command("row_down", "Move", ("down",), "one line down"),
    Command("letter_left", "Move", ("ctrl+left",), "one letter to the left"),
    Command("letter_right", "Move", ("ctrl+right",), "one letter to the right"),
    Command("sentence_start", "Move", ("home",), "start of the sentence"),
    Command("sentence_end", "Move", ("end",), "end of the sentence"),
    Command("page_up", "Move", ("pageup",), "one screen up"),
    Command("page_down", "Move", ("pagedown",), "one screen down"),
    Command("document_start", "Move", ("ctrl+home",), "start of the document"),
    Command("document_end", "Move", ("ctrl+end",), "end of the document"),
    Command("find", "Move", ("/",), "find in this article"),
    Command("next_span", "Move", ("tab",), "next span", footer="span"),
    Command("previous_span", "Move", ("shift+tab",), "span before"),
    Command("extend_left", "Select", ("shift+left",), "take in the word on the left", "select"),
    Command("extend_right", "Select", ("shift+right",), "take in the word on the right"),
    Command("extend_up", "Select", ("shift+up",), "take in one line up"),
    Command("extend_down", "Select", ("shift+down",), "take in one line down"),
    Command("extend_letter_left", "Select", ("ctrl+shift+left",), "take in the letter on the left"),
    Command(
        "extend_letter_right", "Select", ("ctrl+shift+right",), "take in the letter on the right"
    ),
    Command("extend_start", "Select", ("shift+home",), "take in all from the sentence's start"),
    Command("extend_end", "Select", ("shift+end",), "take in all to the sentence's end"),
    Command("drop", "Select", ("escape",), "drop the selection"),
    Command("copy", "Select", ("ctrl+c",), "copy the selection, or the word"),
    Command("menu", "Tag", (".", "shift+f10"), "what can be done here, as a menu"),
    Command("cut", "Tag", ("c",), "move the start past «و ف ب ل ك», and back", footer="cut"),
    Command("relabel", "Tag", ("l",), "then a label key: change the label of the span here"),
    Command(
        "remove", "Tag", ("x", "delete", "backspace"), "remove the innermost span here", "remove"
    ),
    Command("note", "Tag", ("m",), "write a note on the span here"),
    Command("undo", "Tag", ("u", "ctrl+z"), "undo, also what was done on another day", "undo"),
    Command("redo", "Tag", ("r", "ctrl+y"), "redo"),
    Command("guidelines", "Tag", ("g",), "what each label is for, from the one here"),
    Command("done", "Sentences and documents", ("enter",), "sentence done, on to the next", "done"),
    Command(
        "nothing", "Sentences and documents", ("0",), "done, nothing to tag here", "nothing here"
    ),
    Command("reopen", "Sentences and documents", ("o",), "open a finished sentence again"),
    Command("next_sentence", "Sentences and documents", ("n",), "next sentence", "next"),
    Command("previous_sentence", "Sentences and documents", ("p",), "sentence before"),
    Command("next_document", "Sentences and documents", ("]",), "next document", "document"),
    Command("previous_document", "Sentences and documents", ("[",), "document before"),
    Command(
        "direction",
        "Sentences and documents",
        ("d",),
        "this document's direction: by itself, right to left, left to right",
    ),
    Command("help", "Program", ("?",), "this help", "help"),
    Command("terminal", "Program", ("f2",), "check how this terminal shows Arabic"),
    Command("theme", "Program", ("t",), "dark, light or without colours"),
    Command("more_themes", "Program", ("ctrl+t",), "one after the other of Textual's themes"),
    Command("repaint", "Program", ("ctrl+l",), "draw the screen again, from nothing"),
    Command("retry", "Program", ("w",), "write again what could not be saved"),
    Command("quit", "Program", ("q", "ctrl+q"), "quit", "quit"),
)
"""Every command but the label keys, which are the scheme's own (`1` to `4` in the default one)."""

_FOOTER: Final = (
    "help",
    "done",
    "nothing",
    "cut",
    "remove",
    "undo",
    "next_sentence",
    "next_document",
    "extend_left",
    "next_span",
    "quit",
)

_NAMES: Final = {
    "left": "←",
    "right": "→",
    "up": "↑",
    "down": "↓",
    "enter": "↵",
    "tab": "⇥",
    "escape": "Esc",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "delete": "Del",
    "backspace": "⌫",
    "f2": "F2",
    "home": "Home",
    "end": "End",
    "ctrl": "Ctrl",
    "shift": "Shift",
}


def key_name(key: str) -> str:
    """A key as people read it.

    >>> key_name("ctrl+left"), key_name("n")
    ('Ctrl ←', 'n')
    """
    return " ".join(_NAMES.get(part, part) for part in key.split("+"))


def keys_in_use(command: Command, taken: Collection[str]) -> tuple[str, ...]:
    """A command's Latin keys that the scheme's labels have not taken, in table order."""
    return tuple(key for key in command.keys if key not in taken)


def footer_commands() -> tuple[Command, ...]:
    """The commands of the footer, those a narrow screen must keep first."""
    named = {command.name: command for command in COMMANDS}
    return tuple(named[name] for name in _FOOTER)


def bindings(commands: Iterable[Command] = COMMANDS) -> list[Binding]:
    """One Textual binding a command, answering on both keyboard layouts.

    The action is `command('name')`, so that a screen has one handler and a table.
    """
    return [
        Binding(
            ",".join((*command.keys, *command.arabic_keys, *command.older_keys)),
            f"command('{command.name}')",
            command.help,
            show=False,
        )
        for command in commands
    ]
