"""Values of packs: what goes out to one person, what comes back, and what became of it.

Nothing here may know SQL, nor how a pack is written to a file.
"""

from __future__ import annotations

from typing import NamedTuple

from hashiya.model import DocumentRecord, Scheme
from hashiya.store.journal import EventRow
from hashiya.store.values import Role

__all__ = [
    "EventPack",
    "Merged",
    "Packed",
    "PackedSession",
    "PackedText",
    "Refused",
    "Renamed",
    "WorkPack",
]


class Packed(NamedTuple):
    """What a pack says of where it came from; a project made from it says the same."""

    pack: str
    """Random and fixed for ever."""
    project: str
    """Uuid of the project that the work goes back to."""
    name: str
    """Its name."""
    annotator_id: str
    """The one person's id there."""
    alias: str
    """Their alias."""
    role: Role
    """What they do."""


class WorkPack(NamedTuple):
    """Work for one person: texts, and nothing that anybody else has done."""

    about: Packed
    """Whose, and of which project."""
    scheme: Scheme
    """The scheme in use."""
    clock: int
    """Logical time at which it was made; what is done in it comes later."""
    documents: tuple[DocumentRecord, ...]
    """Texts with their sentences."""
    left_out: tuple[str, ...] = ()
    """Ids of documents on which the person has work already, which is not carried."""


class PackedSession(NamedTuple):
    """A sitting in a project that was made from a pack."""

    id: str
    """Its id, the same everywhere."""
    device: str
    """The machine."""
    app_version: str
    """The program."""
    started_at: str
    """UTC time."""
    line: int = 0
    """Line of the file that tells of it; 0 when it is no file's."""


class PackedText(NamedTuple):
    """A document that events of a pack are on."""

    id: str
    """Its id."""
    sha256: str
    """Of its text."""
    sentences: str
    """SHA-256 of the bounds of its sentences."""


class EventPack(NamedTuple):
    """One person's work on its way back: their sittings, each whole from its first event."""

    about: Packed
    """Whose, and of which project."""
    scheme: tuple[str, int, str]
    """Id, version and SHA-256 of the scheme it was done under."""
    texts: tuple[PackedText, ...]
    """The documents that events are on."""
    sessions: tuple[PackedSession, ...]
    """The sittings."""
    events: tuple[tuple[EventRow, int], ...]
    """The events, session by session in order, each with the line that holds it."""
    source: str = ""
    """The file, as it was named."""


class Refused(NamedTuple):
    """What of a pack is not as it was there, because sentences are cut otherwise here."""

    line: int
    """The line of the file that says it."""
    reason: str
    """Why, and what to do."""


class Renamed(NamedTuple):
    """Spans that came in under a label which has another name by now, or is no more."""

    old: str
    """The label in the pack."""
    new: str
    """The label here; the same where nothing else is known of it."""
    spans: int
    """How many carry it."""
    is_to_decide: bool = False
    """Whether the scheme in use lacks that label too: it was split, or taken out."""


class Merged(NamedTuple):
    """What came in with one pack."""

    alias: str
    """Whose work."""
    sessions: int
    """Sittings that are new."""
    events: int
    """Events that are new."""
    known: int
    """Events that were here already."""
    documents: int
    """Documents whose layer was worked out again."""
    skipped: int
    """Events on these documents that contradict an earlier one, and have no effect."""
    renamed: tuple[Renamed, ...] = ()
    """What the scheme made of labels since the pack went out, as far as spans there carry them."""
    refused: tuple[Refused, ...] = ()
    """What came in otherwise than it was there, by line; no span is among it."""
