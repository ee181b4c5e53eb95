"""Lists: what a filtered list of documents asks and answers, small and immutable.

Nothing here may know SQL or how documents are found.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from hashiya.store.values import DocumentLine, DocumentState

__all__ = ["EVERY_DOCUMENT", "DocumentFilter", "ListPage", "ListRequest"]


class DocumentFilter(NamedTuple):
    """Which documents are wanted, by one person's own layers; everything said must be so."""

    state: DocumentState | None = None
    """Only those that are this far."""
    label: str | None = None
    """Only those with a span of this label."""
    is_flagged: bool = False
    """Only those with a flag on them, on a sentence or on a span."""
    words: str = ""
    """Only those whose name holds each of these words, folded."""
    is_own: bool = False
    """Only those that the person was given or has claimed."""


EVERY_DOCUMENT: Final = DocumentFilter()
"""All of them."""


class ListRequest(NamedTuple):
    """One look at the list."""

    wanted: DocumentFilter = EVERY_DOCUMENT
    """Which documents."""
    after: int = 0
    """Position behind which to begin; before which, when `backwards`."""
    limit: int = 60
    """How many documents at most."""
    backwards: bool = False
    """Whether to go towards the first document."""


class ListPage(NamedTuple):
    """What one bounded look at the list found."""

    lines: tuple[DocumentLine, ...]
    """In position order, also backwards; fewer than asked for when they are rare."""
    next: int | None
    """`after` of the look that goes on from here; None when everything was looked at."""
