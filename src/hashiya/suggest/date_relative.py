"""Relative dates: rules for what is said from the day a document was written, and for larger units.

Yesterday, last Tuesday, two weeks ago; seasons, quarters and decades. Where the document's date is
not known, such a date is found and has no value.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final, NamedTuple

from hashiya.suggest.calendar_words import (
    DAY_FRAMES,
    DECADES,
    DIRECTIONS,
    DOUBTFUL_WEEKDAYS,
    DUALS,
    NUMBERS,
    QUARTERS,
    SEASONS,
    UNITS,
    WEEKDAYS,
    YEAR_FRAMES,
)
from hashiya.suggest.date_points import read_year, relative_year
from hashiya.suggest.date_tokens import DateLine
from hashiya.suggest.date_values import shifted

__all__ = ["ReadValue", "read_relative"]

_DAYS: Final[dict[tuple[str, ...], int]] = {
    ("امس", "الاول"): -2,
    ("اول", "امس"): -2,
    ("بعد", "غد"): 2,
    ("امس",): -1,
    ("البارحه",): -1,
    ("اليوم",): 0,
    ("غدا",): 1,
    ("يوم", "غد"): 1,
    ("يوم", "الغد"): 1,
}
_AGO: Final = frozenset({"قبل", "منذ"})
_LATER: Final = frozenset({"بعد"})
_THIS: Final = frozenset({"هذا", "هذه"})
_DEFINITE_UNITS: Final = {
    "اليوم": "day",
    "الاسبوع": "week",
    "الشهر": "month",
    "العام": "year",
    "السنه": "year",
}
_CENTURIES: Final = {
    ("القرن", "الماضي"): 19,
    ("القرن", "العشرين"): 19,
    ("القرن", "الحالي"): 20,
    ("القرن", "الحادي", "والعشرين"): 20,
    ("القرن", "التاسع", "عشر"): 18,
}
_AGES: Final = frozenset({"عمره", "عمرها", "عمرهم", "العمر", "عمري"})
MAX_STEPS: Final = 999


class ReadValue(NamedTuple):
    """A date that was read with its value."""

    value: str | None
    """ISO form; None where the document's date is not known."""
    end: int
    """Number of the token after it."""
    skip: int = 0
    """Characters of its first token that stand before it."""


def read_relative(line: DateLine, at: int) -> ReadValue | None:
    """The relative date or larger unit that begins at a token."""
    rules = (_season, _quarter, _decade, _near_day, _weekday, _ago, _directed_unit)
    return next((found for rule in rules if (found := rule(line, at)) is not None), None)


def _near_day(line: DateLine, at: int) -> ReadValue | None:
    for words, step in _DAYS.items():
        first = line.named(at, {words[0]})
        rest = tuple(line.at(at + number).text for number in range(1, len(words)))
        if first is None or rest != words[1:] or _is_a_newspaper(line, at):
            continue
        end = at + len(words)
        # The weekday that is often put beside it says the same once more.
        end += line.is_one_of(end, WEEKDAYS)
        if words == ("اليوم",) and line.value(end, DIRECTIONS):
            return None
        return ReadValue(_step(line.written, "day", step), end, first.skip)
    return None


def _is_a_newspaper(line: DateLine, at: int) -> bool:
    """مصر اليوم and المصري اليوم are names, not days."""
    return line.is_one_of(at, {"اليوم"}) and line.at(at - 1).text in {"المصري", "مصر"}


def _weekday(line: DateLine, at: int) -> ReadValue | None:
    """A weekday, its frame noun, and whether the last or the next one is meant."""
    frame = line.named(at, DAY_FRAMES)
    found = line.value(at if frame is None else frame.end, WEEKDAYS)
    if found is None:
        return None
    weekday, named = found
    direction = line.value(named.end, DIRECTIONS)
    is_doubtful = frame is None and direction is None and named.name in DOUBTFUL_WEEKDAYS
    if is_doubtful and not line.is_whole:
        return None
    end = named.end if direction is None else direction[1].end
    value = None
    if line.written is not None:
        value = _day_of_week(line.written, weekday, direction[0] if direction else None)
    return ReadValue(value, end, (frame or named).skip)


def _day_of_week(written: date, weekday: int, direction: int | None) -> str | None:
    """The last one, the next one, this week's; without a word for it, the last with today."""
    back = (written.weekday() - weekday) % 7
    if direction is None:
        step = -back
    elif direction < 0:
        step = -(back or 7)
    else:
        step = weekday - written.weekday() if direction == 0 else 7 - back
    try:
        return (written + timedelta(days=step)).isoformat()
    except OverflowError:
        return None


