"""Writing JSONL: a header, then one document a line; the same records make the same bytes.

Nothing is lost but what no record holds, so a file read and written again is the same file. Keys
stand in one order, absent ones are left out, and there is no time of writing anywhere.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import chain
from operator import itemgetter
from pathlib import Path
from typing import Any, Final, Literal

from pydantic_core import from_json

from hashiya.errors import CorruptionError, FormatError
from hashiya.formats.announcing import Held
from hashiya.formats.jsonl_reading import FORMAT_VERSION
from hashiya.formats.listing import Layout, Listed, held_of, list_format
from hashiya.formats.write_options import WriteOptions
from hashiya.formats.writing import Job
from hashiya.model import DocumentRecord, ReminderRecord, SpanRecord, text_sha256

__all__ = ["JSONL", "document_line", "header_line"]

_quoted: Final[Callable[[str], str]] = json.encoder.encode_basestring
_bounds: Final = itemgetter("start", "end", "label")
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode

_LINE_ENDS: Final = (("\u2028", "\\u2028"), ("\u2029", "\\u2029"), ("\x85", "\\u0085"))
"""Characters that other programs take for the end of a line; escaped, they are none."""


def header_line(options: WriteOptions) -> bytes:
    """What the file says of itself."""
    header: dict[str, Any] = {
        "hashiya": "jsonl",
        "version": FORMAT_VERSION,
        "scheme": options.scheme.model_dump(mode="json"),
        "offset_unit": "code points",
        "layer": options.layer,
    }
    if options.annotator is not None:
        header["annotator"] = options.annotator
    return _line(header)


def document_line(record: DocumentRecord) -> bytes:
    """One record as one line.

    Raises:
        CorruptionError: A span's quote is not what the text says.
        FormatError: A string holds a lone surrogate.
    """
    text = record.text
    line: dict[str, Any] = {"id": record.id, "name": record.name, "text": text}
    if record.date is not None:
        line["date"] = record.date
    if record.source is not None:
        line["source"] = record.source
    try:
        line["sha256"] = text_sha256(text)
    except UnicodeEncodeError as error:
        raise FormatError(f"the document {record.id!r} holds a lone surrogate") from error
    if record.sentences is not None:
        line["sentences"] = record.sentences
    rest: dict[str, Any] = {}
    if record.marks:
        rest["done"] = record.marks
    if record.reminders:
        rest["reminders"] = [_reminder(each) for each in record.reminders]
    rest["status"] = _status(record)
    if record.annotator is not None:
        rest["annotator"] = record.annotator
    rest["layer"] = record.layer
    return _bytes_of(f'{_encode(line)[:-1]},"spans":{_spans(record)},{_encode(rest)[1:]}')


def _spans(record: DocumentRecord) -> str:
    """The spans of a record as JSON; those that say no more than most are filled in at once."""
    if not record.spans:
        return "[]"
    text = record.text
    starts, ends, labels, said, notes, attributes, sources, flags = zip(*record.spans, strict=True)
    quotes = tuple([text[start:end] for start, end in zip(starts, ends, strict=True)])
    if said != quotes or any(notes) or any(attributes) or any(flags):
        return _encode([_span(span, text, record.id) for span in record.spans])
    words = (map(_quoted_name, labels), map(_quoted, quotes), map(_quoted_name, sources))
    cells = chain.from_iterable(zip(starts, ends, *words, strict=True))
    return f"[{_template(len(starts)) % tuple(cells)}]"


@lru_cache(maxsize=1024)
def _quoted_name(name: str) -> str:
    """A label or a source as it stands in JSON; few of them stand in many spans."""
    return _quoted(name)


@lru_cache(maxsize=256)
def _template(length: int) -> str:
    """So many spans, to be filled with start, end, label, quote and source of each."""
    return ",".join(['{"start":%d,"end":%d,"label":%s,"quote":%s,"source":%s}'] * length)


def _span(span: SpanRecord, text: str, document_id: str) -> dict[str, Any]:
    start, end, label, said, note, attributes, source, is_flagged = span
    quote = text[start:end]
    if said is not None and said != quote:
        raise CorruptionError(
            f"document {document_id!r}: the span [{start}, {end}) is said to cover {said[:60]!r},"
            f" but the text has {quote[:60]!r}; run `hashiya doctor`"
        )
    written: dict[str, Any] = {"start": start, "end": end, "label": label, "quote": quote}
    if note:
        written["note"] = note
    if attributes:
        written["attributes"] = dict(attributes)
    written["source"] = source
    if is_flagged:
        written["flag"] = True
    return written


def _reminder(reminder: ReminderRecord) -> dict[str, Any]:
    """A flag or a note: of a sentence by its bounds, of the document without any."""
    start, end, is_flagged, note = reminder
    written: dict[str, Any] = {"start": start, "end": end} if end else {}
    if is_flagged:
        written["flag"] = True
    if note:
        written["note"] = note
    return written


def _status(record: DocumentRecord) -> Literal["new", "begun", "done"]:
    all_marked = bool(record.sentences) and len(record.marks) >= len(record.sentences or ())
    if record.is_done or all_marked:
        return "done"
    return "begun" if record.spans or record.marks else "new"


def _line(value: dict[str, Any]) -> bytes:
    return _bytes_of(_encode(value))


def _bytes_of(line: str) -> bytes:
    for char, escape in _LINE_ENDS:
        if char in line:
            line = line.replace(char, escape)
    try:
        return line.encode() + b"\n"
    except UnicodeEncodeError as error:
        raise FormatError(
            f"a string holds U+{ord(line[error.start]):04X}, which no file can"
        ) from error


def _layout(job: Job) -> Layout:
    return Layout(
        opening=header_line(job.options),
        document=lambda record: Listed(document_line(record), held_of(record)),
        read_again=_read_again,
    )


def _read_again(path: Path) -> Iterator[Held]:
    with path.open("rb") as lines:
        next(lines)  # the header
        for line in lines:
            said = from_json(line)
            yield said["id"], said["text"], tuple(map(_bounds, said["spans"]))


JSONL: Final = list_format("jsonl", ".jsonl", _layout)
