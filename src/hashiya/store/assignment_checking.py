"""Checking assignments: whether places stand as the steps that were written say, and as layers are.

Nothing is repaired.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from hashiya.store import assignment_sql
from hashiya.store.outcomes import Finding
from hashiya.store.slots import Slot, is_layer_done, step_seal

__all__ = ["check_assignments"]

REMEDY = "annotations are not touched by it; give the work out again with `hashiya assign`"
"""What to do: nothing of what people made is in these tables."""


def check_assignments(connection: sqlite3.Connection) -> Iterator[Finding]:
    """What places say that their steps, or their person's layers, do not."""
    last: dict[tuple[int, int], Slot] = {}
    yield from _read_steps(connection, last)
    for slot in map(Slot._make, connection.execute(assignment_sql.SLOTS).fetchall()):
        place = _place(slot)
        told = last.pop((slot.position, slot.slot), None)
        if (told or Slot(slot.position, slot.slot, None, "open", None, "")) != slot:
            yield Finding("error", "it does not stand as its last step says", place, REMEDY)
        if not _fits_layer(connection, slot):
            what = f"it is {slot.state}, and the sentences' marks say otherwise"
            yield Finding("error", what, place, REMEDY)
    for told in last.values():
        if told.state != "open":
            yield Finding("error", "somebody's place is missing", _place(told), REMEDY)


def _read_steps(
    connection: sqlite3.Connection, last: dict[tuple[int, int], Slot]
) -> Iterator[Finding]:
    """Fill in how each place stood last; what is wrong with the steps themselves."""
    for *cells, number, session_id, at, seal in connection.execute(assignment_sql.STEPS):
        slot = Slot._make(cells)
        if step_seal(number, (*slot, session_id, at)) != seal:
            yield Finding("error", "it is not what was written", f"step {number}", REMEDY)
        last[slot.position, slot.slot] = slot


def _place(slot: Slot) -> str:
    return f"document {slot.position}, place {slot.slot}"


def _fits_layer(connection: sqlite3.Connection, slot: Slot) -> bool:
    """Submitted with all marks; claimed without, but for what was opened again; skipped anyhow."""
    if slot.annotator_id is None or slot.state == "skipped":
        return True
    is_done = is_layer_done(connection, slot.annotator_id, slot.position)
    return is_done if slot.state == "submitted" else not is_done or slot.note != ""
