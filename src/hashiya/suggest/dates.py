"""Dates: where a text says when, and what it means beside the day it was written.

A date found by rule is a suggestion with a value to be edited, never gold by itself. Read line by
line; each rule looks at a few tokens. O(n).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final, NamedTuple

from hashiya.suggest.calendar_words import CONNECTORS, PARTS, RANGE_FRAMES
from hashiya.suggest.date_points import ReadPoint, read_day_number, read_point, read_year
from hashiya.suggest.date_relative import read_relative
from hashiya.suggest.date_tokens import DateLine, is_worth_reading, tokens_of
from hashiya.suggest.date_values import DateValue, range_value, value_of
from hashiya.text import fold

__all__ = ["DateHit", "date_value", "find_dates"]

_LINE: Final = re.compile("[^\n\v\f\r\x1c-\x1e\x85\u2028\u2029]+")
_FROM: Final = frozenset({"من"})
_BETWEEN: Final = frozenset({"بين"})
_TWO_DAYS: Final = frozenset({"يومي", "يوما"})
MAX_QUOTE: Final = 500
"""Code points of a span that is read as one date."""


class DateHit(NamedTuple):
    """One date in a text."""

    start: int
    """Offset of its first code point; prepositions stay outside."""
    end: int
    """Offset after its last."""
    value: str | None
    """ISO form; None where it cannot be known."""
    is_approximate: bool = False
    """Whether the value may be off by a day, as Hijri dates may."""


class _Read(NamedTuple):
    value: DateValue
    first: int
    skip: int
    end: int


def find_dates(text: str, written: date | None = None) -> list[DateHit]:
    """Every date in a text, in order and disjoint.

    Args:
        text: A document's text.
        written: The day it was written; without it, relative dates have no value.

    >>> find_dates("في الفترة من 26 إلى 29 يناير 2021")
    [DateHit(start=13, end=33, value='2021-01-26/2021-01-29', is_approximate=False)]
    """
    return [hit for line in _LINE.finditer(text) for hit in _hits(line, written, is_whole=False)]


def date_value(quote: str, written: date | None = None) -> DateHit | None:
    """The date that a span is, when it is known to be one: bare years and doubtful words count.

    >>> date_value("2021").value, date_value("مارس", date(2021, 1, 29)).value
    ('2021', '2021-03')
    """
    hits = [
        hit
        for line in _LINE.finditer(quote[:MAX_QUOTE])
        for hit in _hits(line, written, is_whole=True)
    ]
    return max(hits, key=lambda hit: (hit.end - hit.start, -hit.start), default=None)


def _hits(match: re.Match[str], written: date | None, *, is_whole: bool) -> Iterator[DateHit]:
    folded = fold(match[0])
    line = DateLine(folded.text, tokens_of(folded.text), written, is_whole)
    at = last_end = 0
    while at < len(line.tokens):
        read = _read(line, at) if is_worth_reading(line.tokens[at]) else None
        if read is None:
            at += 1
            continue
        read = _with_its_part(line, read, last_end)
        last_end = read.end
        first, last = line.tokens[read.first], line.tokens[read.end - 1]
        start, end = folded.span(first.start + read.skip, last.end)
        yield DateHit(match.start() + start, match.start() + end, *read.value)
        at = read.end


def _with_its_part(line: DateLine, read: _Read, after: int) -> _Read:
    """The date with the word in front of it for a part of it: مطلع السنة المقبلة، صباح أمس."""
    part = line.named(read.first - 1, PARTS) if read.skip == 0 and read.first > after else None
    return read if part is None else read._replace(first=read.first - 1, skip=part.skip)


def _read(line: DateLine, at: int) -> _Read | None:
    """The date that begins at a token, a range before the dates it is made of."""
    found = _range(line, at) or _pair_of_days(line, at)
    if found is not None:
        return found
    point = read_point(line, at)
    if point is not None and (point.is_sure or line.is_whole):
        value = value_of(point.point, line.written)
        return None if value is None else _Read(value, at, point.skip, point.end)
    relative = read_relative(line, at)
    if relative is None:
        return None
    return _Read(DateValue(relative.value), at, relative.skip, relative.end)


def _range(line: DateLine, at: int) -> _Read | None:
    """من … إلى …, بين … و…, or two ends with a dash or إلى between."""
    head, is_between = line.named(at, _FROM), line.named(at, _BETWEEN)
    begun = head or is_between
    first_at = at if begun is None else begun.end
    before = line.at(at - 1).text
    first = _end_of_range(line, first_at)
    if first is None or (begun is None and first.skip):
        return None
    if is_between:
        last = _after_and(line, first.end)
    elif line.is_one_of(first.end, CONNECTORS) or _has_slash(line, first):
        last = _end_of_range(line, first.end + 1)
    else:
        return None
    is_framed = begun is not None or before in RANGE_FRAMES or line.is_whole
    if last is None or not _is_range(first, last, is_framed=is_framed):
        return None
    value = range_value(first.point, last.point, line.written)
    return None if value is None else _Read(value, first_at, first.skip, last.end)


def _is_range(first: ReadPoint, last: ReadPoint, *, is_framed: bool) -> bool:
    """Whether the second is an end; two bare numbers are one only where a word says so."""
    is_year = last.point.month is None and last.point.day is None
    if last.point.month is None and not is_year:
        return False
    return is_framed or not is_year or (first.is_sure and last.is_sure)


def _has_slash(line: DateLine, first: ReadPoint) -> bool:
    """Years and months are also put side by side with a slash: 2020/2021, يناير/فبراير."""
    return first.point.day is None and line.is_one_of(first.end, {"/"})


def _pair_of_days(line: DateLine, at: int) -> _Read | None:
    """يومي 26 و27 يناير: two days that follow one another."""
    head = line.named(at, _TWO_DAYS)
    if head is None:
        return None
    first = read_day_number(line, head.end)
    last = None if first is None else _after_and(line, first.end)
    if first is None or last is None or last.point.day is None or last.point.month is None:
        return None
    if first.point.day is None or last.point.day != first.point.day + 1:
        return None
    value = range_value(first.point, last.point, line.written)
    return None if value is None else _Read(value, at, head.skip, last.end)


def _after_and(line: DateLine, at: int) -> ReadPoint | None:
    """What stands behind و, which is written onto words and before digits."""
    if line.is_one_of(at, {"و"}):
        return _end_of_range(line, at + 1)
    found = _end_of_range(line, at) if line.at(at).text.startswith("و") else None
    return found if found is not None and found.skip else None


def _end_of_range(line: DateLine, at: int) -> ReadPoint | None:
    return read_point(line, at) or read_year(line, at) or read_day_number(line, at)
