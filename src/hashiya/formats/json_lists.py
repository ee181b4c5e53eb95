"""JSON lists: the values of one list in a file, one at a time, however long the list.

Only brackets, strings and commas are looked at here; what stands between two commas is parsed by
whoever wants it, so that one that is broken costs no other. Knows no format.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from hashiya.errors import FormatError
from hashiya.formats.lines import MAX_LINE_BYTES, LineSource

__all__ = ["TOO_LONG_VALUE", "is_list", "list_values"]

TOO_LONG_VALUE: Final = (
    f"the value is longer than {MAX_LINE_BYTES:,} bytes, more than any document needs; split it"
)
"""Why a value came as None."""

_STRING_REST: Final = re.compile(rb'(?:[^"\\]++|\\.)*+', re.DOTALL)
_STRING: Final = rb'"(?:[^"\\]++|\\.)*+"'
_INSIDE: Final = re.compile(rb'(?:[^"\[\]{}]++|%b)*+' % _STRING, re.DOTALL)
_BETWEEN: Final = re.compile(rb'(?:[^"\[\]{},]++|%b)*+' % _STRING, re.DOTALL)
_LIST: Final = re.compile(rb"\s*\[\s*[\[{\]]")
_SPACE: Final = b" \t\r\n"


def is_list(head: bytes) -> bool:
    """Whether a file that begins like this is one list, and no line of JSON lines."""
    return _LIST.match(head) is not None


def list_values(source: LineSource) -> Iterator[tuple[int, bytes | None]]:
    """The values of the file's list, each with the line it begins on, and None for one too long.

    Raises:
        FormatError: The file cannot be read, holds no list or something after it, or ends before
            the list does; then its last value has come out as far as it goes.
    """
    scan = _Scan(source.path)
    for chunk in source.chunks():
        yield from scan.values_of(chunk)
    yield from scan.rest()


class _Scan:
    """How far a list was read."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._depth = 0
        self._is_closed = False
        self._in_string = False
        self._is_escaped = False
        self._line = 1
        self._count = 0
        self._parts: list[bytes] = []
        self._size = 0

    def values_of(self, chunk: bytes) -> Iterator[tuple[int, bytes | None]]:
        """The values that end in the next piece of the file."""
        begin = at = 0
        while (at := self._next_sign(chunk, at)) < len(chunk):
            sign = chunk[at : at + 1]
            at += 1
            if self._depth == 1 and sign in b",]":
                self._hold(chunk[begin : at - 1])
                yield from self._ended(is_last=sign == b"]")
                begin = at
            if sign in b"[{":
                if self._depth == 0:
                    self._expect_nothing(chunk[begin : at - 1], at_sign=sign)
                    begin = at
                self._depth += 1
            elif sign in b"]}":
                self._depth -= 1
                self._is_closed = self._is_closed or self._depth == 0
                if self._depth < 0:
                    raise self._wrong("ends more lists than it begins")
        self._hold(chunk[begin:])

    def rest(self) -> Iterator[tuple[int, bytes | None]]:
        """What is left where a file ends."""
        if self._depth > 0:
            yield from self._ended(is_last=True)
            raise self._wrong("ends before its list does, so it was cut short; get it again")
        self._expect_nothing(b"".join(self._parts), at_sign=b"")
        if not self._is_closed:
            raise self._wrong("holds no JSON list")

    def _next_sign(self, chunk: bytes, at: int) -> int:
        """Where the next bracket or dividing comma stands; the end of the chunk when there is none.

        A string that the chunk does not end is remembered.
        """
        if self._is_escaped and at == 0:
            at, self._is_escaped = 1, False
        if self._in_string:
            at = _end_of(_STRING_REST, chunk, at)
            if at >= len(chunk) or chunk[at : at + 1] == b"\\":
                self._is_escaped = at < len(chunk)
                return len(chunk)
            self._in_string = False
            at += 1
        at = _end_of(_BETWEEN if self._depth == 1 else _INSIDE, chunk, at)
        if chunk[at : at + 1] != b'"':
            return at
        self._in_string = True
        self._is_escaped = chunk[_end_of(_STRING_REST, chunk, at + 1) :] == b"\\"
        return len(chunk)

    def _hold(self, part: bytes) -> None:
        self._size += len(part)
        if self._size <= MAX_LINE_BYTES:
            self._parts.append(part)
        else:
            self._line += b"".join(self._parts).count(b"\n") + part.count(b"\n")
            self._parts = []

    def _ended(self, *, is_last: bool) -> Iterator[tuple[int, bytes | None]]:
        value = b"".join(self._parts)
        is_too_long = self._size > MAX_LINE_BYTES
        begun = value.lstrip(_SPACE)
        line = self._line + value[: len(value) - len(begun)].count(b"\n")
        self._line += value.count(b"\n")
        self._parts, self._size = [], 0
        if is_too_long:
            yield line, None
        elif begun or not is_last or self._count:
            yield line, begun.rstrip(_SPACE)
        self._count += 1

    def _expect_nothing(self, part: bytes, *, at_sign: bytes) -> None:
        """Refuse what stands before the list or after it."""
        before = b"".join(self._parts) + part
        self._parts, self._size = [], 0
        self._line += before.count(b"\n")
        if before.strip(_SPACE) or (self._is_closed and at_sign) or at_sign == b"{":
            raise self._wrong("is no JSON list, or holds more than one")

    def _wrong(self, reason: str) -> FormatError:
        return FormatError(reason, path=self._path, line=self._line)


def _end_of(pattern: re.Pattern[bytes], chunk: bytes, at: int) -> int:
    found = pattern.match(chunk, at)
    return found.end() if found else at
