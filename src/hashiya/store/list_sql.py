"""List SQL: the statements behind filtered lists, beside `sql`, which holds all the others.

A walk reads of each document only what a filter asks; a line of the list is read when it is wanted.
"""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

__all__ = ["HAS_LABEL", "WALKS", "Walk"]

_AFTER: Final = """
    SELECT document.position, document.id, document.name, coalesce(progress.state, 'new'),
        coalesce(progress.annotations, 0), coalesce(progress.flags, 0)
    FROM document LEFT JOIN progress ON progress.annotator_id = ?
        AND progress.layer = 'annotator' AND progress.position = document.position
    WHERE document.position > ? ORDER BY document.position LIMIT ?
"""
_WORKED_AFTER: Final = """
    SELECT document.position, document.id, document.name, progress.state, progress.annotations,
        progress.flags
    FROM progress JOIN document ON document.position = progress.position
    WHERE progress.annotator_id = ? AND progress.layer = 'annotator' AND progress.position > ?
    ORDER BY progress.position LIMIT ?
"""
_REMINDED_AFTER: Final = _WORKED_AFTER.replace(
    # By itself SQLite would read all that is passed over, and no look would be bounded.
    "FROM progress",
    "FROM progress INDEXED BY progress_to_come_back",
).replace("ORDER BY", "AND (progress.flags > 0 OR progress.notes > 0) ORDER BY")


def _before(statement: str) -> str:
    return statement.replace("position > ?", "position < ?").replace("LIMIT", "DESC LIMIT")


Walk: TypeAlias = Literal["all", "worked", "reminded"]
"""`worked`: only documents with a layer. `reminded`: only those with a flag or a note in it."""

WALKS: Final[dict[tuple[Walk, bool], str]] = {
    ("all", False): _AFTER,
    ("all", True): _before(_AFTER),
    ("worked", False): _WORKED_AFTER,
    ("worked", True): _before(_WORKED_AFTER),
    ("reminded", False): _REMINDED_AFTER,
    ("reminded", True): _before(_REMINDED_AFTER),
}
"""What is walked, and whether backwards → the statement."""

HAS_LABEL: Final = """
    SELECT 1 FROM span
    WHERE document_id = ? AND annotator_id = ? AND layer = 'annotator' AND label = ? LIMIT 1
"""
