"""Leftovers: what records say beside texts and spans, and the files of a format have no place for.

It is said once for the whole export, since it is true of the format and not of a document.
"""

from __future__ import annotations

from hashiya.formats.loss_reports import LossReport
from hashiya.formats.reports import Loss
from hashiya.model import DocumentRecord

__all__ = ["Leftovers"]


class Leftovers:
    """What the records of one export say and its files do not hold.

    Args:
        report: Told at the end, when there was anything.
        named: What of a document itself has no place either: `"dates", "sources"`.
    """

    def __init__(self, report: LossReport, *named: str) -> None:
        self._report = report
        self._named = named
        self._is_met = False

    def see(self, record: DocumentRecord) -> None:
        """Take a record into account."""
        self._is_met = self._is_met or bool(
            record.marks
            or record.reminders
            or record.is_done
            or (self._named and (record.date or record.source))
        )

    def conclude(self) -> None:
        """Say what was met."""
        if self._is_met:
            what = ", ".join((*self._named, "finished sentences"))
            why = f"{what}, and flags and notes on sentences and documents have no place here"
            self._report.remark(Loss("", "attribute_lost", None, None, why))
