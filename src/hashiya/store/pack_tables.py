"""Tables of packs: which sittings came back from a project that was made from a pack.

Their events are in the journal like all others; their acts are none that an undo takes back here,
because they were done and undone in another project.
"""

from __future__ import annotations

from typing import Final

__all__ = ["PACKS"]

PACKS: Final = (
    # `by_session`: in whose sitting it was merged.
    """
    CREATE TABLE merged_session (
        session_id TEXT NOT NULL PRIMARY KEY REFERENCES session (id),
        by_session TEXT NOT NULL REFERENCES session (id),
        merged_at TEXT NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TRIGGER merged_session_is_frozen BEFORE UPDATE ON merged_session
    BEGIN SELECT RAISE(ABORT, 'what was merged is never edited'); END
    """,
    """
    CREATE TRIGGER merged_session_is_kept BEFORE DELETE ON merged_session
    BEGIN SELECT RAISE(ABORT, 'what was merged is never deleted'); END
    """,
)
"""DDL of the step `0015-packs`, in order."""
