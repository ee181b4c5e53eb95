"""Tables of attributes: what a label declares, and where what was given before is found.

Written once and never changed, as every step's statements are.
"""

from __future__ import annotations

from typing import Final

__all__ = ["ATTRIBUTES", "GIVEN_ATTRIBUTES"]

ATTRIBUTES: Final = (
    # What more a label lets people say of its annotations, as JSON; most labels nothing.
    "ALTER TABLE label ADD COLUMN attributes TEXT NOT NULL DEFAULT '[]'",
)
"""DDL of the step `0005-attributes`."""

GIVEN_ATTRIBUTES: Final = (
    # What one person has given before is proposed again; only spans with attributes stand here.
    """
    CREATE INDEX span_with_attributes ON span (annotator_id, layer, label, quote, attributes)
    WHERE attributes <> '[]'
    """,
)
"""DDL of the step `0006-given-attributes`."""
