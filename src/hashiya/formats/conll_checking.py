"""Checking CoNLL: a written file is read again and must say, span by span, what was announced.

The writer announces every sentence as it writes it; only a checksum a document is kept, so the
check needs no memory to speak of. It reads with the project's own reader of rows, decodes the tags
strictly, and looks the places up in the sidecar.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from hashiya.errors import CorruptionError, DataError
from hashiya.formats.announcing import Announced, compare_announced, failed_check
from hashiya.formats.conll_rows import Border, Sentence, Shape, read_rows
from hashiya.formats.lines import LineSource
from hashiya.tagging import OUTSIDE, TagScheme, TokenSpan, decode_tags

__all__ = ["AnnouncedSentences", "Placed", "Written", "check_written"]

Placed = tuple[int, int, str, int, int]
"""`(first, last, label, start, end)`: tokens of a sentence, and where they stand in the text.

Without a sidecar the file says nothing of places, and both are 0.
"""


class AnnouncedSentences(Announced):
    """What a token file holds, sentence by sentence."""

    def __init__(self) -> None:
        super().__init__()
        self._checksum = 0

    def add_sentence(self, words: str, columns: Sequence[Sequence[Placed]]) -> None:
        """Take in a sentence: its tokens joined by spaces, and each column's spans in order."""
        self._checksum = hash((self._checksum, words, *map(tuple, columns)))

    def end_document(self) -> None:
        """Finish the document that the sentences since the last call belong to."""
        self.add(self._checksum)
        self._checksum = 0


class Written(NamedTuple):
    """A file as it was meant."""

    path: Path
    """Where it can be read."""
    shape: Shape
    scheme: TagScheme
    sidecar: Path | None
    """Where the offsets can be read, when there are any."""


def check_written(written: Written, announced: AnnouncedSentences) -> None:
    """Read a file again.

    Raises:
        CorruptionError: It does not say what was announced; the message names the document.
    """
    found = AnnouncedSentences()
    try:
        if written.sidecar is None:
            _read_again(written, None, found)
        else:
            with written.sidecar.open("rb") as rows:
                next(rows)  # the header
                _read_again(written, rows, found)
    except (DataError, ValueError, IndexError, StopIteration) as error:
        raise CorruptionError(failed_check(f"reading it again stopped at: {error}")) from error
    compare_announced(found.documents, announced.documents)


def _read_again(
    written: Written, offsets: Iterator[bytes] | None, found: AnnouncedSentences
) -> None:
    is_open = False
    for row in read_rows(LineSource(written.path), written.shape):
        if isinstance(row, Sentence):
            columns = [_spans(tags, written.scheme) for tags in row.tags]
            rows = () if offsets is None else _rows_of(len(row.tokens), offsets)
            found.add_sentence(" ".join(row.tokens), [_placed(spans, rows) for spans in columns])
        elif isinstance(row, Border):
            if is_open:
                found.end_document()
            is_open = True
        else:
            raise CorruptionError(f"line {row.line}, which is no row")
    if is_open:
        found.end_document()


def _spans(tags: list[str], scheme: TagScheme) -> list[TokenSpan]:
    return [] if tags.count(OUTSIDE) == len(tags) else decode_tags(tags, scheme)


def _placed(spans: list[TokenSpan], rows: Sequence[bytes]) -> list[Placed]:
    """Token spans with their places in the text, which are 0 when there are no rows to tell."""
    if not rows:
        return [(*span, 0, 0) for span in spans]
    return [
        (
            first,
            last,
            label,
            int(rows[first].split(b"\t", 4)[3]),
            int(rows[last - 1].split(b"\t", 5)[4]),
        )
        for first, last, label in spans
    ]


def _rows_of(length: int, offsets: Iterator[bytes]) -> list[bytes]:
    """The sidecar's rows of the next sentence that has tokens, which are this many."""
    for row in offsets:
        if row.split(b"\t", 3)[2] != b"0":
            return [row, *islice(offsets, length - 1)]
    raise ValueError("the sidecar ends too early")
