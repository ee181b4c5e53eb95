"""Offsets: the only converter between code points, UTF-8 bytes and UTF-16 units.

It must not know who counts in which unit: a reader or writer names its unit and asks here. Nothing
is rounded; an offset that falls inside a character is an error, not a near miss.

Glossary: a *code point* is one element of a Python `str`; a *byte* one of its UTF-8 form; a *unit*
is 16 bits of its UTF-16 form, two of them (a surrogate pair) above U+FFFF.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from typing import Final, NamedTuple, Self

from hashiya.errors import AlignmentError, DataError

__all__ = ["Offsets"]

BLOCK_CODE_POINTS: Final = 128
"""Code points between two remembered places; a query encodes at most this many."""


class Offsets:
    """One text's offsets in three units.

    An index is built on the first query of a unit that needs one (O(n)); ASCII text, and text
    without surrogate pairs in UTF-16, needs none. Queries cost O(1) from code points and O(log n)
    into them.

    >>> Offsets("من 😀!").to_utf16(5)
    6
    """

    def __init__(self, text: str) -> None:
        self._text = text

    def to_utf8(self, offset: int) -> int:
        """UTF-8 bytes before this code point.

        Raises:
            AlignmentError: The offset is negative or after the text.
            DataError: The text holds a lone surrogate, which has no UTF-8 form.
        """
        return self._from_code_points(self._utf8, offset)

    def from_utf8(self, byte_offset: int) -> int:
        """Code points before this byte of the UTF-8 form.

        Raises:
            AlignmentError: The byte is inside a character, before the text or after it.
            DataError: The text holds a lone surrogate, which has no UTF-8 form.
        """
        return self._to_code_points(self._utf8, byte_offset)

    def to_utf16(self, offset: int) -> int:
        """UTF-16 units before this code point.

        Raises:
            AlignmentError: The offset is negative or after the text.
            DataError: The text holds a lone surrogate.
        """
        return self._from_code_points(self._utf16, offset)

    def from_utf16(self, unit_offset: int) -> int:
        """Code points before this UTF-16 unit.

        Raises:
            AlignmentError: The unit is the second half of a pair, before the text or after it.
            DataError: The text holds a lone surrogate.
        """
        return self._to_code_points(self._utf16, unit_offset)

    @cached_property
    def _utf8(self) -> _Index:
        return _Index.build(self._text, "utf-8")

    @cached_property
    def _utf16(self) -> _Index:
        return _Index.build(self._text, "utf-16-le")

    def _from_code_points(self, index: _Index, offset: int) -> int:
        if not 0 <= offset <= len(self._text):
            raise self._outside(offset, len(self._text), "code points")
        if index.is_identity:
            return offset
        block = offset // BLOCK_CODE_POINTS
        rest = self._text[block * BLOCK_CODE_POINTS : offset]
        return index.starts[block] + len(rest.encode(index.encoding)) // index.unit_bytes

    def _to_code_points(self, index: _Index, units: int) -> int:
        if not 0 <= units <= index.length:
            raise self._outside(units, index.length, index.name)
        if index.is_identity:
            return units
        block = bisect_right(index.starts, units) - 1
        first = block * BLOCK_CODE_POINTS
        encoded = self._text[first : first + BLOCK_CODE_POINTS].encode(index.encoding)
        before = encoded[: (units - index.starts[block]) * index.unit_bytes]
        whole = len(before.decode(index.encoding, "ignore"))
        if len(self._text[first : first + whole].encode(index.encoding)) != len(before):
            raise self._inside(first + whole, units, index.name)
        return first + whole

    def _outside(self, value: int, length: int, unit: str) -> AlignmentError:
        edge = 0 if value < 0 else len(self._text)
        return AlignmentError(
            f"offset {value} is outside the text, which has {length} {unit}",
            start=edge,
            end=edge,
            nearest=(edge, edge),
        )

    def _inside(self, offset: int, units: int, unit: str) -> AlignmentError:
        char = self._text[offset]
        return AlignmentError(
            f"offset {units} in {unit} falls inside U+{ord(char):04X}, the character at {offset};"
            " check which unit the file counts in",
            start=offset,
            end=offset + 1,
            nearest=(offset, offset + 1),
        )


class _Index(NamedTuple):
    """Where every block of code points begins in one encoding."""

    encoding: str
    unit_bytes: int
    length: int
    """Units in the whole text."""
    starts: tuple[int, ...]
    """Units before each block; empty when a unit is a code point."""

    @property
    def is_identity(self) -> bool:
        return not self.starts

    @property
    def name(self) -> str:
        return "UTF-8 bytes" if self.unit_bytes == 1 else "UTF-16 units"

    @classmethod
    def build(cls, text: str, encoding: str) -> Self:
        unit_bytes = 1 if encoding == "utf-8" else 2
        if text.isascii():
            return cls(encoding, unit_bytes, len(text), ())
        starts = []
        length = 0
        try:
            for first in range(0, len(text) + 1, BLOCK_CODE_POINTS):
                starts.append(length)
                block = text[first : first + BLOCK_CODE_POINTS].encode(encoding)
                length += len(block) // unit_bytes
        except UnicodeEncodeError as error:
            raise DataError(
                f"the text holds the lone surrogate U+{ord(error.object[error.start]):04X}, which"
                f" has no place in {encoding}; remove it from the source"
            ) from error
        return cls(encoding, unit_bytes, length, () if length == len(text) else tuple(starts))
