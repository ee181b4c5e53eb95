"""The SQLite engine's verbs about assignments; they are a part of `hashiya.store.sqlite`.

What they do is loaded by them: many projects give out no work.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from hashiya.store import sql
from hashiya.store.journal import session_row
from hashiya.store.people import annotator_id_of
from hashiya.store.transactions import Handle

if TYPE_CHECKING:
    from hashiya.store.assignment_values import (
        Assigned,
        Assignment,
        Claim,
        DocumentSlots,
        Slots,
        Workload,
    )

__all__ = ["AssignmentVerbs"]


class AssignmentVerbs:
    """What an engine does with assignments; see `hashiya.store.assignment_protocol`."""

    _handle: Handle

    def assign(self, session: str, wanted: Iterable[Slots], *, dry_run: bool = False) -> Assigned:
        """Give people places, and open more."""
        from hashiya.store.assigning import assign  # noqa: PLC0415 - whoever coordinates

        with self._handle.write(dry_run=dry_run) as connection:
            return assign(connection, session_row(connection, session), wanted)

    def claim(self, session: str) -> Claim | None:
        """Take the next place from the queue."""
        from hashiya.store.assigning import claim  # noqa: PLC0415 - where work is given out

        with self._handle.write() as connection:
            return claim(connection, session_row(connection, session))

    def skip(self, session: str, document_id: str, reason: str) -> None:
        """Leave a document."""
        from hashiya.store.assigning import skip  # noqa: PLC0415 - as above

        with self._handle.write() as connection:
            skip(connection, session_row(connection, session), document_id, reason)

    def hand_in(self, session: str, document_id: str) -> None:
        """Submit a document that came back."""
        from hashiya.store.assigning import hand_in  # noqa: PLC0415 - as above

        with self._handle.write() as connection:
            hand_in(connection, session_row(connection, session), document_id)

    def reopen(self, session: str, document_id: str, alias: str, note: str) -> None:
        """Give a document back."""
        from hashiya.store.assigning import reopen  # noqa: PLC0415 - whoever coordinates

        with self._handle.write() as connection:
            reopen(connection, session_row(connection, session), document_id, alias, note)

    def free(self, session: str, alias: str, document_ids: Iterable[str]) -> int:
        """Put places back into the queue."""
        from hashiya.store.assigning import free  # noqa: PLC0415 - as above

        with self._handle.write() as connection:
            return free(connection, session_row(connection, session), alias, document_ids)

    def close_queue(self, document_ids: Iterable[str]) -> int:
        """Take the places away that are nobody's."""
        from hashiya.store.assigning import close_queue  # noqa: PLC0415 - as above

        with self._handle.write() as connection:
            return close_queue(connection, document_ids)

    def claim_days(self) -> int:
        """After how many days claims run out."""
        from hashiya.store.assigning import claim_days  # noqa: PLC0415 - as above

        with self._handle.read() as connection:
            return claim_days(connection)

    def set_claim_days(self, days: int) -> None:
        """Say after how many days claims run out."""
        from hashiya.store.assigning import set_claim_days  # noqa: PLC0415 - as above

        with self._handle.write() as connection:
            set_claim_days(connection, days)

    def is_given_work(self, alias: str) -> bool:
        """Whether this person is among those who are given work."""
        with self._handle.read() as connection:
            return bool(connection.execute(sql.IS_GIVEN_WORK, (alias,)).fetchone()[0])

    def workload(self, alias: str) -> Workload:
        """What one person has."""
        from hashiya.store.workload import workload  # noqa: PLC0415 - where work is given out

        with self._handle.read() as connection:
            return workload(connection, annotator_id_of(connection, alias))

    def next_work(self, alias: str, position: int) -> str | None:
        """The person's next document to do."""
        from hashiya.store.workload import next_work  # noqa: PLC0415 - when wanted

        with self._handle.read() as connection:
            return next_work(connection, annotator_id_of(connection, alias), position)

    def work_before(self, alias: str, position: int) -> str | None:
        """The person's document before a position."""
        from hashiya.store.workload import work_before  # noqa: PLC0415 - when wanted

        with self._handle.read() as connection:
            return work_before(connection, annotator_id_of(connection, alias), position)

    def assignment(self, alias: str, document_id: str) -> Assignment | None:
        """A person's place on a document."""
        from hashiya.store.workload import assignment_on  # noqa: PLC0415 - when wanted

        with self._handle.read() as connection:
            annotator_id = annotator_id_of(connection, alias)
            return assignment_on(connection, annotator_id, alias, document_id)

    def slots_page(self, *, after: int = 0, limit: int = 100) -> list[DocumentSlots]:
        """The next documents with everybody's places."""
        from hashiya.store.workload import slots_page  # noqa: PLC0415 - whoever coordinates

        with self._handle.read() as connection:
            return slots_page(connection, after, limit)
