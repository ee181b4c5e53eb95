"""List SQL: the statements behind filtered lists, beside `sql`, which holds all the others.

A walk reads of each document only what a filter asks; a line of the list is read when it is wanted.
"""

from __future__ import annotations

from typing import Final

__all__ = ["HAS_LABEL", "WALKS"]

_AFTER: Final = """
    SELECT document.position, document.id, document.name, coalesce(progress.state, 'new'),
        coalesce(progress.annotations, 0)
    FROM document LEFT JOIN progress ON progress.annotator_id = ?
        AND progress.layer = 'annotator' AND progress.position = document.position
    WHERE document.position > ? ORDER BY document.position LIMIT ?
"""
_WORKED_AFTER: Final = """
    SELECT document.position, document.id, document.name, progress.state, progress.annotations
    FROM progress JOIN document ON document.position = progress.position
    WHERE progress.annotator_id = ? AND progress.layer = 'annotator' AND progress.position > ?
    ORDER BY progress.position LIMIT ?
"""


def _before(statement: str) -> str:
    return statement.replace("position > ?", "position < ?").replace("LIMIT", "DESC LIMIT")


WALKS: Final = {
    (False, False): _AFTER,
    (False, True): _before(_AFTER),
    (True, False): _WORKED_AFTER,
    (True, True): _before(_WORKED_AFTER),
}
"""Whether only documents with a layer are walked, and whether backwards → the statement."""

HAS_LABEL: Final = """
    SELECT 1 FROM span
    WHERE document_id = ? AND annotator_id = ? AND layer = 'annotator' AND label = ? LIMIT 1
"""
