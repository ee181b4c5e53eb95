"""Reshaping: other edges for annotations that stand already, decided before anything is written.

Pure functions on a frozen `Page`, like `drafting`: each gives one act, undone in one step, or is
refused by the policy with its reason. Must never know a key or where a caret is.
"""

from __future__ import annotations

import secrets

from hashiya.errors import PolicyError, Reason
from hashiya.model import Act, Add, Annotation, Remove, Replace, Scheme, Span
from hashiya.services.drafting import expect_allowed, reopened
from hashiya.services.pages import Page

__all__ = ["draft_join", "draft_reshape", "draft_split"]


def draft_reshape(page: Page, scheme: Scheme, annotation: Annotation, span: Span) -> Act:
    """Give an annotation other edges, under the same id, its note, flag and attributes kept.

    Raises:
        PolicyError: The edges are its own already, or the policy refuses the new ones.
    """
    if span == annotation.span:
        raise PolicyError(Reason("the span has these edges already"), rule="empty")
    expect_allowed(page, scheme.policy, span, annotation.label, without=(annotation,))
    after = _with_span(page, annotation, span)
    return Act(edits=(Replace(before=annotation, after=after), *reopened(page, span)))


def draft_split(
    page: Page, scheme: Scheme, annotation: Annotation, first: Span, second: Span
) -> Act:
    """Make two annotations of one; the first keeps the id, the note, the flag and the attributes.

    Args:
        page: The text and what stands on it.
        scheme: Labels and policy.
        annotation: What is split.
        first: Where the first part stands.
        second: Where the second part stands.

    Raises:
        PolicyError: The parts are not two stretches of the annotation in their order, or the policy
            refuses one of them.
    """
    whole = annotation.span
    if not (whole.contains(first) and whole.contains(second) and first.end <= second.start):
        raise PolicyError(Reason("a span is split between two of its words"), rule="empty")
    for part in (first, second):
        expect_allowed(page, scheme.policy, part, annotation.label, without=(annotation,))
    rest = Annotation(
        id=secrets.token_hex(8),
        span=second,
        label=annotation.label,
        quote=page.document.quote(second),
        source=annotation.source,
    )
    kept = _with_span(page, annotation, first)
    edits = (Replace(before=annotation, after=kept), Add(annotation=rest))
    return Act(edits=(*edits, *reopened(page, whole)))


def draft_join(page: Page, scheme: Scheme, first: Annotation, second: Annotation) -> Act:
    """Make one annotation of two with one label, from the first's start to the second's end.

    The first's id stays; the notes of both follow each other, and so do the attributes. The whole
    is flagged when one of them was.

    Raises:
        PolicyError: The labels differ, an attribute has another value in each, or the policy
            refuses the joined span.
    """
    if first.label != second.label:
        raise PolicyError(Reason("two spans are joined only under one label"), rule="label")
    attributes = dict(first.attributes)
    for name, value in second.attributes:
        if attributes.setdefault(name, value) != value:
            reason = Reason(
                "the two spans differ in {name}; make it the same in both, then join them",
                name=name,
            )
            raise PolicyError(reason, rule="attributes")
    span = Span(
        start=min(first.span.start, second.span.start), end=max(first.span.end, second.span.end)
    )
    expect_allowed(page, scheme.policy, span, first.label, without=(first, second))
    joined = Annotation(
        id=first.id,
        span=span,
        label=first.label,
        quote=page.document.quote(span),
        note="\n".join(note for note in (first.note, second.note) if note),
        attributes=tuple(sorted(attributes.items())),
        source=first.source,
        is_flagged=first.is_flagged or second.is_flagged,
    )
    edits = (Replace(before=first, after=joined), Remove(annotation=second))
    return Act(edits=(*edits, *reopened(page, span)))


def _with_span(page: Page, annotation: Annotation, span: Span) -> Annotation:
    return Annotation(
        id=annotation.id,
        span=span,
        label=annotation.label,
        quote=page.document.quote(span),
        note=annotation.note,
        attributes=annotation.attributes,
        source=annotation.source,
        is_flagged=annotation.is_flagged,
    )
