"""Sentences: the rows of a segmentation, and the next one made of it.

A segmentation is never edited: the next one is written beside it, and the document's row names the
one in use. Knows nothing of layers.
"""

from __future__ import annotations

import sqlite3

from hashiya.model import Resegment, Span, cut_otherwise
from hashiya.store import sentence_sql, sql
from hashiya.store.counters import add_to_counters, document_scope
from hashiya.store.facts import DocumentFacts
from hashiya.store.seals import document_seal

__all__ = ["cut_sentences"]


def cut_sentences(
    connection: sqlite3.Connection, facts: DocumentFacts, edit: Resegment
) -> DocumentFacts:
    """Write a document's next segmentation and put it into use; the document's row after it.

    Inside the caller's transaction.

    Raises:
        PolicyError: The sentences that it replaces are not there any more.
    """
    rows = connection.execute(sql.SENTENCES, (facts.id, facts.segmentation)).fetchall()
    spans = cut_otherwise([Span(start=start, end=end) for start, end in rows], edit)
    first = spans.index(edit.after[0])
    behind = first + len(edit.before)
    shift = len(edit.after) - len(edit.before)
    following = facts.segmentation + 1
    cells = (facts.id, facts.segmentation)
    connection.execute(sentence_sql.COPY_SENTENCES, (0, *cells, 0, first))
    connection.executemany(
        sql.INSERT_SENTENCE,
        [
            (facts.id, following, first + at, span.start, span.end)
            for at, span in enumerate(edit.after)
        ],
    )
    connection.execute(sentence_sql.COPY_SENTENCES, (shift, *cells, behind, len(rows)))
    changed = facts._replace(segmentation=following, sentences=len(spans))
    bounds = [(span.start, span.end) for span in spans]
    changed = changed._replace(seal=document_seal(changed.sealed, bounds))
    numbers = (changed.segmentation, changed.sentences, changed.seal, changed.position)
    connection.execute(sentence_sql.SET_SEGMENTATION, numbers)
    add_to_counters(connection, {(document_scope(facts.position), "sentences"): shift})
    return changed
