"""The SQLite engine's verbs about packs; they are a part of `hashiya.store.sqlite`.

What they do is loaded by them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from hashiya.errors import StoreError
from hashiya.store import sql
from hashiya.store.journal import session_row
from hashiya.store.transactions import Handle
from hashiya.store.values import ProjectInfo

if TYPE_CHECKING:
    from hashiya.store.merge_values import ActKey, MergedAct, PastMerge
    from hashiya.store.pack_values import EventPack, Merged, WorkPack

__all__ = ["PackVerbs", "owner_of"]


def owner_of(meta: dict[str, str]) -> str:
    """Whose pack a project was made from; nobody's, when it was not."""
    if "pack" not in meta:
        return ""
    from hashiya.store.packing import origin_of  # noqa: PLC0415 - few projects are

    about = origin_of(meta)
    return "" if about is None else about.alias


class PackVerbs:
    """What an engine does with packs; see `hashiya.store.pack_protocol`."""

    _handle: Handle
    _info: ProjectInfo

    def pack_out(self, alias: str, document_ids: Iterable[str]) -> WorkPack:
        """Work for one person."""
        from hashiya.store.packing import pack_out  # noqa: PLC0415 - whoever coordinates

        with self._handle.read() as connection:
            return pack_out(connection, self._info, alias, document_ids)

    def pack_back(self) -> EventPack:
        """What was done in a project that was made from a pack."""
        from hashiya.store.packing import origin_of, pack_back  # noqa: PLC0415 - as above

        with self._handle.read() as connection:
            about = origin_of(dict(connection.execute(sql.META).fetchall()))
            if about is None:
                raise StoreError(
                    f"{self._handle.path} was not made from a pack; what is in it stays in it."
                    " A pack goes back from a project that `hashiya init --from PACK` made"
                )
            return pack_back(connection, about)

    def merges(
        self, alias: str | None = None, *, before: int | None = None, limit: int = 5
    ) -> list[PastMerge]:
        """What came in with packs."""
        from hashiya.store.merges import past_merges  # noqa: PLC0415 - whoever looks back

        with self._handle.read() as connection:
            return past_merges(connection, alias, before, limit)

    def merged_acts(
        self, number: int, *, before: ActKey | None = None, limit: int = 40
    ) -> list[MergedAct]:
        """What a merge is made of."""
        from hashiya.store.merges import merged_acts  # noqa: PLC0415 - as above

        with self._handle.read() as connection:
            return merged_acts(connection, number, before, limit)

    def merge(self, session: str, pack: EventPack) -> Merged:
        """Bring one person's work in."""
        from hashiya.store.merging import merge_pack  # noqa: PLC0415 - as above

        with self._handle.write() as connection:
            sitting = session_row(connection, session)
            return merge_pack(connection, sitting, self._info.uuid, pack)
