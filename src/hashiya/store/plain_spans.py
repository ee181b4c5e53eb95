"""Plain spans: a layer whose spans say where they are and what they are called, and no more.

Nearly every imported layer is one. What its spans have in common is bound once a layer, and what
follows from their order is left to SQLite; rows, seal and event are those of any other layer.
"""

from __future__ import annotations

import sqlite3
from functools import lru_cache
from typing import Final, NamedTuple, Self
from zlib import crc32

from msgspec.json import encode

from hashiya.model import DocumentRecord, PlainSpans
from hashiya.store.bulk_sql import insert_plain_spans
from hashiya.store.rows import NO_ATTRIBUTES, PLAIN_SPAN
from hashiya.store.seals import bounds_seal

__all__ = ["GatheredPlainSpans", "PlainLayer"]

MAX_ROWS_A_RUN: Final = 64
"""Rows that one run of a statement inserts at most; there is a statement for each number."""

NOTE, _, SOURCE, IS_FLAGGED = PLAIN_SPAN


class PlainLayer(NamedTuple):
    """One layer's spans, and the ids they get."""

    beginning: str
    """What all ids begin with; a number from 0 follows."""
    spans: PlainSpans
    """All of them, imported."""

    @classmethod
    def of(cls, record: DocumentRecord, by: tuple[str, int]) -> Self | None:
        """A record's spans, which an event of this session and number brings in; None if others."""
        spans = record.spans
        if type(spans) is not PlainSpans or spans.text is not record.text:
            found = _as_plain(record)
            if found is None:
                return None
            spans = found
        elif spans.sources.count(SOURCE) < len(spans.sources):
            return None
        return cls(f"{by[0]}.{by[1]}.", spans)

    @property
    def seal(self) -> int:
        """Sum of the rows' checksums, as `hashiya.store.seals` has it.

        All rows of a label are the same up to the number their id ends with.
        """
        starts, ends, labels = self.spans.starts, self.spans.ends, self.spans.labels
        beginning = self.beginning.encode()
        begun = {label: crc32(beginning, _label_seal(label)) for label in {*labels}}
        checksums = map(crc32, _endings(len(labels)), map(begun.__getitem__, labels))
        return bounds_seal(starts, ends) + sum(checksums)

    def as_json(self) -> str:
        """Start, end and label of each, as an event has them: `[[0,4,"agency"]]`."""
        spans = self.spans
        return encode([*zip(spans.starts, spans.ends, spans.labels, strict=True)]).decode()


def _as_plain(record: DocumentRecord) -> PlainSpans | None:
    """Spans one by one as columns, where all of them were imported and say no more."""
    if not record.spans:
        return None
    starts, ends, labels, _, notes, attributes, sources, flags = zip(*record.spans, strict=True)
    if any(notes) or any(attributes) or any(flags) or sources.count(SOURCE) < len(sources):
        return None
    return PlainSpans.of(record.text, (starts, ends, labels))


class GatheredPlainSpans:
    """Layers of plain spans that wait to be written."""

    def __init__(self) -> None:
        self._waiting: list[tuple[tuple[object, ...], PlainSpans]] = []
        self._length = 0

    def __len__(self) -> int:
        return self._length

    def add(
        self,
        layer: PlainLayer,
        owner: tuple[str, int, str, str],
        scheme_id: int,
        by: tuple[str, int],
    ) -> None:
        """Gather a layer.

        Args:
            layer: All of it.
            owner: Document's id and length, annotator's id, layer.
            scheme_id: Row of the scheme in use.
            by: Session and number of the event.
        """
        words = (NOTE, NO_ATTRIBUTES, SOURCE, int(IS_FLAGGED))
        self._waiting.append(((*owner, scheme_id, *by, *words, layer.beginning), layer.spans))
        self._length += len(layer.spans)

    def write(self, connection: sqlite3.Connection) -> None:
        """Insert what has been gathered; inside the caller's transaction."""
        waiting, self._waiting, self._length = self._waiting, [], 0
        run = connection.cursor().execute
        for common, spans in waiting:
            columns = (spans.starts, spans.ends, spans.labels, spans.quotes)
            for first in range(0, len(spans), MAX_ROWS_A_RUN):
                some = slice(first, first + MAX_ROWS_A_RUN)
                starts, ends, labels, quotes = [column[some] for column in columns]
                statement = insert_plain_spans(len(starts))
                run(statement, (*common, first, *starts, *ends, *labels, *quotes))


@lru_cache(maxsize=1024)
def _label_seal(label: str) -> int:
    """Checksum of all that a row has before its id."""
    return crc32(f"{label}\x1f{NOTE}\x1f{NO_ATTRIBUTES}\x1f{SOURCE}\x1f".encode())


@lru_cache(maxsize=256)
def _endings(length: int) -> tuple[bytes, ...]:
    """What the ids of so many rows end with."""
    return tuple(str(number).encode() for number in range(length))
