"""Gold that was given back: layers in which everything was taken back are no layers any more.

Written once and never changed, as every step's statements are.
"""

from __future__ import annotations

from typing import Final

from hashiya.store.values import PASSAGES

__all__ = ["GIVEN_BACK"]

GIVEN_BACK: Final = (
    # One that a file brought in empty stands: nobody has taken anything back there.
    """
    DELETE FROM progress
    WHERE layer = 'gold' AND annotations = 0 AND done = 0 AND flags = 0 AND notes = 0
        AND NOT EXISTS (
            SELECT 1 FROM document JOIN ruling ON ruling.document_id = document.id
            WHERE document.position = progress.position
                AND ruling.annotator_id = progress.annotator_id AND ruling.layer = 'gold'
        )
        AND (
            SELECT kind FROM document JOIN event ON event.document_id = document.id
            WHERE document.position = progress.position
                AND event.annotator_id = progress.annotator_id
                AND json_extract(event.body, '$.layer') = 'gold'
            ORDER BY lamport DESC LIMIT 1
        ) <> 'import'
    """,
    f"""
    UPDATE counter SET n = (
        SELECT count(*) FROM progress
        WHERE layer = 'gold' AND 'gold/' || annotator_id = counter.scope AND position < {PASSAGES}
    )
    WHERE name = 'documents' AND scope IN (SELECT 'gold/' || id FROM annotator)
    """,
)
"""What the step `0019-given-back` does."""
