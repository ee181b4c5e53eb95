"""Events: the append-only record that every projection can be rebuilt from.

An event is written once and never changed. Its hash covers every field and the hash before it in
the same session, so that a changed or missing event shows.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from hashiya.model.base import Model

__all__ = ["Event", "EventKind"]

EventKind = Literal["import", "edit", "undo", "redo"]
"""`import`: what came to a layer otherwise than by its owner's acts, and stands for ever: from a
file, or by a migration of the scheme. `edit`: one act. `undo`, `redo`: a compensating act."""


class Event(Model):
    """One thing that happened to one layer."""

    session_id: str
    """The sitting it belongs to: `9f86d081884c7d65`."""
    seq: Annotated[int, Field(ge=1)]
    """Its number in the sitting, counted from 1 without gaps."""
    lamport: Annotated[int, Field(ge=1)]
    """Logical clock; order is (lamport, session_id, seq), never the wall clock."""
    annotator_id: str
    """Who did it."""
    document_id: str
    """On which document."""
    kind: EventKind
    """What sort of thing it was."""
    body: str
    """Canonical JSON: sorted keys, no spaces, non-ASCII as is."""
    at: str
    """UTC time for people to read: `2026-01-29T10:15:00.123Z`."""
    prev_hash: str
    """Hash of the event before it in the session; 64 zeros for the first."""
    hash: str
    """SHA-256 over all the fields above, 64 hexadecimal digits."""
