"""What was measured of one person's two readings: the values of a report of self-agreement.

Must never know how they were counted or how they are printed.
"""

from __future__ import annotations

from typing import NamedTuple

from hashiya.services.measured import Confused, PairMeasured

__all__ = ["PassageCount", "SelfMeasured"]


class PassageCount(NamedTuple):
    """How much there is of something."""

    passages: int = 0
    """Passages."""
    sentences: int = 0
    """Chosen sentences in them; those around are not counted anywhere."""


class SelfMeasured(NamedTuple):
    """What one person's two readings have in common."""

    alias: str
    """Who."""
    planned: PassageCount
    """What they were given again."""
    served: PassageCount
    """What of it they have opened."""
    finished: PassageCount
    """What of it they have finished."""
    skipped: PassageCount
    """What of it they have left with a reason."""
    left_out: tuple[tuple[str, str], ...]
    """Document of each finished passage that does not count, and why."""
    other_scheme: int
    """Sentences that count, and were read first under another version of the scheme."""
    days: tuple[float, float, float] | None
    """Days between the readings that count: their median, the least, the most."""
    pair: PairMeasured | None
    """The figures, of `first` and `second`; None where nothing counts."""
    confusion: tuple[Confused, ...]
    """What differs; cases are where they stand in their article."""
    why: str = ""
    """Why there are no figures; empty where there are."""
    draws: int = 0
    """How often runs of sentences were drawn for a range."""
    seed: int = 0
    """Where drawing started."""
