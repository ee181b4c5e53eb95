"""The store's verbs about flags and notes; they are a part of `hashiya.store.protocol`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from hashiya.store.reminders import Reminded, ReminderKey, ReminderPage

__all__ = ["ReminderStore"]


class ReminderStore(Protocol):
    """What can be asked about flags and notes; they are written as acts, like everything."""

    def reminders(
        self, alias: str, wanted: Reminded, *, after: ReminderKey, limit: int = 100
    ) -> ReminderPage:
        """The next places of a person's own layers that carry a flag or a note.

        In the order of documents, each document's own before its sentences and spans. One bounded
        look: places may be few or none, and `next` says where to go on.
        """
        ...

    def flagged_document(self, alias: str, position: int, *, backwards: bool = False) -> str | None:
        """The nearest document behind a position in which the person has a flag; or before it.

        None when there is none. Layers that have notes alone are passed over, others not read.
        """
        ...
