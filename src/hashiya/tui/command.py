"""Commands as values: what the table of keys is made of.

Must never know which commands there are (`commands`) or what they do.
"""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

from hashiya.tui.keyboard import also_on_arabic
from hashiya.tui.locale import later

__all__ = ["GROUPS", "Command", "Group"]

Group = Literal["Move", "Select", "Tag", "Sentences and documents", "Program"]

GROUPS: Final[tuple[Group, ...]] = (
    later("Move"),
    later("Select"),
    later("Tag"),
    later("Sentences and documents"),
    later("Program"),
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
    """What it does, in a few words without a full stop; a message to translate where shown."""
    footer: str = ""
    """Its name in the footer, likewise; empty when it is not shown there."""

    @property
    def arabic_keys(self) -> tuple[str, ...]:
        """The keys that do the same under an Arabic layout."""
        return tuple(other for key in self.keys for other in also_on_arabic(key))

    @property
    def older_keys(self) -> tuple[str, ...]:
        """Its keys under the names that older terminal protocols give them."""
        return tuple(_OLDER_NAMES[key] for key in self.keys if key in _OLDER_NAMES)


_OLDER_NAMES: Final = {"shift+f10": "f22"}
"""Terminals number the function keys with Shift from 13 on."""
