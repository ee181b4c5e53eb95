"""Layers of a file: a document told in the keys of a Hashiya line, judged, and who made it.

Readers of formats that are no lines of our own tell every document so; here its people get aliases,
its values are judged as those of any line, and what was refused is put into words. Knows no format.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hashiya.formats.annotators import Aliases
from hashiya.formats.base import Notice, ReadItem, ReadOptions, Refusal, RefusedPart
from hashiya.formats.jsonl_values import Defaults, document_record
from hashiya.formats.remarks import BYTE_ORDER_MARK_REMARK, MojibakeWatch
from hashiya.formats.units import OffsetUnit
from hashiya.model import DocumentRecord

__all__ = ["FileLayers"]


class FileLayers:
    """The documents of one file.

    Args:
        path: The file, as the person named it.
        options: What was said about it.
    """

    def __init__(self, path: str, options: ReadOptions) -> None:
        self._path = path
        self._options = options
        self._aliases = Aliases()
        self._watch = MojibakeWatch()

    def judged(
        self,
        line: dict[str, Any],
        number: int | None,
        name: str,
        *,
        person: str | None = None,
        unit: OffsetUnit = "codepoints",
    ) -> tuple[DocumentRecord, list[ReadItem]]:
        """A document, and what of it was refused or is to be said.

        Args:
            line: In the keys of a Hashiya line.
            number: Where it stands in the file; None when it is all of the file.
            name: Its id where it has none.
            person: Who made its annotations, by the name that the file gives.
            unit: What its offsets count.

        Raises:
            BadLineError: It cannot be a document.
        """
        alias = self._options.annotator if person is None else self._aliases.of(person)
        defaults = Defaults(name, alias, self._options.layer, unit)
        record, bad = document_record(line, defaults, number or 1)
        if self._watch.is_watching:
            self._watch.see(record.text)
        items: list[ReadItem] = []
        for part in bad:
            what: RefusedPart = "mark" if part.is_mark else "span"
            items.append(
                Refusal(self._path, number, part.reason, what, part.kind, record.id, part.span)
            )
        renamed = self._aliases.remark(person) if person is not None else ""
        if renamed:
            items.append(Notice(self._path, number, "annotator_renamed", renamed, record.id))
        return record, items

    def closing(self, *, had_mark: bool = False, document: str | None = None) -> Iterator[Notice]:
        """What there is to say of the whole file when it was read.

        Args:
            had_mark: Whether a byte order mark stood first.
            document: Id of the document, when the file holds but one.
        """
        if had_mark:
            yield Notice(self._path, 1, "byte_order_mark", BYTE_ORDER_MARK_REMARK, document)
        remark = self._watch.remark()
        if remark:
            yield Notice(self._path, None, "mojibake", remark, document)
