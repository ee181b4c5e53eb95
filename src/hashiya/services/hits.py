"""Hits: the places a search found, as many as there are, in a few bytes each.

A project may hold a form a million times, so nothing of a text is kept here: whoever shows a place
reads its document again. Must never know what was looked for.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final, Literal, NamedTuple

__all__ = ["Hit", "Hits", "Place", "Verdict"]

Verdict = Literal[
    "proposed",
    "tagged",
    "nesting",
    "same_label_overlap",
    "crossing",
    "across_sentences",
    "edge_white_space",
    "split_grapheme",
]
"""`proposed`: may be tagged. `tagged`: carries the label already. Others: the rule that says no."""

_VERDICTS: Final[tuple[Verdict, ...]] = (
    "proposed",
    "tagged",
    "nesting",
    "same_label_overlap",
    "crossing",
    "across_sentences",
    "edge_white_space",
    "split_grapheme",
)
_PROPOSED: Final = 0


class Place(NamedTuple):
    """One place in one document."""

    start: int
    """Offset of its first code point."""
    end: int
    """Offset after its last."""
    verdict: Verdict = "proposed"
    """Whether it may be tagged, and why not."""


class Hit(NamedTuple):
    """One place in the project."""

    document_id: str
    """Where it is."""
    start: int
    """Offset of its first code point."""
    end: int
    """Offset after its last."""
    verdict: Verdict
    """Whether it may be tagged, and why not."""
    is_chosen: bool
    """Whether it will be."""


class Hits:
    """Places in the order they were found, and which of them are chosen."""

    def __init__(self) -> None:
        self._documents: list[str] = []
        self._firsts = array("Q")
        self._starts = array("I")
        self._ends = array("I")
        self._verdicts = bytearray()
        self._chosen = bytearray()
        self.chosen = 0
        """How many are chosen."""
        self.counts: Counter[Verdict] = Counter()
        """Verdict to how many places have it."""

    def __len__(self) -> int:
        return len(self._starts)

    def __getitem__(self, number: int) -> Hit:
        """One place, by its number from 0."""
        if not 0 <= number < len(self):
            raise IndexError(f"hit {number} of {len(self)}")
        return Hit(
            self._documents[bisect_right(self._firsts, number) - 1],
            self._starts[number],
            self._ends[number],
            _VERDICTS[self._verdicts[number]],
            bool(self._chosen[number]),
        )

    @property
    def documents(self) -> int:
        """In how many documents there are any."""
        return len(self._documents)

    def add(self, document_id: str, places: Iterable[Place]) -> None:
        """Put one document's places at the end; what may be tagged is chosen."""
        first = len(self)
        for start, end, verdict in places:
            self._starts.append(start)
            self._ends.append(end)
            self._verdicts.append(_VERDICTS.index(verdict))
            self._chosen.append(verdict == "proposed")
            self.counts[verdict] += 1
            self.chosen += verdict == "proposed"
        if len(self) > first:
            self._documents.append(document_id)
            self._firsts.append(first)

    def toggle(self, number: int) -> bool:
        """Choose a place, or no longer; False where it may not be chosen."""
        if self._verdicts[number] != _PROPOSED:
            return False
        self._chosen[number] ^= 1
        self.chosen += 1 if self._chosen[number] else -1
        return True

    def choose_all(self, is_chosen: bool) -> None:  # noqa: FBT001 - the one thing it says
        """Choose every place that may be tagged, or none."""
        for number, verdict in enumerate(self._verdicts):
            self._chosen[number] = is_chosen and verdict == _PROPOSED
        self.chosen = sum(self._chosen)

    def chosen_places(self, at_most: int) -> Iterator[tuple[str, list[tuple[int, int]]]]:
        """Each document with what is chosen in it; one with more than `at_most` comes again."""
        bounds = (*self._firsts, len(self))
        for nth, document_id in enumerate(self._documents):
            chosen = [
                (self._starts[number], self._ends[number])
                for number in range(bounds[nth], bounds[nth + 1])
                if self._chosen[number]
            ]
            for first in range(0, len(chosen), at_most):
                yield document_id, chosen[first : first + at_most]
