"""SQL of changes of the scheme: its steps, and spans by the label they carry.

A part of `hashiya.store.sql`, which has the rest; values are always bound.
"""

from __future__ import annotations

from typing import Final

INSERT_SCHEME_STEP: Final = """
    INSERT INTO scheme_step (scheme_id, published_at, session_id, migration, seal)
    VALUES (?, ?, ?, ?, ?)
"""
SCHEME_STEPS: Final = """
    SELECT scheme_step.scheme_id, published_at, session_id, migration, scheme_step.seal, alias
    FROM scheme_step LEFT JOIN session ON session.id = session_id
        LEFT JOIN annotator ON annotator.id = session.annotator_id
    WHERE scheme_step.scheme_id > ? ORDER BY scheme_step.scheme_id
"""
SCHEME_KEY: Final = "SELECT id FROM scheme WHERE name = ? AND version = ?"

_SPANS_UNDER_LABELS: Final = """
    FROM progress JOIN document ON document.position = progress.position
        JOIN span ON span.document_id = document.id AND span.annotator_id = progress.annotator_id
            AND span.layer = progress.layer
    WHERE progress.annotator_id = ? AND progress.layer = ?
"""
SPANS_TO_RELABEL: Final = f"""
    SELECT progress.position, document.id, start, "end", label, quote, note, attributes,
        span.source, flagged, span.id
    {_SPANS_UNDER_LABELS} AND progress.position > ? AND progress.position <= ?
        AND label IN (SELECT value FROM json_each(?))
    ORDER BY progress.position, span.id
"""
RELABEL_SPANS: Final = """
    UPDATE span SET label = ?, scheme_id = ?, revision = revision + 1, by_session = ?, by_seq = ?
    WHERE document_id = ? AND annotator_id = ? AND layer = ? AND label = ?
"""
ADD_TO_LAYER_SEAL: Final = """
    UPDATE progress SET seal = seal + ? WHERE annotator_id = ? AND layer = ? AND position = ?
"""
SPANS_UNDER_LABELS: Final = f"""
    SELECT progress.position, document.id, document.name, span.id, start, "end", label, quote
    {_SPANS_UNDER_LABELS} AND (progress.position, span.id) > (?, ?)
        AND label IN (SELECT value FROM json_each(?))
    ORDER BY progress.position, span.id LIMIT ?
"""
