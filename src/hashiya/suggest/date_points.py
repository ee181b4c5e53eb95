"""Date points: rules that read days, months and years written out, each at one token of a line.

A rule looks at a few tokens and says what it read and where that ends. Must never know a range or
a relative date.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from hashiya.suggest.calendar_words import (
    DAY_FRAMES,
    DIRECTIONS,
    DOUBTFUL_MONTHS,
    FIRST_DAYS,
    HIJRI_ERAS,
    MONTH_FRAMES,
    MONTHS,
    ORDINALS,
    OTHER_ERAS,
    TENS,
    WEEKDAYS,
    YEAR_FRAMES,
)
from hashiya.suggest.date_tokens import DateLine
from hashiya.suggest.date_values import Calendar, Point, date_in

__all__ = ["ReadPoint", "read_day_number", "read_point", "read_year", "relative_year"]

FIRST_YEAR: Final = 1000
LAST_YEAR: Final = 2199
LAST_HIJRI_YEAR: Final = 1600
"""A year with a Hijri month is one of theirs up to here."""

_ISO: Final = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d|[-/.]\d)")
_NUMERIC: Final = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?!\d|[-/.]\d)")
_ISO_MONTH: Final = re.compile(r"(\d{4})-(\d{2})(?!\d|[-/.]\d)")


class ReadPoint(NamedTuple):
    """A date that was read."""

    point: Point
    """As far as it is said."""
    end: int
    """Number of the token after it."""
    skip: int = 0
    """Characters of its first token that stand before it."""
    is_sure: bool = True
    """Whether it counts where nothing says that a date stands there."""


class _Month(NamedTuple):
    calendar: Calendar
    number: int
    end: int
    skip: int
    is_doubtful: bool


def read_point(line: DateLine, at: int) -> ReadPoint | None:
    """The day, month or year that begins at a token."""
    rules = (_numeric, _weekday_and_day, _day_and_month, _month_and_year, read_year)
    return next((found for rule in rules if (found := rule(line, at)) is not None), None)


def read_day_number(line: DateLine, at: int) -> ReadPoint | None:
    """A day of the month, in digits or in words."""
    number = line.number(at, 1, 31)
    if number is not None:
        return ReadPoint(Point(day=number), at + 1)
    first = line.named(at, FIRST_DAYS)
    if first is not None:
        return ReadPoint(Point(day=1), first.end, first.skip)
    ten = line.value(at, TENS)
    if ten is not None and ten[0] > 10:
        return ReadPoint(Point(day=ten[0]), ten[1].end, ten[1].skip)
    return _ordinal(line, at)


def read_year(line: DateLine, at: int, calendar: Calendar | None = None) -> ReadPoint | None:
    """A year with its frame noun and era; `calendar` is that of the month before it.

    Is sure when a frame noun or an era stands beside it.
    """
    frame = line.named(at, YEAR_FRAMES)
    place = at if frame is None else frame.end
    year = line.number(place, FIRST_YEAR, LAST_YEAR)
    if year is None:
        return None
    era = line.at(place + 1)
    has_hijri_era = era.kind == "word" and era.text in HIJRI_ERAS
    has_other_era = era.kind == "word" and era.text in OTHER_ERAS
    is_hijri = has_hijri_era or (calendar == "hijri" and year <= LAST_HIJRI_YEAR)
    has_era = has_hijri_era or has_other_era
    return ReadPoint(
        Point("hijri" if is_hijri and not has_other_era else "gregorian", year),
        place + 1 + has_era,
        frame.skip if frame else 0,
        is_sure=frame is not None or has_era,
    )


def relative_year(line: DateLine, at: int) -> tuple[int, int] | None:
    """The year that "of last year" means from a token on, and the token after it."""
    place = at + line.is_one_of(at, {"من"})
    if line.written is None:
        return None
    frame = line.named(place, YEAR_FRAMES)
    if frame is None:
        place += line.is_one_of(place, {"هذا", "هذه"})
        frame = line.named(place, YEAR_FRAMES)
        is_this = place > at and frame is not None
        return (line.written.year, place + 1) if is_this and place != at + 1 else None
    direction = line.value(frame.end, DIRECTIONS)
    return None if direction is None else (line.written.year + direction[0], direction[1].end)


def _numeric(line: DateLine, at: int) -> ReadPoint | None:
    """Digits with `-`, `/` or `.` between them."""
    token, before = line.at(at), line.at(at - 1)
    is_inside = before.end == token.start and (before.kind == "number" or before.text in {*"-/."})
    if token.kind != "number" or is_inside:
        return None
    for pattern, order in ((_ISO, (1, 3, 4)), (_NUMERIC, (4, 3, 1)), (_ISO_MONTH, (1, 2))):
        match = pattern.match(line.text, token.start)
        if match is None or (pattern is _ISO_MONTH and not line.is_whole):
            continue
        numbers = [int(match[group]) for group in order]
        end = at
        while end < len(line.tokens) and line.tokens[end].start < match.end():
            end += 1
        return _of_numbers(line, numbers, end)
    return None


def _of_numbers(line: DateLine, numbers: list[int], end: int) -> ReadPoint | None:
    """A year, a month and perhaps a day; where the month cannot be one, the day was before it."""
    year, month = numbers[:2]
    day = numbers[2] if len(numbers) > 2 else None
    if day is not None and month > 12 >= day:
        month, day = day, month
    if not 1 <= month <= 12 or (day is not None and not 1 <= day <= 31):
        return None
    has_era = line.at(end).kind == "word" and line.is_one_of(end, HIJRI_ERAS)
    calendar: Calendar = "hijri" if has_era else "gregorian"
    return ReadPoint(Point(calendar, year, month, day), end + has_era)


def _weekday_and_day(line: DateLine, at: int) -> ReadPoint | None:
    """A weekday and the day it is, which says more: الثلاثاء 26 يناير."""
    frame = line.named(at, DAY_FRAMES)
    weekday = line.value(at if frame is None else frame.end, WEEKDAYS)
    if weekday is None:
        return None
    place = weekday[1].end
    is_bracketed = line.is_one_of(place, {"("})
    place += line.is_one_of(place, {"(", "،", ","})
    found = _numeric(line, place) or _day_and_month(line, place)
    if found is None:
        return None
    end = found.end + (is_bracketed and line.is_one_of(found.end, {")"}))
    return ReadPoint(found.point, end, (frame or weekday[1]).skip)


def _day_and_month(line: DateLine, at: int) -> ReadPoint | None:
    """A day and its month, perhaps with the year: التاسع والعشرين من يناير 2021."""
    frame = line.named(at, DAY_FRAMES)
    day = read_day_number(line, at if frame is None else frame.end)
    if day is None:
        return None
    month = _month(line, day.end + line.is_one_of(day.end, {"من"}))
    if month is None or (month.skip and line.at(day.end).text != "من"):
        return None
    point = Point(month.calendar, None, month.number, day.point.day)
    return _with_year(line, ReadPoint(point, month.end, frame.skip if frame else day.skip))


def _month_and_year(line: DateLine, at: int) -> ReadPoint | None:
    """A month, perhaps with its year; a name that is also another word is not sure alone."""
    month = _month(line, at)
    if month is None:
        return None
    point = Point(month.calendar, None, month.number)
    alone = ReadPoint(point, month.end, month.skip, is_sure=not month.is_doubtful)
    found = _with_year(line, alone)
    return found if found.point.year is None else found._replace(is_sure=True)


def _with_year(line: DateLine, read: ReadPoint) -> ReadPoint:
    """A day or month with the year behind it, said in digits or beside the document's date."""
    point = read.point
    direction = line.value(read.end, DIRECTIONS)
    if direction is not None and line.written is not None:
        year = _year_of(point, direction[0], line)
        return read._replace(point=point._replace(year=year), end=direction[1].end)
    place = read.end + line.is_one_of(read.end, {"من", "،", ","})
    year_read = read_year(line, place, point.calendar)
    if year_read is not None and not (year_read.skip and not year_read.is_sure):
        is_other = point.calendar == "gregorian" and year_read.point.calendar == "hijri"
        if not is_other:
            return read._replace(point=point._replace(year=year_read.point.year), end=year_read.end)
    relative = relative_year(line, read.end)
    if relative is not None and point.calendar == "gregorian":
        return read._replace(point=point._replace(year=relative[0]), end=relative[1])
    return read


