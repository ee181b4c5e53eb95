"""Attributing: what more is said of an annotation, held to what its label lets be said.

Values are proposed: a date's by rule, a canonical form as the person gave it to the same words
before. Nothing is written that nobody has seen. Must never know a screen.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Final

from hashiya.errors import PolicyError, Reason
from hashiya.model import Act, Annotation, Attribute, Label, Layer, Replace
from hashiya.text import fold

__all__ = ["attribute_trouble", "draft_attributes", "proposals"]

MAX_NUMBER: Final = 9_999
MAX_VALUE_LENGTH: Final = 500
"""Code points of a value."""

Given = Callable[[str], Sequence[tuple[str, tuple[tuple[str, str], ...]]]]
"""A label's name to the quotes and attributes of the person's annotations that have any."""


def proposals(
    label: Label, annotation: Annotation, written: str | None, given: Given
) -> dict[str, str]:
    """A value for each attribute that the annotation lacks, where one can be guessed.

    Args:
        label: Whose attributes.
        annotation: What they are said of.
        written: ISO date of its document.
        given: What was given before; asked only where a canonical form is wanted.
    """
    has = dict(annotation.attributes)
    missing = [each for each in label.attributes if each.name not in has]
    found: dict[str, str] = {}
    for attribute in missing:
        if attribute.kind == "date":
            found[attribute.name] = _date(annotation.quote, written)
        elif attribute.kind == "text":
            found[attribute.name] = _text(attribute.name, annotation, given)
    return {name: value for name, value in found.items() if value}


def attribute_trouble(attribute: Attribute, value: str) -> str:
    """Why a value cannot be this attribute's, in words without a full stop; empty when it can.

    No value at all is none.
    """
    if not value:
        return ""
    if len(value) > MAX_VALUE_LENGTH:
        return Reason(
            "the value has {count} characters; at most {limit} fit",
            count=len(value),
            limit=MAX_VALUE_LENGTH,
        )
    if attribute.kind == "number":
        is_number = value.isascii() and value.isdigit() and int(value) <= MAX_NUMBER
        wanted = Reason("a whole number up to {limit} is wanted, such as 2", limit=MAX_NUMBER)
        return "" if is_number else wanted
    if attribute.kind == "date":
        from hashiya.suggest import is_date_value  # noqa: PLC0415 - when a date is asked for

        wanted = Reason(
            "an ISO value is wanted, such as 2021-01-29, 2021-01, 2021-Q1 or 2021-01-26/2021-01-29"
        )
        return "" if is_date_value(value) else wanted
    return ""


def draft_attributes(layer: Layer, annotation: Annotation, values: Mapping[str, str]) -> Act | None:
    """Give an annotation other values, under the same id; an empty one takes an attribute away.

    What `values` does not name stays. Returns None when all of it is as it was.

    Raises:
        PolicyError: The layer holds the annotation no more, or changed in another way.
    """
    if annotation not in layer.annotations:
        reason = Reason("the span has changed meanwhile; its attributes were not saved")
        raise PolicyError(reason, rule="attributes")
    wanted = dict(annotation.attributes) | {name: value.strip() for name, value in values.items()}
    attributes = tuple(sorted((name, value) for name, value in wanted.items() if value))
    if attributes == annotation.attributes:
        return None
    after = Annotation(
        id=annotation.id,
        span=annotation.span,
        label=annotation.label,
        quote=annotation.quote,
        note=annotation.note,
        attributes=attributes,
        source=annotation.source,
        is_flagged=annotation.is_flagged,
    )
    return Act(edits=(Replace(before=annotation, after=after),))


def _date(quote: str, written: str | None) -> str:
    from hashiya.suggest import date_value  # noqa: PLC0415 - when a date is asked for

    hit = date_value(quote, _day(written))
    return hit.value or "" if hit is not None else ""


def _day(written: str | None) -> date | None:
    try:
        return date.fromisoformat((written or "")[:10])
    except ValueError:
        return None


def _text(name: str, annotation: Annotation, given: Given) -> str:
    """The commonest value that the same words were given, however they were written; else they."""
    form = fold(annotation.quote).text
    counts = Counter(
        value
        for quote, attributes in given(annotation.label)
        if fold(quote).text == form
        for other, value in attributes
        if other == name
    )
    if counts:
        return min(counts, key=lambda value: (-counts[value], value))
    return " ".join(annotation.quote.split())[:MAX_VALUE_LENGTH]
