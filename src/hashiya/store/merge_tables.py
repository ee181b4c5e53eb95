"""Tables of merges: who brought in whose work and when, and which events came in by it.

Written once and never changed, as every step's statements are.
"""

from __future__ import annotations

from typing import Final

__all__ = ["MERGES"]

MERGES: Final = (
    # One row a pack that brought something in. `pack`: the pack that the work was done in, empty in
    # a project from before. `source`: the file's name.
    """
    CREATE TABLE merging (
        number INTEGER PRIMARY KEY CHECK (number >= 1),
        pack TEXT NOT NULL,
        annotator_id TEXT NOT NULL REFERENCES annotator (id),
        by_session TEXT NOT NULL REFERENCES session (id),
        source TEXT NOT NULL,
        at TEXT NOT NULL,
        seal INTEGER NOT NULL
    ) STRICT
    """,
    "CREATE INDEX merging_of_person ON merging (annotator_id, pack)",
    # Events `first` to `last` of a sitting came in by it.
    """
    CREATE TABLE merging_part (
        session_id TEXT NOT NULL REFERENCES merged_session (session_id),
        first INTEGER NOT NULL CHECK (first >= 1),
        last INTEGER NOT NULL CHECK (last >= first),
        number INTEGER NOT NULL REFERENCES merging (number),
        PRIMARY KEY (session_id, first),
        FOREIGN KEY (session_id, last) REFERENCES event (session_id, seq)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX merging_part_of_merging ON merging_part (number)",
    """
    CREATE TRIGGER merging_is_frozen BEFORE UPDATE ON merging
    BEGIN SELECT RAISE(ABORT, 'what was merged is never edited'); END
    """,
    """
    CREATE TRIGGER merging_is_kept BEFORE DELETE ON merging
    BEGIN SELECT RAISE(ABORT, 'what was merged is never deleted'); END
    """,
    """
    CREATE TRIGGER merging_part_is_frozen BEFORE UPDATE ON merging_part
    BEGIN SELECT RAISE(ABORT, 'what was merged is never edited'); END
    """,
    """
    CREATE TRIGGER merging_part_is_kept BEFORE DELETE ON merging_part
    BEGIN SELECT RAISE(ABORT, 'what was merged is never deleted'); END
    """,
)
"""DDL of the step `0017-merges`, in order."""
