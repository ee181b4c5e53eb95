"""The store's verbs about what a person did; they are a part of `hashiya.store.protocol`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from hashiya.store.values import Heard, Undone

if TYPE_CHECKING:
    from hashiya.store.figures import Figures
    from hashiya.store.history_values import HistoryKey, HistoryPage, Touch, Travelled

__all__ = ["HistoryStore"]


class HistoryStore(Protocol):
    """What can be asked about acts, and done to them."""

    def undo(
        self, session: str, near: str | None = None, heard: Heard | None = None
    ) -> Undone | None:
        """Take back the person's newest act that stands, in whatever document and session.

        Imports stand for ever. None when there is nothing to take back. Acts that were written
        together are taken back together; `near` is the document to tell of when it is among them.
        It costs the same however much was done and undone before; `heard` is told of each part.
        """
        ...

    def redo(
        self, session: str, near: str | None = None, heard: Heard | None = None
    ) -> Undone | None:
        """Bring back what was undone last; None when nothing was, or an act came since."""
        ...

    def travel(
        self, session: str, number: int, *, limit: int = 200, near: str | None = None
    ) -> Travelled:
        """Undo or redo until the person's act of this number is the newest that stands.

        Exactly what as many undos or redos would do, `limit` of them at most and all of these in
        one transaction; call it until none is left. Number 0 is before the first act.

        Raises:
            StoreError: The act was undone and another came since, or there is no such act.
        """
        ...

    def history(
        self, alias: str, *, key: HistoryKey | None = None, limit: int = 100
    ) -> HistoryPage:
        """A person's acts behind a key, newest first, with what became of each.

        Costs what `limit` costs, wherever in the history it is.
        """
        ...

    def touched(self, alias: str, document_id: str, annotation_id: str) -> Touch | None:
        """Who did something to an annotation of a person's own layer last, and when.

        None when it is not there. One look at one row, however much was done.
        """
        ...

    def figures(self, alias: str, *, since: int = 0) -> Figures:
        """What a person's work adds up to, from `since` (seconds since 1970) on and in all."""
        ...

    def finished(self, alias: str) -> dict[str, str]:
        """Document → when a person marked the last sentence of it, for each that they finished.

        ISO 8601; of what came from a file, when it was imported.
        """
        ...
