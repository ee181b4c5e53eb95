"""Figures: how long one person was at work and what came of it, by day, and in all.

Days are those of the calendar where the program runs; pauses are left out by the store. Must never
know another person than the one who asks, nor how figures are shown.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Final, NamedTuple

from hashiya.errors import UsageError
from hashiya.store import Store, Worked, open_project

__all__ = ["DayOfWork", "WorkFigures", "by_the_hour", "exported_figures", "work_figures"]

DAYS: Final = 14
"""Days, today among them, that are told one by one on the screen."""

LEAST_SECONDS: Final = 60
"""Time at work under which a rate by the hour would be chance."""

SECONDS_AN_HOUR: Final = 3600


class DayOfWork(NamedTuple):
    """One day on which somebody worked."""

    day: date
    """In the local calendar."""
    worked: Worked
    """What was done on it."""


class WorkFigures(NamedTuple):
    """One person's figures in one project."""

    alias: str
    """Whose they are."""
    sitting: Worked
    """Since the program was opened."""
    today: Worked
    """Since midnight."""
    days: tuple[DayOfWork, ...]
    """The days with work among those asked for, newest first."""
    total: Worked
    """Since the person's first act."""


def work_figures(
    store: Store, alias: str, session: str | None, *, today: date | None = None, days: int = DAYS
) -> WorkFigures:
    """The figures of a person.

    Args:
        store: The open project.
        alias: Who.
        session: Their sitting; None before its first act.
        today: The day it is; the system's when None.
        days: How many days are told one by one, today among them; 0 means all.
    """
    here = today or datetime.now().astimezone().date()
    since = 0 if not days else _midnight(here - timedelta(days=days - 1))
    found = store.figures(alias, since=since)
    by_day: defaultdict[date, Worked] = defaultdict(Worked)
    sitting = Worked()
    for quarter in found.quarters:
        day = datetime.fromtimestamp(quarter.begins).astimezone().date()
        by_day[day] = by_day[day].plus(quarter.worked)
        if quarter.session_id == session:
            sitting = sitting.plus(quarter.worked)
    return WorkFigures(
        alias=alias,
        sitting=sitting,
        today=by_day.get(here, Worked()),
        days=tuple(DayOfWork(day, by_day[day]) for day in sorted(by_day, reverse=True)),
        total=found.total,
    )


def exported_figures(path: Path, alias: str) -> WorkFigures:
    """All days of a person, for them to give away.

    Raises:
        StoreError: The project cannot be opened.
        UsageError: Nobody of this alias has worked in it.
    """
    store = open_project(path)
    try:
        found = work_figures(store, alias, None, days=0)
    finally:
        store.close()
    if not found.days:
        raise UsageError(f"{path}: nobody has done anything as {alias!r} here; check the alias")
    return found


def by_the_hour(count: int, seconds: int) -> float | None:
    """How many in an hour at work; None when there was too little time to tell."""
    return count * SECONDS_AN_HOUR / seconds if seconds >= LEAST_SECONDS else None


def _midnight(day: date) -> int:
    """When a local day begins, in seconds since 1970."""
    return int(datetime(day.year, day.month, day.day).astimezone().timestamp())
