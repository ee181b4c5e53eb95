"""SQL of passages: sentences that somebody reads once more.

A part of `hashiya.store.sql`, which has the rest; values are always bound.
"""

from __future__ import annotations

from typing import Final

from hashiya.store.values import PASSAGES

INSERT_PASSAGE: Final = """
    INSERT INTO passage
        (position, annotator_id, of_position, start, "end", chosen, first, first_at, scheme_id,
         session_id, planned_at, seal)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
LAST_PASSAGE: Final = f"SELECT coalesce(max(position), {PASSAGES}) FROM passage"
MARK_TIMES: Final = """
    SELECT mark.start, mark."end", event.at FROM mark
        JOIN event ON event.session_id = mark.by_session AND event.seq = mark.by_seq
    WHERE mark.document_id = ? AND mark.annotator_id = ? AND mark.layer = 'annotator'
    ORDER BY mark.start, mark."end"
"""
PASSAGES_AFTER: Final = """
    SELECT passage.position, document.id, document.name, annotator.alias, origin.id,
        passage.start, document.length, passage.chosen, passage.first, passage.first_at,
        scheme.name, scheme.version, passage.planned_at, coalesce(progress.state, 'new'),
        coalesce(assignment.state, 'open'),
        progress.position IS NOT NULL OR place.visit IS NOT NULL,
        (SELECT max(event.at) FROM mark
            JOIN event ON event.session_id = mark.by_session AND event.seq = mark.by_seq
            WHERE mark.document_id = document.id AND mark.annotator_id = passage.annotator_id
                AND mark.layer = 'annotator')
    FROM passage JOIN document ON document.position = passage.position
        JOIN document AS origin ON origin.position = passage.of_position
        JOIN annotator ON annotator.id = passage.annotator_id
        JOIN scheme ON scheme.id = passage.scheme_id
        LEFT JOIN progress ON progress.annotator_id = passage.annotator_id
            AND progress.layer = 'annotator' AND progress.position = passage.position
        LEFT JOIN assignment ON assignment.position = passage.position
            AND assignment.annotator_id = passage.annotator_id
        LEFT JOIN place ON place.annotator_id = passage.annotator_id
            AND place.document_id = document.id
    WHERE passage.position > ? ORDER BY passage.position LIMIT ?
"""
OWNER: Final = "SELECT annotator_id FROM passage WHERE position = ?"
OWNER_OF: Final = """
    SELECT annotator_id FROM passage JOIN document ON document.position = passage.position
    WHERE document.id = ?
"""
RANK: Final = f"""
    SELECT count(*) FROM assignment
    WHERE annotator_id = (SELECT annotator_id FROM passage WHERE position = ?1)
        AND position > {PASSAGES} AND position <= ?1
"""
OVERLAPPING: Final = """
    SELECT 1 FROM passage JOIN assignment ON assignment.position = passage.position
    WHERE passage.annotator_id = ? AND of_position = ? AND start < ? AND "end" > ? LIMIT 1
"""
NOT_OPENED: Final = f"""
    SELECT assignment.position
    FROM assignment JOIN document ON document.position = assignment.position
    WHERE assignment.annotator_id = ? AND assignment.position > {PASSAGES} AND state = 'claimed'
        AND NOT EXISTS (
            SELECT 1 FROM progress WHERE progress.annotator_id = assignment.annotator_id
                AND progress.layer = 'annotator' AND progress.position = assignment.position
        ) AND NOT EXISTS (
            SELECT 1 FROM place WHERE place.annotator_id = assignment.annotator_id
                AND place.document_id = document.id
        )
    ORDER BY assignment.position
"""

# --- checking ------------------------------------------------------------------------------------

ROWS: Final = """
    SELECT position, annotator_id, of_position, start, "end", chosen, first, first_at, scheme_id,
        session_id, planned_at, seal
    FROM passage ORDER BY position
"""
STRAYS: Final = f"""
    SELECT id FROM document WHERE position > {PASSAGES}
        AND NOT EXISTS (SELECT 1 FROM passage WHERE passage.position = document.position)
"""
LAYERS_OF_OTHERS: Final = f"""
    SELECT passage.position FROM progress JOIN passage ON passage.position = progress.position
    WHERE progress.position > {PASSAGES}
        AND (progress.annotator_id <> passage.annotator_id OR progress.layer <> 'annotator')
"""
COUNT_BY_PERSON: Final = f"""
    SELECT annotator_id, count(*) FROM assignment
    WHERE position > {PASSAGES} AND annotator_id IS NOT NULL GROUP BY annotator_id
"""
