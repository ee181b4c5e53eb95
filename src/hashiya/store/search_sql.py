"""Search SQL: the statements behind searching, beside `sql`, which holds all the others.

Values are always bound, the index's own expression too; `indexing` and `searching` make it of keys
that are letters and digits only.
"""

from __future__ import annotations

from typing import Final

from hashiya.store.values import PASSAGES

# --- making the index ----------------------------------------------------------------------------

LAST_STRETCH: Final = "SELECT id, position FROM stretch ORDER BY id DESC LIMIT 1"
TEXTS_AFTER: Final = f"""
    SELECT position, text FROM document WHERE position > ? AND position < {PASSAGES}
    ORDER BY position LIMIT ?
"""
INSERT_STRETCH: Final = """
    INSERT INTO stretch (id, position, start, "end") VALUES (?, ?, ?, ?)
"""
INSERT_KEYS: Final = "INSERT INTO search (rowid, keys) VALUES (?, ?)"
EMPTY_INDEX: Final = "INSERT INTO search (search) VALUES ('delete-all')"
EMPTY_STRETCHES: Final = "DELETE FROM stretch"

# --- looking up ----------------------------------------------------------------------------------

STRETCH_AT: Final = """
    SELECT id FROM stretch WHERE (position, start) <= (?, ?)
    ORDER BY position DESC, start DESC LIMIT 1
"""
_WORK: Final = (
    "coalesce(progress.state, 'new'), coalesce(progress.annotations, 0),"
    " coalesce(progress.flags, 0)"
)
_PROGRESS_OF: Final = """
    LEFT JOIN progress ON progress.annotator_id = ? AND progress.layer = 'annotator'
        AND progress.position =
"""
STRETCHES_WITH: Final = f"""
    SELECT stretch.position, stretch.start, stretch."end", {_WORK}
    FROM search CROSS JOIN stretch ON stretch.id = search.rowid {_PROGRESS_OF} stretch.position
    WHERE search MATCH ? AND search.rowid >= ? ORDER BY search.rowid
"""
STRETCHES_FROM: Final = f"""
    SELECT stretch.position, stretch.start, stretch."end", {_WORK}
    FROM stretch {_PROGRESS_OF} stretch.position
    WHERE stretch.id >= ? ORDER BY stretch.id
"""
DOCUMENTS_FROM: Final = f"""
    SELECT document.position, {_WORK}
    FROM document {_PROGRESS_OF} document.position
    WHERE document.position >= ? AND document.position < {PASSAGES} ORDER BY document.position
"""
WORKED_FROM: Final = """
    SELECT position FROM progress
    WHERE annotator_id = ? AND layer = 'annotator' AND position BETWEEN ? AND ?
        AND state = coalesce(?, state) AND annotations >= ?
    ORDER BY position LIMIT 1
"""
FLAGGED_FROM: Final = WORKED_FROM.replace(
    # By itself SQLite would read all that is passed over.
    "FROM progress",
    "FROM progress INDEXED BY progress_to_come_back",
).replace("ORDER BY", "    AND (flags > 0 OR notes > 0) AND flags > 0\n    ORDER BY")
DOCUMENT_AT: Final = """
    SELECT id, name, segmentation, sentences, text FROM document WHERE position = ?
"""
SENTENCE: Final = """
    SELECT start, "end" FROM sentence WHERE document_id = ? AND segmentation = ? AND ordinal = ?
"""
LABELS_OF_LAYER: Final = """
    SELECT start, "end", label FROM span
    WHERE document_id = ? AND annotator_id = ? AND layer = 'annotator'
"""

# --- checking ------------------------------------------------------------------------------------

STRETCHES: Final = 'SELECT id, position, start, "end" FROM stretch ORDER BY id'
INDEXED_KEYS: Final = "SELECT term, doc FROM search_word"
