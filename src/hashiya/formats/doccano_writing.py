"""Writing doccano's JSONL: a document a line, and beside it the labels to be set up first.

Everything beyond ASCII is escaped, since doccano guesses a file's encoding and is wrong on some.
Its server stores offsets as they are given; its pages count UTF-16 units, so that which unit is
right is for whoever exports to say.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from hashiya.formats.announcing import Held
from hashiya.formats.flattening import flatten_outermost
from hashiya.formats.leftovers import Leftovers, lose_facts
from hashiya.formats.listing import Layout, Listed, list_format
from hashiya.formats.reports import Loss
from hashiya.formats.sentencing import extents_of
from hashiya.formats.units import OffsetUnit
from hashiya.formats.writing import Job
from hashiya.model import DocumentRecord
from hashiya.text import Offsets

__all__ = ["DOCCANO"]

_encode = json.JSONEncoder(ensure_ascii=True, separators=(",", ":"), allow_nan=False).encode

_LAST_OF_BMP: Final = "\uffff"


class _Doccano:
    """The documents of one export."""

    def __init__(self, job: Job) -> None:
        self._report = job.report
        self._unit = job.options.offsets
        self._left = Leftovers(job.report)
        labels = job.publication.open(job.path(suffix=".doccano.labels.json"))
        wanted = frozenset(job.options.label_names)
        shown = [
            {"text": label.name, "background_color": label.colour, "text_color": "#ffffff"}
            for label in job.options.scheme.labels
            if label.name in wanted
        ]
        labels.write(f"{json.dumps(shown, ensure_ascii=True, indent=1)}\n".encode())

    def document(self, record: DocumentRecord) -> Listed | None:
        """One line; a document without text is none to doccano."""
        report = self._report
        if not record.text:
            why = "doccano refuses a document without text"
            report.remark(Loss(record.id, "empty_document", None, None, why))
            return None
        lose_facts(record, report)
        self._left.see(record)
        if max(record.text) > _LAST_OF_BMP:
            self._note_unit()
        spans = extents_of(record)
        if flatten_outermost(spans)[1]:
            report.note("spans overlap: allow that in doccano's project, or it drops them silently")
        convert = _converter(record.text, self._unit)
        line = {
            "text": record.text,
            "label": [[convert(start), convert(end), label] for start, end, label in spans],
            "id": record.id,
            "name": record.name,
            # Keys that only some lines have are no JSON in doccano's database, and it stops.
            "date": record.date,
            "source": record.source,
        }
        return Listed(f"{_encode(line)}\n".encode(), (record.id, record.text, tuple(spans)))

    def conclude(self) -> None:
        """Say what no line holds."""
        self._left.conclude()

    def read_again(self, path: Path) -> Iterator[Held]:
        """Every line, its offsets in code points."""
        with path.open("rb") as lines:
            for line in lines:
                said: dict[str, Any] = json.loads(line)
                back = _from(said["text"], self._unit)
                spans = tuple(
                    (back(start), back(end), label) for start, end, label in said["label"]
                )
                yield said["id"], said["text"], spans

    def _note_unit(self) -> None:
        counts = "count UTF-16 units" if self._unit == "utf16" else "do not count UTF-16 units"
        self._report.note(
            "some texts hold characters that doccano's pages count twice, and these offsets"
            f" {counts}; --offsets utf16 is for its pages, codepoints for its API"
        )


def _converter(text: str, unit: OffsetUnit) -> Callable[[int], int]:
    offsets = Offsets(text)
    units: Mapping[str, Callable[[int], int]] = {
        "codepoints": int,
        "utf16": offsets.to_utf16,
        "bytes": offsets.to_utf8,
    }
    return units[unit]


def _from(text: str, unit: OffsetUnit) -> Callable[[int], int]:
    offsets = Offsets(text)
    units: Mapping[str, Callable[[int], int]] = {
        "codepoints": int,
        "utf16": offsets.from_utf16,
        "bytes": offsets.from_utf8,
    }
    return units[unit]


def _layout(job: Job) -> Layout:
    doccano = _Doccano(job)
    return Layout(
        document=doccano.document, read_again=doccano.read_again, conclude=doccano.conclude
    )


DOCCANO: Final = list_format("doccano", ".doccano.jsonl", _layout, takes=("offsets",))
