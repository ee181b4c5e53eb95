"""Stopwatches: medians of repeated calls, and ratios of two things measured in turn."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from typing import Final, NamedTuple

__all__ = ["Result", "Skipped", "median_seconds", "percentile", "ratio_in_turn"]

REPEATS: Final = 5


class Result(NamedTuple):
    """One line of the report."""

    name: str
    """What was measured, against what."""
    value: float
    """The figure."""
    goal: float
    """The most it may be."""
    unit: str
    """`×`, `%`, `ms`, `µs` or `MB`."""
    detail: str = ""
    """The absolute figures behind it."""

    @property
    def holds(self) -> bool:
        """Whether the goal is met."""
        return self.value <= self.goal

    def line(self) -> str:
        """The line as it is printed."""
        mark = "ok  " if self.holds else "MISS"
        detail = f"   {self.detail}" if self.detail else ""
        return f"{mark} {self.name:<58} {self.value:9.2f} {self.unit:<2} ≤ {self.goal:g}{detail}"


class Skipped(NamedTuple):
    """A line of the report for what could not be measured here."""

    name: str
    """What would have been."""
    reason: str
    """Why it was not."""
    holds: bool = True
    """Nothing is missed by what nobody measured."""

    def line(self) -> str:
        """The line as it is printed."""
        return f"skip {self.name}: {self.reason}"


def median_seconds(work: Callable[[], object], *, repeats: int = REPEATS) -> float:
    """Median wall-clock seconds of a call, after one that is not counted."""
    work()
    return statistics.median(_seconds(work) for _ in range(repeats))


def ratio_in_turn(
    ours: Callable[[], object], floor: Callable[[], object], *, repeats: int = REPEATS
) -> tuple[float, float, float]:
    """Ours and its floor in turn, so that a slow moment of the machine meets both.

    Returns:
        The median of the ratios pair by pair, and the medians of both in seconds of CPU, so that
        what else the machine does weighs less.
    """
    pairs = [(_cpu_seconds(ours), _cpu_seconds(floor)) for _ in range(repeats)]
    ratio = statistics.median(one / other for one, other in pairs)
    return ratio, statistics.median(p[0] for p in pairs), statistics.median(p[1] for p in pairs)


def percentile(values: list[float], share: float) -> float:
    """The value below which this share of the values lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _cpu_seconds(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started