def _ago(line: DateLine, at: int) -> ReadValue | None:
    """قبل ثلاثة أيام، منذ أسبوعين، بعد شهر."""
    ago, later = line.named(at, _AGO), line.named(at, _LATER)
    head = ago or later
    if head is None:
        return None
    counted = _counted(line, head.end)
    if counted is None or (later and line.is_one_of(counted[2], {"من", "علي"})):
        return None
    number, unit, end = counted
    value = _step(line.written, unit, -number if ago else number)
    return ReadValue(value, end, head.skip)


def _counted(line: DateLine, at: int) -> tuple[int, str, int] | None:
    """How many of which unit, and the token after; one when no number is said."""
    token = line.at(at)
    if token.text in DUALS:
        return 2, DUALS[token.text], at + 1
    number = line.number(at, 1, MAX_STEPS)
    if number is None:
        number = NUMBERS.get(token.text)
    place = at if number is None else at + 1
    unit = UNITS.get(line.at(place).text)
    if unit is None or (number is None and line.at(place + 1).kind == "number"):
        return None  # "before the year 2015" counts nothing
    return number or 1, unit, place + 1


def _directed_unit(line: DateLine, at: int) -> ReadValue | None:
    """العام المقبل، الأسبوع الماضي، هذا الشهر."""
    this = line.named(at, _THIS)
    found = line.value(at if this is None else this.end, _DEFINITE_UNITS)
    if found is None:
        return None
    unit, named = found
    direction = line.value(named.end, DIRECTIONS)
    is_adjective = named.name == "العام" and line.at(at - 1).text.startswith("ال")
    if (direction is None and this is None) or (this is None and is_adjective):
        return None
    step, end = (0, named.end) if direction is None else (direction[0], direction[1].end)
    skip = (this or named).skip
    if unit != "week" or line.written is None:
        return ReadValue(_step(line.written, unit, step), end, skip)
    try:
        year, week, _ = (line.written + timedelta(weeks=step)).isocalendar()
    except OverflowError:
        return ReadValue(None, end, skip)
    return ReadValue(f"{year:04}-W{week:02}", end, skip)


def _season(line: DateLine, at: int) -> ReadValue | None:
    """صيف 2020، الصيف الماضي، صيف العام المقبل."""
    found = line.value(at, SEASONS)
    if found is None:
        return None
    sign, named = found
    year = _year(line, named.end)
    if year is not None:
        value = None if year[0] is None else f"{year[0]:04}-{sign}"
        return ReadValue(value, year[1], named.skip)
    direction = line.value(named.end, DIRECTIONS)
    if direction is None or not named.name.startswith("ال"):
        return None
    value = None if line.written is None else f"{line.written.year + direction[0]:04}-{sign}"
    return ReadValue(value, direction[1].end, named.skip)


def _quarter(line: DateLine, at: int) -> ReadValue | None:
    """الربع الأول من 2021، النصف الثاني من العام الماضي."""
    head = line.named(at, {"الربع", "النصف"})
    number = None if head is None else QUARTERS.get(line.at(head.end).text)
    if head is None or number is None:
        return None
    year = _year(line, head.end + 1)
    if year is None or (head.name == "النصف" and number not in {1, 2, 4}):
        return None
    if year[0] is None:
        return ReadValue(None, year[1], head.skip)
    if head.name == "الربع":
        return ReadValue(f"{year[0]:04}-Q{number}", year[1], head.skip)
    months = ("01", "06") if number == 1 else ("07", "12")
    value = "/".join(f"{year[0]:04}-{month}" for month in months)
    return ReadValue(value, year[1], head.skip)


def _decade(line: DateLine, at: int) -> ReadValue | None:
    """تسعينيات القرن الماضي، الثمانينات; not somebody's age."""
    found = line.value(at, DECADES)
    if found is None:
        return None
    decade, named = found
    place = named.end + line.is_one_of(named.end, {"من"})
    if line.is_one_of(place, _AGES):
        return None
    for words, century in _CENTURIES.items():
        if all(line.at(place + number).text == word for number, word in enumerate(words)):
            return ReadValue(f"{century}{decade}", place + len(words), named.skip)
    return ReadValue(f"19{decade}", named.end, named.skip)


def _year(line: DateLine, at: int) -> tuple[int | None, int] | None:
    """A Gregorian year in digits or beside the document's, and the token after it."""
    place = at + line.is_one_of(at, {"من"})
    read = read_year(line, place)
    if read is not None and read.point.calendar == "gregorian" and not read.skip:
        return read.point.year, read.end
    relative = relative_year(line, at)
    if relative is not None:
        return relative
    frame = line.named(place, YEAR_FRAMES)
    direction = None if frame is None else line.value(frame.end, DIRECTIONS)
    return None if direction is None else (None, direction[1].end)


def _step(written: date | None, unit: str, step: int) -> str | None:
    return None if written is None else shifted(written, unit, step)
