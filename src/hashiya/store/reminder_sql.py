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
