"""Waiting acts: what is on the screen and on no disk yet, as the lists of what was done show it.

Pure functions. Must never know a widget, or why an act waits.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from time import monotonic
from typing import NamedTuple, TypeAlias

from hashiya.model import Add, Annotation, MarkSentence, Remind, Reminder, Remove, Replace
from hashiya.services import Return, ReturnKind, ReturnWanted, Surroundings
from hashiya.store import PastAct
from hashiya.tui.saving import Unsaved

__all__ = [
    "ALL_SAVED",
    "ReturnPlace",
    "WaitingWork",
    "past_acts",
    "place_of",
    "waiting_returns",
    "waiting_work",
]

ReturnPlace: TypeAlias = tuple[str, int, int, str]
"""Document, bounds and label of a place to come back to; it tells each from the others."""


class WaitingWork(NamedTuple):
    """What waits, counted as figures count."""

    acts: int = 0
    """Acts."""
    spans: int = 0
    """Spans that they made."""
    sentences: int = 0
    """Sentences that they finished."""


ALL_SAVED = WaitingWork()
"""Nothing waits."""


def past_acts(waiting: Sequence[Unsaved]) -> list[PastAct]:
    """Waiting acts, newest first, with numbers below 0 instead of those that they will have."""
    now, here = datetime.now().astimezone(), monotonic()
    return [
        PastAct(
            number=-number,
            depth=0,
            state="stands",
            at=(now - timedelta(seconds=here - each.since)).isoformat(timespec="seconds"),
            device="",
            session_id="",
            seq=0,
            document_id=each.document_id,
            document_name="",
            documents=1,
            annotations=sum(isinstance(edit, Add | Remove | Replace) for edit in each.act.edits),
            act=each.act,
            turned_at="",
            is_partly_undone=False,
        )
        for number, each in reversed([*enumerate(waiting, 1)])
    ]


def waiting_work(waiting: Sequence[Unsaved]) -> WaitingWork:
    """What waits, in numbers."""
    edits = [edit for each in waiting for edit in each.act.edits]
    return WaitingWork(
        acts=len(waiting),
        spans=sum(isinstance(edit, Add) for edit in edits),
        sentences=sum(
            isinstance(edit, MarkSentence) and edit.before is None and edit.after is not None
            for edit in edits
        ),
    )


def waiting_returns(
    waiting: Sequence[Unsaved], wanted: ReturnWanted
) -> tuple[list[Return], frozenset[ReturnPlace]]:
    """What waiting acts have flagged and noted, and what of the project's own they have replaced.

    Args:
        waiting: Oldest first.
        wanted: Which places are wanted.

    Returns:
        Places whose surroundings are not known yet, in the order they were first touched; and
        places that are on disk as they were before.
    """
    held: dict[tuple[str, str], Return | None] = {}
    before: set[ReturnPlace] = set()
    for document_id, key, was, now in _changes(waiting):
        if (document_id, key) not in held and was is not None:
            before.add(place_of(was))
        held[document_id, key] = now
    found = [each for each in held.values() if each is not None and _is_wanted(each, wanted)]
    return found, frozenset(before)


def _changes(
    waiting: Sequence[Unsaved],
) -> Iterator[tuple[str, str, Return | None, Return | None]]:
    """Document and name of everything that was changed, what it was, and what it is."""
    for document_id, act, _ in waiting:
        for edit in act.edits:
            if isinstance(edit, Add | Remove):
                on_span = _on_span(document_id, edit.annotation)
                is_new = isinstance(edit, Add)
                changed = (None, on_span) if is_new else (on_span, None)
                yield document_id, edit.annotation.id, *changed
            elif isinstance(edit, Replace):
                whole = (_on_span(document_id, edit.before), _on_span(document_id, edit.after))
                yield document_id, edit.after.id, *whole
            elif isinstance(edit, Remind):
                place = edit.span
                bounds = (0, 0) if place is None else (place.start, place.end)
                kind: ReturnKind = "document" if place is None else "sentence"
                was, now = (
                    _on_text(document_id, kind, bounds, each) for each in (edit.before, edit.after)
                )
                yield document_id, f"{kind} {bounds}", was, now


def _on_span(document_id: str, annotation: Annotation) -> Return:
    return Return(
        kind="span",
        document_id=document_id,
        start=annotation.span.start,
        end=annotation.span.end,
        label=annotation.label,
        is_flagged=annotation.is_flagged,
        note=annotation.note,
        candidates=(),
        around=Surroundings("", 0, "", annotation.quote, "", is_cut=False),
    )


def _on_text(
    document_id: str, kind: ReturnKind, bounds: tuple[int, int], held: Reminder | None
) -> Return | None:
    if held is None:
        return None
    nothing = Surroundings("", 0, "", "", "", is_cut=False)
    return Return(
        kind, document_id, *bounds, "", held.is_flagged, held.note, candidates=(), around=nothing
    )


def place_of(item: Return) -> ReturnPlace:
    """What tells a place from the others of its filter."""
    return (item.document_id, item.start, item.end, item.label)


def _is_wanted(item: Return, wanted: ReturnWanted) -> bool:
    if wanted == "all":
        return item.is_flagged or bool(item.note)
    if wanted == "notes":
        return bool(item.note)
    return item.is_flagged and wanted == f"{item.kind}s"
