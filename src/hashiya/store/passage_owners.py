"""Passage owners: whose passages are which, for lists of documents and for whoever writes on one.

Must never know what was made of a passage the first time.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from hashiya.errors import StoreError
from hashiya.model import LayerKind
from hashiya.store import passage_sql, sql
from hashiya.store.counters import PROJECT
from hashiya.store.facts import DocumentFacts
from hashiya.store.values import PASSAGES, DocumentLine

__all__ = ["expect_no_others", "expect_own", "numbered"]


def numbered(connection: sqlite3.Connection, lines: Iterable[DocumentLine]) -> list[DocumentLine]:
    """Lines with the numbers that people are told: passages follow the articles."""
    row = connection.execute(sql.COUNTER, (PROJECT, "documents")).fetchone()
    articles = row[0] if row else 0
    return [
        line
        if line.position < PASSAGES
        else line._replace(
            place=articles + connection.execute(passage_sql.RANK, (line.position,)).fetchone()[0]
        )
        for line in lines
    ]


def expect_own(
    connection: sqlite3.Connection, facts: DocumentFacts, annotator_id: str, kind: LayerKind
) -> None:
    """Let nobody but its person annotate a passage, and nobody make it gold.

    Raises:
        StoreError: It is somebody else's, or gold is meant.
    """
    owner = connection.execute(passage_sql.OWNER, (facts.position,)).fetchone()
    if kind == "gold" or owner != (annotator_id,):
        raise _unknown(facts.id)


def expect_no_others(connection: sqlite3.Connection, document_id: str, annotator_id: str) -> None:
    """Let nobody bring work in on a passage of somebody else's.

    Raises:
        StoreError: It is such a passage.
    """
    owner = connection.execute(passage_sql.OWNER_OF, (document_id,)).fetchone()
    if owner is not None and owner != (annotator_id,):
        raise _unknown(document_id)


def _unknown(document_id: str) -> StoreError:
    return StoreError(f"the project has no document {document_id!r}; see the document list")
