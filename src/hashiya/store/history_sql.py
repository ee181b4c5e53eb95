"""SQL of the history: acts by number and depth, the last event of a person, and figures.

As in `hashiya.store.sql`, values are always bound.
"""

from __future__ import annotations

from typing import Final

# --- acts ----------------------------------------------------------------------------------------

INSERT_ACT: Final = """
    INSERT INTO act
        (annotator_id, number, depth, session_id, seq, events, annotations, spans, together,
         sentences, by_session, by_seq)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
ADD_TO_ACT: Final = """
    UPDATE act SET events = events + 1, annotations = annotations + ?, together = together + ?,
        sentences = sentences + ?, by_seq = ?
    WHERE annotator_id = ? AND number = ?
"""
TURN_ACT: Final = """
    UPDATE act SET by_session = ?, by_seq = ? WHERE annotator_id = ? AND number = ?
"""
NEWEST_ACT: Final = "SELECT max(number) FROM act WHERE annotator_id = ?"
ACT_AT_DEPTH: Final = """
    SELECT number, by_session, by_seq FROM act WHERE annotator_id = ? AND depth BETWEEN ? AND ?
    ORDER BY depth DESC, number DESC LIMIT 1
"""
"""The depth is given twice: asked for as one, it is looked for by walking all acts backwards."""
DEPTH_OF_ACT: Final = "SELECT depth FROM act WHERE annotator_id = ? AND number = ?"
ACT_OUTPUT: Final = """
    SELECT act.session_id, event.at, spans, together, sentences
    FROM act JOIN event ON event.session_id = act.session_id AND event.seq = act.seq
    WHERE act.annotator_id = ? AND number = ?
"""
ACTS_BEFORE: Final = """
    SELECT number, depth, events, annotations, event.session_id, event.seq, event.at, event.body,
        document.id, document.name, session.device, turn.kind, turn.at, turn.body
    FROM act
        JOIN event ON event.session_id = act.session_id AND event.seq = act.seq
        JOIN event AS turn ON turn.session_id = by_session AND turn.seq = by_seq
        JOIN document ON document.id = event.document_id
        JOIN session ON session.id = event.session_id
    WHERE act.annotator_id = ? AND number < ? ORDER BY number DESC LIMIT ?
"""
STANDING: Final = "SELECT standing FROM history WHERE annotator_id = ?"
SET_STANDING: Final = """
    INSERT INTO history (annotator_id, standing) VALUES (?, ?)
    ON CONFLICT (annotator_id) DO UPDATE SET standing = excluded.standing
"""

TOUCH: Final = """
    SELECT alias, event.at, event.kind, revision
    FROM span
        JOIN event ON event.session_id = by_session AND event.seq = by_seq
        JOIN session ON session.id = event.session_id
        LEFT JOIN session AS opener ON opener.id = session.opened_by
        JOIN annotator ON annotator.id = coalesce(opener.annotator_id, event.annotator_id)
    WHERE span.document_id = ? AND span.annotator_id = ? AND layer = 'annotator' AND span.id = ?
"""

# --- figures -------------------------------------------------------------------------------------

LAST_ACT_AT: Final = """
    SELECT at FROM event WHERE annotator_id = ? AND kind <> 'import'
        AND session_id NOT IN (SELECT session_id FROM merged_session)
        AND (kind <> 'edit' OR json_extract(body, '$.cites') IS NULL)
    ORDER BY lamport DESC, session_id DESC, seq DESC LIMIT 1
"""
INSERT_FIGURE: Final = """
    INSERT INTO figure (annotator_id, quarter, session_id, seconds, spans, together, sentences)
    VALUES (?, ?, ?, ?, ?, ?, ?)
"""
ADD_TO_FIGURE: Final = f"""
    {INSERT_FIGURE}
    ON CONFLICT (annotator_id, quarter, session_id) DO UPDATE SET
        seconds = seconds + excluded.seconds, spans = spans + excluded.spans,
        together = together + excluded.together, sentences = sentences + excluded.sentences
"""
TAKE_FROM_FIGURE: Final = """
    UPDATE figure SET spans = spans + ?, together = together + ?, sentences = sentences + ?
    WHERE annotator_id = ? AND quarter = ? AND session_id = ?
"""
FIGURES_FROM: Final = """
    SELECT quarter, session_id, seconds, spans, together, sentences FROM figure
    WHERE annotator_id = ? AND quarter >= ? ORDER BY quarter, session_id
"""
FIGURE_TOTAL: Final = """
    SELECT coalesce(sum(seconds), 0), coalesce(sum(spans), 0), coalesce(sum(together), 0),
        coalesce(sum(sentences), 0)
    FROM figure WHERE annotator_id = ?
"""

# --- the whole of it, for a check and for projects from before -----------------------------------

EVENTS_BY_PERSON: Final = """
    SELECT annotator_id, session_id, seq, kind, at, body FROM event WHERE kind <> 'import'
    ORDER BY annotator_id, lamport, session_id, seq
"""
"""For a project from before there were packs."""
OWN_EVENTS_BY_PERSON: Final = EVENTS_BY_PERSON.replace(
    "ORDER BY", "AND session_id NOT IN (SELECT session_id FROM merged_session) ORDER BY"
)
ACTS_OF: Final = """
    SELECT annotator_id, number, depth, session_id, seq, events, annotations, spans, together,
        sentences, by_session, by_seq
    FROM act WHERE annotator_id = ? ORDER BY number
"""
HISTORY_OF: Final = "SELECT annotator_id, standing FROM history WHERE annotator_id = ?"
FIGURES_OF: Final = """
    SELECT annotator_id, quarter, session_id, seconds, spans, together, sentences FROM figure
    WHERE annotator_id = ? AND session_id NOT IN (SELECT session_id FROM merged_session)
    ORDER BY quarter, session_id
"""
"""Of work that was done here; what came in with packs is compared by itself."""
COUNT_ROWS: Final = {
    "act": "SELECT count(*) FROM act",
    "history": "SELECT count(*) FROM history",
    "figure": """
        SELECT count(*) FROM figure
        WHERE session_id NOT IN (SELECT session_id FROM merged_session)
    """,
}

# --- when -----------------------------------------------------------------------------------------

FINISHED: Final = """
    SELECT document.id, max(event.at)
    FROM progress
    JOIN document ON document.position = progress.position
    JOIN mark ON mark.document_id = document.id
        AND mark.annotator_id = progress.annotator_id AND mark.layer = progress.layer
    JOIN event ON event.session_id = mark.by_session AND event.seq = mark.by_seq
    WHERE progress.annotator_id = ? AND progress.layer = 'annotator' AND progress.state = 'done'
    GROUP BY document.id
"""
"""The last mark of a finished layer is when it was finished."""
