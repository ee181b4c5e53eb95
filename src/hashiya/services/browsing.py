"""Browsing: what one annotator's sitting reads of the whole project, a page or a look at a time.

A part of `annotating`, which writes. What costs more than a page is loaded when it is asked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import add
from typing import TYPE_CHECKING

from hashiya.store import DocumentLine, Work

if TYPE_CHECKING:
    from hashiya.services.came_in import CameInKey, CameInPage
    from hashiya.services.hits import Hit
    from hashiya.services.measuring import Measuring
    from hashiya.services.pending import PendingCursor, PendingPage
    from hashiya.services.returning import ReturnKey, ReturnPage, ReturnWanted
    from hashiya.services.surroundings import Surroundings
    from hashiya.store import HitPage, Indexed, ListPage, ListRequest, SearchRequest, Store, Touch

__all__ = ["Browsing"]


class Browsing:
    """Lists and searches of one annotator."""

    _store: Store
    alias: str

    def documents(
        self, *, after: int = 0, limit: int = 100, backwards: bool = False
    ) -> list[DocumentLine]:
        """One page of the document list, by position."""
        return self._store.page(self.alias, after=after, limit=limit, backwards=backwards)

    def list_documents(self, request: ListRequest) -> ListPage:
        """The next documents that a filter by this annotator's work lets through."""
        return self._store.list_documents(self.alias, request)

    def progress(self) -> tuple[int, Work]:
        """Documents that this annotator sees, and what they have done of them; from counters."""
        counts = self._store.counts()
        passages, again = self._store.passages_in(self.alias)
        own = counts.annotators.get(self.alias, Work())
        return counts.documents + passages, Work(*map(add, own, again))

    def touched(self, document_id: str, annotation_id: str) -> Touch | None:
        """Who did something to an annotation of the person's layer last; None without such one."""
        return self._store.touched(self.alias, document_id, annotation_id)

    def came_in(self, key: CameInKey | None = None, limit: int = 40) -> CameInPage:
        """What came in with packs behind a key: what the person merged, and their own work."""
        from hashiya.services.came_in import came_in_page  # noqa: PLC0415 - when wanted

        return came_in_page(self._store, self.alias, key, limit)

    def surroundings(self, hits: Sequence[Hit]) -> list[Surroundings]:
        """What stands around some places; each document is read once for those in a row."""
        from hashiya.services.surroundings import surroundings_of  # noqa: PLC0415 - when wanted

        return surroundings_of(hits, self._store.document)

    def search(self, request: SearchRequest) -> HitPage:
        """The next hits of a query, filtered by the person's own layers; one bounded look."""
        return self._store.search(self.alias, request)

    def index_words(self) -> Indexed:
        """Bring the next documents into the index of words; call it until it is complete."""
        return self._store.index_more()

    def pending(self, *, after: PendingCursor | None = None, limit: int = 100) -> PendingPage:
        """The person's next spans whose label the scheme lacks, after a label was split."""
        from hashiya.services.pending import pending_page  # noqa: PLC0415 - few sittings have any

        return pending_page(self._store, alias=self.alias, after=after, limit=limit)

    def come_back(
        self, wanted: ReturnWanted, *, after: ReturnKey | None = None, limit: int = 20
    ) -> ReturnPage:
        """The person's next flags, notes and spans to decide again; one bounded look."""
        from hashiya.services.returning import return_page  # noqa: PLC0415 - when wanted

        return return_page(self._store, self.alias, wanted, after=after, limit=limit)

    def measuring(self, *, gamma: bool = False) -> Measuring | None:
        """A look at how far people agree; None where there is nothing yet that this person sees."""
        from hashiya.services.measuring import measuring_for  # noqa: PLC0415 - when wanted

        return measuring_for(self._store, self.alias, gamma=gamma)
