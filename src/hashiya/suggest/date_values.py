"""Date values: what a date says and leaves out, and its ISO form beside a document's date.

A value is a day (`2021-01-29`), a month, a year, a decade (`199`), a quarter (`2021-Q1`), a season
(`2020-SU`), a week (`2021-W03`), or two of a kind with `/` between. Must never know a word.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final, Literal, NamedTuple

from hashiya.suggest.hijri import hijri_date_of, hijri_days

__all__ = [
    "Calendar",
    "DateValue",
    "Point",
    "date_in",
    "is_date_value",
    "range_value",
    "shifted",
    "value_of",
]

Calendar = Literal["gregorian", "hijri"]

_ONE: Final = r"\d{4}-(?:\d{2}(?:-\d{2})?|Q[1-4]|W\d{2}|SP|SU|FA|WI)|\d{3,4}"
_VALUE: Final = re.compile(rf"({_ONE})(?:/({_ONE}))?", re.ASCII)


class Point(NamedTuple):
    """A date as far as it is said."""

    calendar: Calendar = "gregorian"
    """By which its numbers count."""
    year: int | None = None
    """The year."""
    month: int | None = None
    """The month, 1 to 12."""
    day: int | None = None
    """The day of the month."""


class DateValue(NamedTuple):
    """What a date means."""

    value: str | None
    """ISO form; None where it cannot be known."""
    is_approximate: bool = False
    """Whether it may be off by a day."""


def is_date_value(value: str) -> bool:
    """Whether this is a value that a date may have, and one that the calendar has.

    >>> is_date_value("2021-01-26/2021-01-29"), is_date_value("2021-02-30")
    (True, False)
    """
    match = _VALUE.fullmatch(value)
    if match is None:
        return False
    first, last = match.groups()
    if not all(_exists(part) for part in (first, last) if part):
        return False
    return last is None or (len(first) == len(last) and first <= last)


def value_of(point: Point, written: date | None) -> DateValue | None:
    """The value of a date, its year worked out from when it was written; None for no real date."""
    if point.year is not None:
        return _whole(point)
    if point.month is None:
        return None
    if written is None:
        # The day may be checked in a leap year only.
        leap = point._replace(year=1440 if point.calendar == "hijri" else 2000)
        return DateValue(None) if _bounds(leap) else None
    near = _nearest(point, written)
    return None if near is None else _whole(near)


def range_value(first: Point, last: Point, written: date | None) -> DateValue | None:
    """The value of a range, whose ends lend each other what they leave out."""
    if first.month is None and first.day is not None:
        first = first._replace(month=last.month, year=last.year)
    is_alike = [part is None for part in first[2:]] == [part is None for part in last[2:]]
    if first.calendar != last.calendar or not is_alike:
        return None
    pair = _with_years(first, last, written)
    if pair is None:
        return None if written else DateValue(None)
    begin, end = map(_bounds, pair)
    if begin is None or end is None:
        return DateValue(None) if first.calendar == "hijri" else None
    if begin > end:
        return None
    return _between(pair, begin, end)


def _between(
    pair: tuple[Point, Point], begin: tuple[date, date], end: tuple[date, date]
) -> DateValue:
    if pair[0].calendar == "hijri":
        return DateValue(f"{begin[0]}/{end[1]}", is_approximate=True)
    return DateValue("/".join(_iso(point) for point in pair))


def date_in(calendar: Calendar, day: date) -> tuple[int, int, int] | None:
    """Year, month and day of a day in a calendar; None outside its tables."""
    return hijri_date_of(day) if calendar == "hijri" else (day.year, day.month, day.day)


def shifted(written: date, unit: str, step: int) -> str | None:
    """The day, week, month or year so many steps from a day; None outside the calendar."""
    try:
        if unit == "day":
            return (written + timedelta(days=step)).isoformat()
        if unit == "week":
            return (written + timedelta(weeks=step)).isoformat()
        years, month = divmod(written.month - 1 + step, 12)
        year = written.year + (years if unit == "month" else step)
        date(year, 1, 1)
    except (OverflowError, ValueError):
        return None
    return f"{year:04}-{month + 1:02}" if unit == "month" else f"{year:04}"


def _exists(value: str) -> bool:
    """Whether the calendar has the day, month or week."""
    year, _, rest = value.partition("-")
    try:
        if rest.startswith("W") and rest != "WI":
            date.fromisocalendar(int(year), int(rest[1:]), 1)
        elif rest[:1].isdigit():
            month, _, day = rest.partition("-")
            date(int(year), int(month), int(day or 1))
    except ValueError:
        return False
    return True


def _whole(point: Point) -> DateValue | None:
    bounds = _bounds(point)
    if point.calendar == "gregorian":
        return None if bounds is None else DateValue(_iso(point))
    if bounds is None:
        return DateValue(None)
    first, last = bounds
    return DateValue(str(first) if first == last else f"{first}/{last}", is_approximate=True)


def _iso(point: Point) -> str:
    parts = [f"{point.year:04}"]
    parts += [f"{part:02}" for part in (point.month, point.day) if part is not None]
    return "-".join(parts)


def _bounds(point: Point) -> tuple[date, date] | None:
    """The first and last day of a date that has its year; None when there is no such day."""
    if point.year is None:
        return None
    if point.calendar == "hijri":
        return hijri_days(point.year, point.month, point.day)
    try:
        first = date(point.year, point.month or 1, point.day or 1)
    except ValueError:
        return None
    if point.day is not None:
        return first, first
    month = point.month or 12
    return first, date(point.year, month, monthrange(point.year, month)[1])


def _nearest(point: Point, written: date) -> Point | None:
    """The date with the year that brings it nearest to a day."""
    candidates = [
        (abs((bounds[0] - written).days), near)
        for near in _near_years(point, written)
        if (bounds := _bounds(near)) is not None
    ]
    return min(candidates, key=lambda pair: pair[0])[1] if candidates else None


def _near_years(point: Point, written: date) -> Iterator[Point]:
    here = date_in(point.calendar, written)
    if here is not None:
        for year in (here[0], here[0] - 1, here[0] + 1):
            yield point._replace(year=year)


def _with_years(first: Point, last: Point, written: date | None) -> tuple[Point, Point] | None:
    """Both ends with a year: the other's, or the year before or after where they would cross."""
    if last.year is None and first.year is None:
        near = _nearest(last, written) if written is not None else None
        if near is None:
            return None
        last = near
    if first.year is None:
        first = first._replace(year=last.year)
        if first[2:] > last[2:] and first.year is not None and first.month is not None:
            first = first._replace(year=first.year - 1)
    elif last.year is None:
        later = first.year + (last[2:] < first[2:])
        last = last._replace(year=later)
    return first, last
