"""Bringing in: what one import may bring, and whose work it has brought already.

Asked of each record before anything of it is written. Must never know a format.
"""

from __future__ import annotations

from hashiya.errors import UsageError
from hashiya.model import DocumentRecord
from hashiya.services.leading import expect_lead
from hashiya.store import Store

__all__ = ["Door"]


class Door:
    """What stands between the records of one import and the project.

    Args:
        store: The project.
        alias: Who imports; None brings texts only.
        update: Whether layers that are here are changed to what the records say.
    """

    def __init__(self, store: Store, alias: str | None, *, update: bool) -> None:
        self._store = store
        self._alias = alias
        self._update = update
        self._came: set[tuple[str, str]] = set()
        self._may_gold = False

    def expect_open(self, record: DocumentRecord, place: str) -> None:
        """Let no annotations in that nobody answers for, and gold only by whoever may.

        Raises:
            UsageError: The record brings some, or a layer that says that there are none.
        """
        if not _has_layer(record):
            return
        if self._alias is None:
            whose = f"of {record.annotator}" if record.annotator else "whose owner it does not name"
            raise UsageError(
                f"{place}: it holds annotations {whose}; say who brings them in with --as ALIAS,"
                " never with a real name, or set HASHIYA_ANNOTATOR"
            )
        if record.layer == "gold" and not self._may_gold:
            expect_lead(self._store, self._alias, "bring gold in")
            self._may_gold = True

    def second_line(self, record: DocumentRecord) -> str:
        """Why this cannot change what an earlier line has said; empty when none has.

        Without --update the store tells; with it the later line would undo the earlier one.
        """
        if not self._update or record.layer == "gold" or not _has_layer(record):
            return ""
        alias = record.annotator or self._alias or ""
        if (record.id, alias) in self._came:
            return f"an earlier line has the work of {alias} on this document; keep one of the two"
        self._came.add((record.id, alias))
        return ""


def _has_layer(record: DocumentRecord) -> bool:
    return bool(record.has_layer or record.spans or record.marks or record.reminders)
