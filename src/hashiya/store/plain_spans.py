"""Plain spans: a layer whose spans say where they are and what they are called, and no more.

Nearly every imported layer is one. What its spans have in common is bound once a layer, and what
follows from their order is left to SQLite; rows, seal and event are those of any other layer.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain
from typing import Final, NamedTuple, Self
from zlib import crc32

from pydantic_core import to_json

from hashiya.model import DocumentRecord
from hashiya.store.bulk_sql import insert_plain_spans
from hashiya.store.rows import NO_ATTRIBUTES, PLAIN_SPAN
from hashiya.store.seals import bounds_seal

__all__ = ["GatheredPlainSpans", "PlainSpans"]

MAX_ROWS_A_RUN: Final = 64
"""Rows that one run of a statement inserts at most; there is a statement for each number."""

CELLS_A_ROW: Final = 4
"""start, end, label, quote."""

NOTE, _, SOURCE, IS_FLAGGED = PLAIN_SPAN


class PlainSpans(NamedTuple):
    """One layer's spans, all columns of one length."""

    beginning: str
    """What all ids begin with; a number from 0 follows."""
    starts: Sequence[int]
    """Offsets of the first code points."""
    ends: Sequence[int]
    """Offsets after the last ones."""
    labels: Sequence[str]
    """Names of labels."""
    text: str
    """The document's text."""

    @classmethod
    def of(cls, record: DocumentRecord, by: tuple[str, int]) -> Self | None:
        """A record's spans, which an event of this session and number brings in; None if others."""
        if not record.spans:
            return None
        starts, ends, labels, _, notes, attributes, sources, flags = zip(*record.spans, strict=True)
        if any(notes) or any(attributes) or any(flags) or sources.count(SOURCE) < len(sources):
            return None
        return cls(f"{by[0]}.{by[1]}.", starts, ends, labels, record.text)

    def cells(self) -> list[object]:
        """start, end, label and quote of each, one after the other."""
        text = self.text
        quotes = [text[start:end] for start, end in zip(self.starts, self.ends, strict=True)]
        rows = zip(self.starts, self.ends, self.labels, quotes, strict=True)
        return list(chain.from_iterable(rows))

    @property
    def seal(self) -> int:
        """Sum of the rows' checksums, as `hashiya.store.seals` has it.

        All rows of a label are the same up to the number their id ends with.
        """
        beginning = self.beginning.encode()
        begun = {label: crc32(beginning, _label_seal(label)) for label in {*self.labels}}
        checksums = map(crc32, _endings(len(self.labels)), map(begun.__getitem__, self.labels))
        return bounds_seal(self.starts, self.ends) + sum(checksums)

    def as_json(self) -> str:
        """Start, end and label of each, as an event has them: `[[0,4,"agency"]]`."""
        return to_json([*zip(self.starts, self.ends, self.labels, strict=True)]).decode()


class GatheredPlainSpans:
    """Layers of plain spans that wait to be written."""

    def __init__(self) -> None:
        self._waiting: list[tuple[list[object], list[object]]] = []
        self._length = 0

    def __len__(self) -> int:
        return self._length

    def add(
        self,
        spans: PlainSpans,
        owner: tuple[str, int, str, str],
        scheme_id: int,
        by: tuple[str, int],
    ) -> None:
        """Gather a layer.

        Args:
            spans: All of it.
            owner: Document's id and length, annotator's id, layer.
            scheme_id: Row of the scheme in use.
            by: Session and number of the event.
        """
        words = (NOTE, NO_ATTRIBUTES, SOURCE, int(IS_FLAGGED))
        self._waiting.append(([*owner, scheme_id, *by, *words, spans.beginning], spans.cells()))
        self._length += len(spans.starts)

    def write(self, connection: sqlite3.Connection) -> None:
        """Insert what has been gathered; inside the caller's transaction."""
        waiting, self._waiting, self._length = self._waiting, [], 0
        run = connection.cursor().execute
        length = CELLS_A_ROW * MAX_ROWS_A_RUN
        for common, cells in waiting:
            for first in range(0, len(cells), length):
                held = cells[first : first + length]
                statement = insert_plain_spans(len(held) // CELLS_A_ROW)
                run(statement, [*common, first // CELLS_A_ROW, *held])


@lru_cache(maxsize=1024)
def _label_seal(label: str) -> int:
    """Checksum of all that a row has before its id."""
    return crc32(f"{label}\x1f{NOTE}\x1f{NO_ATTRIBUTES}\x1f{SOURCE}\x1f".encode())


@lru_cache(maxsize=256)
def _endings(length: int) -> tuple[bytes, ...]:
    """What the ids of so many rows end with."""
    return tuple(str(number).encode() for number in range(length))
