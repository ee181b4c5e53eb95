"""The store's verbs about packs; they are a part of `hashiya.store.protocol`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from hashiya.store.merge_values import ActKey, MergedAct, PastMerge
    from hashiya.store.pack_values import EventPack, Merged, WorkPack

__all__ = ["PackStore"]


class PackStore(Protocol):
    """Work that leaves the project for one person, and comes back."""

    def pack_out(self, alias: str, document_ids: Iterable[str]) -> WorkPack:
        """Work for one person; documents on which they have work already are left out and named.

        Raises:
            StoreError: Nobody has this alias, or there is no such document.
        """
        ...

    def pack_back(self) -> EventPack:
        """What was done in a project that was made from a pack.

        Raises:
            StoreError: It was not made from one.
        """
        ...

    def merges(
        self, alias: str | None = None, *, before: int | None = None, limit: int = 5
    ) -> list[PastMerge]:
        """What came in with packs before a merge, newest first, by document.

        Of somebody: what they merged, and their own work that others merged; all of it for None.
        """
        ...

    def merged_acts(
        self, number: int, *, before: ActKey | None = None, limit: int = 40
    ) -> list[MergedAct]:
        """The acts that came in with a merge before a key, the newest first."""
        ...

    def merge(self, session: str, pack: EventPack) -> Merged:
        """Bring one person's work in, all or nothing, in one transaction.

        The same pack again changes nothing, and in which order packs come makes no difference.

        Raises:
            FormatError: A line was changed, belongs elsewhere or does not fit; with its number.
        """
        ...
