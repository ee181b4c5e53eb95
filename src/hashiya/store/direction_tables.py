"""Direction tables: in which direction each person reads each document.

Written once and never changed, as every step's statements are.
"""

from __future__ import annotations

from typing import Final

__all__ = ["DIRECTIONS"]

DIRECTIONS: Final = (
    # In which direction a person reads a document; nothing until they have chosen.
    """
        ALTER TABLE place ADD COLUMN direction TEXT
        CHECK (direction IN ('auto', 'rtl', 'ltr'))
        """,
)
"""DDL of the step `0004-directions`."""
