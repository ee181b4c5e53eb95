"""Pack cuts: a document's sentences as they stood in a pack, worked out of its events.

A pack says what its sentences came to by a checksum alone. They began as one of the document's
segmentations here, and every cut is in the pack. Must never write.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

from hashiya.errors import PolicyError
from hashiya.model import Act, MarkSentence, Remind, Resegment, Span, cut_otherwise
from hashiya.store import sql
from hashiya.store.packing import sentences_sha256
from hashiya.store.reading import document_facts

__all__ = ["Astray", "PackedAct", "PackedSentences", "Row", "sentences_in_pack"]

Row: TypeAlias = tuple[Span, ...]
"""Sentences one behind the other."""


class PackedAct(NamedTuple):
    """What one event of a pack does on a document."""

    cites: tuple[str, int]
    """Its sitting and number."""
    line: int
    """The line that holds it."""
    act: Act
    """What it does."""
    is_fresh: bool
    """Whether it was not here before."""


class PackedSentences(NamedTuple):
    """A document's sentences in a pack."""

    known: Row
    """As they stood when the pack came in last; as they went out, before it ever did."""
    now: Row
    """As they stand in it now."""


class Astray(Exception):  # noqa: N818 - a reason for a refusal, which another room makes
    """The events do not go with any of the document's sentences here; why, and at which line."""

    def __init__(self, reason: str, line: int) -> None:
        super().__init__(reason)
        self.line = line


def sentences_in_pack(
    connection: sqlite3.Connection, document_id: str, sha256: str, acts: Sequence[PackedAct]
) -> PackedSentences:
    """The sentences of a document in a pack.

    Args:
        connection: Inside the transaction.
        document_id: The document.
        sha256: What the pack says of its sentences in the end.
        acts: All that the pack did on the document, in its own order; some at least.

    Raises:
        Astray: They were never cut here as the pack says, or it marks what was no sentence in it.
    """
    facts, _ = document_facts(connection, document_id, "", "annotator")
    failures: list[tuple[int, Astray]] = []
    for number in range(facts.segmentation, 0, -1):
        rows = connection.execute(sql.SENTENCES, (document_id, number)).fetchall()
        start = tuple([Span(start=first, end=last) for first, last in rows])
        found = _followed(start, sha256, acts)
        if isinstance(found, PackedSentences):
            return found
        failures.append(found)
    raise max(failures, key=lambda each: each[0])[1]


def _followed(
    start: Row, sha256: str, acts: Sequence[PackedAct]
) -> PackedSentences | tuple[int, Astray]:
    """The sentences after every act; or at which act they stopped to fit, and why."""
    known = now = start
    there = {*now}
    for at, each in enumerate(acts):
        for edit in each.act.edits:
            if isinstance(edit, Resegment):
                try:
                    now = cut_otherwise(now, edit)
                except PolicyError:
                    reason = "it cuts sentences that are not there"
                    return at, Astray(reason, each.line)
                there = {*now}
            elif isinstance(edit, MarkSentence | Remind) and not _is_there(edit.span, there):
                return at, Astray("it marks a sentence that is not there", each.line)
        if not each.is_fresh:
            known = now
    if sentences_sha256([(span.start, span.end) for span in now]) != sha256:
        reason = "its sentences were never cut here as they are there"
        return len(acts), Astray(reason, acts[0].line)
    return PackedSentences(known, now)


def _is_there(span: Span | None, there: set[Span]) -> bool:
    """Whether something stands on a sentence, or on the document as a whole."""
    return span is None or span in there
