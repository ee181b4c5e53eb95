"""Gold policy: whether gold may hold a span beside what it holds, and which span is in the way.

Pure functions. Must never know a card, a ruling or a store.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from hashiya.errors import PolicyError, Reason
from hashiya.model import (
    Annotation,
    Document,
    Policy,
    Rule,
    Span,
    pair_violation,
    text_violations,
)

__all__ = ["GoldSpan", "as_gold", "refusal"]

LONGEST_QUOTE: Final = 40
"""Code points of a span that a message quotes; of a longer one both ends."""


class GoldSpan(NamedTuple):
    """What gold shall hold."""

    span: Span
    """Where."""
    label: str
    """What."""
    attributes: tuple[tuple[str, str], ...] = ()
    """Name and value pairs."""


def as_gold(each: Annotation) -> GoldSpan:
    """What an annotation of gold holds."""
    return GoldSpan(each.span, each.label, each.attributes)


def refusal(
    document: Document, policy: Policy, wanted: GoldSpan, held: Iterable[GoldSpan]
) -> PolicyError | None:
    """Why gold may not hold a span, naming the one that is in the way; None where it may.

    Args:
        document: The text.
        policy: What gold may hold.
        wanted: The span.
        held: What gold holds besides.
    """
    span, label = wanted.span, wanted.label
    alone = next(text_violations(span, label, document, policy), None)
    if alone is not None:
        return PolicyError(alone.reason, rule=alone.rule)
    for each in held:
        if (each.span, each.label) == (span, label):
            reason = Reason("gold holds this span under this label already")
            return PolicyError(reason, rule="same_label_overlap")
        found = pair_violation(span, label, each.span, each.label, policy)
        if found is not None:
            return PolicyError(
                _named(found.rule, each.label, document.quote(each.span)), rule=found.rule
            )
    return None


def _named(rule: Rule, label: str, words: str) -> Reason:
    """The reason with the words of the span that is in the way."""
    quote = _shortened(words)
    if rule == "same_label_overlap":
        return Reason("it overlaps «{quote}», which is {label} too", label=label, quote=quote)
    if rule == "crossing":
        return Reason("it crosses {label} «{quote}»", label=label, quote=quote)
    return Reason(
        "it nests with {label} «{quote}», and spans stand apart here", label=label, quote=quote
    )


def _shortened(quote: str) -> str:
    """Both ends of what is long."""
    half = LONGEST_QUOTE // 2
    return quote if len(quote) <= LONGEST_QUOTE else f"{quote[:half]}…{quote[-half:]}"
