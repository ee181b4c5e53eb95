"""History tables: everybody's acts in the order they were done, and what their work adds up to.

All of it is worked out of the events, in their own transactions, and can be worked out again. A
project from before is given its rows when it is first opened (`hashiya.store.retelling`).
"""

from __future__ import annotations

from typing import Final

__all__ = ["HISTORY"]

HISTORY: Final = (
    # One row an act, however many events it is. `depth`: acts that stood once it was done, itself
    # among them. `by_session`, `by_seq`: its last event, or that of its last undo or redo.
    # `together`: spans that an act on many places made.
    """
    CREATE TABLE act (
        annotator_id TEXT NOT NULL REFERENCES annotator (id),
        number INTEGER NOT NULL CHECK (number >= 1),
        depth INTEGER NOT NULL CHECK (depth BETWEEN 1 AND number),
        session_id TEXT NOT NULL,
        seq INTEGER NOT NULL,
        events INTEGER NOT NULL CHECK (events >= 1),
        annotations INTEGER NOT NULL CHECK (annotations >= 0),
        spans INTEGER NOT NULL CHECK (spans >= 0),
        together INTEGER NOT NULL CHECK (together >= 0),
        sentences INTEGER NOT NULL CHECK (sentences >= 0),
        by_session TEXT NOT NULL,
        by_seq INTEGER NOT NULL,
        PRIMARY KEY (annotator_id, number),
        FOREIGN KEY (session_id, seq) REFERENCES event (session_id, seq),
        FOREIGN KEY (by_session, by_seq) REFERENCES event (session_id, seq)
    ) STRICT, WITHOUT ROWID
    """,
    # The last act of each depth is the one that an undo or a redo at that depth is about.
    "CREATE INDEX act_by_depth ON act (annotator_id, depth, number)",
    # How many of a person's acts stand.
    """
    CREATE TABLE history (
        annotator_id TEXT NOT NULL PRIMARY KEY REFERENCES annotator (id),
        standing INTEGER NOT NULL CHECK (standing >= 0)
    ) STRICT, WITHOUT ROWID
    """,
    # One row for each quarter of an hour in which somebody did something: days begin at a quarter
    # in every time zone. `quarter`: quarters since 1970 in UTC.
    """
    CREATE TABLE figure (
        annotator_id TEXT NOT NULL REFERENCES annotator (id),
        quarter INTEGER NOT NULL,
        session_id TEXT NOT NULL REFERENCES session (id),
        seconds INTEGER NOT NULL CHECK (seconds >= 0),
        spans INTEGER NOT NULL CHECK (spans >= 0),
        together INTEGER NOT NULL CHECK (together >= 0),
        sentences INTEGER NOT NULL CHECK (sentences >= 0),
        PRIMARY KEY (annotator_id, quarter, session_id)
    ) STRICT, WITHOUT ROWID
    """,
)
"""DDL of the step `0009-history`, in order."""
