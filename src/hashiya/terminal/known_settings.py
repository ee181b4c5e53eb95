"""Known settings: everything that the settings file may say, as one table.

Checking, documentation and defaults are made from it. What a theme or a command is called is known
above this floor and is handed to whoever checks. Must never know a file, nor what a setting does.
"""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

from hashiya.terminal.overrides import CHOICES
from hashiya.terminal.settings import LANGUAGES

__all__ = ["SETTINGS", "Kind", "Setting"]

Kind = Literal["choice", "theme", "columns", "truth", "keys"]
"""`choice`: one of `choices`. `theme`: a theme's name. `columns`: a whole number inside `bounds`.
`truth`: true or false. `keys`: a key or a list of them, whatever the setting is called."""


class Setting(NamedTuple):
    """One thing that may be said."""

    table: str
    """The table it stands in: `interface`. `terminals` holds one table for each terminal."""
    name: str
    """What it is called; `*` for the name of any command."""
    kind: Kind
    """What its value may be."""
    default: str
    """What holds where it is not said, in words for the documentation."""
    meaning: str
    """What it does, for the documentation."""
    choices: tuple[str, ...] = ()
    """The values of a choice."""
    bounds: tuple[int, int] = (0, 0)
    """Least and most of a number."""


def _of_terminals(table: str) -> tuple[Setting, ...]:
    meanings = {
        "bidi": "How the terminal is kept from reordering letters.",
        "shape": "Joined letter forms, or base letters for a terminal that joins by itself.",
        "marks": "Vowel marks on their letter, not at all, or in the cell to its left.",
        "order": "Letters reordered here, or as stored for a terminal that cannot be stopped.",
        "bidi_restore": "Whether the terminal's own reordering is turned on again at the end.",
    }
    return tuple(
        Setting(table, name, "truth", "true", meanings[name])
        if name == "bidi_restore"
        else Setting(table, name, "choice", "as detected", meanings[name], CHOICES[name])
        for name in CHOICES
    )


SETTINGS: Final = (
    Setting(
        "interface",
        "language",
        "choice",
        "the system's, else en",
        "What the screen speaks; `--lang` and `$HASHIYA_LANG` beat it.",
        LANGUAGES,
    ),
    Setting(
        "interface",
        "theme",
        "theme",
        "hashiya-dark",
        "The theme to start with; leaving the program notes the one that was chosen last.",
    ),
    Setting(
        "interface",
        "welcomed",
        "truth",
        "false",
        "Whether the lesson was offered; written by the program.",
    ),
    Setting(
        "layout",
        "measure",
        "columns",
        "90",
        "Most columns that the article's text takes on a wide terminal.",
        bounds=(40, 200),
    ),
    Setting(
        "layout",
        "side",
        "choice",
        "auto",
        "Side of panes and of the marks of finished sentences; auto is right, in Arabic left.",
        ("auto", "left", "right"),
    ),
    Setting(
        "keys",
        "*",
        "keys",
        "as in the table below",
        "The keys of a command, instead of its own; the Arabic layout follows.",
    ),
    *_of_terminals("terminal"),
    *_of_terminals("terminals"),
    Setting(
        "terminals",
        "examined",
        "truth",
        "false",
        "Whether the questions about the terminal were seen; written by the program.",
    ),
)
"""In the order of the documentation."""
