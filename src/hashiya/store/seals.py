"""Seals: checksums of rows, so that a bit that flipped on the disk is seen when it is read.

A layer's seal is the sum of its rows' CRC-32, so that one edit changes it in one step, whatever
the size of the layer. They guard against accidents; against people, the chain of events does.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import itemgetter
from typing import Final
from zlib import crc32

from hashiya.errors import CorruptionError
from hashiya.model import text_sha256
from hashiya.store.facts import LayerFacts, ReminderCells, SpanCells, StoredDocument, StoredLayer
from hashiya.store.values import document_state

__all__ = [
    "REMEDY",
    "bounds_seal",
    "cells_seal",
    "columns_seal",
    "count_reminders",
    "document_seal",
    "expect_document",
    "expect_layer",
    "mark_seal",
    "reminder_seal",
    "ruling_seal",
    "spans_seal",
]

EDGE_FACTOR: Final = 8191
"""Keeps a start from being taken for an end."""

REMEDY: Final = "Run `hashiya doctor`, then go on from the last backup"
"""What every such error ends with."""


def document_seal(facts: Sequence[object], sentences: Sequence[tuple[int, int]]) -> int:
    """Checksum of a document's row and its sentences; its text has a SHA-256 of its own.

    Args:
        facts: position, id, name, date, source, segmentation.
        sentences: Bounds, in order.
    """
    return crc32(str([*sentences]).encode(), cells_seal(facts))


def cells_seal(cells: Iterable[object]) -> int:
    """Checksum of any cells in order; None is not the same as nothing."""
    return crc32("\x1f".join(["" if cell is None else f"{cell}\x1e" for cell in cells]).encode())


def spans_seal(rows: Sequence[SpanCells]) -> int:
    """Sum of the checksums of spans' rows."""
    starts, ends = map(itemgetter(0), rows), map(itemgetter(1), rows)
    flagged = [row[-1] for row in rows if row[-2]]
    return columns_seal(starts, ends, map(itemgetter(2, 4, 5, 6, 8), rows), flagged)


def columns_seal(
    starts: Iterable[int],
    ends: Iterable[int],
    words: Iterable[tuple[str, ...]],
    flagged: Iterable[str] = (),
) -> int:
    """Sum of the checksums of spans, whole columns at once.

    The quote is left out: it is compared with the text itself.

    Args:
        starts: Offsets of the first code points.
        ends: Offsets after the last ones.
        words: label, note, attributes as JSON, source and id of each.
        flagged: Ids of those that carry a flag; without any, seals are what they were before flags.
    """
    bounds = bounds_seal(starts, ends)
    flags = sum([crc32(f"{span_id}\x1fflag".encode()) for span_id in flagged])
    return bounds + flags + sum(map(crc32, map(str.encode, map("\x1f".join, words))))


def bounds_seal(starts: Iterable[int], ends: Iterable[int]) -> int:
    """What the bounds of spans add to their seal."""
    return sum(starts) * EDGE_FACTOR + sum(ends)


def mark_seal(start: int, end: int, state: str) -> int:
    """Checksum of a mark's row."""
    return crc32(f"{start}\x1f{end}\x1f{state}".encode())


def reminder_seal(start: int, end: int, flagged: int, note: str) -> int:
    """Checksum of a reminder's row."""
    return crc32(f"{start}\x1f{end}\x1f{int(flagged)}\x1f{note}".encode())


def ruling_seal(key: str, body: str) -> int:
    """Checksum of a ruling's row."""
    return crc32(f"{key}\x1f{body}".encode())


def count_reminders(
    spans: Sequence[SpanCells], reminders: Sequence[ReminderCells]
) -> tuple[int, int]:
    """How many flags and how many notes a layer's rows hold."""
    flags = sum(map(itemgetter(-2), spans)) + sum(map(itemgetter(2), reminders))
    notes = sum(bool(row[4]) for row in spans) + sum(bool(row[3]) for row in reminders)
    return flags, notes


def expect_document(document: StoredDocument) -> None:
    """Compare a document with its own checksums.

    Raises:
        CorruptionError: They disagree.
    """
    facts, sentences, text = document
    if text_sha256(text) != facts.sha256 or len(text) != facts.length:
        raise CorruptionError(
            f"document {facts.id!r}: the text is not the one that was imported (its SHA-256"
            f" differs). {REMEDY}"
        )
    if len(sentences) != facts.sentences or document_seal(facts.sealed, sentences) != facts.seal:
        raise CorruptionError(
            f"document {facts.id!r}: its name, source or sentences are not what was imported (the"
            f" seal differs). {REMEDY}"
        )


def expect_layer(document: StoredDocument, layer: StoredLayer) -> None:
    """Compare a layer with its document's text and with its own seal.

    Raises:
        CorruptionError: A quote is not what stands there, or rows were changed, added or lost.
    """
    facts, spans, marks, reminders, rulings = layer
    text = document.text
    for start, end, label, quote, *_ in spans:
        if text[start:end] != quote or not 0 <= start < end:
            raise CorruptionError(
                f"document {document.facts.id!r}, offsets {start} to {end}: the quote of this"
                f" {label!r} span is not what stands there. {REMEDY}"
            )
    seal = spans_seal(spans) + sum([mark_seal(*mark) for mark in marks])
    seal += sum([reminder_seal(*reminder) for reminder in reminders])
    seal += sum([ruling_seal(*ruling) for ruling in rulings])
    exists = facts.exists or bool(spans or marks or reminders or rulings)
    state = document_state(
        sentences=document.facts.sentences, done=len(marks), annotations=len(spans)
    )
    held = count_reminders(spans, reminders)
    if LayerFacts(exists, len(spans), len(marks), state, seal, *held) != facts:
        raise CorruptionError(
            f"document {document.facts.id!r}: the layer's rows are not what was saved (the seal"
            f" differs). {REMEDY}"
        )
