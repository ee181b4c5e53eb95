"""Units: spans that a file counts in UTF-16 units or in bytes, turned into code points.

Works on spans as JSON holds them, before anybody judges them. Nothing is rounded: an edge inside a
character refuses its span. The arithmetic is the text floor's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final, Literal, get_args

from hashiya.errors import AlignmentError
from hashiya.text import Offsets

__all__ = [
    "OFFSET_UNITS",
    "OffsetUnit",
    "converter",
    "fitting_unit",
    "in_code_points",
    "quoted_unit",
    "unit_name",
]

OffsetUnit = Literal["codepoints", "utf16", "bytes"]
"""What a file's offsets count: characters of Unicode, UTF-16 units, bytes of UTF-8."""

OFFSET_UNITS: Final[tuple[OffsetUnit, ...]] = get_args(OffsetUnit)

_NAMES: Final[Mapping[OffsetUnit, str]] = {
    "codepoints": "code points",
    "utf16": "UTF-16 units",
    "bytes": "bytes of UTF-8",
}


def unit_name(unit: OffsetUnit) -> str:
    """A unit as reports call it."""
    return _NAMES[unit]


def in_code_points(
    spans: Iterable[Any], text: str, unit: OffsetUnit
) -> tuple[list[Any], list[tuple[str, tuple[int, int, str] | None]]]:
    """The same spans counted in code points, and `(reason, span)` of each that cannot be.

    What is no span at all stays as it is: whoever judges spans has words for it.
    """
    if unit == "codepoints":
        return list(spans), []
    convert = converter(text, unit)
    kept: list[Any] = []
    refused: list[tuple[str, tuple[int, int, str] | None]] = []
    for span in spans:
        edges = _edges(span)
        if edges is None:
            kept.append(span)
            continue
        start, end = edges
        try:
            kept.append({**span, "start": convert(start), "end": convert(end)})
        except AlignmentError as error:
            label = span.get("label")
            is_plain = type(label) is str and max(abs(start), abs(end)) < 10**18
            what = f"the span [{_short(start)}, {_short(end)}) in {_NAMES[unit]}"
            reason = (
                f"{what}: {error}" if is_plain else f"{what} does not fit the text it belongs to"
            )
            refused.append((reason, (start, end, label) if is_plain else None))
    return kept, refused


def fitting_unit(spans: Iterable[tuple[int, int, str]], text: str) -> OffsetUnit | None:
    """The first unit in which every `(start, end, quote)` covers what it quotes; None when none."""
    held = list(spans)
    for unit in OFFSET_UNITS:
        convert = converter(text, unit)
        try:
            if all(
                _covers(text, convert(start), convert(end), quote) for start, end, quote in held
            ):
                return unit
        except AlignmentError:
            continue
    return None


def quoted_unit(spans: Sequence[Any], text: str) -> OffsetUnit | None:
    """The unit in which spans that all have quotes cover what they quote; None when none does.

    Args:
        spans: Objects as JSON holds them, whose quote is under `quote` or `text`.
        text: What they are spans of.
    """
    held = []
    for span in spans:
        edges = _edges(span)
        quote = span.get("quote", span.get("text")) if edges else None
        if edges is None or type(quote) is not str:
            return None
        held.append((*edges, quote))
    return fitting_unit(held, text) if held else None


def _covers(text: str, start: int, end: int, quote: str) -> bool:
    # A slice that leaves its text is cut at its end, and would pass for one that does not.
    return 0 <= start <= end <= len(text) and text[start:end] == quote


def converter(text: str, unit: OffsetUnit) -> Callable[[int], int]:
    """What turns an offset in this unit into code points; it raises `AlignmentError`."""
    if unit == "codepoints":
        return lambda offset: offset
    offsets = Offsets(text)
    return offsets.from_utf16 if unit == "utf16" else offsets.from_utf8


def _edges(span: object) -> tuple[int, int] | None:
    if type(span) is not dict:
        return None
    start, end = span.get("start"), span.get("end")
    # bool is a subclass of int, so isinstance would take true for an offset.
    return (start, end) if type(start) is int and type(end) is int else None


def _short(offset: int) -> str:
    return str(offset) if abs(offset) < 10**18 else "…"
