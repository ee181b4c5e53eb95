"""Facts: the rows that the store passes around inside, as they stand in their tables.

They are tuples in the order of the columns that `hashiya.store.sql` asks for; what they become
for others is decided in `hashiya.store.rows`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

from hashiya.model import MarkState
from hashiya.store.values import DocumentState

__all__ = [
    "DocumentFacts",
    "LayerFacts",
    "MarkCells",
    "ReminderCells",
    "RulingBody",
    "SchemeFacts",
    "SpanCells",
    "StoredDocument",
    "StoredLayer",
]

SpanCells: TypeAlias = tuple[int, int, str, str, str, str, str, int, str]
"""start, end, label, quote, note, attributes as JSON, source, whether flagged (0 or 1), id."""

MarkCells: TypeAlias = tuple[int, int, MarkState]
"""start, end, state."""

ReminderCells: TypeAlias = tuple[int, int, int, str]
"""start, end, whether flagged (0 or 1), note; the document's own from 0 to 0."""

RulingBody: TypeAlias = tuple[str, str]
"""key, the whole ruling as JSON."""


class DocumentFacts(NamedTuple):
    """A document's row without its text."""

    position: int
    """Place in the project."""
    id: str
    """Its id."""
    name: str
    """What people call it."""
    length: int
    """Code points."""
    sha256: str
    """Of the text's UTF-8 bytes."""
    date: str | None
    """ISO date."""
    source: str | None
    """Where it came from."""
    segmentation: int
    """Version of its sentences."""
    sentences: int
    """How many there are."""
    seal: int
    """`document_seal` of the row."""

    @property
    def sealed(self) -> tuple[object, ...]:
        """What the seal covers beside the sentences."""
        return (self.position, self.id, self.name, self.date, self.source, self.segmentation)


class LayerFacts(NamedTuple):
    """A layer's row of progress, or what stands for it when there is no layer."""

    exists: bool = False
    """Whether any event made this layer."""
    annotations: int = 0
    """Annotations in it."""
    done: int = 0
    """Marks in it."""
    state: DocumentState = "new"
    """How far its owner is."""
    seal: int = 0
    """Sum of its rows' checksums."""
    flags: int = 0
    """Flags in it: on spans, on sentences, on the document."""
    notes: int = 0
    """Notes in it, likewise."""


class StoredDocument(NamedTuple):
    """Everything stored of a document."""

    facts: DocumentFacts
    """Its row."""
    sentences: Sequence[tuple[int, int]]
    """Bounds in order."""
    text: str
    """The text."""


class StoredLayer(NamedTuple):
    """Everything stored of a layer."""

    facts: LayerFacts
    """Its row of progress."""
    spans: Sequence[SpanCells]
    """By start, longer first, then label and id."""
    marks: Sequence[MarkCells]
    """By start."""
    reminders: Sequence[ReminderCells] = ()
    """The document's own first, then by start."""
    rulings: Sequence[RulingBody] = ()
    """By key; a gold layer alone has any."""


class SchemeFacts(NamedTuple):
    """A scheme's row."""

    key: int
    """The row's own number."""
    name: str
    """The model's `id`."""
    version: int
    """Counted from 1."""
    state: str
    """`published`."""
    rules: str
    """The policy as JSON."""
    sha256: str
    """Of the whole scheme."""
