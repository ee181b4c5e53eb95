"""SQL of assignments: who is to annotate which document.

A part of `hashiya.store.sql`, which has the rest; values are always bound.
"""

from __future__ import annotations

from typing import Final

from hashiya.store.values import PASSAGES

_SLOT: Final = "position, slot, annotator_id, state, claimed_at, note"

SLOT_OF: Final = f"""
    SELECT {_SLOT} FROM assignment WHERE position = ? AND annotator_id = ?
"""
SLOTS_OF_DOCUMENT: Final = f"SELECT {_SLOT} FROM assignment WHERE position = ? ORDER BY slot"
INSERT_SLOT: Final = f"INSERT INTO assignment ({_SLOT}) VALUES (?, ?, ?, ?, ?, ?)"
SET_SLOT: Final = """
    UPDATE assignment SET annotator_id = ?, state = ?, claimed_at = ?, note = ?
    WHERE position = ? AND slot = ?
"""
DELETE_OPEN_SLOTS: Final = "DELETE FROM assignment WHERE position = ? AND state = 'open'"

_CLAIM: Final = f"""
    UPDATE assignment SET annotator_id = :who, state = 'claimed', claimed_at = :now, note = ''
    WHERE (position, slot) = (
        SELECT position, slot FROM assignment AS free
        WHERE {{is_free}} AND NOT EXISTS (
            SELECT 1 FROM assignment AS own
            WHERE own.position = free.position AND own.annotator_id = :who
        )
        ORDER BY {{order}} LIMIT 1
    )
    RETURNING {_SLOT}
"""
CLAIM_OPEN: Final = _CLAIM.format(is_free="state = 'open'", order="position, slot")
CLAIM_EXPIRED: Final = _CLAIM.format(
    is_free="state = 'claimed' AND claimed_at < :before", order="claimed_at, position, slot"
)
FIRST_EXPIRED: Final = """
    SELECT annotator.alias FROM assignment AS free
        JOIN annotator ON annotator.id = free.annotator_id
    WHERE free.state = 'claimed' AND free.claimed_at < :before AND NOT EXISTS (
        SELECT 1 FROM assignment AS own
        WHERE own.position = free.position AND own.annotator_id = :who
    )
    ORDER BY free.claimed_at, free.position, free.slot LIMIT 1
"""

IS_ACTIVE: Final = "SELECT active FROM annotator WHERE id = ?"
WAITING: Final = """
    SELECT count(*) FROM (
        SELECT 1 FROM assignment AS free WHERE state = 'open' AND NOT EXISTS (
            SELECT 1 FROM assignment AS own
            WHERE own.position = free.position AND own.annotator_id = :who
        ) LIMIT :limit
    )
"""
WAITING_EXPIRED: Final = WAITING.replace(
    "state = 'open'", "state = 'claimed' AND claimed_at < :before"
)
STATES_OF: Final = """
    SELECT state, count(*) FROM assignment WHERE annotator_id = ? GROUP BY state
"""
NEXT_OF: Final = """
    SELECT position FROM assignment
    WHERE annotator_id = ? AND position > ? AND state = 'claimed' ORDER BY position LIMIT 1
"""
BEFORE_OF: Final = """
    SELECT position FROM assignment
    WHERE annotator_id = ? AND position < ? ORDER BY position DESC LIMIT 1
"""
OPENED_AGAIN: Final = """
    SELECT count(*) FROM assignment
    WHERE annotator_id = ? AND state = 'claimed' AND note <> ''
"""
SLOTS_AFTER: Final = f"""
    SELECT {_SLOT} FROM assignment WHERE position > ? AND position <= ? ORDER BY position, slot
"""
GOLD_AFTER: Final = """
    SELECT progress.position, progress.state FROM annotator JOIN progress
        ON progress.annotator_id = annotator.id AND progress.layer = 'gold'
    WHERE progress.position > ? AND progress.position <= ?
"""
DOCUMENT_AT: Final = "SELECT id FROM document WHERE position = ?"
POSITION_OF: Final = "SELECT position FROM document WHERE id = ?"
DOCUMENTS_AFTER: Final = f"""
    SELECT position, id, name FROM document WHERE position > ? AND position < {PASSAGES}
    ORDER BY position LIMIT ?
"""
STATE_OF_LAYER: Final = """
    SELECT state FROM progress WHERE annotator_id = ? AND layer = 'annotator' AND position = ?
"""

INSERT_STEP: Final = f"""
    INSERT INTO assignment_step (number, {_SLOT}, session_id, at, seal)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
LAST_STEP: Final = "SELECT coalesce(max(number), 0) FROM assignment_step"

CLAIM_DAYS: Final = "SELECT value FROM meta WHERE key = 'claim_days'"
SET_CLAIM_DAYS: Final = """
    INSERT INTO meta (key, value) VALUES ('claim_days', ?)
    ON CONFLICT (key) DO UPDATE SET value = excluded.value
"""

# --- checking ------------------------------------------------------------------------------------

SLOTS: Final = f"SELECT {_SLOT} FROM assignment ORDER BY position, slot"
STEPS: Final = f"""
    SELECT {_SLOT}, number, session_id, at, seal FROM assignment_step
    ORDER BY position, slot, number
"""
