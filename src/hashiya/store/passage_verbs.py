"""The SQLite engine's verbs about passages; they are a part of `hashiya.store.sqlite`.

What they do is loaded by them: few projects have any.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from hashiya.store.counters import passages_in
from hashiya.store.journal import session_row
from hashiya.store.people import annotator_id_of
from hashiya.store.transactions import Handle
from hashiya.store.values import Work

if TYPE_CHECKING:
    from hashiya.store.passage_values import Bounds, Passage, PassageWanted

__all__ = ["PassageVerbs"]


class PassageVerbs:
    """What an engine does with passages; see `hashiya.store.passage_protocol`."""

    _handle: Handle

    def plan_passages(
        self, session: str, alias: str, wanted: Iterable[PassageWanted], *, dry_run: bool = False
    ) -> int:
        """Give somebody passages."""
        from hashiya.store.passages import plan_passages  # noqa: PLC0415 - whoever coordinates

        with self._handle.write(dry_run=dry_run) as connection:
            return plan_passages(connection, session_row(connection, session), alias, wanted)

    def take_back(self, session: str, alias: str) -> int:
        """Take passages back that were not opened."""
        from hashiya.store.passages import take_back  # noqa: PLC0415 - as above

        with self._handle.write() as connection:
            return take_back(connection, session_row(connection, session), alias)

    def passages(self, *, after: int = 0, limit: int = 500) -> list[Passage]:
        """The next passages of everybody."""
        from hashiya.store.passages import passages_page  # noqa: PLC0415 - as above

        with self._handle.read() as connection:
            return passages_page(connection, after, limit)

    def passages_in(self, alias: str) -> tuple[int, Work]:
        """How many passages a person was given, and what they have done on them."""
        with self._handle.read() as connection:
            return passages_in(connection, annotator_id_of(connection, alias))

    def mark_times(self, alias: str, document_id: str) -> dict[Bounds, str]:
        """The sentences of a document that a person has marked, and when."""
        from hashiya.store.passages import mark_times  # noqa: PLC0415 - as above

        with self._handle.read() as connection:
            return mark_times(connection, annotator_id_of(connection, alias), document_id)
