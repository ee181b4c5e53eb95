"""Outcomes: what came of bulk work, of a change of the scheme, and of a check; all plain values.

What an annotator's sitting is told stands in `hashiya.store.values`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple

if TYPE_CHECKING:
    from hashiya.model import Migration, Scheme, SchemeState

__all__ = [
    "REPLAYABLE",
    "Finding",
    "HeldSpan",
    "Outcome",
    "OutcomeKind",
    "Revised",
    "SchemeVersion",
    "Severity",
]

OutcomeKind = Literal["added", "layer_added", "layer_updated", "unchanged", "refused"]
"""What became of one imported record."""

Severity = Literal["error", "warning"]
"""`error`: something stored is not true. `warning`: odd, and nothing is lost."""

REPLAYABLE: Final = (
    "the journal still holds the work; copy the file away, and go on from the last backup"
)
"""What to do when rows do not agree with the events they came from."""


class HeldSpan(NamedTuple):
    """One annotation of some layer, as a list over documents shows it."""

    position: int
    """The document's place in the project."""
    document_id: str
    """The document."""
    document_name: str
    """What people call it."""
    id: str
    """The annotation's id."""
    start: int
    """Offset of its first code point."""
    end: int
    """Offset after its last."""
    label: str
    """What it carries."""
    quote: str
    """What stands there."""


class SchemeVersion(NamedTuple):
    """One version of the scheme, with what is known of its coming into use."""

    scheme: Scheme
    """The scheme as it was published."""
    state: SchemeState
    """`published` for the one in use, `retired` for those before."""
    published_at: str
    """UTC time for people; empty when a program from before wrote none down."""
    alias: str
    """Who put it into use; empty for a project's first, or when nobody was written down."""
    migration: Migration
    """What it made of the labels before it."""


class Revised(NamedTuple):
    """What putting a new version into use did to layers."""

    layers: int
    """Layers in which spans were relabelled; each got one event."""
    spans: int
    """Spans that were relabelled."""


class Outcome(NamedTuple):
    """What became of one record of a batch."""

    kind: OutcomeKind
    """`refused` ones left nothing behind."""
    reason: str = ""
    """Why it was refused, in words for people, without a full stop."""
    is_other_layer: bool = False
    """Whether that is because its owner has another layer on the document, and nothing else."""


class Finding(NamedTuple):
    """One thing that a check found wrong or odd."""

    severity: Severity
    """`error` or `warning`."""
    what: str
    """What disagrees with what."""
    where: str
    """Document, session or table."""
    remedy: str
    """What a person can do about it."""
