"""Sheets out of a project: each document with what everybody made of it, and who counts in it.

One document is in memory at a time. Must never know a measure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from hashiya.agreement import Reading, Sheet, side_by_side
from hashiya.errors import CorruptionError, Reason
from hashiya.model import DocumentRecord
from hashiya.services.measured import GOLD
from hashiya.store import Store

__all__ = ["GOLD", "DocumentSeen", "seen_documents"]

NEW: Final = Reason("not begun")
BEGUN: Final = Reason("begun, not done")


class DocumentSeen(NamedTuple):
    """One document and how far each person is with it."""

    document_id: str
    """What it is called."""
    sheet: Sheet | None
    """The layers that count; None without two of them."""
    counted: tuple[str, ...]
    """Whose layers count."""
    left_out: tuple[tuple[str, str], ...]
    """Whose do not, and why: `not begun`, or `begun, not done`."""
    title: str = ""
    """What people call it."""


def seen_documents(
    store: Store, people: Sequence[str], *, with_gold: bool, unfinished: bool
) -> Iterator[DocumentSeen]:
    """Every document, in the project's order.

    Args:
        store: The project.
        people: Aliases of annotators.
        with_gold: Whether gold is one of the columns, the first.
        unfinished: Whether layers that are only begun count too.

    Raises:
        CorruptionError: A document has two gold layers, or the lists of documents differ.
    """
    scheme = store.scheme()
    version = f"{scheme.id} {scheme.version}"
    owners = [each.alias for each in store.layers() if each.kind == GOLD] if with_gold else []
    golden = [store.stream(owner, "gold") for owner in owners]
    streams = [store.stream(alias) for alias in people]
    # Somebody may add documents meanwhile; they are at the end, and wait for the next time.
    for records in zip(*golden, *streams, strict=False):
        named = list(zip(people, records[len(owners) :], strict=True))
        if owners:
            named.insert(0, (GOLD, _gold(records[: len(owners)])))
        yield _seen(named, version, unfinished=unfinished)


def _gold(records: Sequence[DocumentRecord]) -> DocumentRecord:
    held = [record for record in records if record.has_layer]
    if len(held) > 1:
        names = ", ".join(record.annotator or "" for record in held)
        raise CorruptionError(f"document {held[0].id} has several gold layers, of {names}")
    return held[0] if held else records[0]


def _seen(
    named: Sequence[tuple[str, DocumentRecord]], version: str, *, unfinished: bool
) -> DocumentSeen:
    readings: list[Reading] = []
    left_out: list[tuple[str, str]] = []
    first = named[0][1]
    for name, record in named:
        if record.id != first.id:
            raise CorruptionError(f"{first.id} and {record.id} have the same place in the list")
        if record.is_done or (unfinished and record.has_layer):
            units = [(span.start, span.end, span.label) for span in record.spans]
            readings.append(Reading(name, record.text, version, units))
        else:
            left_out.append((name, BEGUN if record.has_layer else NEW))
    sheet = side_by_side(first.id, readings) if len(readings) > 1 else None
    counted = tuple([reading.name for reading in readings])
    return DocumentSeen(first.id, sheet, counted, tuple(left_out), first.name)
