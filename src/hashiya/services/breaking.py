"""Breaking: which spans of a project break a policy, worked out while layers stream past.

Nothing of it is stored (docs/decisions/0003). It must never know why somebody asks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from hashiya.model import (
    DocumentRecord,
    LayerKind,
    Rule,
    Violation,
)
from hashiya.store import Store

__all__ = ["Breach", "relabelled_record", "stream_breaches"]


class Breach(NamedTuple):
    """One rule that one span of a project breaks."""

    document_id: str
    """The document."""
    alias: str
    """Whose layer."""
    kind: LayerKind
    """`annotator` or `gold`."""
    start: int
    """Offset of the span's first code point."""
    end: int
    """Offset after its last."""
    label: str
    """Its label."""
    quote: str
    """What stands there."""
    rule: Rule
    """The policy's field that says no."""
    reason: str
    """In words for people, without a full stop."""


def stream_breaches(
    store: Store,
    owners: Mapping[tuple[str, LayerKind], int],
    find: Callable[[DocumentRecord], list[Violation]],
    *,
    advance: Callable[[int], None] = lambda _: None,
) -> Iterator[Breach]:
    """What `find` says of every document of these layers, one document in memory at a time.

    Args:
        store: The project.
        owners: Alias and kind of the layers; what they are mapped to does not matter.
        find: Says what one record breaks.
        advance: Hears of documents.
    """
    for alias, kind in owners:
        for record in store.stream(alias, kind, only_with_layer=True):
            for found in find(record):
                start, end = found.span.start, found.span.end
                quote = record.text[start:end]
                about = (record.id, alias, kind, start, end, found.label, quote)
                yield Breach(*about, found.rule, str(found.reason))
            advance(1)


def relabelled_record(record: DocumentRecord, labels: Mapping[str, str]) -> DocumentRecord:
    """A record as it stands once its labels are renamed, spans in reading order."""
    spans = [span._replace(label=labels.get(span.label, span.label)) for span in record.spans]
    ordered = sorted(spans, key=lambda span: (span.start, -span.end, span.label))
    return record._replace(spans=tuple(ordered))
