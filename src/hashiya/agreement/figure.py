"""Figures: a measure's value, or why there is none.

A measure that is undefined never becomes a number, since 0, 1 and NaN would all be read as results.
This room must never know which measure it is.
"""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["Figure", "ratio"]


class Figure(NamedTuple):
    """One value, or the reason that there is none."""

    value: float | None
    """The value; None where the measure is undefined."""
    why: str = ""
    """Why it is undefined, in words; empty where it is not."""


def ratio(above: float, below: float, why: str) -> Figure:
    """A quotient, or `why` when it divides by nothing.

    >>> ratio(1, 4, "nothing there"), ratio(1, 0, "nothing there").why
    (Figure(value=0.25, why=''), 'nothing there')
    """
    return Figure(above / below) if below else Figure(None, why)
