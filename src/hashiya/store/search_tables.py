"""Search tables: what gives a project an index of the words in its texts.

The index is worked out of the texts, holds no text itself, and can be thrown away and made again
at any time (docs/decisions/0020). It is made when somebody first searches, not here.
"""

from __future__ import annotations

from typing import Final

__all__ = ["SEARCH"]

SEARCH: Final = (
    # What the index knows as one: a document, or a part of a long one. Whole documents only,
    # in the order of their positions, so the last row says how far the index has come.
    """
    CREATE TABLE stretch (
        id INTEGER PRIMARY KEY,
        position INTEGER NOT NULL,
        start INTEGER NOT NULL,
        "end" INTEGER NOT NULL,
        UNIQUE (position, start),
        CHECK (0 <= start AND start <= "end")
    ) STRICT
    """,
    # Words are folded and cut in hashiya.text, so the tokenizer only splits at blanks. The
    # short prefixes are those whose rows would be too many to be merged while a person types.
    """
    CREATE VIRTUAL TABLE search USING fts5 (
        keys, content = '', columnsize = 0, detail = none, prefix = '2 3',
        tokenize = "ascii tokenchars '_'"
    )
    """,
    # Reads the index word by word, for checking; it holds nothing.
    "CREATE VIRTUAL TABLE search_word USING fts5vocab (search, instance)",
)
"""DDL of the step `0008-search`, in order."""
