"""List SQL: the statements behind filtered lists, beside `sql`, which holds all the others.

A walk reads of each document only what a filter asks; a line of the list is read when it is wanted.
"""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

from hashiya.store.sql import SEEN_BY

__all__ = ["HAS_LABEL", "WALKS", "Walk"]

_AFTER: Final = f"""
    SELECT document.position, document.id, document.name, coalesce(progress.state, 'new'),
        coalesce(progress.annotations, 0), coalesce(progress.flags, 0)
    FROM document LEFT JOIN progress ON progress.annotator_id = ?
        AND progress.layer = 'annotator' AND progress.position = document.position
    WHERE document.position > ? AND {SEEN_BY} ORDER BY document.position LIMIT ?
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


_OWN_AFTER: Final = """
    SELECT document.position, document.id, document.name, coalesce(progress.state, 'new'),
        coalesce(progress.annotations, 0), coalesce(progress.flags, 0)
    FROM assignment JOIN document ON document.position = assignment.position
        LEFT JOIN progress ON progress.annotator_id = assignment.annotator_id
            AND progress.layer = 'annotator' AND progress.position = assignment.position
    WHERE assignment.annotator_id = ? AND assignment.position > ?
    ORDER BY assignment.position LIMIT ?
"""


def _before(statement: str) -> str:
    return statement.replace("position > ?", "position < ?").replace("LIMIT", "DESC LIMIT")


Walk: TypeAlias = Literal["all", "worked", "reminded", "own"]
"""`worked`: only documents with a layer. `reminded`: only those with a flag or a note in it. `own`:
only those that the person was given or has claimed."""

WALKS: Final[dict[tuple[Walk, bool], str]] = {
    ("all", False): _AFTER,
    ("all", True): _before(_AFTER),
    ("worked", False): _WORKED_AFTER,
    ("worked", True): _before(_WORKED_AFTER),
    ("reminded", False): _REMINDED_AFTER,
    ("own", False): _OWN_AFTER,
    ("own", True): _before(_OWN_AFTER),
    ("reminded", True): _before(_REMINDED_AFTER),
}
"""What is walked, and whether backwards → the statement."""

HAS_LABEL: Final = """
    SELECT 1 FROM span
    WHERE document_id = ? AND annotator_id = ? AND layer = 'annotator' AND label = ? LIMIT 1
"""
