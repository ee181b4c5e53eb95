"""SQL of rulings, of what they are found by, and of review sessions.

A part of `hashiya.store.sql`, which has the rest; values are always bound.
"""

from __future__ import annotations

from typing import Final

from hashiya.store.values import PASSAGES

RULINGS: Final = """
    SELECT key, body FROM ruling
    WHERE document_id = ? AND annotator_id = ? AND layer = ? ORDER BY key
"""
HAS_RULING: Final = """
    SELECT 1 FROM ruling WHERE document_id = ? AND annotator_id = ? AND layer = ? LIMIT 1
"""
INSERT_RULING: Final = """
    INSERT INTO ruling
        (document_id, length, annotator_id, layer, key, start, "end", outcome, review, gap, body,
         by_session, by_seq)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
DELETE_RULING: Final = """
    DELETE FROM ruling
    WHERE document_id = ? AND annotator_id = ? AND layer = ? AND key = ? AND body = ?
"""
INSERT_PRECEDENT: Final = """
    INSERT INTO precedent (form, document_id, annotator_id, key) VALUES (?, ?, ?, ?)
"""
DELETE_PRECEDENT: Final = """
    DELETE FROM precedent WHERE form = ? AND document_id = ? AND annotator_id = ? AND key = ?
"""
RULINGS_BY_DOCUMENT: Final = """
    SELECT document_id, annotator_id, layer, key, start, "end", outcome, review, gap, body,
        by_session, by_seq
    FROM ruling ORDER BY document_id, annotator_id, layer, key
"""
PRECEDENTS_BY_DOCUMENT: Final = """
    SELECT document_id, annotator_id, key, form FROM precedent
    ORDER BY document_id, annotator_id, key, form
"""

# --- what is found by a form, and what a session ruled -------------------------------------------

PRECEDENTS: Final = """
    SELECT ruling.document_id, ruling.body FROM precedent JOIN ruling
        ON ruling.document_id = precedent.document_id
        AND ruling.annotator_id = precedent.annotator_id AND ruling.layer = 'gold'
        AND ruling.key = precedent.key
    WHERE precedent.form = ? ORDER BY precedent.document_id, precedent.key LIMIT ?
"""
RULINGS_OF_REVIEW: Final = """
    SELECT ruling.document_id, ruling.start, ruling.key, ruling.body, event.at
    FROM ruling JOIN event ON event.session_id = by_session AND event.seq = by_seq
    WHERE review = ? AND (ruling.document_id, ruling.start, ruling.key) > (?, ?, ?)
    ORDER BY ruling.document_id, ruling.start, ruling.key LIMIT ?
"""
RULINGS_WITH_GAP: Final = """
    SELECT ruling.document_id, ruling.start, ruling.key, ruling.body, event.at
    FROM ruling INDEXED BY ruling_with_gap
        JOIN event ON event.session_id = by_session AND event.seq = by_seq
    WHERE gap = 1 AND (ruling.document_id, ruling.start, ruling.key) > (?, ?, ?)
    ORDER BY ruling.document_id, ruling.start, ruling.key LIMIT ?
"""
REVIEWS: Final = """
    SELECT name, alias, body, opened_at, document_id, key
    FROM review JOIN annotator ON annotator.id = annotator_id ORDER BY opened_at, name
"""
INSERT_REVIEW: Final = """
    INSERT INTO review (name, annotator_id, body, opened_at, document_id, key)
    VALUES (?, ?, ?, ?, NULL, '')
"""
SET_REVIEW_PLACE: Final = "UPDATE review SET document_id = ?, key = ? WHERE name = ?"

# --- who is how far with which document ----------------------------------------------------------

DOCUMENT: Final = f"""
    SELECT position, id, name, sentences FROM document WHERE id = ? AND position < {PASSAGES}
"""
DOCUMENTS_FROM: Final = """
    SELECT position, id, name, sentences FROM document
    WHERE position > ? AND position <= ? ORDER BY position
"""
LAYERS_FROM: Final = """
    SELECT position, annotations, done, state, seal FROM progress
    WHERE annotator_id = ? AND layer = ? AND position > ? AND position <= ?
