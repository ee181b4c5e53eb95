"""Key maps: what a person says about the keys of a JSONL line that nobody else's program writes.

`text=body,spans=marks.spans,start=from` names, for keys of Hashiya's own line, where a foreign line
has them. A dot goes into an object. Knows no file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from hashiya.errors import UsageError
from hashiya.formats.jsonl_values import BadLineError
from hashiya.formats.remarks import shown

__all__ = ["LINE_KEYS", "SPAN_KEYS", "key_map", "with_keys"]

LINE_KEYS: Final = ("id", "text", "spans", "name", "date", "source", "annotator", "status", "layer")
"""Keys of a document line that can be said to have another name."""

SPAN_KEYS: Final = ("start", "end", "label", "quote", "note")
"""The same for spans."""


def key_map(said: str) -> dict[str, str]:
    """A key map as it is written on a command line.

    Raises:
        UsageError: A part is no `OURS=THEIRS`, or names a key that there is not, or twice.

    >>> key_map("text=body, spans=annotations")
    {'text': 'body', 'spans': 'annotations'}
    """
    made: dict[str, str] = {}
    for part in said.split(","):
        ours, equals, theirs = (each.strip() for each in part.partition("="))
        if not (ours and equals and theirs):
            raise UsageError(f"--keys {part!r} is no OURS=THEIRS, such as text=body")
        if ours not in LINE_KEYS + SPAN_KEYS:
            known = ", ".join(LINE_KEYS + SPAN_KEYS)
            raise UsageError(f"--keys has no key {ours!r}; there are {known}")
        if ours in made:
            raise UsageError(f"--keys names {ours} twice")
        made[ours] = theirs
    return made


def with_keys(line: Mapping[str, Any], keys: Mapping[str, str]) -> tuple[dict[str, Any], set[str]]:
    """A foreign line in Hashiya's own keys, and the names of those that were left over.

    A key that was not mapped keeps its own name. A span may be a list `[start, end, label]`.

    Raises:
        BadLineError: The line lacks what was said to be its text, or an object on the way.
    """
    told: dict[str, Any] = {}
    used: set[str] = set()
    for ours in LINE_KEYS:
        theirs = keys.get(ours, ours)
        value = _at(line, theirs)
        used.add(theirs if theirs in line else theirs.split(".")[0])
        if value is not None:
            told[ours] = value
        elif ours == "text":
            held = ", ".join(map(shown, list(line)[:8]))
            raise BadLineError(f"has no text under {shown(theirs)}; its keys are {held}")
    if type(told.get("spans")) is list:
        told["spans"] = [_span(span, keys) for span in told["spans"]]
    return told, set(line) - used


def _at(line: Mapping[str, Any], place: str) -> Any:
    """The value at a key, or along a path of keys with dots between them; None when not there."""
    if place in line:
        return line[place]
    value: Any = line
    for key in place.split("."):
        if type(value) is not dict or key not in value:
            return None
        value = value[key]
    return value


def _span(value: object, keys: Mapping[str, str]) -> object:
    if type(value) is list and len(value) == 3:
        return dict(zip(("start", "end", "label"), value, strict=True))
    if type(value) is not dict:
        return value
    told = {ours: _at(value, keys.get(ours, ours)) for ours in SPAN_KEYS}
    quote = told["quote"] if told["quote"] is not None or "quote" in keys else value.get("text")
    told["quote"] = quote
    return {ours: each for ours, each in told.items() if each is not None}
