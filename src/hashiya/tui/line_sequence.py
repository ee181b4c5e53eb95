"""Line sequences: lines that are made when they are asked for, however many there are.

Must never know what a line is about.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import ClassVar, overload

from hashiya.tui.pieces import Line

__all__ = ["ItemLines", "LineSequence"]


class LineSequence(Sequence[Line]):
    """A sequence whose subclass says how many lines there are and makes each."""

    @abstractmethod
    def line(self, number: int) -> Line:
        """One line, counted from 0; there is such a line."""

    @overload
    def __getitem__(self, index: int) -> Line: ...

    @overload
    def __getitem__(self, index: slice) -> list[Line]: ...

    def __getitem__(self, index: int | slice) -> Line | list[Line]:
        """One line, or several."""
        if isinstance(index, slice):
            return [self[number] for number in range(*index.indices(len(self)))]
        if not 0 <= index < len(self):
            raise IndexError(f"line {index} of {len(self)}")
        return self.line(index)


class ItemLines(LineSequence):
    """The lines of items that take so many each; keys mean one of the items."""

    EACH: ClassVar[int] = 1
    """Lines of an item."""

    def __init__(self) -> None:
        self.cursor = 0
        """Number of the item that keys mean."""
        self.width = 0
        """Columns there are."""

    @property
    @abstractmethod
    def item_count(self) -> int:
        """Items there are so far."""

    def __len__(self) -> int:
        return self.EACH * self.item_count
