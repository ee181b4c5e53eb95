"""Listing: which documents a filter lets through, a bounded look at a time.

A look walks positions from where it is told and stops when it has found or looked at enough, so
that a filter which matches little never holds anybody up. Must never know who asks.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from typing import Final, NamedTuple, TypeAlias

from hashiya.errors import CorruptionError
from hashiya.store import list_sql
from hashiya.store.lists import DocumentFilter, ListPage, ListRequest
from hashiya.store.reading import document_facts, with_gold
from hashiya.store.rows import line_of
from hashiya.store.seals import REMEDY
from hashiya.store.values import PASSAGES, DocumentState
from hashiya.text import fold

__all__ = ["list_page"]

LOOK_DOCUMENTS: Final = 1_000
"""Documents that one look reads at most."""

LOOK_SPANS: Final = 20_000
"""Spans that one look may have gone through for a label, after which it says where to go on."""


class _Seen(NamedTuple):
    """What a walk reads of a document."""

    position: int
    id: str
    name: str
    state: DocumentState
    annotations: int
    flags: int


_Test: TypeAlias = Callable[[_Seen], bool]


def list_page(connection: sqlite3.Connection, annotator_id: str, request: ListRequest) -> ListPage:
    """The next documents that are wanted, as many as one look finds.

    Raises:
        CorruptionError: A document is missing from the list.
    """
    found, after = _look(connection, annotator_id, request)
    if request.backwards:
        found.reverse()
    lines = [
        line_of(*document_facts(connection, each.id, annotator_id, "annotator")) for each in found
    ]
    return ListPage(tuple(with_gold(connection, lines)), after)


def _look(
    connection: sqlite3.Connection, annotator_id: str, request: ListRequest
) -> tuple[list[_Seen], int | None]:
    """The documents in the order of the walk, and where it ended; None at the list's end."""
    wanted = request.wanted
    tests = _tests(connection, annotator_id, wanted)
    walk = _walk(wanted)
    cells = (annotator_id, request.after, LOOK_DOCUMENTS)
    found: list[_Seen] = []
    at, looked, spans = request.after, 0, 0
    statement = list_sql.WALKS[walk, request.backwards]
    with closing(connection.execute(statement, cells)) as rows:
        for seen in map(_Seen._make, rows):
            if walk == "all" and (looked or not request.backwards):
                _expect_beside(at, seen.position)
            at, looked, spans = seen.position, looked + 1, spans + seen.annotations
            if all(test(seen) for test in tests):
                found.append(seen)
            if len(found) >= request.limit or (wanted.label is not None and spans >= LOOK_SPANS):
                return found, at
    return found, at if looked == LOOK_DOCUMENTS else None


def _walk(wanted: DocumentFilter) -> list_sql.Walk:
    """The shortest walk that meets every document that is wanted."""
    if wanted.is_own:
        return "own"
    if wanted.is_flagged:
        return "reminded"
    # Who has done nothing in a document may have no layer there: only new ones are found without.
    is_worked = wanted.state in {"begun", "done"} or wanted.label is not None
    return "worked" if is_worked else "all"


def _tests(
    connection: sqlite3.Connection, annotator_id: str, wanted: DocumentFilter
) -> list[_Test]:
    """What a document must be, the cheapest question first."""
    tests: list[_Test] = []
    words = fold(wanted.words).text.split()
    if wanted.state is not None:
        tests.append(lambda seen: seen.state == wanted.state)
    if wanted.is_flagged:
        tests.append(lambda seen: seen.flags > 0)
    if words:
        tests.append(lambda seen: _has_words(seen.name, words))
    if wanted.label is not None:
        cells = (annotator_id, wanted.label)
        tests.append(
            lambda seen: (
                seen.annotations > 0
                and connection.execute(list_sql.HAS_LABEL, (seen.id, *cells)).fetchone() is not None
            )
        )
    return tests


def _has_words(name: str, words: list[str]) -> bool:
    folded = fold(name).text
    return all(word in folded for word in words)


def _expect_beside(before: int, position: int) -> None:
    """No article is ever taken out, so a gap is a row that was lost; passages are not counted.

    Raises:
        CorruptionError: There is one.
    """
    if max(position, before) < PASSAGES and abs(position - max(before, 0)) != 1:
        raise CorruptionError(
            f"the list of documents has nothing between {before} and {position}. {REMEDY}"
        )
