"""The store's verbs about passages; they are a part of `hashiya.store.protocol`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Protocol

from hashiya.store.values import Work

if TYPE_CHECKING:
    from hashiya.store.passage_values import Bounds, Passage, PassageWanted

__all__ = ["PassageStore"]


class PassageStore(Protocol):
    """Sentences that somebody has finished, given to the same person once more.

    A passage is a document behind all articles, which its person alone sees: no list, stream,
    search or count of others has it, nor has their own stream. First answers stay as they are.
    """

    def plan_passages(
        self, session: str, alias: str, wanted: Iterable[PassageWanted], *, dry_run: bool = False
    ) -> int:
        """Give somebody passages, all or nothing; how many. What stands in them is written down.

        Raises:
            StoreError: The person is not there or inactive, or a passage does not stand as it is
                wanted: its sentences were cut, taken back or planned meanwhile.
        """
        ...

    def take_back(self, session: str, alias: str) -> int:
        """Take passages back that a person has not opened yet; how many.

        Raises:
            StoreError: Nobody has this alias.
        """
        ...

    def passages(self, *, after: int = 0, limit: int = 500) -> list[Passage]:
        """The next passages of everybody behind a position, in the order they were planned in."""
        ...

    def passages_in(self, alias: str) -> tuple[int, Work]:
        """How many passages a person was given, and what they have done on them."""
        ...

    def mark_times(self, alias: str, document_id: str) -> dict[Bounds, str]:
        """The sentences of a document that a person has marked, and when, in UTC."""
        ...
