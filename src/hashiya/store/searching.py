"""Searching: where a query stands in a project, a bounded look at a time.

The index only says where to look. Every hit is found in the text itself, so an index that is
behind, damaged or missing can hide a hit and never make one up; documents it has not come to are
read one after the other. Must never know who asks.
"""

from __future__ import annotations

import sqlite3
from bisect import bisect_right
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing
from typing import Final, NamedTuple

from hashiya.errors import CorruptionError
from hashiya.store import search_sql
from hashiya.store.hits import Hit, HitPage, SearchKey, SearchRequest
from hashiya.store.indexing import AGAIN, index_reach, is_index_damage
from hashiya.store.troubles import reading_back
from hashiya.store.values import DocumentState
from hashiya.text import LookUp, stretches

__all__ = ["search_page"]

LOOK_ROWS: Final = 4_000
"""Stretches that one look asks the index for at most."""

LOOK_CHARACTERS: Final = 100_000
"""Code points that one look reads, after which it says where to go on."""

LEAP_DOCUMENTS: Final = 100
"""Documents that cannot pass, from which on it is quicker to ask the index again behind them."""

LEAP_MOST: Final = 50_000
"""Documents that one leap goes over at most."""

LEAP_ROWS: Final = 40
"""Stretches that take as long to ask for as one leap does."""

CONTEXT_CHARACTERS: Final = 160
"""Code points of context on each side of a hit."""


class _Place(NamedTuple):
    """A stretch that may hold the query."""

    position: int
    start: int
    end: int
    state: DocumentState
    annotations: int
    flags: int


class _Text(NamedTuple):
    """One document while it is looked at."""

    id: str
    name: str
    segmentation: int
    sentences: int
    text: str


def search_page(
    connection: sqlite3.Connection, annotator_id: str, request: SearchRequest
) -> HitPage:
    """The next hits from a key on, as many as one look finds.

    Raises:
        CorruptionError: The index cannot be read.
    """
    if request.query.is_empty or request.limit < 1:
        return HitPage((), None)
    try:
        return _Look(connection, annotator_id, request).page(request.limit)
    except sqlite3.DatabaseError as error:
        if not is_index_damage(error):
            raise
        raise CorruptionError(f"the search index is damaged; {AGAIN}") from error


