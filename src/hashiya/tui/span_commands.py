"""The part of the table of commands about phrases, edges, modes, counts, flags and notes.

Must never know a document, a session or a widget.
"""

from __future__ import annotations

from typing import Final

from hashiya.tui.command import Command
from hashiya.tui.locale import later

__all__ = ["EDGES", "SPAN_COMMANDS"]

EDGES: Final = (
    Command("end_out", "Select", ("alt+up",), later("the end one word further out")),
    Command("end_in", "Select", ("alt+down",), later("the end one word further in")),
    Command("start_out", "Select", ("alt+shift+up",), later("the start one word further out")),
    Command("start_in", "Select", ("alt+shift+down",), later("the start one word further in")),
    Command("end_letter_out", "Select", ("ctrl+up",), later("the end one letter further out")),
    Command("end_letter_in", "Select", ("ctrl+down",), later("the end one letter further in")),
    Command(
        "start_letter_out",
        "Select",
        ("=", "ctrl+shift+up"),
        later("the start one letter further out"),
    ),
    Command(
        "start_letter_in",
        "Select",
        ("-", "ctrl+shift+down"),
        later("the start one letter further in"),
    ),
)
"""What moves an edge of a span, where one is annotated and where one is ruled on."""

SPAN_COMMANDS: Final = (
    Command(
        "phrase_left", "Move", ("alt+left",), later("to the next punctuation or clause on the left")
    ),
    Command(
        "phrase_right",
        "Move",
        ("alt+right",),
        later("to the next punctuation or clause on the right"),
    ),
    Command(
        "count", "Move", (";",), later("then digits: how often the next move or selection is made")
    ),
    Command(
        "phrase",
        "Select",
        ("f",),
        later("mark the phrase here or the next one; again: take in more"),
        later("phrase"),
    ),
    Command(
        "next_phrase",
        "Select",
        ("k",),
        later("not this phrase: mark the next one"),
    ),
    Command(
        "inner",
        "Select",
        ("v",),
        later("leave the first word out, of what is marked or of the span here"),
    ),
    Command(
        "extend_phrase_left",
        "Select",
        ("alt+shift+left",),
        later("take in all up to the next punctuation or clause on the left"),
    ),
    Command(
        "extend_phrase_right",
        "Select",
        ("alt+shift+right",),
        later("take in all up to the next punctuation or clause on the right"),
    ),
    *EDGES,
    Command("trim", "Select", ("z",), later("leave punctuation and white space at the edges out")),
    Command("repeat", "Tag", ("space",), later("tag with the label used last, or the mode's")),
    Command(
        "second", "Tag", ("'",), later("then a label key: a second span on exactly the same text")
    ),
    Command("sticky", "Tag", ("s",), later("then a label key: every selection gets it at once")),
    Command(
        "sweep",
        "Tag",
        ("h",),
        later("then a label key: go through the article with it, phrase by phrase"),
    ),
    Command("split", "Tag", ("\\",), later("split the span here at the word under the caret")),
    Command("join", "Tag", ("j",), later("join the span here with the next one of its label")),
    Command(
        "flag",
        "Tag",
        ("!",),
        later("flag the span here, else the sentence; again: take it off"),
    ),
    Command(
        "sentence_note",
        "Sentences and documents",
        ("ctrl+n",),
        later("write a note on the sentence"),
    ),
    Command(
        "document_note",
        "Sentences and documents",
        ("ctrl+d",),
        later("write a note on the article"),
    ),
    Command(
        "flag_document",
        "Sentences and documents",
        ("ctrl+g",),
        later("flag the article; again: take it off"),
    ),
    Command("next_flag", "Move", ("}",), later("next flagged place, also in another article")),
    Command(
        "previous_flag", "Move", ("{",), later("flagged place before, also in another article")
    ),
    Command(
        "come_back",
        "Move",
        ("ctrl+b",),
        later("list of what to come back to: flags, notes, spans to decide again"),
    ),
)
"""In the order of the help screen."""
