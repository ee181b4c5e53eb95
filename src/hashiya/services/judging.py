"""Judging: what of an act can be done on a layer that may have changed since it was drafted.

Two windows of one person write the same layer, and each drafts on what it shows. The rules are
those of `drafting`, asked again. Pure: a layer goes in, an act or a refusal comes out.
"""

from __future__ import annotations

from hashiya.errors import CountedReason, PolicyError, Reason
from hashiya.model import (
    Act,
    Add,
    Annotation,
    Edit,
    Layer,
    MarkSentence,
    MarkState,
    Remind,
    Reminder,
    Remove,
    Replace,
    Scheme,
    Span,
    pair_violation,
)

__all__ = ["judge"]


def judge(act: Act, stands: Layer, scheme: Scheme) -> Act:
    """The act as it can be done on what stands; the same one when nothing came between.

    What stands so already is left out. A sentence that was marked "nothing here" meanwhile is
    opened again by what is put into it.

    Args:
        act: Drafted a moment ago.
        stands: The layer, or what of it shares a code point with the act.
        scheme: Labels and policy in use.

    Raises:
        PolicyError: Another act came before it that it does not go with; the message says how.
    """
    bench = _Bench(stands, scheme, is_alone=len(act.edits) == 1)
    edits = [kept for edit in act.edits for kept in bench.take(edit)]
    edits += bench.reopened()
    bench.expect_allowed()
    if not edits and act.edits:
        raise PolicyError(Reason("it stands so already"), rule="overtaken")
    return act if tuple(edits) == act.edits else Act(edits=tuple(edits))


class _Bench:
    """A layer while the edits of one act are put on it."""

    def __init__(self, stands: Layer, scheme: Scheme, *, is_alone: bool) -> None:
        self._scheme = scheme
        self._held = {annotation.id: annotation for annotation in stands.annotations}
        self._marks = {mark.span: mark.state for mark in stands.marks}
        self._reminders = {reminder.span: reminder for reminder in stands.reminders}
        self._placed: dict[str, Annotation] = {}
        self._entered: list[Span] = []
        self._emptied: list[Span] = []
        self._is_alone = is_alone

    def take(self, edit: Edit) -> tuple[Edit, ...]:
        """Put one edit on the layer; what of it there is to do."""
        match edit:
            case Add():
                self._place(edit.annotation)
            case Remove():
                self._expect_held(edit.annotation)
                del self._held[edit.annotation.id]
            case Replace():
                self._replace(edit)
            case MarkSentence():
                return self._mark(edit)
            case Remind():
                return self._remind(edit)
        return (edit,)

    def reopened(self) -> list[Edit]:
        """What opens the sentences again that hold something now and were said to hold nothing."""
        return [
            MarkSentence(span=span, before=state, after=None)
            for span, state in self._marks.items()
            if state == "nothing"
            and span not in self._emptied
            and any(span.overlaps(each) for each in self._entered)
        ]

    def expect_allowed(self) -> None:
        """Refuse what the policy does not allow beside what stands there now."""
        for placed in self._placed.values():
            if self._held.get(placed.id) == placed:
                self._expect_allowed(placed)
        for sentence in self._emptied:
            held = sum(each.span.overlaps(sentence) for each in self._held.values())
            if held:
                reason = CountedReason(
                    "this sentence holds {count} annotation; mark it done, or remove it first",
                    "this sentence holds {count} annotations; mark it done, or remove them first",
                    count=held,
                )
                raise PolicyError(reason, rule="nothing")

    def _place(self, annotation: Annotation) -> None:
        if annotation.id in self._held:
            raise PolicyError(Reason("it stands so already"), rule="overtaken")
        self._held[annotation.id] = self._placed[annotation.id] = annotation
        self._entered.append(annotation.span)

    def _replace(self, edit: Replace) -> None:
        self._expect_held(edit.before)
        self._held[edit.after.id] = edit.after
        is_moved = edit.before.span != edit.after.span
        if is_moved:
            self._entered.append(edit.after.span)
        if is_moved or edit.before.label != edit.after.label or edit.after.id in self._placed:
            self._placed[edit.after.id] = edit.after

    def _mark(self, edit: MarkSentence) -> tuple[Edit, ...]:
        stands: MarkState | None = self._marks.get(edit.span)
        # Beside other edits a mark only follows from them: where it is another, it stays.
        if stands == edit.after or (stands != edit.before and not self._is_alone):
            return ()
        if edit.after is None:
            del self._marks[edit.span]
        else:
            self._marks[edit.span] = edit.after
        if edit.after == "nothing":
            self._emptied.append(edit.span)
        as_it_stands = MarkSentence(span=edit.span, before=stands, after=edit.after)
        return (edit if stands == edit.before else as_it_stands,)

    def _remind(self, edit: Remind) -> tuple[Edit, ...]:
        """Flags and notes of two windows stand beside each other; no note replaces another."""
        stands = self._reminders.get(edit.span)
        if stands == edit.before:
            return (edit,)
        was, now, other = (_said(each) for each in (edit.before, edit.after, stands))
        is_flagged = other[0] if now[0] == was[0] else now[0]
        note = other[1] if now[1] == was[1] else now[1]
        if now[1] != was[1] and other[1] not in {was[1], now[1]}:
            reason = Reason("another note was written here in another window; yours was not saved")
            raise PolicyError(reason, rule="overtaken")
        after = None
        if is_flagged or note:
            after = Reminder(span=edit.span, is_flagged=is_flagged, note=note)
        return () if after == stands else (Remind(before=stands, after=after),)

    def _expect_held(self, annotation: Annotation) -> None:
        stands = self._held.get(annotation.id)
        if stands == annotation:
            return
        words = {"label": annotation.label, "quote": annotation.quote}
        if stands is None:
            gone = Reason("{label} on «{quote}» was removed or moved in another window", **words)
            raise PolicyError(gone, rule="overtaken")
        changed = Reason("{label} on «{quote}» was changed in another window", **words)
        raise PolicyError(changed, rule="overtaken")

    def _expect_allowed(self, placed: Annotation) -> None:
        if self._scheme.label(placed.label) is None:
            reason = Reason("the scheme has no label {label} any more", label=placed.label)
            raise PolicyError(reason, rule="label")
        for other in self._held.values():
            if other.id == placed.id:
                continue
            if (other.span, other.label) == (placed.span, placed.label):
                reason = Reason("this span already carries the label {label}", label=placed.label)
                raise PolicyError(reason, rule="same_label_overlap")
            found = pair_violation(
                placed.span, placed.label, other.span, other.label, self._scheme.policy
            )
            if found is not None:
                raise PolicyError(found.reason, rule=found.rule)


def _said(reminder: Reminder | None) -> tuple[bool, str]:
    return (False, "") if reminder is None else (reminder.is_flagged, reminder.note)
