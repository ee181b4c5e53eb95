"""SQL of packs: what goes out to one person and what comes back.

A part of `hashiya.store.sql`, which has the rest; values are always bound.
"""

from __future__ import annotations

from typing import Final

INSERT_PACKED_SESSION: Final = """
    INSERT INTO session (id, annotator_id, device, app_version, started_at) VALUES (?, ?, ?, ?, ?)
"""
INSERT_MERGED: Final = """
    INSERT INTO merged_session (session_id, by_session, merged_at) VALUES (?, ?, ?)
"""
PERSON_BY_ID: Final = "SELECT alias FROM annotator WHERE id = ?"
SESSION_OWNER: Final = "SELECT annotator_id FROM session WHERE id = ?"
HAS_MERGED: Final = "SELECT EXISTS (SELECT 1 FROM merged_session)"
IS_MERGED: Final = "SELECT 1 FROM merged_session WHERE session_id = ?"
SCHEME_OF: Final = "SELECT sha256 FROM scheme WHERE name = ? AND version = ?"
SESSIONS_OF: Final = """
    SELECT id, device, app_version, started_at FROM session WHERE annotator_id = ? AND EXISTS (
        SELECT 1 FROM event WHERE event.session_id = session.id
    ) ORDER BY started_at, id
"""
EVENTS_OF_SESSION: Final = """
    SELECT session_id, seq, lamport, annotator_id, document_id, kind, body, at, prev_hash, hash
    FROM event WHERE session_id = ? ORDER BY seq
"""
EVENTS_OF_DOCUMENT: Final = """
    SELECT annotator_id, session_id, seq, kind, body FROM event WHERE document_id = ?
    ORDER BY lamport, session_id, seq
"""
MERGED_ON: Final = """
    SELECT DISTINCT event.annotator_id, event.session_id FROM event
    WHERE document_id = ? AND session_id IN (SELECT session_id FROM merged_session)
"""
"""Whose events on a document came from more than one project, and in which sittings."""
DELETE_SPANS: Final = """
    DELETE FROM span WHERE document_id = ? AND annotator_id = ? AND layer = 'annotator'
"""
DELETE_MARKS: Final = """
    DELETE FROM mark WHERE document_id = ? AND annotator_id = ? AND layer = 'annotator'
"""
DELETE_REMINDERS: Final = """
    DELETE FROM reminder WHERE document_id = ? AND annotator_id = ? AND layer = 'annotator'
"""
INSERT_SPAN: Final = """
    INSERT INTO span
        (document_id, length, annotator_id, layer, id, start, "end", label, quote, note, attributes,
         source, flagged, scheme_id, revision, by_session, by_seq)
    VALUES (?, ?, ?, 'annotator', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
LABELS_OF_LAYER: Final = """
    SELECT label, count(*) FROM span
    WHERE document_id = ? AND annotator_id = ? AND layer = 'annotator' GROUP BY label
"""
OLDER_SPANS: Final = """
    SELECT span.id, label, scheme.name, scheme.version
    FROM span JOIN scheme ON scheme.id = scheme_id
    WHERE document_id = ? AND annotator_id = ? AND layer = 'annotator' AND scheme_id < ?
    ORDER BY span.id
"""
"""Spans of a layer that were tagged, or changed last, under an older version of the scheme."""
SET_META: Final = "INSERT INTO meta (key, value) VALUES (?, ?)"
