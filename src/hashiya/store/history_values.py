"""History values: a person's acts as a list shows them, and what going through them did.

Loaded when somebody looks at their history. Nothing here may know SQL or a file.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from hashiya.model import Act
from hashiya.store.values import Undone

__all__ = ["ActState", "HistoryKey", "HistoryPage", "PastAct", "Touch", "Travelled"]

ActState = Literal["stands", "undone", "dropped"]
"""`undone`: it can still be brought back. `dropped`: undone, and another act came since."""


class PastAct(NamedTuple):
    """One act of a person, however many documents it was on."""

    number: int
    """Its place among the person's acts, counted from 1."""
    depth: int
    """How many acts stood once it was done, itself among them."""
    state: ActState
    """What became of it."""
    at: str
    """When it was done: UTC time for people."""
    device: str
    """The machine it was done on."""
    session_id: str
    """The sitting."""
    seq: int
    """Number of its first event in the sitting."""
    document_id: str
    """Its document, or the first one."""
    document_name: str
    """What people call that."""
    documents: int
    """On how many it was done."""
    annotations: int
    """How many annotations it changed, in all of them together."""
    act: Act
    """What it did, on that document."""
    turned_at: str
    """When it was undone or redone last; empty when never."""
    is_partly_undone: bool
    """Whether its last undo left something as it was, because others stood in the way."""


class HistoryKey(NamedTuple):
    """Where a page of a history ended, and the state of the history then."""

    before: int
    """Number of the last act that was read."""
    standing: int
    """How many of the acts before it stand."""
    forward: int
    """Depth of the next act that can be brought back."""
    state: tuple[int, int]
    """Number of the newest act, and how many stood in all."""


class HistoryPage(NamedTuple):
    """Some acts of a person, newest first."""

    acts: list[PastAct]
    """In the order of their numbers, backwards."""
    next: HistoryKey | None
    """Where the next page begins; None behind the oldest act."""
    standing: int
    """How many acts stand in all."""
    is_anew: bool = False
    """Whether it is the first page, because acts were done or undone since the key was given."""


class Touch(NamedTuple):
    """The last that was done to an annotation."""

    alias: str
    """Who did it: whoever imported or changed the scheme, where that was the last."""
    at: str
    """When: UTC time for people."""
    how: Literal["act", "import", "relabel"]
    """`import`: it is as a file had it. `relabel`: a change of the scheme gave it its label."""


class Travelled(NamedTuple):
    """What going to a point of one's history did, or a bounded part of it."""

    turn: Literal["undo", "redo"]
    """In which direction it went."""
    acts: int
    """Acts that were taken back or brought back."""
    left: int
    """Acts that are still to be."""
    missed: int
    """How many of them left something as it was, because others stood in the way."""
    reason: str
    """Why the last of these did, a `Reason`; empty when none did."""
    last: Undone | None
    """The last one; None when there was nothing to do."""
