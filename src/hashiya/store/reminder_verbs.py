"""The SQLite engine's verbs about flags and notes; they are a part of `hashiya.store.sqlite`.

What they read is loaded by them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.store.transactions import Handle

if TYPE_CHECKING:
    from hashiya.store.reminders import Reminded, ReminderKey, ReminderPage

__all__ = ["ReminderVerbs"]


class ReminderVerbs:
    """What an engine finds of flags and notes; see `hashiya.store.reminder_protocol`."""

    _handle: Handle

    def reminders(
        self, alias: str, wanted: Reminded, *, after: ReminderKey, limit: int = 100
    ) -> ReminderPage:
        """The next places with a flag or a note."""
        from hashiya.store.reminders import reminder_page  # noqa: PLC0415 - whoever comes back

        with self._handle.read() as connection:
            return reminder_page(connection, alias, wanted, after, limit)

    def flagged_document(self, alias: str, position: int, *, backwards: bool = False) -> str | None:
        """The nearest document with a flag."""
        from hashiya.store.reminders import flagged_document  # noqa: PLC0415 - as above

        with self._handle.read() as connection:
            return flagged_document(connection, alias, position, backwards=backwards)
