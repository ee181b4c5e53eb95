"""Keeping: which rules of a policy an admitted record breaks, and at once that it breaks none.

Nearly all records keep the default policy, and a model a span to find that out would cost more than
an import does. Must never know what becomes of a span that breaks a rule.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import repeat
from operator import eq, le
from typing import Final

from hashiya.model import (
    Document,
    DocumentRecord,
    PlainSpans,
    Policy,
    Span,
    SpanRecord,
    Violation,
    bounds_and_labels,
    violations,
)
from hashiya.text import is_grapheme_boundary

__all__ = ["all_broken_rules", "broken_rules", "keeps_the_default_policy"]

_MAY_JOIN_GRAPHEMES: Final = re.compile(
    r"[^\n\x20-\x7e\u00a0-\u00ac\u060c\u061b\u061f\u0620-\u064a\u0660-\u066d\u2013-\u2026]"
)
"""A text without these has one grapheme a code point, so that no edge can split one."""


def broken_rules(record: DocumentRecord, policy: Policy) -> list[Violation]:
    """The rules that an admitted record's spans break; most break none, which is seen cheaply."""
    if policy.nesting and keeps_the_default_policy(record):
        return []
    return all_broken_rules(record, policy)


def keeps_the_default_policy(record: DocumentRecord) -> bool:
    """Whether an admitted record breaks no rule of the default policy, seen without a model.

    Nearly all do; building a model a span to find that out would cost more than the import.
    """
    if not record.spans:
        return True
    starts, ends, labels = bounds_and_labels(record.spans)
    text = record.text
    return (
        _are_inside(record.sentences or (), starts, ends)
        and _are_stripped(record.spans, text)
        and _nest(starts, ends, labels)
        and (
            _MAY_JOIN_GRAPHEMES.search(text) is None
            or all(is_grapheme_boundary(text, edge) for edge in (*starts, *ends))
        )
    )


def _are_stripped(spans: Sequence[SpanRecord], text: str) -> bool:
    """Whether no span begins or ends with white space."""
    if type(spans) is PlainSpans:
        quotes: Sequence[str] = spans.quotes
    else:
        quotes = [text[span.start : span.end] for span in spans]
    return all(map(eq, map(str.strip, quotes), quotes))


def _are_inside(
    sentences: Sequence[tuple[int, int]], starts: Sequence[int], ends: Sequence[int]
) -> bool:
    """Whether each span lies in one sentence."""
    if not sentences:
        return False
    beginnings, stops = zip(*sentences, strict=True)
    places = map(bisect_right, repeat(beginnings), starts)
    return all(map(le, ends, map((-1, *stops).__getitem__, places)))


def _nest(starts: Sequence[int], ends: Sequence[int], labels: Sequence[str]) -> bool:
    """Whether spans in reading order cross nowhere, and lie in none of their own label."""
    open_spans: list[tuple[int, str]] = []
    reach, outer = 0, ""
    for start, end, label in zip(starts, ends, labels, strict=True):
        if start >= reach:
            reach, outer = end, label
            open_spans.clear()
            continue
        open_spans = [held for held in open_spans or [(reach, outer)] if held[0] > start]
        if any(end > held[0] or label == held[1] for held in open_spans):
            return False
        open_spans.append((end, label))
    return True


def all_broken_rules(record: DocumentRecord, policy: Policy) -> list[Violation]:
    """What `broken_rules` says, always asked of the policy itself."""
    document = Document(
        id=record.id,
        name=record.name,
        text=record.text,
        sentences=tuple(Span(start=start, end=end) for start, end in record.sentences or ()),
    )
    labelled = [(Span(start=span.start, end=span.end), span.label) for span in record.spans]
    return list(violations(labelled, document, policy))
