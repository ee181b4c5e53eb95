"""Over time: agreement on the articles of each day, by when the second of two people was done.

Must never know a store, nor how days are shown.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, datetime

from hashiya.agreement import WAYS
from hashiya.services.measured import DayMeasured, Measured, Pair, plain_score
from hashiya.services.sheets import GOLD

__all__ = ["by_day"]

_EXACT = WAYS.index("exact")


def by_day(measured: Measured, finished: Mapping[str, Mapping[str, str]]) -> Iterator[DayMeasured]:
    """The days on which anything was finished, oldest first.

    Args:
        measured: What the days are of.
        finished: Person → document → when it was finished, ISO 8601.
    """
    pairs = [pair.names for pair in measured.pairs if pair.names[0] != GOLD]
    wanted = pairs or [pair.names for pair in measured.pairs]
    sums: defaultdict[date, list[int]] = defaultdict(lambda: [0, 0, 0])
    documents: defaultdict[date, set[str]] = defaultdict(set)
    for line in measured.diagnosis:
        for pair in wanted:
            day = _day(pair, line.document_id, finished)
            if pair not in line.counts or day is None:
                continue
            counts = line.counts[pair]
            for at, count in enumerate((counts[_EXACT], *counts[-2:])):
                sums[day][at] += count
            documents[day].add(line.document_id)
    for day in sorted(sums):
        matched, left, right = sums[day]
        yield DayMeasured(day, len(documents[day]), plain_score(matched, left, right))


def _day(pair: Pair, document: str, finished: Mapping[str, Mapping[str, str]]) -> date | None:
    """When both were done; None where one of them is not, which counts when that was asked for."""
    times = [finished.get(name, {}).get(document) for name in pair if name != GOLD]
    known = [datetime.fromisoformat(at).astimezone() for at in times if at]
    return max(known).date() if len(known) == len(times) else None
