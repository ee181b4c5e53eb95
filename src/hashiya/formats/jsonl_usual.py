"""Usual lines: our own keys and plain spans, checked while they are parsed, in half the time.

Nearly all lines are such. Whatever is not, or may not be, is left to `json_parsing` and
`jsonl_values`, which take it or say what is wrong with it; nothing is refused here.
"""

from __future__ import annotations

from operator import attrgetter
from typing import Any, Final, Required, TypedDict, cast

import msgspec

from hashiya.formats.json_parsing import NUL_ESCAPE, has_every_name
from hashiya.model import PlainSpans

__all__ = ["usual_line"]


class _Span(msgspec.Struct, forbid_unknown_fields=True, gc=False):
    """A span that says where it is and what it is called, and perhaps the next two as well."""

    start: int
    end: int
    label: str
    quote: str | None = None
    source: str | None = None


class _Line(TypedDict, total=False):
    """A document line; keys that are not here are not kept, and missed by who counts."""

    id: str | int | None
    name: str | None
    text: Required[str]
    date: str | None
    source: str | None
    sha256: str | None
    sentences: list[tuple[int, int]] | None
    spans: list[_Span]
    done: list[list[Any]]
    status: str | None
    annotator: str | None
    layer: str | None


_decode: Final = msgspec.json.Decoder(_Line).decode
_columns_of: Final = attrgetter("start", "end", "label", "quote", "source")

_NAMES: Final = ("start", "end", "label")
_MORE_NAMES: Final = (*_NAMES, "quote", "source")


def usual_line(line: bytes) -> dict[str, Any] | None:
    """The keys of a document line, its spans as `PlainSpans`; None of a line that is not usual.

    Sentences are pairs of whole numbers; all other values are such as their keys may have, or None.
    """
    try:
        found = cast("dict[str, Any]", _decode(line))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    names = len(found)
    spans = found.get("spans")
    if spans:
        starts, ends, labels, quotes, sources = zip(*map(_columns_of, spans), strict=True)
        is_minimal = quotes.count(None) == sources.count(None) == len(quotes)
        plain = PlainSpans.of(
            found["text"], (starts, ends, labels), None if is_minimal else sources
        )
        if plain is None or not (is_minimal or plain.quotes == quotes):
            return None
        found["spans"] = plain
        names += len(spans) * len(_NAMES if is_minimal else _MORE_NAMES)
    return found if has_every_name(line, names) and NUL_ESCAPE not in line else None
