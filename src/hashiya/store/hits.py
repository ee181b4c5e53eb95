"""Hits: what searching a project asks and answers, small and immutable.

Nothing here may know SQL or how hits are found.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from hashiya.store.values import DocumentState
from hashiya.text import Query

__all__ = [
    "BEGINNING",
    "EVERYWHERE",
    "Hit",
    "HitFilter",
    "HitPage",
    "Indexed",
    "SearchKey",
    "SearchRequest",
]


class SearchKey(NamedTuple):
    """From where a search goes on: hits that begin here or behind."""

    position: int
    """The document's place in the project."""
    start: int
    """Offset in its text."""


BEGINNING: Final = SearchKey(1, 0)
"""Before every hit."""


class HitFilter(NamedTuple):
    """Which hits are wanted, by one person's own layers; everything said must be so."""

    label: str | None = None
    """Only hits that touch a span of this label."""
    is_untagged: bool = False
    """Only hits that touch no span at all."""
    state: DocumentState | None = None
    """Only hits in documents that are this far."""
    is_flagged: bool = False
    """Only hits in documents with a flag on them, on a sentence or on a span."""
    is_anybodys: bool = False
    """Where work is given out, a list of documents: also those that are others' work."""


EVERYWHERE: Final = HitFilter()
"""Every hit."""


class SearchRequest(NamedTuple):
    """One look at a project."""

    query: Query
    """What to look for."""
    wanted: HitFilter = EVERYWHERE
    """Which of its hits."""
    after: SearchKey = BEGINNING
    """Where to begin."""
    limit: int = 40
    """How many hits at most."""


class Hit(NamedTuple):
    """One place where a query stands."""

    position: int
    """The document's place in the project."""
    document_id: str
    """What files and events call the document."""
    name: str
    """What people call it."""
    state: DocumentState
    """How far the person is with it."""
    sentence: int
    """Number of the sentence it begins in, counted from 1; 0 when it begins in none."""
    start: int
    """Offset of its first code point."""
    end: int
    """Offset after its last code point."""
    before: str
    """The text before it, as far as the sentence goes and the length of a context."""
    quote: str
    """The text of the hit itself."""
    after: str
    """The text after it."""
    labels: tuple[str, ...]
    """Labels of the person's spans that it touches, each once, in the order of the text."""

    @property
    def key(self) -> SearchKey:
        """Where it stands."""
        return SearchKey(self.position, self.start)


class HitPage(NamedTuple):
    """What one bounded look at a project found."""

    hits: tuple[Hit, ...]
    """In the order of the documents and their texts; fewer than asked for when they are rare."""
    next: SearchKey | None
    """Where to go on; None when everything was looked at."""


class Indexed(NamedTuple):
    """How far the index of words has come; searching works without it, only slower."""

    documents: int
    """Documents that are in it."""
    total: int
    """Documents of the project."""

    @property
    def is_complete(self) -> bool:
        """Whether nothing is left to do."""
        return self.documents >= self.total
