"""Rows of a CSV or TSV file, each with the line it begins on; a broken row costs only itself.

A quote that nothing closes would swallow everything behind it: such a row is given up by its first
line, and reading goes on with the next. Knows columns, and not what they mean.
"""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, Literal, NamedTuple

from hashiya.errors import FormatError
from hashiya.formats.decoding import why_not_utf8
from hashiya.formats.lines import TOO_LONG_LINE, LineSource
from hashiya.model import MAX_DOCUMENT_CHARACTERS

__all__ = ["BadRow", "Delimiter", "Row", "find_delimiter", "read_rows"]

Delimiter = Literal[",", ";", "\t"]
"""What may stand between two columns."""

MAX_ROW_CHARACTERS: Final = 2 * MAX_DOCUMENT_CHARACTERS
MAX_READ_AGAIN: Final = 20 * MAX_DOCUMENT_CHARACTERS
"""Characters that may be read again behind rows that were given up, in one file."""

_DELIMITERS: Final[Sequence[Delimiter]] = (",", ";", "\t")
_SEPARATOR_LINE: Final = "sep="
_REASONS: Final[Mapping[str, str]] = {
    "new-line character": (
        "a carriage return stands in it outside quotes; save the file with line ends of one kind"
    ),
    "expected after": (
        "something stands behind a quote that closes a field; a quote inside a field is written"
        " twice"
    ),
    "unexpected end": (
        "nothing closes a quote that opens in it; a quote inside a field is written twice"
    ),
}
"""Why a row is none, by a part of what the library says."""


class Row(NamedTuple):
    """The fields of a row."""

    line: int
    fields: list[str]


class BadRow(NamedTuple):
    """A line that is no row, or begins none that ends."""

    line: int
    reason: str


def find_delimiter(head: bytes, suffix: str) -> Delimiter:
    """What stands between the columns of a file that begins like this.

    A first line `sep=;` says it, as spreadsheets write it; else the suffix does, else the sign that
    the first line has most often outside quotes.
    """
    first = head.decode(errors="replace").split("\n", 1)[0].rstrip("\r")
    said = first.removeprefix(_SEPARATOR_LINE)
    for each in _DELIMITERS:
        if first.startswith(_SEPARATOR_LINE) and said == each:
            return each
    if suffix == ".tsv":
        return "\t"
    outside = "".join(first.split('"')[::2])
    return max(_DELIMITERS, key=outside.count)


def read_rows(source: LineSource, delimiter: Delimiter) -> Iterator[Row | BadRow]:
    """Stream a file's rows; blank lines between them are none.

    Raises:
        FormatError: The file cannot be read, or has more open quotes than can be looked behind.
    """
    csv.field_size_limit(MAX_ROW_CHARACTERS)
    feed = _Feed(source)
    rows = csv.reader(feed, delimiter=delimiter, strict=True)
    while True:
        feed.begin()
        try:
            fields = next(rows)
        except StopIteration:
            yield from feed.told()
            return
        except csv.Error as error:
            feed.give_up()
            rows = csv.reader(feed, delimiter=delimiter, strict=True)
            line = feed.used[0][0]
            yield BadRow(line, _why_no_row(str(error)))
            continue
        yield from feed.told()
        is_separator = "".join(fields) in {f"{_SEPARATOR_LINE}{delimiter}", _SEPARATOR_LINE}
        if feed.broken:
            yield feed.broken
        elif fields and not (is_separator and feed.used[0][0] == 1):
            yield Row(feed.used[0][0], fields)


def _why_no_row(said: str) -> str:
    """What is wrong with a row that the library refuses, and what to do."""
    why = next((why for sign, why in _REASONS.items() if sign in said), None)
    return why or f"its quotes do not close, or close too early ({said})"


class _Feed:
    """A file's lines as text, with those that the row under way has taken."""

    def __init__(self, source: LineSource) -> None:
        self.used: list[tuple[int, str]] = []
        self._path = source.path
        self._lines = iter(source)
        self._again: deque[tuple[int, str]] = deque()
        self._bad: list[BadRow] = []
        self.broken: BadRow | None = None
        """A line of the row under way that is no UTF-8."""
        self._size = 0
        self._read_again = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if self._size > MAX_ROW_CHARACTERS:
            raise csv.Error("the row has no end")
        number, line = self._again.popleft() if self._again else self._decoded()
        self.used.append((number, line))
        self._size += len(line)
        return line

    def begin(self) -> None:
        """Forget the row before."""
        self.used.clear()
        self.broken = None
        self._size = 0

    def told(self) -> Iterator[BadRow]:
        """Lines that were no text, once."""
        yield from self._bad
        self._bad.clear()

    def give_up(self) -> None:
        """Put all lines back that the row has taken, but its first.

        Raises:
            FormatError: That was done too often.
        """
        self._again.extendleft(reversed(self.used[1:]))
        self._read_again += self._size
        if self._read_again > MAX_READ_AGAIN:
            raise FormatError(
                "has too many quotes that nothing closes; write the file again with every quote"
                " inside a field doubled",
                path=self._path,
                line=self.used[0][0],
            )

    def _decoded(self) -> tuple[int, str]:
        for number, line in self._lines:
            if line is None:
                self._bad.append(BadRow(number, TOO_LONG_LINE))
                if self.used:
                    raise csv.Error("a line of it is too long")
                continue
            try:
                return number, line.decode() + "\n"
            except UnicodeDecodeError as error:
                self.broken = BadRow(number, f"the line {why_not_utf8(line, error)}")
                # Its row is read to its end all the same, so that nothing of it passes for another.
                return number, line.decode(errors="surrogateescape") + "\n"
        raise StopIteration
