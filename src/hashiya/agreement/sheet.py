"""Sheets: one document as several people have annotated it, side by side.

Glossary: a **unit** is `(start, end, label)`, offsets in code points, half-open; a **column** is
one person's units; **columns** of a sheet are in the order in which they were given. A unit that a
column holds twice counts once. Must never know a store, a layer's history or a gold rule.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from operator import ge
from typing import NamedTuple, TypeAlias

from hashiya.errors import DataError
from hashiya.text import counted, word_edges

__all__ = ["Reading", "Sheet", "Unit", "is_flat", "side_by_side"]

Unit: TypeAlias = tuple[int, int, str]
"""Start, end and label of one annotated span."""


class Reading(NamedTuple):
    """What one person made of one document."""

    name: str
    """Whose it is: an alias, or `gold`."""
    text: str
    """The text as that person read it."""
    scheme: str
    """Name and version of the scheme that the labels are of: `default 3`."""
    units: Iterable[Unit]
    """The spans, in any order."""


class Sheet:
    """One document's text and its columns, all of the same text and scheme.

    Args:
        document_id: Which document it is.
        text: Its text.
        columns: Each person's units, sorted and without repetition.
    """

    def __init__(self, document_id: str, text: str, columns: dict[str, list[Unit]]) -> None:
        self.document_id = document_id
        self.text = text
        self.columns = columns
        self.cores: dict[tuple[int, int], tuple[int, int]] = {}
        """Bounds → those of the core (`hashiya.agreement.clitics`), as far as they were asked."""

    @cached_property
    def _token_edges(self) -> tuple[list[int], list[int]]:
        """Where tokens start and end, found once, when a measure wants them."""
        return word_edges(self.text)

    @property
    def tokens(self) -> list[tuple[int, int]]:
        """The text's tokens."""
        return list(zip(*self._token_edges, strict=True))

    @property
    def has_tokens(self) -> bool:
        """Whether they were found already."""
        return "_token_edges" in vars(self)

    @property
    def token_starts(self) -> list[int]:
        """Where each token starts."""
        return self._token_edges[0]

    @property
    def token_ends(self) -> list[int]:
        """Where each token ends."""
        return self._token_edges[1]


def is_flat(units: Sequence[Unit]) -> bool:
    """Whether no unit, of those in order, lies over another."""
    reach = 0
    for start, end, _ in units:
        if start < reach:
            return False
        reach = end
    return True


def side_by_side(document_id: str, readings: Sequence[Reading]) -> Sheet:
    """The readings of one document as a sheet.

    Raises:
        DataError: They are of different texts or schemes, a name comes twice, or a unit is empty
            or not in the text.
    """
    first = readings[0]
    columns: dict[str, list[Unit]] = {}
    for reading in readings:
        if reading.text is not first.text and reading.text != first.text:
            raise DataError(
                f"document {document_id!r}: {first.name} and {reading.name} read different texts,"
                " so their offsets mean different places; import both from one text"
            )
        if reading.scheme != first.scheme:
            raise DataError(
                f"document {document_id!r}: {first.name} used scheme {first.scheme} and"
                f" {reading.name} scheme {reading.scheme}; bring both to one version first"
            )
        if reading.name in columns:
            raise DataError(f"document {document_id!r}: {reading.name} stands there twice")
        columns[reading.name] = _column(document_id, reading)
    return Sheet(document_id, first.text, columns)


def _column(document_id: str, reading: Reading) -> list[Unit]:
    units = sorted(reading.units)
    once = set(units)
    if len(once) < len(units):
        units = sorted(once)
    if units:
        length = len(reading.text)
        starts, ends, _ = zip(*units, strict=True)
        if starts[0] < 0 or max(ends) > length or any(map(ge, starts, ends)):
            start, end, label = next(unit for unit in units if not 0 <= unit[0] < unit[1] <= length)
            raise DataError(
                f"document {document_id!r}: the {label!r} span {start} to {end} of {reading.name}"
                f" is not in a text of {counted(length, 'character')}"
            )
    return units
