"""Reading brat: a text `NAME.txt` and what is said of it in `NAME.ann`, one pair or a folder.

A line that cannot be true is refused by its number, and everything beside it is read. This room
knows files; lines are `brat_lines`' matter, labels `brat_configuration`'s.
"""

from __future__ import annotations

import os
from collections.abc import Generator, Iterator
from itertools import islice
from pathlib import Path
from typing import Final

from hashiya.errors import FormatError
from hashiya.formats.base import Notice, ReadItem, ReadOptions, Refusal, SourceFile
from hashiya.formats.brat_configuration import (
    CONFIGURATION,
    configuration_items,
)
from hashiya.formats.brat_lines import BratLayer, read_lines
from hashiya.formats.decoding import MAX_TEXT_BYTES, Decoded, decode_bytes
from hashiya.formats.files import read_bytes
from hashiya.formats.lines import LineSource
from hashiya.formats.names import id_behind
from hashiya.formats.remarks import BYTE_ORDER_MARK_REMARK, id_trouble, mojibake_remark, shown
from hashiya.formats.text import files_below
from hashiya.formats.units import OFFSET_UNITS, OffsetUnit, unit_name
from hashiya.model import DocumentRecord, text_trouble
from hashiya.text import counted

__all__ = ["BratReader"]

TEXT_SUFFIX: Final = ".txt"
LAYER_SUFFIX: Final = ".ann"

_SAMPLED_LINES: Final = 2000
_MISPLACED: Final = frozenset({"span_text_mismatch", "offset_out_of_range"})
"""What shows that offsets count something else."""


class BratReader:
    """Reads pairs of `.txt` and `.ann`."""

    def __init__(self, name: str = "brat") -> None:
        self.name = name

    def read(self, path: Path, options: ReadOptions) -> Iterator[ReadItem]:
        """One document for each pair, in order of their paths; a text alone has no layer.

        Raises:
            FormatError: The pair cannot be read, or the folder holds none. In a folder a bad file
                is yielded as a `Refusal`, and the others are read.
            UsageError: The encoding that was named does not exist.
        """
        if not os.path.isdir(path):  # noqa: PTH112 (a name that is none is no folder, not an error)
            known = yield from _configured(path.parent / CONFIGURATION, options, is_told=False)
            yield from _pair(path.with_suffix(""), id_behind(path.stem), options, known)
            return
        files = [file for file in files_below(path) if not file.name.startswith(".")]
        wanted = {TEXT_SUFFIX, LAYER_SUFFIX}
        bases = dict.fromkeys(
            file.with_suffix("") for file in files if file.suffix in wanted and file.stem
        )
        if not bases:
            raise FormatError("this folder holds no .txt and .ann files", path=str(path))
        types: frozenset[str] | None = None
        for place in (file for file in files if file.name == CONFIGURATION):
            more = yield from _configured(place, options)
            types = (types or frozenset()) | more if more else types
        for base in bases:
            folder = base.relative_to(path).parent.as_posix()
            own = id_behind(base.name)
            name = own if folder == "." else f"{folder}/{own}"
            try:
                yield from _pair(base, name, options, types)
            except FormatError as error:
                yield Refusal(error.path or str(base), error.line, error.message, document=name)
        unread = {file for file in files if file.suffix not in wanted} - options.beside
        others = sum(file.name != CONFIGURATION for file in unread)
        if others:
            message = f"left out: {counted(others, 'file')} besides .txt and .ann"
            yield Notice(str(path), None, "skipped", message)


def _configured(
    place: Path, options: ReadOptions, *, is_told: bool = True
) -> Generator[ReadItem, None, frozenset[str] | None]:
    """What a configuration says, and returned the types in it; None where there is none.

    Args:
        place: Where it would be.
        options: How it is written.
        is_told: Whether its remarks are wanted; of each single pair they would be the same.
    """
    if not place.is_file():
        return None
    try:
        found, items = configuration_items(place, options)
    except FormatError as error:
        yield Notice(str(place), error.line, "unreadable", error.message)
        return None
    yield from (item for item in items if is_told or not isinstance(item, Notice))
    return found.types or None


