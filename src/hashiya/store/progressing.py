"""Progress: how far a layer is, in its row, its counters, and whoever was given its document.

It is written with each change of a layer; what the change is stands in `hashiya.store.projections`.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from typing import NamedTuple

from hashiya.model import LayerKind
from hashiya.store import sql
from hashiya.store.counters import add_to_counters, counted_as, label_scope, work_scope
from hashiya.store.facts import DocumentFacts, LayerFacts

__all__ = ["LayerRef", "Progress", "Stamp", "write_progress"]


class LayerRef(NamedTuple):
    """One layer, as its rows name it."""

    facts: DocumentFacts
    """Its document."""
    annotator_id: str
    """Its owner."""
    kind: LayerKind
    """`annotator` or `gold`."""

    @property
    def key(self) -> tuple[str, str, str]:
        """The beginning of its rows' primary keys."""
        return (self.facts.id, self.annotator_id, self.kind)


class Stamp(NamedTuple):
    """What the rows say of the event that wrote them."""

    scheme_id: int
    """Row of the scheme in use."""
    session_id: str
    """The event's session."""
    seq: int
    """Its number there."""


class Progress(NamedTuple):
    """What a change makes of a layer as a whole."""

    before: LayerFacts
    """How it stood."""
    after: LayerFacts
    """How it stands."""
    labels: Counter[str]
    """Label to how many more annotations carry it."""


def write_progress(
    connection: sqlite3.Connection,
    ref: LayerRef,
    change: Progress,
    stamp: Stamp,
) -> None:
    """Write a layer's row of progress, and add to the counters what has changed.

    A layer that is not there any more has none. Where somebody was given the document, it is done
    or to be done again with that.
    """
    before, after, labels = change
    key = (ref.annotator_id, ref.kind, ref.facts.position)
    if after.exists:
        connection.execute(sql.SET_PROGRESS, (*key, *after[1:]))
    else:
        connection.execute(sql.DELETE_PROGRESS, key)
    kind = counted_as(ref.kind, ref.facts.position)
    work = work_scope(kind, ref.annotator_id)
    changes = {
        (work, "documents"): after.exists - before.exists,
        (work, "done"): (after.state == "done") - (before.state == "done"),
        (work, "begun"): (after.state == "begun") - (before.state == "begun"),
        (work, "annotations"): after.annotations - before.annotations,
        (work, "flags"): after.flags - before.flags,
        (work, "notes"): after.notes - before.notes,
    }
    scope = label_scope(kind, ref.annotator_id)
    add_to_counters(connection, changes | {(scope, name): n for name, n in labels.items()})
    is_done = after.state == "done"
    if ref.kind == "annotator" and is_done != (before.state == "done"):
        from hashiya.store.slots import settle  # noqa: PLC0415 - few acts finish a document

        where = (ref.facts.position, ref.annotator_id, stamp.session_id)
        settle(connection, *where, is_done=is_done)
