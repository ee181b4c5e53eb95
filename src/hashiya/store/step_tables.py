"""Tables of scheme steps: when each version of a scheme came into use, and what it made of labels.

One row a version, written with it and never changed; versions from before this table have none.
"""

from __future__ import annotations

from typing import Final

__all__ = ["SCHEME_STEPS"]

SCHEME_STEPS: Final = (
    # `session_id`: who put it into use; nobody for a project's first.
    """
    CREATE TABLE scheme_step (
        scheme_id INTEGER NOT NULL PRIMARY KEY REFERENCES scheme (id),
        published_at TEXT NOT NULL,
        session_id TEXT REFERENCES session (id),
        migration TEXT NOT NULL,
        seal INTEGER NOT NULL
    ) STRICT
    """,
    """
    CREATE TRIGGER scheme_step_is_frozen BEFORE UPDATE ON scheme_step
    BEGIN SELECT RAISE(ABORT, 'a step of the scheme is never edited'); END
    """,
    """
    CREATE TRIGGER scheme_step_is_kept BEFORE DELETE ON scheme_step
    BEGIN SELECT RAISE(ABORT, 'a step of the scheme is never deleted'); END
    """,
)
"""DDL of the step `0007-scheme-steps`, in order."""
