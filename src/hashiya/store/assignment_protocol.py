"""The store's verbs about assignments; they are a part of `hashiya.store.protocol`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from hashiya.store.assignment_values import (
        Assigned,
        Assignment,
        Claim,
        DocumentSlots,
        Slots,
        Workload,
    )

__all__ = ["AssignmentStore"]


class AssignmentStore(Protocol):
    """Who is to annotate which document.

    A place on a document is open, somebody's who is at work (claimed), submitted or skipped. It is
    submitted with the mark on the document's last sentence, and claimed again when a mark is taken
    away. Nothing here changes an annotation, and nobody is kept from annotating by it.
    """

    def assign(self, session: str, wanted: Iterable[Slots], *, dry_run: bool = False) -> Assigned:
        """Give people places on documents, and open more where there are too few, all or nothing.

        Raises:
            StoreError: A document or a person is not there, or somebody is inactive.
        """
        ...

    def claim(self, session: str) -> Claim | None:
        """Take the next place from the queue; None when there is none for this person.

        Open places come in the order of documents, then those whose claims have run out. No place
        is given twice, however many ask at once.

        Raises:
            StoreError: The person is inactive.
        """
        ...

    def skip(self, session: str, document_id: str, reason: str) -> None:
        """Leave a document with a reason; what was done on it stays.

        Raises:
            StoreError: It is not one that waits for the person.
        """
        ...

    def hand_in(self, session: str, document_id: str) -> None:
        """Submit a document that was opened again, or skipped, and has all its marks.

        Raises:
            StoreError: The person has no place on it, or sentences are open.
        """
        ...

    def reopen(self, session: str, document_id: str, alias: str, note: str) -> None:
        """Give a document back to somebody who has submitted or skipped it, with a note.

        Raises:
            StoreError: They have no place on it, or are at work on it.
        """
        ...

    def free(self, session: str, alias: str, document_ids: Iterable[str]) -> int:
        """Put what somebody has not submitted back into the queue; how many places."""
        ...

    def close_queue(self, document_ids: Iterable[str]) -> int:
        """Take the places away that are nobody's; how many."""
        ...

    def claim_days(self) -> int:
        """After how many days others may take what somebody claimed."""
        ...

    def set_claim_days(self, days: int) -> None:
        """Say after how many days others may take what somebody claimed."""
        ...

    def is_given_work(self, alias: str) -> bool:
        """Whether work is given out, and this person is among those who are to do it.

        Coordinators and adjudicators are where they have a place; annotators always.
        """
        ...

    def workload(self, alias: str) -> Workload:
        """What one person has, and what they may claim."""
        ...

    def next_work(self, alias: str, position: int) -> str | None:
        """The person's next document to do behind a position, else their first; None when none."""
        ...

    def work_before(self, alias: str, position: int) -> str | None:
        """The person's document before a position, however it stands; None when none."""
        ...

    def assignment(self, alias: str, document_id: str) -> Assignment | None:
        """A person's place on a document; None when they have none."""
        ...

    def slots_page(self, *, after: int = 0, limit: int = 100) -> list[DocumentSlots]:
        """The next documents behind a position, with everybody's places."""
        ...
