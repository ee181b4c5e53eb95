"""Commands as values: what the table of keys is made of, and the keys a person chose instead.

Must never know which commands there are (`commands`) or what they do.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal, NamedTuple

from hashiya.tui.keyboard import also_on_arabic
from hashiya.tui.locale import later

__all__ = ["GROUPS", "Command", "Group", "are_keys_chosen", "use_keys"]

Group = Literal["Move", "Select", "Tag", "Rulings", "Cards", "Sentences and documents", "Program"]
"""A heading of the help; rulings and cards are the review screen's."""

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
    usual_keys: tuple[str, ...]
    """Its keys where a person has not chosen others."""
    help: str
    """What it does, in a few words without a full stop; a message to translate where shown."""
    footer: str = ""
    """Its name in the footer, likewise; empty when it is not shown there."""

    @property
    def keys(self) -> tuple[str, ...]:
        """Keys of a Latin layout as Textual names them; the first is the one people are told."""
        return _Chosen.keys.get(self.name, self.usual_keys)

    @property
    def arabic_keys(self) -> tuple[str, ...]:
        """The keys that do the same under an Arabic layout."""
        return tuple(other for key in self.keys for other in also_on_arabic(key))

    @property
    def older_keys(self) -> tuple[str, ...]:
        """Its keys under the names that older terminal protocols give them."""
        return tuple(_OLDER_NAMES[key] for key in self.keys if key in _OLDER_NAMES)


class _Chosen:
    """What the one person of this process has chosen instead."""

    keys: Mapping[str, tuple[str, ...]] = MappingProxyType({})


def use_keys(keys: Mapping[str, tuple[str, ...]]) -> None:
    """Give commands other keys, in every list and on the screens that are made from now on.

    Args:
        keys: Command name to its keys; none of them is another command's.
    """
    _Chosen.keys = MappingProxyType(dict(keys))


def are_keys_chosen() -> bool:
    """Whether any command has other keys than its own."""
    return bool(_Chosen.keys)


_OLDER_NAMES: Final = {"shift+f6": "f18", "shift+f9": "f21", "shift+f10": "f22", "enter": "ctrl+j"}
"""Terminals number the function keys with Shift from 13 on; before a program takes over, a tty
makes a line feed of Enter.
"""
