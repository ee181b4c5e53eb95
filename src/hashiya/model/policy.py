"""Policy checks: which rules of a scheme an annotation breaks, and beside which other one.

The store never calls this: it is asked before an edit (refuse) and after an import (report).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from hashiya.errors import Reason
from hashiya.model.document import Document
from hashiya.model.scheme import Policy
from hashiya.model.span import Span
from hashiya.text import is_grapheme_boundary

__all__ = ["Rule", "Violation", "pair_violation", "text_violations", "violations"]

Rule = Literal[
    "nesting",
    "same_label_overlap",
    "crossing",
    "across_sentences",
    "edge_white_space",
    "split_grapheme",
]
"""Name of the policy's field that says no."""


class Violation(NamedTuple):
    """One rule that one labelled span breaks."""

    rule: Rule
    """The policy's field."""
    span: Span
    """The span that breaks it."""
    label: str
    """Its label."""
    other: Span | None
    """The span it breaks it with, where there are two."""
    reason: Reason
    """In words for the annotator, without a full stop."""


def text_violations(
    span: Span, label: str, document: Document, policy: Policy
) -> Iterator[Violation]:
    """The rules a span breaks against the text alone: sentence, white space, grapheme."""
    text = document.text
    if not policy.across_sentences and not is_inside_a_sentence(span, document.sentences):
        reason = Reason("the span leaves its sentence; shorten it, or merge the sentences first")
        yield Violation("across_sentences", span, label, None, reason)
    if not policy.edge_white_space and (text[span.start].isspace() or text[span.end - 1].isspace()):
        reason = Reason("the span begins or ends with white space; trim it")
        yield Violation("edge_white_space", span, label, None, reason)
    if not policy.split_grapheme and not (
        is_grapheme_boundary(text, span.start) and is_grapheme_boundary(text, span.end)
    ):
        reason = Reason("an edge falls between a letter and its marks; move it by one letter")
        yield Violation("split_grapheme", span, label, None, reason)


def pair_violation(
    span: Span, label: str, other: Span, other_label: str, policy: Policy
) -> Violation | None:
    """The rule two labelled spans break together, or None."""
    if not span.overlaps(other):
        return None
    if label == other_label and not policy.same_label_overlap:
        reason = Reason("it overlaps another span of the label {label}", label=label)
        return Violation("same_label_overlap", span, label, other, reason)
    if span.crosses(other):
        if policy.crossing:
            return None
        reason = Reason(
            "it crosses another span: one must contain the other, or they must stand apart"
        )
        return Violation("crossing", span, label, other, reason)
    if not policy.nesting:
        reason = Reason(
            "it nests with a span of the label {label}, and this project's spans stand apart",
            label=other_label,
        )
        return Violation("nesting", span, label, other, reason)
    return None


def violations(
    labelled: Iterable[tuple[Span, str]], document: Document, policy: Policy
) -> Iterator[Violation]:
    """Every rule a set of labelled spans breaks; a pair is reported once, at its later span.

    O(n log n + pairs that overlap).
    """
    ordered = sorted(labelled, key=lambda pair: (pair[0].start, -pair[0].end, pair[1]))
    open_spans: list[tuple[Span, str]] = []
    for span, label in ordered:
        yield from text_violations(span, label, document, policy)
        open_spans = [(other, name) for other, name in open_spans if other.end > span.start]
        for other, name in open_spans:
            found = pair_violation(span, label, other, name, policy)
            if found is not None:
                yield found
        open_spans.append((span, label))


def is_inside_a_sentence(span: Span, sentences: Sequence[Span]) -> bool:
    """Whether one sentence contains the whole span. `sentences` are in order; O(log n)."""
    place = bisect_right(sentences, span.start, key=lambda sentence: sentence.start) - 1
    return place >= 0 and sentences[place].contains(span)
