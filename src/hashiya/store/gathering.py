"""Gathering: cells that wait to be written, and writing them many rows at a time.

Running a statement costs more than a row does, so one run inserts several. Cells wait in one flat
list a table, as they will be bound.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Final

from hashiya.store.bulk_sql import with_rows

__all__ = ["Gathered"]

ROWS_A_RUN: Final = 20
"""Rows that one run of a statement inserts."""


class Gathered:
    """Rows that wait for one `INSERT`.

    Args:
        statement: An `INSERT … VALUES (…)` of one row.
    """

    def __init__(self, statement: str) -> None:
        self._statement = statement
        self._run = with_rows(statement, ROWS_A_RUN)
        self._width = statement.count("?")
        self._cells: list[object] = []

    def __len__(self) -> int:
        return len(self._cells) // self._width

    def add(self, row: Iterable[object]) -> None:
        """Gather one row."""
        self._cells.extend(row)

    def extend(self, rows: Iterable[Iterable[object]]) -> None:
        """Gather rows."""
        self._cells.extend(chain.from_iterable(rows))

    def write(self, connection: sqlite3.Connection) -> None:
        """Insert what has been gathered; inside the caller's transaction."""
        cells, self._cells = self._cells, []
        length = self._width * ROWS_A_RUN
        whole = len(cells) - len(cells) % length
        connection.executemany(self._run, _slices(cells, 0, whole, length))
        rest = _slices(cells, whole, len(cells), self._width)
        connection.executemany(self._statement, rest)


def _slices(cells: list[object], first: int, last: int, length: int) -> Iterator[list[object]]:
    return (cells[start : start + length] for start in range(first, last, length))
