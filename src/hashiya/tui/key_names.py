"""Key names: what keys are called where people read them, in the interface's language.

Must never know what a key does (`commands`).
"""

from __future__ import annotations

from typing import Final

from hashiya.text import mirrored
from hashiya.tui.locale import _, is_mirrored, later

__all__ = ["key_in_words", "key_name", "translated_keys"]

_NAMES: Final = {
    "left": "←",
    "right": "→",
    "up": "↑",
    "down": "↓",
    "enter": "↵",
    "tab": "⇥",
    "escape": later("Esc"),
    "pageup": later("PgUp"),
    "pagedown": later("PgDn"),
    "delete": later("Del"),
    "backspace": "⌫",
    "home": later("Home"),
    "end": later("End"),
    "ctrl": later("Ctrl"),
    "shift": later("Shift"),
}

_SHOWN: Final = frozenset(_NAMES.values())


def key_name(key: str) -> str:
    """A key as people read it.

    >>> key_name("ctrl+left"), key_name("n"), key_name("f2"), key_name("+")
    ('Ctrl ←', 'n', 'F2', '+')
    """
    return key if key == "+" else " ".join(map(_part_name, key.split("+")))


def key_in_words(key: str) -> str:
    """As `key_name`, for the words of a sentence, where it is drawn as it stands on the key."""
    name = key_name(key)
    # In a sentence from right to left a bracket would be drawn as the other one.
    return mirrored(name) if is_mirrored() and len(name) == 1 else name


def _part_name(part: str) -> str:
    if part in _NAMES:
        return _(_NAMES[part])
    return part.upper() if part[:1] == "f" and part[1:].isdigit() else part


def translated_keys(keys: str) -> str:
    """Keys as they stand in the code, `Ctrl s`, with the names that the language has for them."""
    return " ".join(_(part) if part in _SHOWN else part for part in keys.split(" "))
