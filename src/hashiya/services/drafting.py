"""Drafting: what a key would do to a page, decided before anything is written.

Pure functions on a frozen `Page`. A draft that the scheme's policy does not allow is refused here
with its reason; what is returned can be shown at once and committed after (`annotating`).
"""

from __future__ import annotations

import secrets

from hashiya.errors import CountedReason, PolicyError, Reason
from hashiya.model import (
    Act,
    Add,
    Annotation,
    Document,
    Layer,
    MarkSentence,
    MarkState,
    Policy,
    Reminder,
    Remove,
    Replace,
    Scheme,
    Span,
    Violation,
    apply_act,
    pair_violation,
    resegmented,
    text_violations,
)
from hashiya.services.pages import Page
from hashiya.store import DocumentLine, document_state

__all__ = [
    "apply_to_page",
    "draft_add",
    "draft_mark",
    "draft_note",
    "draft_relabel",
    "draft_remove",
    "expect_allowed",
    "reopened",
]


def draft_add(page: Page, scheme: Scheme, span: Span, label: str) -> Act:
    """Put a label on a span.

    A sentence that was marked "nothing here" is opened again in the same act.

    Raises:
        PolicyError: The scheme lacks the label, or its policy refuses the span.
    """
    _expect_label(scheme, label)
    wanted = (span.start, span.end, label)
    if any(
        (other.span.start, other.span.end, other.label) == wanted
        for other in page.layer.annotations
    ):
        raise PolicyError(_already(label), rule="same_label_overlap")
    expect_allowed(page, scheme.policy, span, label)
    annotation = Annotation(
        id=secrets.token_hex(8), span=span, label=label, quote=page.document.quote(span)
    )
    return Act(edits=(Add(annotation=annotation), *reopened(page, span)))


def reopened(page: Page, span: Span) -> tuple[MarkSentence, ...]:
    """What opens the sentences again that were said to hold nothing and are to hold a span."""
    return tuple(
        MarkSentence(span=mark.span, before="nothing", after=None)
        for mark in page.layer.marks
        if mark.state == "nothing" and mark.span.overlaps(span)
    )


def draft_remove(annotation: Annotation) -> Act:
    """Take an annotation away."""
    return Act(edits=(Remove(annotation=annotation),))


def draft_relabel(page: Page, scheme: Scheme, annotation: Annotation, label: str) -> Act:
    """Put another label in the place of an annotation's own, under the same id.

    Raises:
        PolicyError: The scheme lacks the label, or its policy refuses the span under it.
    """
    _expect_label(scheme, label)
    if annotation.label == label:
        raise PolicyError(_already(label), rule="same_label_overlap")
    expect_allowed(page, scheme.policy, annotation.span, label, without=(annotation,))
    after = Annotation(
        id=annotation.id,
        span=annotation.span,
        label=label,
        quote=annotation.quote,
        note=annotation.note,
        attributes=annotation.attributes,
        source=annotation.source,
        is_flagged=annotation.is_flagged,
    )
    return Act(edits=(Replace(before=annotation, after=after),))


def draft_note(page: Page, annotation: Annotation, note: str) -> Act | None:
    """Put another note on an annotation, under the same id; an empty one takes the note away.

    Returns None when the note is the same.

    Raises:
        PolicyError: The page holds the annotation no more, or changed in another way.
    """
    if annotation not in page.layer.annotations:
        reason = Reason("the span has changed meanwhile; its note was not saved")
        raise PolicyError(reason, rule="note")
    if annotation.note == note:
        return None
    after = Annotation(
        id=annotation.id,
        span=annotation.span,
        label=annotation.label,
        quote=annotation.quote,
        note=note,
        attributes=annotation.attributes,
        source=annotation.source,
        is_flagged=annotation.is_flagged,
    )
    return Act(edits=(Replace(before=annotation, after=after),))


def draft_mark(page: Page, sentence: Span, state: MarkState | None) -> Act | None:
    """Mark a sentence done, done with nothing in it, or open again (None).

    Returns None when the sentence already stands so.

    Raises:
        PolicyError: "Nothing here" was said of a sentence that holds annotations.
    """
    before = next((mark.state for mark in page.layer.marks if mark.span == sentence), None)
    if before == state:
        return None
    if state == "nothing":
        held = sum(annotation.span.overlaps(sentence) for annotation in page.layer.annotations)
        if held:
            reason = CountedReason(
                "this sentence holds {count} annotation; mark it done, or remove it first",
                "this sentence holds {count} annotations; mark it done, or remove them first",
                count=held,
            )
            raise PolicyError(reason, rule="nothing")
    return Act(edits=(MarkSentence(span=sentence, before=before, after=state),))


def apply_to_page(page: Page, act: Act) -> Page:
    """The page after an act, as it will stand once the act is saved.

    Raises:
        CorruptionError: The act speaks of annotations that the page does not hold.
        PolicyError: It cuts sentences that are not there any more.
    """
    layer = apply_act(page.layer, act)
    document = resegmented(page.document, act)
    line = _recounted(page, document, layer)
    finished = page.finished + (line.state == "done") - (page.line.state == "done")
    return page._replace(document=document, layer=layer, line=line, finished=finished)


def expect_allowed(
    page: Page,
    policy: Policy,
    span: Span,
    label: str,
    *,
    without: tuple[Annotation, ...] = (),
) -> None:
    """Refuse a labelled span that the policy does not allow on a page.

    Args:
        page: The text and what stands on it.
        policy: What is allowed.
        span: Where it would stand.
        label: Its label's name.
        without: Annotations that will be gone by then.

    Raises:
        PolicyError: The policy refuses it; the message says why.
    """
    violation = _first_violation(page, policy, span, label, without)
    if violation is not None:
        raise PolicyError(violation.reason, rule=violation.rule)


def _first_violation(
    page: Page, policy: Policy, span: Span, label: str, without: tuple[Annotation, ...]
) -> Violation | None:
    found = next(text_violations(span, label, page.document, policy), None)
    if found is not None:
        return found
    pairs = (
        pair_violation(span, label, other.span, other.label, policy)
        for other in page.layer.annotations
        if all(other.id != gone.id for gone in without)
    )
    return next((pair for pair in pairs if pair is not None), None)


def _expect_label(scheme: Scheme, label: str) -> None:
    if scheme.label(label) is None:
        known = ", ".join(label.name for label in scheme.labels)
        reason = Reason(
            "the scheme has no label {label}; it has {known}", label=repr(label), known=known
        )
        raise PolicyError(reason, rule="label")


def _already(label: str) -> Reason:
    return Reason("this span already carries the label {label}", label=label)


def _recounted(page: Page, document: Document, layer: Layer) -> DocumentLine:
    sentences, done, held = len(document.sentences), len(layer.marks), len(layer.annotations)
    state = document_state(sentences=sentences, done=done, annotations=held)
    reminded: tuple[Annotation | Reminder, ...] = (*layer.annotations, *layer.reminders)
    return page.line._replace(
        sentences=sentences,
        done=done,
        annotations=held,
        state=state,
        flags=sum(each.is_flagged for each in reminded),
        notes=sum(bool(each.note) for each in reminded),
    )
