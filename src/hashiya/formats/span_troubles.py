"""Span troubles: in words what is wrong with a span of a line, and what to do about it.

Knows the keys of a span and nothing of the line around it.
"""

from __future__ import annotations

from typing import Any, Final

from hashiya.formats.jsonl_marks import BadPart
from hashiya.formats.remarks import shown
from hashiya.text import counted

__all__ = ["SPAN_KEYS", "outside", "shapeless"]

SPAN_KEYS: Final = frozenset(
    {"start", "end", "label", "quote", "text", "note", "attributes", "source", "flag"}
)
"""Every key of a span that means something; `text` is another word for `quote`."""


def shapeless(value: object) -> BadPart:
    """What stands where a span should, and has no bounds or no label."""
    if type(value) is dict and value.get("label", "") in (None, ""):
        start, end = value.get("start"), value.get("end")
        if type(start) is type(end) is int and max(abs(start), abs(end)) < 10**18:
            return BadPart(_without_label(start, end, value), "unreadable", None)
    reason = (
        f"a span is {shown(value)}; it needs whole numbers start and end, and a label that is no"
        " empty string"
    )
    return BadPart(reason, "unreadable", None)


def _without_label(start: int, end: int, span: dict[str, Any]) -> str:
    reason = f"the span [{start}, {end}) has no label"
    others = [key for key, said in span.items() if key not in SPAN_KEYS and type(said) is str]
    names = ", ".join(map(shown, others[:6]))
    return f"{reason}; it has {names}: --keys label=NAME says which it is" if names else reason


def outside(start: int, end: int, label: str, length: int) -> BadPart:
    """A span that is empty, the wrong way round, or leaves a text of this length."""
    # A number of thousands of digits would be an answer as long as the question.
    if max(abs(start), abs(end)) > 10**18:
        return BadPart("an offset is far outside the text", "offset_out_of_range", None)
    what = (
        "is empty"
        if start == end
        else "ends before it starts"
        if end < start
        else "leaves the text"
    )
    reason = f"the span [{start}, {end}) {what}; the text has {counted(length, 'character')}"
    return BadPart(reason, "offset_out_of_range", (start, end, label))
