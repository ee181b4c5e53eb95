"""Nines: by which keys the sides of a card, and people, are chosen, however many there are.

A digit means one of nine that are turned to; one key turns to the next nine, and behind the last
nine to the first. Must never know a widget or a card.
"""

from __future__ import annotations

from typing import Final

__all__ = ["MORE", "NINE", "keys_of", "number_of", "turned"]

NINE: Final = 9
"""As many as have a digit at once."""

MORE: Final = "+"
"""The key that turns to the next nine."""


def keys_of(number: int, count: int, at: int = 0) -> str:
    """What is pressed to mean one of so many.

    Args:
        number: Which, from 0.
        count: How many there are.
        at: Which nine is turned to, from 0.

    >>> keys_of(0, 12), keys_of(9, 12), keys_of(9, 12, at=1), keys_of(0, 12, at=1)
    ('1', '+1', '1', '+1')
    """
    turns = (number // NINE - at) % _nines(count)
    return f"{MORE * turns}{number % NINE + 1}"


def number_of(digit: int, at: int = 0) -> int:
    """Which one a digit means, from 0; -1 for 0, which is none. There may be fewer.

    >>> number_of(1), number_of(3, at=1), number_of(0, at=1)
    (0, 11, -1)
    """
    return at * NINE + digit - 1 if digit else -1


def turned(at: int, count: int) -> int:
    """The nine behind the one that is turned to, the first behind the last.

    >>> turned(0, 9), turned(0, 12), turned(1, 12)
    (0, 1, 0)
    """
    return (at + 1) % _nines(count)


def _nines(count: int) -> int:
    return max(1, -(-count // NINE))
