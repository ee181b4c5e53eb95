"""Values of a JSONL line: from what JSON holds to records, checked by hand and refused in words.

Plain dictionaries come in, `DocumentRecord`s go out. A wrong span is refused alone; whatever else
is wrong refuses the line. Lines, files and headers are `jsonl_reading`'s business.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, islice
from operator import gt
from typing import Any, Final, NamedTuple, get_args

from hashiya.errors import DataError
from hashiya.formats.jsonl_columns import are_stretches, plain_spans
from hashiya.formats.jsonl_marks import BadPart, read_marks, read_reminders
from hashiya.formats.remarks import id_trouble, shown
from hashiya.formats.reports import Kind
from hashiya.formats.span_troubles import outside, shapeless
from hashiya.formats.units import OffsetUnit, in_code_points
from hashiya.model import (
    DocumentRecord,
    LayerKind,
    PlainSpans,
    SpanRecord,
    sound_sha256,
    text_trouble,
)

__all__ = [
    "DOCUMENT_KEYS",
    "BadLineError",
    "Defaults",
    "document_record",
    "expect_text",
    "layer_kind",
]

DOCUMENT_KEYS: Final = frozenset(
    {
        *("id", "name", "text", "date", "source", "sha256", "sentences", "spans", "done"),
        *("reminders", "status", "annotator", "layer"),
    }
)
"""Every key of a document line that means something."""

_TRIPLE: Final = ("start", "end", "label")
"""What a span says in order when it is written as a list."""

_STATUSES: Final = ("new", "begun", "done")
_LAYER_KINDS: Final = get_args(LayerKind)


class BadLineError(DataError):
    """A line that is refused as a whole; never leaves the reader."""

    def __init__(self, message: str, kind: Kind = "unreadable") -> None:
        super().__init__(message)
        self.kind: Kind = kind


class Defaults(NamedTuple):
    """What holds where a line does not say otherwise."""

    id: str
    annotator: str | None
    layer: LayerKind
    unit: OffsetUnit = "codepoints"
    """What the offsets of its spans count."""


def document_record(
    line: dict[str, Any], defaults: Defaults, number: int
) -> tuple[DocumentRecord, list[BadPart]]:
    """The record of a document line, and what was left out of it.

    Its spans are a list of anything, or `PlainSpans` of its text, whose offsets are code points.

    Raises:
        BadLineError: The line cannot be a document.
    """
    text = line.get("text")
    if type(text) is not str:
        raise BadLineError(_no_text(line))
    sha256 = _sha256(text, line.get("sha256"))
    bad: list[BadPart] = []
    spans = line.get("spans")
    if type(spans) is not PlainSpans:
        spans = _spans(line, text, defaults.unit, bad)
    marks = read_marks(_list(line, "done"), text, bad)
    reminders = read_reminders(_list(line, "reminders"), text, bad)
    document_id = _document_id(line.get("id"), defaults.id)
    name, annotator = expect_text(line, "name"), expect_text(line, "annotator")
    status = line.get("status")
    if status is not None and status not in _STATUSES:
        raise BadLineError(f"status is {shown(status)}; it can be {', '.join(_STATUSES)}")
    record = DocumentRecord(
        id=document_id,
        name=document_id if name is None else name,
        text=text,
        date=expect_text(line, "date"),
        source=expect_text(line, "source"),
        sentences=_sentences(line.get("sentences"), text),
        annotator=defaults.annotator if annotator is None else annotator,
        layer=layer_kind(line, defaults.layer),
        spans=spans,
        marks=marks,
        reminders=reminders,
        is_done=status == "done",
        has_layer=_has_layer(line, status, bool(spans or marks or reminders)),
        line=number,
        sha256=sha256,
    )
    return record, bad


def _no_text(line: dict[str, Any]) -> str:
    reason = "has no text: a document line needs a key text with a string"
    if "tokens" in line and "text" not in line:
        return f"{reason}; tokens with tags are read from CoNLL, or from Parquet"
    others = ", ".join(map(shown, list(line)[:6]))
    is_mapped = "text" in line or not others
    return reason if is_mapped else f"{reason}; it has {others}: --keys text=NAME says which it is"


def expect_text(line: dict[str, Any], key: str) -> str | None:
    """A string, or None when the key is absent or null.

    Raises:
        BadLineError: It is something else.
    """
    value = line.get(key)
    if value is None or type(value) is str:
        return value
    raise BadLineError(f"{key} is {shown(value)}; a string is needed")


def layer_kind(line: dict[str, Any], default: LayerKind) -> LayerKind:
    """What sort of layer a line speaks of.

    Raises:
        BadLineError: There is no such sort.
    """
    value: LayerKind | None = line.get("layer")
    if value is None:
        return default
    if value not in _LAYER_KINDS:
        raise BadLineError(f"layer is {shown(value)}; it can be {', '.join(_LAYER_KINDS)}")
    return value


def _has_layer(line: dict[str, Any], status: str | None, holds_something: bool) -> bool:  # noqa: FBT001 (a plain fact)
    if status is None:
        return "spans" in line or "done" in line or "reminders" in line
    return holds_something or status != "new"


def _sha256(text: str, said: object) -> str:
    """The text's SHA-256, which is also what the line says if it says anything."""
    sha256 = sound_sha256(text)
    if sha256 is None:
        trouble = text_trouble(text) or ""
        raise BadLineError(trouble, "too_long" if "fit one document" in trouble else "unreadable")
    if said is not None and said != sha256:
        raise BadLineError("sha256 is not that of the text; one of the two was changed")
    return sha256


