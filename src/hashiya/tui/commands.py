"""Commands: the one table that key bindings, footer, help screen and manual are made from.

What a command does stands where its data stands (`screens`); this table must never know a
document, a session or a widget.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Final

from textual.binding import Binding

from hashiya.tui.command import GROUPS, Command, Group, are_keys_chosen, use_keys
from hashiya.tui.key_names import key_in_words, key_name, translated_keys
from hashiya.tui.locale import later
from hashiya.tui.span_commands import SPAN_COMMANDS

__all__ = [
    "COMMANDS",
    "GROUPS",
    "Command",
    "Group",
    "are_keys_chosen",
    "bindings",
    "first_key",
    "footer_commands",
    "key_name",
    "key_of",
    "keys_in_use",
    "translated_keys",
    "use_keys",
]

COMMANDS: Final = (
    Command(
        "word_left", "Move", ("left",), later("one word to the left, which is forward in Arabic")
    ),
    Command("word_right", "Move", ("right",), later("one word to the right")),
    Command("row_up", "Move", ("up",), later("one line up")),
    Command("row_down", "Move", ("down",), later("one line down")),
    Command("letter_left", "Move", ("ctrl+left",), later("one letter to the left")),
    Command("letter_right", "Move", ("ctrl+right",), later("one letter to the right")),
    Command("sentence_start", "Move", ("home",), later("start of the sentence")),
    Command("sentence_end", "Move", ("end",), later("end of the sentence")),
    Command("page_up", "Move", ("pageup",), later("one screen up")),
    Command("page_down", "Move", ("pagedown",), later("one screen down")),
    Command("document_start", "Move", ("ctrl+home",), later("start of the document")),
    Command("document_end", "Move", ("ctrl+end",), later("end of the document")),
    Command("find", "Move", ("/",), later("find in this article")),
    Command("search", "Move", ("ctrl+f",), later("search all articles")),
    Command("next_span", "Move", ("tab",), later("next span"), footer=later("span")),
    Command("previous_span", "Move", ("shift+tab",), later("span before")),
    Command(
        "extend_left",
        "Select",
        ("shift+left",),
        later("take in the word on the left"),
        later("select"),
    ),
    Command("extend_right", "Select", ("shift+right",), later("take in the word on the right")),
    Command("extend_up", "Select", ("shift+up",), later("take in one line up")),
    Command("extend_down", "Select", ("shift+down",), later("take in one line down")),
    Command(
        "extend_letter_left",
        "Select",
        ("ctrl+shift+left",),
        later("take in the letter on the left"),
    ),
    Command(
        "extend_letter_right",
        "Select",
        ("ctrl+shift+right",),
        later("take in the letter on the right"),
    ),
    Command(
        "extend_start", "Select", ("shift+home",), later("take in all from the sentence's start")
    ),
    Command("extend_end", "Select", ("shift+end",), later("take in all to the sentence's end")),
    Command("drop", "Select", ("escape",), later("drop the selection")),
    Command("copy", "Select", ("ctrl+c",), later("copy the selection, or the word")),
    Command("menu", "Tag", (".", "shift+f10"), later("what can be done here, as a menu")),
    Command(
        "cut",
        "Tag",
        ("c",),
        later("move the start past «و ف ب ل ك», and back"),
        footer=later("cut"),
    ),
    Command("relabel", "Tag", ("l",), later("then a label key: change the label of the span here")),
    Command(
        "remove",
        "Tag",
        ("x", "delete", "backspace"),
        later("remove the innermost span here"),
        later("remove"),
    ),
    Command("note", "Tag", ("m",), later("write a note on the span here")),
    Command(
        "attributes",
        "Tag",
        ("a",),
        later("the value, canonical form or count of the span here"),
    ),
    Command("occurrences", "Tag", ("*",), later("tag the other occurrences of the span here")),
    Command(
        "undo",
        "Tag",
        ("u", "ctrl+z"),
        later("undo, also what was done on another day"),
        later("undo"),
    ),
    Command("redo", "Tag", ("r", "ctrl+y"), later("redo")),
    Command("history", "Tag", ("f6",), later("what you did, and back to a point of it")),
    Command("span_list", "Tag", ("f4",), later("list of the spans beside the article")),
    Command("guidelines", "Tag", ("g",), later("what each label is for, from the one here")),
    Command(
        "done",
        "Sentences and documents",
        ("enter",),
        later("sentence done, on to the next"),
        later("done"),
    ),
    Command(
        "nothing",
        "Sentences and documents",
        ("0",),
        later("done, nothing to tag here"),
        later("nothing here"),
    ),
    Command("reopen", "Sentences and documents", ("o",), later("open a finished sentence again")),
    Command(
        "split_sentence",
        "Sentences and documents",
        ("f7",),
        later("split the sentence before the word here"),
    ),
    Command(
        "merge_sentence",
        "Sentences and documents",
        ("f8",),
        later("merge the sentence here with the next one"),
    ),
    Command(
        "next_sentence", "Sentences and documents", ("n",), later("next sentence"), later("next")
    ),
    Command("previous_sentence", "Sentences and documents", ("p",), later("sentence before")),
    Command(
        "next_open",
        "Sentences and documents",
        ("e",),
        later("next sentence that is not finished"),
    ),
    Command(
        "go_to_sentence",
        "Sentences and documents",
        ("y",),
        later("go to a sentence by its number"),
    ),
    Command(
        "next_document",
        "Sentences and documents",
        ("]",),
        later("next document; where work is given out, of yours"),
        later("document"),
    ),
    Command("previous_document", "Sentences and documents", ("[",), later("document before")),
    Command(
        "hand_in",
        "Sentences and documents",
        ("i",),
        later("hand in an article that was opened again"),
    ),
    Command(
        "skip_document",
        "Sentences and documents",
        ("b",),
        later("leave an article that was given to you, with a reason"),
    ),
    Command(
        "document_list",
        "Sentences and documents",
        ("f3",),
        later("list of the articles beside this one"),
    ),
    Command(
        "direction",
        "Sentences and documents",
        ("d",),
        later("this document's direction: by itself, right to left, left to right"),
    ),
    *SPAN_COMMANDS,
    Command("help", "Program", ("?", "f1"), later("this help"), later("help")),
    Command(
        "commands",
        "Program",
        ("ctrl+p",),
        later("every command, found by its words"),
        later("commands"),
    ),
    Command(
        "feedback",
        "Program",
        ("shift+f6",),
        later("where gold differs from your work, and why; accept it or appeal"),
    ),
    Command(
        "figures",
        "Program",
        ("shift+f9",),
        later("your hours, spans and sentences, for you alone"),
    ),
    Command(
        "agreement",
        "Program",
        ("f5",),
        later("how far people agree, and where they differ"),
    ),
    Command(
        "lesson",
        "Program",
        ("f12",),
        later("a lesson of five minutes on a sample article; in it, the next step"),
    ),
    Command("terminal", "Program", ("f2",), later("check how this terminal shows Arabic")),
    Command("theme", "Program", ("t",), later("dark, light or without colours")),
    Command(
        "more_themes", "Program", ("ctrl+t",), later("one after the other of Textual's themes")
    ),
    Command("repaint", "Program", ("ctrl+l",), later("draw the screen again, from nothing")),
    Command("retry", "Program", ("w",), later("write again what could not be saved")),
    Command(
        "rescue",
        "Program",
        ("f9",),
        later("save a project whose file was deleted to a new file, and go on there"),
    ),
    Command("quit", "Program", ("q", "ctrl+q"), later("quit"), later("quit")),
)
"""Every command but the label keys, which are the scheme's own (`1` to `4` in the default one)."""

