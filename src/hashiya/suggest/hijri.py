"""Hijri: which Gregorian days a year, a month or a day of the Hijri calendar covers.

By the Umm al-Qura tables of `hijridate`, 1343 to 1500; the moon seen elsewhere may make a day's
difference. The library is loaded when the first Hijri date is met.
"""

from __future__ import annotations

from datetime import date
from typing import Final

__all__ = ["hijri_date_of", "hijri_days"]

FIRST_YEAR: Final = 1343
LAST_YEAR: Final = 1500
_MONTHS: Final = 12


def hijri_days(year: int, month: int | None, day: int | None) -> tuple[date, date] | None:
    """The first and the last Gregorian day; None outside the tables, or when there is no such day.

    >>> hijri_days(1442, 9, None)
    (datetime.date(2021, 4, 13), datetime.date(2021, 5, 12))
    """
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    if month is not None and day is not None:
        found = _gregorian(year, month, day)
        return None if found is None else (found, found)
    first = _gregorian(year, month or 1, 1)
    last_month = month or _MONTHS
    last = _gregorian(year, last_month, 30) or _gregorian(year, last_month, 29)
    return None if first is None or last is None else (first, last)


def hijri_date_of(day: date) -> tuple[int, int, int] | None:
    """Year, month and day of a Gregorian day; None outside the tables."""
    from hijridate import Gregorian  # noqa: PLC0415 - few documents have Hijri dates

    try:
        found = Gregorian(day.year, day.month, day.day).to_hijri()
    except (OverflowError, ValueError):
        return None
    return int(found.year), int(found.month), int(found.day)


def _gregorian(year: int, month: int, day: int) -> date | None:
    from hijridate import Hijri  # noqa: PLC0415 - few documents have Hijri dates

    try:
        found = Hijri(year, month, day).to_gregorian()
    except (OverflowError, ValueError):
        return None
    return date(found.year, found.month, found.day)
