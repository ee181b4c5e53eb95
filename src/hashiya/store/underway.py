"""Under way: gold that a review has begun and not finished, which is not gold yet.

A layer that was brought in as gold by a file is gold as it came, marks or not, until somebody
reviews it. Must never know what a card is.
"""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from hashiya.store import ruling_sql

__all__ = ["GoldUnderWay", "gold_under_way"]


class GoldUnderWay(NamedTuple):
    """One document's gold on its way."""

    document_id: str
    """Which."""
    alias: str
    """Its adjudicator."""
    annotations: int
    """Annotations in it so far."""


def gold_under_way(connection: sqlite3.Connection) -> list[GoldUnderWay]:
    """Gold layers that were reviewed and are not finished, in the project's order."""
    rows = connection.execute(ruling_sql.GOLD_UNDER_WAY).fetchall()
    return [GoldUnderWay(*row) for row in rows]
