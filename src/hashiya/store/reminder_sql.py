"""SQL of reminders: the flags and notes on sentences and documents.

A part of `hashiya.store.sql`, which has the rest; values are always bound.
"""

from __future__ import annotations

from typing import Final

REMINDERS: Final = """
    SELECT start, "end", flagged, note FROM reminder
    WHERE document_id = ? AND annotator_id = ? AND layer = ? ORDER BY start, "end"
"""
INSERT_REMINDER: Final = """
    INSERT INTO reminder
        (document_id, length, annotator_id, layer, start, "end", flagged, note, by_session, by_seq)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
DELETE_REMINDER: Final = """
    DELETE FROM reminder WHERE document_id = ? AND annotator_id = ? AND layer = ? AND start = ?
        AND "end" = ? AND flagged = ? AND note = ?
"""
REMINDER: Final = """
    SELECT flagged, note FROM reminder
    WHERE document_id = ? AND annotator_id = ? AND layer = ? AND start = ? AND "end" = ?
"""
REMINDERS_WITHIN: Final = """
    SELECT annotator_id, layer, start, "end", flagged, note FROM reminder
    WHERE document_id = ? AND start >= ? AND "end" <= ? AND "end" > 0
"""
REMINDERS_BY_DOCUMENT: Final = """
    SELECT document_id, annotator_id, layer, start, "end", flagged, note, by_session, by_seq
    FROM reminder ORDER BY document_id, annotator_id, layer, start, "end"
"""

# --- over a project ------------------------------------------------------------------------------
# SQLite would take the primary key for as good, and read every layer that has neither.

LAYERS_WITH_REMINDERS: Final = """
    SELECT progress.position, document.id, document.name
    FROM progress INDEXED BY progress_to_come_back
        JOIN document ON document.position = progress.position
    WHERE progress.annotator_id = ? AND progress.layer = 'annotator' AND progress.position >= ?
        AND (progress.flags > 0 OR progress.notes > 0)
    ORDER BY progress.position LIMIT ?
"""
SPANS_WITH_REMINDERS: Final = """
    SELECT start, "end", label, flagged, note, id FROM span
    WHERE document_id = ? AND annotator_id = ? AND layer = ? AND (flagged = 1 OR note <> '')
"""
_FLAGGED: Final = """
    SELECT document.id FROM progress INDEXED BY progress_to_come_back
        JOIN document ON document.position = progress.position
    WHERE progress.annotator_id = ? AND progress.layer = 'annotator' AND progress.flags > 0
"""
FLAGGED_AFTER: Final = f"""
    {_FLAGGED} AND progress.position > ? ORDER BY progress.position LIMIT 1
"""
FLAGGED_BEFORE: Final = f"""
    {_FLAGGED} AND progress.position < ? ORDER BY progress.position DESC LIMIT 1
"""
