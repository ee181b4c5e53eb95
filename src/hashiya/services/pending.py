"""Pending: spans that a change of the scheme left for a person to decide.

A span waits while the scheme lacks its label; what it may become follows from the scheme's steps.
Lists go by pages, from counters to the spans themselves; nothing is stored beside them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

from hashiya.model import LayerKind
from hashiya.services.breaking import Breach, stream_breaches
from hashiya.services.keeping import broken_rules
from hashiya.store import HeldSpan, SchemeVersion, Store, open_project

__all__ = [
    "PendingCursor",
    "PendingPage",
    "PendingSpan",
    "pending_page",
    "pending_spans",
]

PAGE_SPANS: Final = 500
"""Spans read in one go when all of them are listed."""


class PendingSpan(NamedTuple):
    """One span whose label the scheme lacks."""

    position: int
    """The document's place in the project."""
    document_id: str
    """The document."""
    document_name: str
    """What people call it."""
    alias: str
    """Whose layer."""
    kind: LayerKind
    """`annotator` or `gold`."""
    id: str
    """The annotation's id."""
    start: int
    """Offset of its first code point."""
    end: int
    """Offset after its last."""
    quote: str
    """What stands there."""
    label: str
    """What it still carries."""
    candidates: tuple[str, ...]
    """What it may become, by the scheme's steps; empty when they do not say."""


class PendingCursor(NamedTuple):
    """Where a page ended."""

    alias: str
    """Whose layer."""
    kind: LayerKind
    """Of which kind."""
    place: tuple[int, str]
    """The last span's document and id."""


class PendingPage(NamedTuple):
    """Some spans, and where the next ones begin."""

    spans: tuple[PendingSpan, ...]
    """By person, document and id."""
    next: PendingCursor | None
    """What to ask for the next page with; None at the end."""


def pending_page(
    store: Store, *, alias: str | None = None, after: PendingCursor | None = None, limit: int = 100
) -> PendingPage:
    """The next spans that wait; without any, it costs a look at the counters.

    Args:
        store: The project.
        alias: Only this person's own layers; everybody's and gold otherwise.
        after: Where the page before ended.
        limit: How many at most.
    """
    known = {label.name for label in store.scheme().labels}
    lacking: dict[tuple[str, LayerKind], list[str]] = {}
    for use in store.label_uses():
        is_asked_for = alias is None or (use.alias, use.kind) == (alias, "annotator")
        if use.label not in known and is_asked_for:
            lacking.setdefault((use.alias, use.kind), []).append(use.label)
    if not lacking:
        return PendingPage((), None)
    choices = _candidates(store.scheme_versions())
    spans: list[PendingSpan] = []
    for owner in _from(lacking, after):
        place = after.place if after is not None and owner == after[:2] else (0, "")
        left = limit - len(spans)
        held = store.spans_under(*owner, lacking[owner], after=place, limit=left)
        spans.extend(_waiting(span, owner, choices.get(span.label, ())) for span in held)
        if len(spans) >= limit:
            last = spans[-1]
            return PendingPage(tuple(spans), PendingCursor(*owner, (last.position, last.id)))
    return PendingPage(tuple(spans), None)


def pending_spans(
    path: Path,
    *,
    alias: str | None = None,
    whole_policy: bool = False,
    advance: Callable[[int], None] = lambda _: None,
) -> Iterator[PendingSpan | Breach]:
    """Every span that waits, then every one that overlaps another of its label.

    Args:
        path: The project.
        alias: Only this person's own layers.
        whole_policy: Whether to list whatever breaks the policy, not overlaps alone.
        advance: Hears of documents, while layers are read.

    Raises:
        StoreError: The project cannot be read.
    """
    store = open_project(path)
    try:
        yield from _all_pages(store, alias)
        policy = store.scheme().policy
        owners = {
            (layer.alias, layer.kind): layer.documents
            for layer in store.layers()
            if alias is None or (layer.alias, layer.kind) == (alias, "annotator")
        }
        found = stream_breaches(
            store, owners, lambda record: broken_rules(record, policy), advance=advance
        )
        for breach in found:
            if whole_policy or breach.rule == "same_label_overlap":
                yield breach
    finally:
        store.close()


def _all_pages(store: Store, alias: str | None) -> Iterator[PendingSpan]:
    after: PendingCursor | None = None
    while True:
        page = pending_page(store, alias=alias, after=after, limit=PAGE_SPANS)
        yield from page.spans
        after = page.next
        if after is None:
            return


def _waiting(
    span: HeldSpan, owner: tuple[str, LayerKind], candidates: tuple[str, ...]
) -> PendingSpan:
    return PendingSpan(
        position=span.position,
        document_id=span.document_id,
        document_name=span.document_name,
        alias=owner[0],
        kind=owner[1],
        id=span.id,
        start=span.start,
        end=span.end,
        quote=span.quote,
        label=span.label,
        candidates=candidates,
    )


def _from(
    owners: Iterable[tuple[str, LayerKind]], after: PendingCursor | None
) -> Iterator[tuple[str, LayerKind]]:
    """Owners in the order of lists, from where a page ended."""
    ordered = sorted(owners, key=lambda owner: (owner[1] == "gold", owner[0]))
    if after is None:
        return iter(ordered)
    reached = (after.kind == "gold", after.alias)
    return (owner for owner in ordered if (owner[1] == "gold", owner[0]) >= reached)


def _candidates(versions: Iterable[SchemeVersion]) -> dict[str, tuple[str, ...]]:
    """What labels of before may be today, followed through every step since."""
    found: dict[str, tuple[str, ...]] = {}
    for version in versions:
        migration = version.migration
        moves = {old: (new,) for old, new in migration.labels.items()} | migration.choices
        found = {
            old: tuple(dict.fromkeys(new for name in names for new in moves.get(name, (name,))))
            for old, names in found.items()
        } | moves
    return found
