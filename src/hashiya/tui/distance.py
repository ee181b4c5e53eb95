"""Distance: how far a long act is, told by the thread that does it and read by the one that draws.

Must never know what the act is.
"""

from __future__ import annotations

__all__ = ["Distance"]


class Distance:
    """What was told last of an act."""

    __slots__ = ("_far",)

    def __init__(self) -> None:
        self._far = (0, 0)

    def __call__(self) -> tuple[int, int]:
        """How many parts are done, and how many there are; none where nothing was told yet."""
        return self._far

    def begin(self) -> None:
        """Know nothing yet of the act that is about to be done."""
        self._far = (0, 0)

    def hear(self, done: int, total: int) -> None:
        """Be told."""
        self._far = (done, total)
