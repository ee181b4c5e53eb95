"""Reminding: flags and notes of one's own, drafted on a page before anything is written.

Pure functions on a frozen `Page`, like `drafting`. A note on a span is drafted there. Must never
know a key, nor how a flag looks.
"""

from __future__ import annotations

from hashiya.errors import PolicyError, Reason
from hashiya.model import Act, Annotation, Remind, Reminder, Replace, Span
from hashiya.services.pages import Page

__all__ = ["draft_flag", "draft_remark", "draft_span_flag"]


def draft_span_flag(annotation: Annotation) -> Act:
    """Put a flag on a span, or take it off, under the same id."""
    after = Annotation(
        id=annotation.id,
        span=annotation.span,
        label=annotation.label,
        quote=annotation.quote,
        note=annotation.note,
        attributes=annotation.attributes,
        source=annotation.source,
        is_flagged=not annotation.is_flagged,
    )
    return Act(edits=(Replace(before=annotation, after=after),))


def draft_flag(page: Page, sentence: Span | None) -> Act:
    """Put a flag on a sentence, or on the document for None; take it off where there is one."""
    before = page.layer.reminder(sentence)
    is_flagged = before is not None and before.is_flagged
    note = "" if before is None else before.note
    after = _reminder(sentence, is_flagged=not is_flagged, note=note)
    return Act(edits=(Remind(before=before, after=after),))


def draft_remark(
    page: Page, sentence: Span | None, note: str, *, over: str | None = None
) -> Act | None:
    """Put another note on a sentence, or on the document for None; an empty one takes it away.

    Returns None when the note is the same.

    Args:
        page: As it is now.
        sentence: What the note is on.
        note: The new one.
        over: The note it is to replace, empty for none; whatever stands there when None.

    Raises:
        PolicyError: The document has no such sentence any more, or another note stands there.
    """
    if sentence is not None and sentence not in page.document.sentences:
        reason = Reason("the sentence was split or merged meanwhile; its note was not saved")
        raise PolicyError(reason, rule="note")
    before = page.layer.reminder(sentence)
    stands = "" if before is None else before.note
    if note == stands:
        return None
    if over not in {None, stands}:
        reason = Reason("another note was written here in another window; yours was not saved")
        raise PolicyError(reason, rule="overtaken")
    is_flagged = before is not None and before.is_flagged
    after = _reminder(sentence, is_flagged=is_flagged, note=note)
    return Act(edits=(Remind(before=before, after=after),))


def _reminder(sentence: Span | None, *, is_flagged: bool, note: str) -> Reminder | None:
    if not is_flagged and not note:
        return None
    return Reminder(span=sentence, is_flagged=is_flagged, note=note)
