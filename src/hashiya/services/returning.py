"""Returning: what a person has to come back to in a whole project, with what stands around it.

Flags and notes first, in the order of documents, then spans to decide again after a change of the
scheme. By pages; each of them is one bounded look. Must never know a screen.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple, TypeAlias

from hashiya.services.hits import Hit
from hashiya.services.pending import PendingCursor, PendingSpan, pending_page
from hashiya.services.surroundings import Surroundings, surroundings_of
from hashiya.store import FIRST_REMINDER, HeldReminder, Reminded, ReminderKey, ReminderKind, Store

__all__ = ["Return", "ReturnKey", "ReturnKind", "ReturnPage", "ReturnWanted", "return_page"]

ReturnWanted: TypeAlias = Reminded | Literal["decide"]
"""Which places are wanted; `decide` are spans whose label the scheme lacks."""

ReturnKind: TypeAlias = ReminderKind | Literal["decide"]
"""What is come back to."""


class Return(NamedTuple):
    """One place to come back to."""

    kind: ReturnKind
    """What it is."""
    document_id: str
    """Where it is."""
    start: int
    """Offset of its first code point; 0 for a document."""
    end: int
    """Offset after its last; 0 for a document."""
    label: str
    """A span's label; empty otherwise."""
    is_flagged: bool
    """Whether it carries a flag."""
    note: str
    """The words on it; empty without any."""
    candidates: tuple[str, ...]
    """What a span to decide again may become."""
    around: Surroundings
    """What stands around it, and what its document is called; of a document, how it begins."""


class ReturnKey(NamedTuple):
    """Where a page ended."""

    reminder: ReminderKey | None
    """The last flag or note; None once spans to decide are listed."""
    pending: PendingCursor | None = None
    """The last span to decide."""


class ReturnPage(NamedTuple):
    """Some places, and where the next ones begin."""

    items: tuple[Return, ...]
    """Few or none when what was looked at has few."""
    next: ReturnKey | None
    """What to ask for the next page with; None at the end."""


BEGINNING = ReturnKey(FIRST_REMINDER)
"""Before everything."""


def return_page(
    store: Store,
    alias: str,
    wanted: ReturnWanted,
    *,
    after: ReturnKey | None = None,
    limit: int = 20,
) -> ReturnPage:
    """The next places that one person has to come back to.

    Args:
        store: The project.
        alias: Whose flags, notes and spans.
        wanted: Which of them.
        after: Where the page before ended.
        limit: How many at most; each document of a page is read once.
    """
    key = after or BEGINNING
    if wanted == "decide" or key.reminder is None:
        return _to_decide(store, alias, key.pending, limit)
    page = store.reminders(alias, wanted, after=key.reminder, limit=limit)
    following = None if page.next is None else ReturnKey(page.next)
    if following is None and wanted == "all":
        following = ReturnKey(None)
    around = _around(store, [(held.document_id, held.start, held.end) for held in page.items])
    items = zip(page.items, around, strict=True)
    return ReturnPage(tuple(_reminded(held, each) for held, each in items), following)


def _to_decide(store: Store, alias: str, after: PendingCursor | None, limit: int) -> ReturnPage:
    page = pending_page(store, alias=alias, after=after, limit=limit)
    following = None if page.next is None else ReturnKey(None, page.next)
    around = _around(store, [(span.document_id, span.start, span.end) for span in page.spans])
    items = zip(page.spans, around, strict=True)
    return ReturnPage(tuple(_waiting(span, each) for span, each in items), following)


def _around(store: Store, places: Sequence[tuple[str, int, int]]) -> list[Surroundings]:
    hits = [Hit(*place, verdict="proposed", is_chosen=False) for place in places]
    return surroundings_of(hits, store.document)


def _reminded(held: HeldReminder, around: Surroundings) -> Return:
    return Return(
        kind=held.kind,
        document_id=held.document_id,
        start=held.start,
        end=held.end,
        label=held.label,
        is_flagged=held.is_flagged,
        note=held.note,
        candidates=(),
        around=around,
    )


def _waiting(span: PendingSpan, around: Surroundings) -> Return:
    return Return(
        kind="decide",
        document_id=span.document_id,
        start=span.start,
        end=span.end,
        label=span.label,
        is_flagged=False,
        note="",
        candidates=span.candidates,
        around=around,
    )
