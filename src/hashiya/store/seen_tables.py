"""Tables of what gold stands on: each annotator's layer as it was when its article became gold.

Written once and never changed, as every step's statements are.
"""

from __future__ import annotations

from typing import Final

__all__ = ["SEEN"]

SEEN: Final = (
    # One row an annotator's layer under an article that was made gold. `seal`: the layer's then.
    # No event: the last look at the article counts.
    """
    CREATE TABLE gold_seen (
        position INTEGER NOT NULL REFERENCES document (position),
        annotator_id TEXT NOT NULL REFERENCES annotator (id),
        seal INTEGER NOT NULL,
        PRIMARY KEY (position, annotator_id)
    ) STRICT, WITHOUT ROWID
    """,
    # In a project from before, a layer counts as seen where nothing in it came after the last
    # ruling; no layer has the seal of -1. Gold that came out of a file was seen by nobody.
    """
    INSERT INTO gold_seen (position, annotator_id, seal)
    WITH gold AS (
        SELECT progress.position, document.id AS document_id, (
            SELECT max(event.lamport) FROM event
            WHERE event.document_id = document.id AND event.annotator_id = progress.annotator_id
                AND event.kind <> 'import' AND json_extract(event.body, '$.layer') = 'gold'
        ) AS ruled_at
        FROM progress JOIN document ON document.position = progress.position
        WHERE progress.layer = 'gold' AND progress.state = 'done'
    )
    SELECT gold.position, own.annotator_id, CASE WHEN EXISTS (
        SELECT 1 FROM event
        WHERE event.document_id = gold.document_id AND event.annotator_id = own.annotator_id
            AND event.lamport > gold.ruled_at AND json_extract(event.body, '$.layer') = 'annotator'
    ) THEN -1 ELSE own.seal END
    FROM gold CROSS JOIN annotator CROSS JOIN progress AS own
        ON own.annotator_id = annotator.id AND own.layer = 'annotator'
        AND own.position = gold.position
    WHERE gold.ruled_at IS NOT NULL
    """,
)
"""What the step `0016-seen` does."""
