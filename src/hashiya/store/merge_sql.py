"""SQL of merges: what is written of them, what they add to figures, and looking back at them.

A part of `hashiya.store.sql`, which has the rest; values are always bound.
"""

from __future__ import annotations

from typing import Final

NEWEST: Final = "SELECT coalesce(max(number), 0) FROM merging"
INSERT_MERGING: Final = """
    INSERT INTO merging (number, pack, annotator_id, by_session, source, at, seal)
    VALUES (?, ?, ?, ?, ?, ?, ?)
"""
INSERT_PART: Final = """
    INSERT INTO merging_part (session_id, first, last, number) VALUES (?, ?, ?, ?)
"""
MERGINGS: Final = """
    SELECT number, pack, annotator_id, by_session, source, at, seal FROM merging ORDER BY number
"""
STREAMS: Final = "SELECT DISTINCT annotator_id, pack FROM merging ORDER BY annotator_id, pack"
"""Whose work came from which pack."""

# --- figures -------------------------------------------------------------------------------------

EVENTS_OF_STREAM: Final = """
    SELECT event.session_id, event.seq, event.kind, event.at, event.body
    FROM merging JOIN merging_part ON merging_part.number = merging.number
        JOIN event ON event.session_id = merging_part.session_id
            AND event.seq BETWEEN first AND last
    WHERE merging.annotator_id = ? AND pack = ?
    ORDER BY event.lamport, event.session_id, event.seq
"""
SESSIONS_OF_STREAM: Final = """
    SELECT session_id FROM merging JOIN merging_part ON merging_part.number = merging.number
    WHERE annotator_id = ? AND pack = ?
"""
DELETE_FIGURES: Final = f"""
    DELETE FROM figure WHERE annotator_id = ? AND session_id IN ({SESSIONS_OF_STREAM})
"""
FIGURES_OF_STREAM: Final = f"""
    SELECT annotator_id, quarter, session_id, seconds, spans, together, sentences FROM figure
    WHERE annotator_id = ? AND session_id IN ({SESSIONS_OF_STREAM}) ORDER BY quarter, session_id
"""

# --- looking back --------------------------------------------------------------------------------

_OF_PACK: Final = """
    (kind NOT IN ('edit', 'import') OR json_extract(event.body, '$.cites') IS NULL)
"""
"""What was done in the pack; what a merge cuts or renames here cites what was done there."""
MERGES_BEFORE: Final = f"""
    SELECT number, at, merger.alias, owner.alias, source, (
        SELECT count(*) FROM merging_part
            JOIN event ON event.session_id = merging_part.session_id AND seq = first
        WHERE merging_part.number = merging.number AND {_OF_PACK}
    )
    FROM merging
        JOIN annotator AS owner ON owner.id = merging.annotator_id
        JOIN session ON session.id = by_session
        JOIN annotator AS merger ON merger.id = session.annotator_id
    WHERE number < ? AND (? IS NULL OR owner.alias = ? OR merger.alias = ?)
    ORDER BY number DESC LIMIT ?
"""
_BY_EDIT: Final = """
    (SELECT coalesce(sum(CASE json_extract(value, '$.kind') WHEN 'add' THEN {added}
        WHEN 'remove' THEN -{added} WHEN 'mark' THEN {marked} ELSE 0 END), 0)
    FROM json_each(event.body, '$.edits'))
"""
_SPANS: Final = _BY_EDIT.format(added=1, marked=0)
_MARKED: Final = """
    (json_extract(value, '$.after') IS NOT NULL) - (json_extract(value, '$.before') IS NOT NULL)
"""
_SENTENCES: Final = _BY_EDIT.format(added=0, marked=f"({_MARKED})")
DOCUMENTS_OF_MERGE: Final = f"""
    SELECT document.id, document.name, sum(kind = 'edit'), sum(kind <> 'edit'), sum({_SPANS}),
        sum({_SENTENCES})
    FROM merging_part
        JOIN event ON event.session_id = merging_part.session_id AND seq BETWEEN first AND last
        JOIN document ON document.id = event.document_id
    WHERE number = ? AND {_OF_PACK} GROUP BY document.position ORDER BY document.position
"""
ACTS_OF_MERGE: Final = f"""
    SELECT lamport, event.session_id, seq, kind, at, device, document.id, document.name, event.body
    FROM merging_part
        JOIN event ON event.session_id = merging_part.session_id AND seq BETWEEN first AND last
        JOIN session ON session.id = event.session_id
        JOIN document ON document.id = event.document_id
    WHERE number = ? AND {_OF_PACK} AND (lamport, event.session_id, seq) < (?, ?, ?)
    ORDER BY lamport DESC, event.session_id DESC, seq DESC LIMIT ?
"""

# --- the whole of it, for a check and for projects from before -----------------------------------

MERGED_BEFORE: Final = """
    SELECT by_session, session.annotator_id, min(merged_at) AS at
    FROM merged_session JOIN session ON session.id = session_id
    GROUP BY by_session, session.annotator_id ORDER BY at, by_session, session.annotator_id
"""
SESSIONS_MERGED_BEFORE: Final = """
    SELECT session_id, (SELECT max(seq) FROM event WHERE event.session_id = session.id)
    FROM merged_session JOIN session ON session.id = session_id
    WHERE by_session = ? AND annotator_id = ?
"""
COVERED: Final = """
    SELECT merged_session.session_id,
        (SELECT max(seq) FROM event WHERE event.session_id = merged_session.session_id),
        (SELECT sum(last - first + 1) FROM merging_part AS part
            WHERE part.session_id = merged_session.session_id),
        (SELECT max(last) FROM merging_part AS part
            WHERE part.session_id = merged_session.session_id)
    FROM merged_session ORDER BY merged_session.session_id
"""
"""Of each sitting that came in: its newest event, how many came in, and which was the last."""