class _Look:
    """One look: what is asked, and the document that is open."""

    def __init__(
        self, connection: sqlite3.Connection, annotator_id: str, request: SearchRequest
    ) -> None:
        self._connection = connection
        self._annotator_id = annotator_id
        self._query = request.query
        self._wanted = request.wanted
        self._after = request.after
        self._indexed = index_reach(connection).documents
        self._text: tuple[int, _Text] | None = None
        self._spans: list[tuple[int, int, str]] | None = None
        self._rows = 0
        self._worked = 0

    def page(self, limit: int) -> HitPage:
        """Hits until there are enough, enough was read, or nothing is left."""
        hits: list[Hit] = []
        characters = 0
        with closing(self._places()) as places:
            for place in places:
                if self._passes(place):
                    for hit in self._hits_in(place):
                        if len(hits) == limit:
                            return HitPage(tuple(hits), hit.key)
                        hits.append(hit)
                    characters += place.end - place.start
                self._rows += 1
                if self._rows >= LOOK_ROWS or characters >= LOOK_CHARACTERS:
                    return HitPage(tuple(hits), SearchKey(place.position, place.end))
        return HitPage(tuple(hits), None)

    def _places(self) -> Generator[_Place]:
        """Where to look, in order: what the index gives away, then what it has not come to."""
        if self._after.position <= self._indexed:
            yield from self._indexed_places()
        first = max(self._after.position, self._indexed + 1)
        cells = (self._annotator_id, first)
        with closing(self._connection.execute(search_sql.DOCUMENTS_FROM, cells)) as rows:
            for position, *work in rows:
                whole = _Place(position, 0, 0, *work)
                bounds = stretches(self._document(position).text) if self._passes(whole) else ()
                # A document that is left out stands for itself, so that it is counted.
                for place in (whole._replace(start=a, end=b) for a, b in bounds or [(0, 1)]):
                    if not self._is_behind(place):
                        yield place

    def _indexed_places(self) -> Iterator[_Place]:
        after: SearchKey | None = self._after
        while after is not None:
            after = yield from self._walk(after)

    def _walk(self, after: SearchKey) -> Generator[_Place, None, SearchKey | None]:
        """What the index gives from a key on, and the key to leap to over what cannot pass."""
        row = self._connection.execute(search_sql.STRETCH_AT, after).fetchone()
        first = row[0] if row else 0
        look_ups = self._query.look_ups
        if look_ups:
            cells: tuple[object, ...] = (self._annotator_id, _expression(look_ups), first)
            statement = search_sql.STRETCHES_WITH
        else:
            cells, statement = (self._annotator_id, first), search_sql.STRETCHES_FROM
        with closing(self._connection.execute(statement, cells)) as rows:
            for place in map(_Place._make, rows):
                if not self._is_behind(place):
                    yield place
                    worked = self._worked_from(place.position)
                    if worked > self._indexed:
                        return None
                    if worked - place.position > LEAP_DOCUMENTS:
                        self._rows += LEAP_ROWS
                        return SearchKey(worked, 0)
        return None

    def _worked_from(self, position: int) -> int:
        """The next document from a position on in which there was enough work for the filter.

        Where it asks for no work this is the position itself, and the end of what was looked
        through where that was much.
        """
        wanted = self._wanted
        if wanted.state in {None, "new"} and wanted.label is None and not wanted.is_flagged:
            return position
        if self._worked < position:
            end = position + LEAP_MOST
            least = 0 if wanted.label is None else 1
            cells = (self._annotator_id, position, end, wanted.state, least)
            statement = search_sql.FLAGGED_FROM if wanted.is_flagged else search_sql.WORKED_FROM
            row = self._connection.execute(statement, cells).fetchone()
            self._worked = end if row is None else row[0]
        return self._worked

    def _is_behind(self, place: _Place) -> bool:
        """Whether everything in a stretch comes before the key."""
        return (place.position, place.end) <= self._after

    def _passes(self, place: _Place) -> bool:
        """Whether hits of a document can be wanted, as far as its progress says."""
        if self._wanted.state not in {None, place.state}:
            return False
        if self._wanted.is_flagged and not place.flags:
            return False
        return self._wanted.label is None or place.annotations > 0

    def _hits_in(self, place: _Place) -> Iterator[Hit]:
        document = self._document(place.position)
        _expect_stretch(place, document.text)
        for start, end in self._spans_of(place, document.text):
            if (place.position, start) < self._after:
                continue
            labels = self._labels(place, start, end)
            if self._is_wanted(labels):
                yield self._hit(place, document, (start, end), labels)

    def _spans_of(self, place: _Place, text: str) -> list[tuple[int, int]]:
        """Where the query stands in a stretch, as far as hits there can be wanted."""
        if self._wanted.label is None:
            return self._query.spans_in(text, place.start, place.end)
        tagged = [
            (first, after)
            for first, after, name in self._layer(place)
            if name == self._wanted.label
        ]
        return self._query.spans_touching(text, place.start, place.end, tagged)

    def _is_wanted(self, labels: tuple[str, ...]) -> bool:
        if self._wanted.is_untagged and labels:
            return False
        return self._wanted.label is None or self._wanted.label in labels

    def _hit(
        self, place: _Place, document: _Text, bounds: tuple[int, int], labels: tuple[str, ...]
    ) -> Hit:
        start, end = bounds
        number, first, after = self._sentence(document, start)
        text = document.text
        return Hit(
            position=place.position,
            document_id=document.id,
            name=document.name,
            state=place.state,
            sentence=number,
            start=start,
            end=end,
            before=text[max(first, start - CONTEXT_CHARACTERS) : start],
            quote=text[start:end],
            after=text[end : min(max(after, end), end + CONTEXT_CHARACTERS)],
            labels=labels,
        )

    def _document(self, position: int) -> _Text:
        """The document at a position; the last one is kept, because hits come in rows."""
        if self._text is None or self._text[0] != position:
            row = self._connection.execute(search_sql.DOCUMENT_AT, (position,)).fetchone()
            with reading_back(f"document {position}"):
                self._text, self._spans = (position, _Text._make(row)), None
        return self._text[1]

    def _layer(self, place: _Place) -> list[tuple[int, int, str]]:
        """The spans of the person's layer with their labels, in text order."""
        if self._spans is None:
            cells = (self._document(place.position).id, self._annotator_id)
            self._spans = sorted(self._connection.execute(search_sql.LABELS_OF_LAYER, cells))
        return self._spans

    def _labels(self, place: _Place, start: int, end: int) -> tuple[str, ...]:
        """Labels of the spans of the person's layer that touch a hit."""
        if not place.annotations:
            return ()
        touching = (
            name for first, after, name in self._layer(place) if first < end and after > start
        )
        return tuple(dict.fromkeys(touching))

    def _sentence(self, document: _Text, offset: int) -> tuple[int, int, int]:
        """Number and bounds of the sentence that holds an offset; 0 and the text's without one."""

        def bounds(ordinal: int) -> tuple[int, int]:
            cells = (document.id, document.segmentation, ordinal)
            found = self._connection.execute(search_sql.SENTENCE, cells).fetchone()
            return found if found is not None else (len(document.text) + 1, 0)

        ordinals = range(document.sentences)
        number = bisect_right(ordinals, offset, key=lambda ordinal: bounds(ordinal)[0])
        if number:
            start, end = bounds(number - 1)
            if start <= offset < end:
                return number, start, end
        return 0, 0, len(document.text)


def _expect_stretch(place: _Place, text: str) -> None:
    """A stretch that is cut in a word would make a hit of a part of it.

    Raises:
        CorruptionError: This one is, or is not of this text.
    """
    edges = (place.start, place.end)
    is_inside = 0 <= place.start <= place.end <= len(text)
    if not is_inside or any(0 < at < len(text) and not text[at - 1].isspace() for at in edges):
        raise CorruptionError(
            f"the search index does not fit the text of document {place.position}; {AGAIN}"
        )


def _expression(look_ups: Iterable[LookUp]) -> str:
    """The index's own expression; keys are letters and digits, so that none of them is syntax."""
    return " AND ".join(
        "(" + " OR ".join(f'"{key}"{" *" * each.is_prefix}' for key in each.keys) + ")"
        for each in look_ups
    )