_FOOTER: Final = (
    "help",
    "done",
    "commands",
    "undo",
    "nothing",
    "phrase",
    "cut",
    "remove",
    "next_sentence",
    "next_document",
    "extend_left",
    "next_span",
    "quit",
)


def first_key(name: str) -> str:
    """The first key of a command, as people read it beside what it does."""
    return next(key_name(command.keys[0]) for command in COMMANDS if command.name == name)


def key_of(name: str) -> str:
    """The first key of a command, as people read it in a sentence."""
    return key_in_words(next(each.keys[0] for each in COMMANDS if each.name == name))


def keys_in_use(command: Command, taken: Collection[str]) -> tuple[str, ...]:
    """A command's Latin keys that the scheme's labels have not taken, in table order."""
    return tuple(key for key in command.keys if key not in taken)


def footer_commands() -> tuple[Command, ...]:
    """The commands of the footer, those a narrow screen must keep first."""
    named = {command.name: command for command in COMMANDS}
    return tuple(named[name] for name in _FOOTER)


def _as_bound(key: str) -> str:
    """A key inside a list of keys, which commas separate."""
    return key[:-1] + "comma" if key.endswith(",") else key


def bindings(commands: Iterable[Command] = COMMANDS) -> list[Binding]:
    """One Textual binding a command, answering on both keyboard layouts.

    The action is `command('name')`, so that a screen has one handler and a table.
    """
    return [
        Binding(
            ",".join(map(_as_bound, (*command.keys, *command.arabic_keys, *command.older_keys))),
            f"command('{command.name}')",
            command.help,
            show=False,
        )
        for command in commands
    ]
