"""Coming in: what is written of a merge beside its events, and what it adds to figures.

Work in a pack is counted as it was where it was done: the events of one pack are one stream, each
counts for the time since the one before it, and what an undo cites is taken off where it was added.
The same rows come out of the events alone, which a check compares. Must never know a file.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from pathlib import PurePath
from typing import Any

from hashiya.store import history_sql, merge_sql
from hashiya.store.event_rows import ToldEvent
from hashiya.store.figuring import (
    QUARTER_SECONDS,
    finishes,
    output_of,
    seconds_between,
    unix_seconds,
)
from hashiya.store.journal import EventRow, utc_now
from hashiya.store.outcomes import REPLAYABLE, Finding
from hashiya.store.seals import cells_seal
from hashiya.text import counted

__all__ = ["check_merges", "fill_merges", "note_merge"]


def note_merge(
    connection: sqlite3.Connection,
    by_session: str,
    whose: tuple[str, str],
    fresh: Sequence[EventRow],
    source: str,
) -> None:
    """Write down that events came in, and count them; inside the caller's transaction.

    Args:
        connection: Inside the transaction.
        by_session: In whose sitting.
        whose: The person's id, and the pack that it was done in.
        fresh: The events that were not here before, some at least.
        source: The file, as it was named.
    """
    first: dict[str, int] = {}
    last: dict[str, int] = {}
    for event in fresh:
        first.setdefault(event.session_id, event.seq)
        last[event.session_id] = event.seq
    parts = [(session_id, first[session_id], last[session_id]) for session_id in first]
    _insert(connection, (by_session, *whose), parts, PurePath(source).name, utc_now())
    _count(connection, *whose)


def fill_merges(connection: sqlite3.Connection) -> None:
    """Write the rows of a project from before; inside the caller's transaction."""
    for by_session, owner, at in connection.execute(merge_sql.MERGED_BEFORE).fetchall():
        cells = (by_session, owner)
        found = connection.execute(merge_sql.SESSIONS_MERGED_BEFORE, cells).fetchall()
        parts = [(session_id, 1, last) for session_id, last in found]
        _insert(connection, (by_session, owner, ""), parts, "", at)
    for whose in connection.execute(merge_sql.STREAMS).fetchall():
        _count(connection, *whose)


def check_merges(connection: sqlite3.Connection) -> Iterator[Finding]:
    """What is said of merges, and what they add to figures, that the events do not say."""
    for number, *cells, seal in connection.execute(merge_sql.MERGINGS).fetchall():
        if cells_seal((number, *cells)) != seal:
            what = "it is not what was written (the seal differs)"
            yield Finding("error", what, f"merge {number}", REPLAYABLE)
    for session_id, newest, count, last in connection.execute(merge_sql.COVERED).fetchall():
        if not newest == count == last:
            what = "which of its events came in when is not told, or told twice"
            yield Finding("error", what, f"session {session_id}", REPLAYABLE)
    for whose in connection.execute(merge_sql.STREAMS).fetchall():
        events = map(ToldEvent._make, connection.execute(merge_sql.EVENTS_OF_STREAM, whose))
        expected = _figures(whose[0], events)
        found = connection.execute(merge_sql.FIGURES_OF_STREAM, (*whose[:1], *whose)).fetchall()
        strays = sum(one != other for one, other in zip_longest(expected, found))
        if strays:
            rows = counted(strays, "row is", "rows are")
            what = f"{rows} not what the events that came in make of them"
            yield Finding("error", what, "table figure", REPLAYABLE)


def _insert(
    connection: sqlite3.Connection,
    whose: tuple[str, str, str],
    parts: Iterable[tuple[str, int, int]],
    source: str,
    at: str,
) -> None:
    by_session, owner, pack = whose
    number = connection.execute(merge_sql.NEWEST).fetchone()[0] + 1
    cells = (number, pack, owner, by_session, source, at)
    connection.execute(merge_sql.INSERT_MERGING, (*cells, cells_seal(cells)))
    connection.executemany(merge_sql.INSERT_PART, [(*part, number) for part in parts])


def _count(connection: sqlite3.Connection, owner: str, pack: str) -> None:
    """Work the figures of one person's work in one pack out of all of its events."""
    events = map(ToldEvent._make, connection.execute(merge_sql.EVENTS_OF_STREAM, (owner, pack)))
    rows = _figures(owner, events)
    connection.execute(merge_sql.DELETE_FIGURES, (owner, owner, pack))
    connection.executemany(history_sql.INSERT_FIGURE, rows)


def _figures(owner: str, events: Iterable[ToldEvent]) -> list[tuple[Any, ...]]:
    """Rows of `figure`, in the order of their keys."""
    figures: defaultdict[tuple[int, str], list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    made: dict[tuple[str, int], tuple[list[int], tuple[int, ...]]] = {}
    before: int | None = None
    for event in events:
        body = json.loads(event.body)
        if event.kind in {"edit", "import"} and "cites" in body:
            continue  # what a merge cut or renamed here is nobody's work
        now = unix_seconds(event.at)
        figure = figures[now // QUARTER_SECONDS, event.session_id]
        figure[0] += seconds_between(before, now)
        before = now
        where = (event.session_id, event.seq)
        if event.kind == "edit":
            kinds = ((edit["kind"], finishes(edit)) for edit in body["edits"])
            made[where] = figure, output_of(kinds, is_grouped=body.get("group") is not None)[1:]
            _add(*made[where], change=1)
        elif (cited := tuple(body.get("cites", ()))) in made:
            made[where] = made[cited]
            _add(*made[where], change=1 if event.kind == "redo" else -1)
    return sorted((owner, *key, *cells) for key, cells in figures.items())


def _add(figure: list[int], made: tuple[int, ...], *, change: int) -> None:
    for nth, count in enumerate(made, start=1):
        figure[nth] += change * count