def _pair(
    base: Path, name: str, options: ReadOptions, types: frozenset[str] | None
) -> Iterator[ReadItem]:
    trouble = id_trouble(name)
    if trouble:
        raise FormatError(f"its name cannot be a document's id: {trouble}", path=str(base))
    place = _beside(base, TEXT_SUFFIX)
    layer_place = _beside(base, LAYER_SUFFIX)
    text, had_mark = _text_of(place, layer_place, options)
    record = DocumentRecord(id=name, name=name, text=text)
    if not layer_place.exists():
        yield SourceFile(str(place))
        yield record
        return
    source = LineSource(layer_place, options.encoding)
    shift = int(had_mark and _counts_the_mark(source, text))
    unit = options.offsets or _unit_of(source, text, shift)
    said = read_lines(source, text, shift, unit)
    yield SourceFile(str(layer_place))
    yield record._replace(
        annotator=options.annotator, layer=options.layer, spans=said.spans, has_layer=True
    )
    if options.offsets is None and unit != "codepoints":
        message = f"its quotes fit where offsets count {unit_name(unit)}, and it is read so"
        yield Notice(str(layer_place), None, "unit_assumed", message, name)
    yield from _remarks(said, name, str(layer_place))
    for label in sorted({span.label for span in said.spans} - types) if types else ():
        message = f"the type {shown(label)} is not in {CONFIGURATION}"
        yield Notice(str(layer_place), None, "label_unknown", message, name)
    if had_mark:
        yield Notice(str(place), None, "byte_order_mark", BYTE_ORDER_MARK_REMARK, name)
    remark = mojibake_remark(text)
    if remark:
        yield Notice(str(place), None, "mojibake", remark, name)


def _text_of(place: Path, layer_place: Path, options: ReadOptions) -> Decoded:
    """The text of a pair, which its `.ann` file means nothing without."""
    if layer_place.is_file() and not place.exists():
        reason = f"{place.name}, the text it is about, is not there"
        raise FormatError(reason, path=str(layer_place))
    data = read_bytes(place, limit=MAX_TEXT_BYTES)
    found = decode_bytes(data, path=str(place), encoding=options.encoding)
    # An empty text with an `.ann` file is a document that somebody said nothing about.
    is_told = found.text or layer_place.is_file()
    trouble = text_trouble(found.text) if is_told else "is empty"
    if trouble:
        raise FormatError(trouble, path=str(place))
    return found


def _beside(base: Path, suffix: str) -> Path:
    """The file of the pair with this suffix; a name may have dots of its own."""
    return base.with_name(base.name + suffix)


def _counts_the_mark(source: LineSource, text: str) -> bool:
    """Whether spans fit better when the byte order mark before the text is counted."""
    plain, shifted = (
        sum(each.kind == "span_text_mismatch" for each in read_lines(sample, text, by).refusals)
        for by, sample in ((by, islice(source, _SAMPLED_LINES)) for by in (0, 1))
    )
    return shifted < plain


def _unit_of(source: LineSource, text: str, shift: int) -> OffsetUnit:
    """What offsets count: code points, as the format says, unless only another unit fits.

    Programs in Java and JavaScript write them otherwise, which the quotes tell.
    """
    quoting = [
        (number, raw)
        for number, raw in islice(source, _SAMPLED_LINES)
        if raw is not None and raw.startswith(b"T") and raw.count(b"\t") > 1
    ]
    if text.isascii() or not quoting:
        return "codepoints"
    for unit in OFFSET_UNITS:
        said = read_lines(quoting, text, shift, unit)
        if _MISPLACED.isdisjoint(each.kind for each in said.refusals):
            return unit
    return "codepoints"


def _remarks(said: BratLayer, name: str, path: str) -> Iterator[ReadItem]:
    for line, reason, kind, span in sorted(said.refusals):
        yield Refusal(path, line, reason, "span", kind, name, span)
    for line, what in said.joined:
        message = f"{what}, since nothing but white space divides them"
        yield Notice(path, line, "whitespace_changed", message, name)
    for sort, count in sorted(said.left.items()):
        yield Notice(path, None, "attribute_lost", f"{counted(count, *sort)} not kept", name)
