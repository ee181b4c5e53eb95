"""Leftovers: what records say beside texts and spans, and the files of a format have no place for.

Of spans it is said one by one, of documents once for the whole export. What nothing says is not
named: whoever reads a report learns what was lost, not what a format is like.
"""

from __future__ import annotations

from typing import Final

from hashiya.formats.loss_reports import LossReport
from hashiya.formats.reports import Loss
from hashiya.model import DocumentRecord, SpanRecord

__all__ = ["Leftovers", "lose_facts", "unheld"]

_OF_LAYERS: Final = ("finished sentences", "flags and notes on sentences and documents")


class Leftovers:
    """What the records of one export say and its files do not hold.

    Args:
        report: Told at the end, when there was anything.
        named: What of a document itself has no place either: `"names", "dates", "sources"`.
    """

    def __init__(self, report: LossReport, *named: str) -> None:
        self._report = report
        self._named = (*named, *_OF_LAYERS)
        self._met: set[str] = set()

    def see(self, record: DocumentRecord) -> None:
        """Take a record into account."""
        marked, reminded = _OF_LAYERS
        facts = {
            "names": _has_a_name(record),
            "dates": record.date,
            "sources": record.source,
            marked: record.marks or record.is_done,
            reminded: record.reminders,
        }
        self._met.update(name for name in self._named if facts[name])

    def conclude(self) -> None:
        """Say what was met."""
        if self._met:
            what = ", ".join(name for name in self._named if name in self._met)
            why = f"this format has no place for {what}"
            self._report.remark(Loss("", "attribute_lost", None, None, why))


def _has_a_name(record: DocumentRecord) -> bool:
    """Whether a document is called otherwise than its id and the beginning of its text."""
    return record.name != record.id and not record.text.lstrip().startswith(record.name)


def lose_facts(record: DocumentRecord, report: LossReport, *kept: str) -> None:
    """Report the spans that say what has no place in a format; `kept` of it has one: `note`."""
    for span in record.spans:
        says_more = span.note or span.attributes or span.is_flagged
        why = unheld(span, *kept) if says_more else ""
        if why:
            extent = (span.start, span.end, span.label)
            report.remark(Loss(record.id, "attribute_lost", extent, extent, why))


def unheld(span: SpanRecord, *kept: str) -> str:
    """What a span says that has no place in a format, in words; empty when nothing.

    >>> unheld(SpanRecord(0, 1, "date", note="?", is_flagged=True))
    'this format has no place for its note, flag'
    """
    facts = (("note", span.note), ("flag", span.is_flagged), ("attributes", span.attributes))
    lost = [name for name, said in facts if said and name not in kept]
    return f"this format has no place for its {', '.join(lost)}" if lost else ""
