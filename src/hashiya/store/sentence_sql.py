"""SQL of sentences cut by hand: rare statements, apart from those of every day in `sql`.

Each looks at one document at most. Values are always bound.
"""

from __future__ import annotations

from typing import Final

COPY_SENTENCES: Final = """
    INSERT INTO sentence (document_id, segmentation, ordinal, start, "end")
    SELECT document_id, segmentation + 1, ordinal + ?, start, "end" FROM sentence
    WHERE document_id = ? AND segmentation = ? AND ordinal >= ? AND ordinal < ?
"""
SET_SEGMENTATION: Final = """
    UPDATE document SET segmentation = ?, sentences = ?, seal = ? WHERE position = ?
"""
LAST_SEGMENTATION: Final = "SELECT max(segmentation) FROM sentence WHERE document_id = ?"
IN_ONE_SENTENCE: Final = """
    SELECT 1 FROM sentence
    WHERE document_id = ? AND segmentation = ? AND start <= ? AND "end" >= ? LIMIT 1
"""
MARKS_WITHIN: Final = """
    SELECT annotator_id, layer, start, "end", state FROM mark
    WHERE document_id = ? AND start >= ? AND "end" <= ?
"""
SPANS_WITHIN: Final = """
    SELECT annotator_id, start, "end", quote FROM span
    WHERE document_id = ? AND start >= ? AND "end" <= ? ORDER BY start, "end"
"""
MARK_STATE: Final = """
    SELECT state FROM mark
    WHERE document_id = ? AND annotator_id = ? AND layer = ? AND start = ? AND "end" = ?
"""
LAYERS_OF_DOCUMENT: Final = """
    SELECT progress.annotator_id, progress.layer
    FROM annotator CROSS JOIN (SELECT 'annotator' AS layer UNION ALL SELECT 'gold') AS kind
    CROSS JOIN progress ON progress.annotator_id = annotator.id AND progress.layer = kind.layer
        AND progress.position = ?
"""
