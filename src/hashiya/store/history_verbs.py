"""The SQLite engine's verbs about what was done: undo, redo, the history, and figures.

They are a part of `hashiya.store.sqlite`, which is the whole; what a first page does without is
loaded by them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.store.journal import session_row
from hashiya.store.people import annotator_id_of
from hashiya.store.transactions import Handle
from hashiya.store.values import Heard, Undone

if TYPE_CHECKING:
    from hashiya.store.figures import Figures
    from hashiya.store.history_values import HistoryKey, HistoryPage, Touch, Travelled

__all__ = ["HistoryVerbs"]


class HistoryVerbs:
    """What an engine does with a person's acts; see `hashiya.store.history_protocol`."""

    _handle: Handle

    def undo(
        self, session: str, near: str | None = None, heard: Heard | None = None
    ) -> Undone | None:
        """Take back the person's newest act that stands."""
        from hashiya.store.undoing import undo_act  # noqa: PLC0415 - whoever has done something

        with self._handle.write() as connection:
            return undo_act(connection, session_row(connection, session), near, heard=heard)

    def redo(
        self, session: str, near: str | None = None, heard: Heard | None = None
    ) -> Undone | None:
        """Bring back what was undone last."""
        from hashiya.store.undoing import redo_act  # noqa: PLC0415 - as above

        with self._handle.write() as connection:
            return redo_act(connection, session_row(connection, session), near, heard=heard)

    def travel(
        self, session: str, number: int, *, limit: int = 200, near: str | None = None
    ) -> Travelled:
        """Undo or redo until an act is the newest that stands."""
        from hashiya.store.undoing import travel  # noqa: PLC0415 - as above

        with self._handle.write() as connection:
            return travel(connection, session_row(connection, session), number, limit, near)

    def history(
        self, alias: str, *, key: HistoryKey | None = None, limit: int = 100
    ) -> HistoryPage:
        """A person's acts, newest first."""
        from hashiya.store.history import history_page  # noqa: PLC0415 - whoever looks at it

        with self._handle.read() as connection:
            return history_page(connection, annotator_id_of(connection, alias), key, limit)

    def touched(self, alias: str, document_id: str, annotation_id: str) -> Touch | None:
        """Who did something to an annotation last, and when."""
        from hashiya.store.history import last_touch  # noqa: PLC0415 - as above

        with self._handle.read() as connection:
            owner = annotator_id_of(connection, alias)
            return last_touch(connection, owner, document_id, annotation_id)

    def figures(self, alias: str, *, since: int = 0) -> Figures:
        """What a person's work adds up to."""
        from hashiya.store.figures import read_figures  # noqa: PLC0415 - as above

        with self._handle.read() as connection:
            return read_figures(connection, annotator_id_of(connection, alias), since)

    def finished(self, alias: str) -> dict[str, str]:
        """When a person finished each document that they have."""
        from hashiya.store.history import finished_at  # noqa: PLC0415 - as above

        with self._handle.read() as connection:
            return finished_at(connection, annotator_id_of(connection, alias))