def _document_id(value: object, default: str) -> str:
    if value is None:
        return default
    # A number is a common id; True is an int to Python and none to people.
    if type(value) is not str and type(value) is not int:
        raise BadLineError(f"id is {shown(value)}; a string or a whole number is needed")
    name = str(value)
    trouble = id_trouble(name)
    if trouble:
        raise BadLineError(f"the id cannot be used: {trouble}")
    return name


def _list(line: dict[str, Any], key: str) -> list[Any]:
    value = line.get(key)
    if value is None:
        return []
    if type(value) is not list:
        raise BadLineError(f"{key} is {shown(value)}; a list is needed")
    return value


def _in_code_points(
    line: dict[str, Any], text: str, unit: OffsetUnit, bad: list[BadPart]
) -> list[Any]:
    """The line's spans, counted in code points; those that cannot be are told in `bad`."""
    values = _list(line, "spans")
    if list in map(type, values):
        values = list(map(_with_names, values))
    if unit == "codepoints":
        return values
    for key in ("sentences", "done", "reminders"):
        if line.get(key):
            raise BadLineError(f"{key} are read in code points only; leave --offsets away, or them")
    kept, refused = in_code_points(values, text, unit)
    bad.extend(BadPart(reason, "offset_out_of_range", span) for reason, span in refused)
    return kept


def _with_names(span: object) -> object:
    """A span that is `[start, end, label]` as an object; any other as it is."""
    if type(span) is list and len(span) == len(_TRIPLE):
        return dict(zip(_TRIPLE, span, strict=True))
    return span


def _spans(
    line: dict[str, Any], text: str, unit: OffsetUnit, bad: list[BadPart]
) -> Sequence[SpanRecord]:
    if unit == "codepoints":
        plain = plain_spans(_list(line, "spans"), text)
        if plain is not None:
            return plain
    length = len(text)
    spans: list[SpanRecord] = []
    for value in _in_code_points(line, text, unit, bad):
        try:
            start, end, label = value["start"], value["end"], value["label"]
        except (KeyError, TypeError, IndexError):
            bad.append(shapeless(value))
            continue
        # bool is a subclass of int, so isinstance would take true for an offset.
        if not (type(start) is type(end) is int and type(label) is str and label):
            bad.append(shapeless(value))
        elif not 0 <= start < end <= length:
            bad.append(outside(start, end, label, length))
        else:
            _detailed(SpanRecord(start, end, label, text[start:end]), value, spans, bad)
    return tuple(spans)


def _detailed(
    span: SpanRecord, value: dict[str, Any], spans: list[SpanRecord], bad: list[BadPart]
) -> None:
    """Add a span that says more than where it is and what it is called."""
    start, end, label, found = span[:4]
    quote = value.get("quote", value.get("text"))
    note = value.get("note", "")
    source = value.get("source", "import")
    attributes = value.get("attributes")
    is_flagged = value.get("flag", False)
    place = (start, end, label)
    if quote is not None and quote != found:
        reason = f"the quote is {shown(quote)}, but the text has {shown(found)} at [{start}, {end})"
        bad.append(BadPart(reason, "span_text_mismatch", place))
    elif not (type(note) is type(source) is str and source):
        bad.append(BadPart("note and source must be strings", "unreadable", place))
    elif type(is_flagged) is not bool:
        bad.append(BadPart("flag must be true or false", "unreadable", place))
    elif attributes is None:
        spans.append(SpanRecord(start, end, label, found, note, (), source, is_flagged))
    elif type(attributes) is not dict or not all(type(each) is str for each in attributes.values()):
        reason = "attributes must be an object whose values are strings"
        bad.append(BadPart(reason, "unreadable", place))
    else:
        pairs = tuple(sorted(attributes.items()))
        spans.append(SpanRecord(start, end, label, found, note, pairs, source, is_flagged))


def _sentences(values: object, text: str) -> tuple[tuple[int, int], ...] | None:
    if values is None:
        return None
    if type(values) is not list:
        raise BadLineError(f"sentences is {shown(values)}; a list is needed")
    if not are_stretches(values):
        wrong = next(each for each in values if not are_stretches([each]))
        wrong = [*wrong] if type(wrong) is tuple else wrong
        raise BadLineError(f"a sentence is {shown(wrong)}; [start, end] is needed")
    edges = [0, *chain.from_iterable(values), len(text)]
    if any(map(gt, edges, islice(edges, 1, None))):
        raise BadLineError("the sentences overlap, are out of order or leave the text")
    return tuple(map(tuple, values))
