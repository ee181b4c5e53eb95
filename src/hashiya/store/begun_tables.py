"""Counting what is begun: how many documents of each person's are begun and not done.

A layer may hold nothing any more, so that this is not what documents and done ones leave over.
"""

from __future__ import annotations

from typing import Final

__all__ = ["BEGUN"]

BEGUN: Final = (
    """
    INSERT INTO counter (scope, name, n)
    SELECT layer || '/' || annotator_id, 'begun', count(*) FROM progress
    WHERE state = 'begun' GROUP BY layer, annotator_id
    """,
)
"""What the step `0014-begun` does."""
