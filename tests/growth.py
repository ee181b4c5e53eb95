"""Growth: how a function's time grows with its text, whatever the machine and its load."""

from __future__ import annotations

import gc
from collections.abc import Callable
from time import process_time
from typing import Final

__all__ = ["LINEAR", "growth"]

LINEAR: Final = 8.0
"""Four times the text takes four times as long when linear, sixteen times when quadratic."""


def growth(work: Callable[[str], object], unit: str, *, code_points: int = 30_000) -> float:
    """Time for four times the text, divided by the time for the text; the best of three each.

    Args:
        work: What is measured.
        unit: Repeated until the shorter text has `code_points`.
        code_points: Length of the shorter text.
    """
    short = unit * (code_points // len(unit))
    work(unit)  # tables and expressions that are made on first use are nobody's growth
    return _seconds(work, short * 4) / _seconds(work, short)


def _seconds(work: Callable[[str], object], text: str) -> float:
    seconds = []
    gc.disable()  # what is kept of earlier tests must not be counted again
    try:
        for _ in range(3):
            begin = process_time()
            work(text)
            seconds.append(process_time() - begin)
    finally:
        gc.enable()
    return max(min(seconds), 1e-4)
