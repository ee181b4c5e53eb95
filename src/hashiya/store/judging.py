"""Judging: an act compared with what stands where it goes, in the transaction that writes it.

Whoever drafted it saw the layer a moment ago; another window of the same person may have been
quicker. What the rules are is not known here: whoever asks for the change brings a judge.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple, TypeAlias

from hashiya.errors import CorruptionError
from hashiya.model import (
    Act,
    Add,
    Annotation,
    Layer,
    MarkSentence,
    Remind,
    Remove,
    Replace,
    Resegment,
    Scheme,
    Span,
)
from hashiya.store.facts import LayerFacts, StoredLayer
from hashiya.store.journal import SessionRow
from hashiya.store.rows import layer_of

__all__ = ["Drafted", "Judge", "expect_quotes", "standing_at"]

Judge: TypeAlias = Callable[[Act, Layer, Scheme | None], Act]
"""From an act and what the layer holds where it goes to what may be done there.

The scheme is the one in use when that is another than the act was made under.
"""

_SPANS_AT: Final = """
    SELECT start, "end", label, quote, note, attributes, source, flagged, id FROM span
    WHERE document_id = ? AND annotator_id = ? AND layer = 'annotator' AND start < ? AND "end" > ?
"""
_MARKS_AT: Final = """
    SELECT start, "end", state FROM mark
    WHERE document_id = ? AND annotator_id = ? AND layer = 'annotator' AND start < ? AND "end" > ?
"""
_REMINDERS_AT: Final = """
    SELECT start, "end", flagged, note FROM reminder
    WHERE document_id = ? AND annotator_id = ? AND layer = 'annotator'
        AND (start < ? AND "end" > ? OR "end" = 0)
"""


class Drafted(NamedTuple):
    """An act, and what has to be known of how it came to be."""

    act: Act
    """What is to be done."""
    under: tuple[str, int] | None = None
    """Id and version of the scheme it was made under, when that may be another than in use."""
    judge: Judge | None = None
    """Says what of it may be done; None when all of it must be."""


def expect_quotes(act: Act, text: str) -> None:
    """Compare the quotes of what an act adds with the text.

    Raises:
        CorruptionError: One is not what stands at its span.
    """
    added: list[Annotation] = []
    for edit in act.edits:
        if isinstance(edit, Add):
            added.append(edit.annotation)
        elif isinstance(edit, Replace):
            added.append(edit.after)
    for annotation in added:
        start, end = annotation.span.start, annotation.span.end
        if text[start:end] != annotation.quote:
            raise CorruptionError(
                f"offsets {start} to {end}: the quote of this {annotation.label!r} span is not what"
                " stands there; nothing was saved. Reopen the document, and do it again"
            )


def standing_at(
    connection: sqlite3.Connection, session: SessionRow, document_id: str, act: Act
) -> Layer:
    """What a person has that shares a code point with what an act touches, or is the document's.

    Nothing else of the layer is read: an act costs the same in a long layer as in a short one,
    but for the walk through its keys.
    """
    touched = [*_touched(act)]
    start = min((span.start for span in touched), default=0)
    end = max((span.end for span in touched), default=0)
    cells = (document_id, session.annotator_id, end, start)
    stored = StoredLayer(
        LayerFacts(),
        connection.execute(_SPANS_AT, cells).fetchall(),
        connection.execute(_MARKS_AT, cells).fetchall(),
        connection.execute(_REMINDERS_AT, cells).fetchall(),
    )
    return layer_of(document_id, session.alias, "annotator", stored)


def _touched(act: Act) -> Iterator[Span]:
    for edit in act.edits:
        match edit:
            case Add() | Remove():
                yield edit.annotation.span
            case Replace():
                yield edit.before.span
                yield edit.after.span
            case MarkSentence():
                yield edit.span
            case Remind():
                if edit.span is not None:
                    yield edit.span
            case Resegment():
                yield from edit.before