"""
LAYERS_OF: Final = """
    SELECT alias, kind.layer, annotations, done, state, progress.seal FROM annotator
        CROSS JOIN (SELECT 'annotator' AS layer UNION ALL SELECT 'gold') AS kind
        JOIN progress ON progress.annotator_id = annotator.id AND progress.layer = kind.layer
    WHERE progress.position = ? ORDER BY kind.layer, alias
"""

EXPECTED: Final = """
    SELECT position, coalesce(alias, '?') FROM assignment
        LEFT JOIN annotator ON annotator.id = annotator_id
    WHERE position > ? AND position <= ? AND state IN ('open', 'claimed') ORDER BY position, alias
"""

OTHER_GOLD: Final = """
    SELECT alias FROM annotator WHERE id <> ? AND EXISTS (
        SELECT 1 FROM progress
        WHERE annotator_id = annotator.id AND layer = 'gold' AND position = ?
    )
"""
LAST_OF_GOLD: Final = """
    SELECT session_id, seq FROM event
    WHERE document_id = ? AND annotator_id = ? AND json_extract(body, '$.layer') = 'gold'
    ORDER BY lamport DESC, session_id DESC, seq DESC LIMIT 1
"""
GOLD_UNDER_WAY: Final = """
    SELECT document.id, alias, annotations FROM annotator
        JOIN progress ON progress.annotator_id = annotator.id AND progress.layer = 'gold'
        JOIN document ON document.position = progress.position
    WHERE progress.state <> 'done' AND EXISTS (
        SELECT 1 FROM event WHERE event.document_id = document.id
            AND event.annotator_id = annotator.id AND event.kind <> 'import'
            AND json_extract(event.body, '$.layer') = 'gold'
    )
    ORDER BY document.position, alias
"""

# --- what gold stands on -------------------------------------------------------------------------

SET_SEEN: Final = """
    INSERT INTO gold_seen (seal, position, annotator_id)
    SELECT ?, document.position, annotator.id FROM document, annotator
    WHERE document.id = ? AND annotator.alias = ?
    ON CONFLICT (position, annotator_id) DO UPDATE SET seal = excluded.seal
"""
SEEN: Final = """
    SELECT position, alias, gold_seen.seal
    FROM gold_seen JOIN annotator ON annotator.id = annotator_id
    WHERE position > ? AND position <= ? ORDER BY position, alias
"""

# --- what annotators say of it -------------------------------------------------------------------

INSERT_APPEAL: Final = """
    INSERT INTO appeal (position, annotator_id, key, kind, note, at, waits, seal)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
"""
APPEALS_ON: Final = """
    SELECT alias, key, kind, note, at, waits FROM appeal
        JOIN annotator ON annotator.id = annotator_id
    WHERE position = ? ORDER BY alias, key
"""
APPEALS_ON_CARD: Final = """
    SELECT annotator_id, alias FROM appeal JOIN annotator ON annotator.id = annotator_id
    WHERE position = ? AND key = ? AND kind = 'appealed'
"""
APPEALS_WAITING: Final = """
    SELECT position FROM appeal INDEXED BY appeal_that_waits
    WHERE waits = 1 AND position > ? AND position <= ?
"""
APPEALED: Final = """
    SELECT DISTINCT document.id FROM appeal INDEXED BY appeal_that_waits
        JOIN document ON document.position = appeal.position
    WHERE waits = 1 ORDER BY appeal.position LIMIT ?
"""
SET_WAITING: Final = """
    UPDATE appeal SET waits = ? WHERE position = ? AND annotator_id = ? AND key = ?
"""
APPEALS: Final = """
    SELECT appeal.position, appeal.annotator_id, appeal.key, kind, note, at, alias, waits,
        appeal.seal, ruling.body
    FROM appeal JOIN annotator ON annotator.id = appeal.annotator_id
        JOIN document ON document.position = appeal.position
        LEFT JOIN ruling ON ruling.document_id = document.id AND ruling.key = appeal.key
"""
