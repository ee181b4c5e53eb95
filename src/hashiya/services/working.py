"""Working: what one annotator was given, the way through it, and the next from the queue.

A part of `annotating`. Where no work is given out, and for those who are given none, the way is
from one document to the next. It tells of nobody but the person who asks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from hashiya.services.pages import Page
    from hashiya.store import ProjectInfo, Store, Workload

__all__ = ["Onward", "OnwardKind", "Working"]

OnwardKind = Literal["turned", "given", "claimed", "unfinished", "finished", "end", "packed"]
"""The document beside it, where no work is given out · the next of one's own · one from the queue ·
this one is the last that is to be done · all is done and the queue is empty · the first or last ·
the last of a pack."""


class Onward(NamedTuple):
    """Where the way leads."""

    kind: OnwardKind
    """How the page was found, or why there is none."""
    page: Page | None = None
    """The page; None where there is none. The same one as it stands now, where it is the last."""
    workload: Workload | None = None
    """What there is to do, this page among it; None where no work is given out."""


class Working:
    """The work of one annotator."""

    _store: Store
    alias: str
    info: ProjectInfo

    if TYPE_CHECKING:

        def open_document(self, document_id: str) -> Page:
            """One document as this annotator left it."""
            ...

        def step(self, position: int, direction: int) -> Page | None:
            """The document beside a position."""
            ...

        def _session(self) -> str: ...

    def is_given_work(self) -> bool:
        """Whether work is given out, and this person is among those who are to do it."""
        return self._store.is_given_work(self.alias)

    def workload(self) -> Workload | None:
        """What there is to do; None where the person is given no work."""
        return self._store.workload(self.alias) if self.is_given_work() else None

    def onward(self, position: int, direction: int) -> Onward:
        """The next document to do (`direction` 1), or the one before (-1), from a position.

        Behind the last one it begins again from the first; when all are done, the next is claimed
        from the queue.

        Raises:
            StoreError: It could not be claimed.
        """
        if not self.is_given_work():
            return self._beside(position, direction)
        if direction < 0:
            before = self._store.work_before(self.alias, position)
            if before is None:
                return Onward("end", None, self.workload())
            return Onward("given", self.open_document(before), self.workload())
        found = self._store.next_work(self.alias, position)
        if found is None:
            return self._from_queue()
        page = self.open_document(found)
        if page.line.position == position:
            return Onward("unfinished", page, self.workload())
        return Onward("given", page, self.workload())

    def skip(self, document_id: str, reason: str) -> None:
        """Leave a document that was given, with a reason; what was done on it stays.

        Raises:
            StoreError: It is not one that waits for the person, or there is no reason.
        """
        self._store.skip(self._session(), document_id, reason)

    def hand_in(self, document_id: str) -> None:
        """Hand in a document that came back, or that was skipped, and has all its marks.

        Raises:
            StoreError: The person has no place on it, or sentences are open.
        """
        self._store.hand_in(self._session(), document_id)

    def _beside(self, position: int, direction: int) -> Onward:
        page = self.step(position, direction)
        if page is not None:
            return Onward("turned", page)
        return Onward("packed" if direction > 0 and self.info.pack_of else "end")

    def _from_queue(self) -> Onward:
        claim = self._store.claim(self._session())
        workload = self.workload()
        if claim is None:
            return Onward("finished", None, workload)
        return Onward("claimed", self.open_document(claim.document_id), workload)
