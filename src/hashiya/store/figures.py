"""Figures: what one person's work adds up to, by the quarter of an hour, and in all.

A quarter of an hour without an act has no row, so a total reads as many rows as there were quarters
at work, however many acts they held. Must never know a day: where it begins is its reader's matter.
"""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from hashiya.store import history_sql
from hashiya.store.figuring import QUARTER_SECONDS

__all__ = ["Figures", "Quarter", "Worked", "read_figures"]


class Worked(NamedTuple):
    """What some stretch of work adds up to."""

    seconds: int = 0
    """Time at work; pauses are left out."""
    spans: int = 0
    """Spans made one place at a time, undone ones left out."""
    together: int = 0
    """Spans made by acts on many places, undone ones left out."""
    sentences: int = 0
    """Sentences finished, undone ones left out."""

    def plus(self, other: Worked) -> Worked:
        """Both together."""
        return Worked(*(one + more for one, more in zip(self, other, strict=True)))


class Quarter(NamedTuple):
    """A quarter of an hour of one sitting."""

    begins: int
    """Seconds since 1970, UTC."""
    session_id: str
    """The sitting."""
    worked: Worked
    """What was done."""


class Figures(NamedTuple):
    """One person's figures."""

    quarters: list[Quarter]
    """From the moment asked for, in order."""
    total: Worked
    """Everything they ever did in the project."""


def read_figures(connection: sqlite3.Connection, annotator_id: str, since: int) -> Figures:
    """The figures of a person, by quarter of an hour from `since` on, seconds since 1970."""
    cells = (annotator_id, since // QUARTER_SECONDS)
    rows = connection.execute(history_sql.FIGURES_FROM, cells).fetchall()
    total = connection.execute(history_sql.FIGURE_TOTAL, (annotator_id,)).fetchone()
    quarters = [
        Quarter(quarter * QUARTER_SECONDS, session_id, Worked(*worked))
        for quarter, session_id, *worked in rows
    ]
    return Figures(quarters, Worked(*total))
