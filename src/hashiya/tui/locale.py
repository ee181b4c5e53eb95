"""Locale: the interface's words in the language a person chose.

English stands in the code; other languages come from message catalogues. Must never know a
widget or what is said.
"""

from __future__ import annotations

__all__ = ["_", "later", "n_"]


def _(message: str) -> str:
    """A message in the interface's language."""
    return message


def n_(one: str, many: str, count: int) -> str:
    """The form of a message that goes with a number, in the interface's language."""
    return one if count == 1 else many


def later(message: str) -> str:
    """The same message, found by the catalogue and translated where it is shown."""
    return message
