"""Records: the plain values that bulk import and export stream between files and store.

Readers make them, services check them by hand, the store writes them; the way out is the same
backwards. They are tuples, not models: a hundred thousand sentences pass through here, and the
edges on either side have already been guarded. Offsets are code points, as everywhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from hashiya.model.annotation import LayerKind, MarkState

__all__ = ["DocumentRecord", "MarkRecord", "ReminderRecord", "SpanRecord"]


class SpanRecord(NamedTuple):
    """One annotation as a file or a row holds it."""

    start: int
    """Offset of the first code point."""
    end: int
    """Offset after the last code point."""
    label: str
    """Name of a label, not yet looked up in a scheme by readers."""
    quote: str | None = None
    """The characters the source says it covers; None when the source does not say."""
    note: str = ""
    """Free words of the annotator."""
    attributes: tuple[tuple[str, str], ...] = ()
    """Name and value pairs in name order."""
    source: str = "import"
    """How the annotation came to be."""
    is_flagged: bool = False
    """Whether its owner wants to come back to it."""


class MarkRecord(NamedTuple):
    """One finished sentence."""

    start: int
    """Offset of the sentence's first code point."""
    end: int
    """Offset after its last."""
    state: MarkState
    """`done` or `nothing`."""


class ReminderRecord(NamedTuple):
    """A flag, a note, or both on one sentence, or on the document."""

    start: int
    """Offset of the sentence's first code point; 0 for the document."""
    end: int
    """Offset after its last; 0 for the document."""
    is_flagged: bool
    """Whether it carries a flag."""
    note: str
    """Free words; empty without any."""


class DocumentRecord(NamedTuple):
    """One document and one person's layer on it."""

    id: str
    """What the source calls it."""
    name: str
    """Title for people; the id when the source has none."""
    text: str
    """The text, untouched."""
    date: str | None = None
    """ISO date of publication."""
    source: str | None = None
    """Where the text came from."""
    sentences: tuple[tuple[int, int], ...] | None = None
    """Sentence bounds in order; None when the source has none and the rule decides."""
    annotator: str | None = None
    """Alias of the layer's owner; None when the source does not say."""
    layer: LayerKind = "annotator"
    """`annotator` or `gold`."""
    spans: Sequence[SpanRecord] = ()
    """The layer's annotations, in `(start, -end, label)` order when they come from the store."""
    marks: tuple[MarkRecord, ...] = ()
    """The layer's finished sentences."""
    reminders: tuple[ReminderRecord, ...] = ()
    """The layer's flags and notes, the document's own first, then by start."""
    is_done: bool = False
    """Whether the source says that the whole document is finished."""
    has_layer: bool = False
    """Whether the source speaks about annotations at all; plain text does not."""
    line: int | None = None
    """Line of the source that the record starts on, counted from 1."""
    sha256: str | None = None
    """What `sound_sha256` says of the text, when the reader had to know; None when it had not."""