def _year_of(point: Point, direction: int, line: DateLine) -> int | None:
    """The year of the last or the next such month or day, as it is seen from the document's."""
    today = None if line.written is None else date_in(point.calendar, line.written)
    if today is None or point.month is None:
        return None
    year, month, day = today
    here = (month, day if point.day is not None else 0)
    there = (point.month, point.day or 0)
    if direction < 0:
        return year - (there >= here)
    return year + (direction > 0 and there <= here)


def _month(line: DateLine, at: int) -> _Month | None:
    """A month's name, perhaps twice (كانون الثاني/يناير) and behind its frame noun."""
    frame = line.named(at, MONTH_FRAMES)
    place = at if frame is None else frame.end
    found = line.named(place, MONTHS, words=2)
    if found is None:
        return None
    calendar, number = MONTHS[found.name]
    end = _second_name(line, found.end, found.name)
    has_two = end > found.end
    return _Month(
        "hijri" if calendar == "hijri" else "gregorian",
        number,
        end,
        (frame or found).skip,
        is_doubtful=frame is None and not has_two and found.name in DOUBTFUL_MONTHS,
    )


def _second_name(line: DateLine, at: int, name: str) -> int:
    """The token after the same month's other name, when that follows."""
    if not line.is_one_of(at, {"/", "(", "-"}):
        return at
    other = line.named(at + 1, MONTHS, words=2)
    if other is None or other.skip or MONTHS[other.name] != MONTHS[name]:
        return at
    if line.is_one_of(at, {"("}):
        return other.end + 1 if line.is_one_of(other.end, {")"}) else at
    return other.end


def _ordinal(line: DateLine, at: int) -> ReadPoint | None:
    """الأول, الخامس عشر, التاسع والعشرين."""
    first = line.value(at, ORDINALS)
    if first is None:
        return None
    number, named = first
    after = line.at(named.end).text
    if after in TENS and TENS[after] == 10:
        return ReadPoint(Point(day=number + 10), named.end + 1, named.skip)
    if after.startswith("و") and TENS.get(after[1:], 0) > 10:
        day = number + TENS[after[1:]]
        return ReadPoint(Point(day=day), named.end + 1, named.skip) if day <= 31 else None
    return ReadPoint(Point(day=number), named.end, named.skip) if named.name != "الحادي" else None
