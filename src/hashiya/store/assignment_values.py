"""Values about assignments: who is to annotate which document, small and immutable.

Nothing here may know SQL, nor what an annotation is.
"""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

__all__ = [
    "CLAIM_DAYS",
    "MAX_WAITING",
    "Assigned",
    "Assignment",
    "AssignmentState",
    "Claim",
    "DocumentSlots",
    "Gold",
    "Slots",
    "Workload",
]

AssignmentState = Literal["open", "claimed", "submitted", "skipped"]
"""Nobody's · somebody's, at work · done, every sentence marked · left, with a reason."""

Gold = Literal["none", "begun", "done"]
"""How far a document's gold layer is: there is none, in review, every sentence marked."""

CLAIM_DAYS: Final = 7
"""Days after which others may take what somebody claimed, where a project says nothing else."""

MAX_WAITING: Final = 1_000
"""Places in the queue that are counted at most."""


class Assignment(NamedTuple):
    """One place for a person on a document."""

    position: int
    """Place of the document in the project."""
    slot: int
    """Number of the place on the document, counted from 1."""
    alias: str | None
    """Whose it is; None while it is open."""
    state: AssignmentState
    """How it stands."""
    claimed_at: str | None
    """UTC time at which it was taken from the queue; None where it was given."""
    note: str
    """Why it was skipped, or, while it is claimed, why it was opened again; often empty."""


class Slots(NamedTuple):
    """What a document is to have."""

    document_id: str
    """Which."""
    aliases: tuple[str, ...] = ()
    """Who is given a place on it."""
    places: int = 0
    """Places that it has at least, afterwards; those of nobody wait in the queue."""


class Assigned(NamedTuple):
    """What giving out work did."""

    given: int
    """Places that people were given."""
    opened: int
    """Places that came into the queue."""
    had: int
    """Places that people had already."""


class Claim(NamedTuple):
    """A document that somebody took from the queue."""

    document_id: str
    """Which."""
    taken_from: str | None = None
    """Whose claim had run out; their work on it stays."""


class DocumentSlots(NamedTuple):
    """A document, and who is to annotate it."""

    position: int
    """Its place in the project."""
    id: str
    """What files and events call it."""
    name: str
    """What people call it."""
    slots: tuple[Assignment, ...]
    """In the order of their numbers; none where no work was given out."""
    gold: Gold
    """How far its gold layer is."""


class Workload(NamedTuple):
    """What one person has been given and has taken."""

    claimed: int = 0
    """Theirs, and not done."""
    opened_again: int = 0
    """Those of them that were done and came back with a note."""
    submitted: int = 0
    """Done."""
    skipped: int = 0
    """Left with a reason."""
    waiting: int = 0
    """In the queue, for them to claim; `MAX_WAITING` at most. None for somebody inactive."""
    is_active: bool = True
    """Whether they may be given more, and claim it."""
