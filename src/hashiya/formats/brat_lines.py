"""Lines of a brat `.ann` file: what each says of its text, and why it cannot be taken.

Spans of one fragment become spans, those of several only where nothing but white space divides
them. Attributes and notes are their span's. Knows no files; offsets in what comes out are
code points.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise
from typing import Final, NamedTuple

from hashiya.errors import AlignmentError
from hashiya.formats.kinds import Kind
from hashiya.formats.lines import decoded_line
from hashiya.formats.remarks import shown
from hashiya.formats.units import OffsetUnit, converter, unit_name
from hashiya.model import SpanRecord
from hashiya.text import counted

__all__ = ["BratLayer", "BratRefusal", "read_lines"]

_SPAN: Final = re.compile(
    r"(T\S*)\t(\S+) ([0-9]{1,9} [0-9]{1,9}(?:;[0-9]{1,9} [0-9]{1,9})*)(?:\t(.*))?", re.DOTALL
)
_ATTRIBUTE: Final = re.compile(r"[AM]\S*\t(\S+) (\S+)(?: (.+))?")
_NOTE: Final = re.compile(r"#\S*\t(\S+) (\S+)(?:\t(.*))?", re.DOTALL)
_OTHER: Final = {
    "R": ("relation", "relations"),
    "E": ("event", "events"),
    "*": ("equivalence", "equivalences"),
    "N": ("normalisation", "normalisations"),
}
_LINE_END: Final = re.compile(r"[\r\n]")


class BratRefusal(NamedTuple):
    """A line that was not taken."""

    line: int
    reason: str
    kind: Kind
    span: tuple[int, int, str] | None


class BratLayer(NamedTuple):
    """What an `.ann` file says."""

    spans: tuple[SpanRecord, ...]
    refusals: list[BratRefusal]
    joined: list[tuple[int, str]]
    """`(line, what)` of spans whose fragments became one."""
    left: Counter[tuple[str, str]]
    """How many lines of each sort are not kept, by what they are called."""


class _Under:
    """Spans by their brat ids, while lines are read."""

    def __init__(self, text: str, unit: OffsetUnit) -> None:
        self.text = text
        self.unit: OffsetUnit = unit
        self.in_code_points = converter(text, unit)
        self.spans: dict[str, SpanRecord] = {}
        self.layer = BratLayer((), [], [], Counter())

    def refuse(
        self, line: int, reason: str, kind: Kind, span: tuple[int, int, str] | None = None
    ) -> None:
        self.layer.refusals.append(BratRefusal(line, reason, kind, span))


def read_lines(
    lines: Iterable[tuple[int, bytes | None]],
    text: str,
    shift: int = 0,
    unit: OffsetUnit = "codepoints",
) -> BratLayer:
    """Everything the numbered lines of an `.ann` file say of this text.

    Args:
        lines: Numbers and bytes; None for a line that was too long.
        text: The whole text.
        shift: What offsets count before the text: 1 for a byte order mark.
        unit: What they count.
    """
    under = _Under(text, unit)
    later: list[tuple[int, str]] = []
    for number, raw in lines:
        line, trouble = decoded_line(raw)
        if trouble:
            under.refuse(number, trouble, "too_long" if raw is None else "unreadable")
            continue
        if line.startswith("T"):
            _take_span(under, number, line, shift)
        elif line.strip():
            later.append((number, line))  # a note may stand before its span
    for number, line in later:
        _take_other(under, number, line)
    order = sorted(under.spans.values(), key=lambda span: (span.start, -span.end, span.label))
    return under.layer._replace(spans=tuple(order))


def _take_span(under: _Under, number: int, line: str, shift: int) -> None:
    found = _SPAN.fullmatch(line)
    if found is None:
        reason = f"{shown(line)} is no span; ID, tab, TYPE START END, tab, TEXT are needed"
        under.refuse(number, reason, "unreadable")
        return
    name, label, places, quote = found.groups()
    edges = [tuple(map(int, place.split(" "))) for place in places.split(";")]
    convert = under.in_code_points
    try:
        fragments = [(convert(start - shift), convert(end - shift)) for start, end in edges]
    except AlignmentError as error:
        reason = f"{shown(places)} in {unit_name(under.unit)}: {error}"
        under.refuse(number, reason, "offset_out_of_range")
        return
    start, end = fragments[0][0], fragments[-1][1]
    place = (start, end, label)
    flat = [edge for fragment in fragments for edge in fragment]
    if flat != sorted(flat) or start < 0 or end > len(under.text) or _has_empty(fragments):
        reason = f"{shown(places)} is empty, out of order or leaves the text"
        under.refuse(
            number,
            f"{reason}, which has {counted(len(under.text), 'character')}",
            "offset_out_of_range",
            place,
        )
    elif name in under.spans:
        under.refuse(number, f"the id {shown(name)} stands twice", "unreadable", place)
    elif quote is not None and not _says(under.text, fragments, quote):
        held = " ".join(under.text[first:last] for first, last in fragments)
        reason = f"the file quotes {shown(quote)} where the text has {shown(held)}"
        under.refuse(number, reason, "span_text_mismatch", place)
    elif any(gap.strip() for gap in _gaps(under.text, fragments)):
        reason = "its parts have other words between them; a span here is one stretch of the text"
        under.refuse(number, reason, "discontinuous_unsupported", place)
    else:
        under.spans[name] = SpanRecord(start, end, label, under.text[start:end])
        if len(fragments) > 1:
            under.layer.joined.append((number, f"{name}: {len(fragments)} parts became one span"))


def _has_empty(fragments: list[tuple[int, int]]) -> bool:
    return any(start == end for start, end in fragments)


def _gaps(text: str, fragments: list[tuple[int, int]]) -> list[str]:
    return [text[before[1] : after[0]] for before, after in pairwise(fragments)]


def _says(text: str, fragments: list[tuple[int, int]], quote: str) -> bool:
    """Whether the text has the quote there; brat writes a space where a line ends."""
    held = " ".join(text[start:end] for start, end in fragments)
    return held == quote or _LINE_END.sub(" ", held) == _LINE_END.sub(" ", quote)


def _take_other(under: _Under, number: int, line: str) -> None:
    """An attribute or a note of a span that was taken; anything else is counted."""
    attribute = _ATTRIBUTE.fullmatch(line)
    note = _NOTE.fullmatch(line)
    if attribute is not None and attribute[2] in under.spans:
        name, target, value = attribute.groups()
        span = under.spans[target]
        pairs = {**dict(span.attributes), name: value or "true"}
        under.spans[target] = span._replace(attributes=tuple(sorted(pairs.items())))
    elif note is not None and note[2] in under.spans:
        span = under.spans[note[2]]
        words = [each for each in (span.note, note[3] or "") if each]
        under.spans[note[2]] = span._replace(note="\n".join(words))
    elif attribute is not None or note is not None:
        what = "of what is no span here"
        under.layer.left[f"attribute or note {what}", f"attributes and notes {what}"] += 1
    elif line[0] in _OTHER and "\t" in line:
        under.layer.left[_OTHER[line[0]]] += 1
    else:
        under.refuse(number, f"{shown(line)} is no line of an .ann file", "unreadable")
