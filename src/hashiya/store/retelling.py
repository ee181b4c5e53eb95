"""Retelling: the rows of everybody's history and figures worked out of the events alone.

The second way to the rows that `hashiya.store.diary` writes: a check compares the two, and a
project from before is given its rows by it. It reads plain JSON and keeps an act in some forty
bytes, because a project has hundreds of thousands of them.
"""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Iterator
from itertools import groupby, zip_longest
from operator import itemgetter
from typing import Any, Final

from hashiya.store import history_sql
from hashiya.store.event_rows import ToldEvent
from hashiya.store.figuring import (
    QUARTER_SECONDS,
    finishes,
    output_of,
    seconds_between,
    unix_seconds,
)
from hashiya.store.outcomes import REPLAYABLE, Finding
from hashiya.text import counted

__all__ = ["check_histories", "fill_histories"]

COLUMNS: Final = 11
"""Numbers kept of an act: depth, sitting, its first event's number, how many events, what it made
(`Output`), quarter of an hour, and the sitting and number of the event that turned it last."""

_SESSION, _EVENTS, _ANNOTATIONS, _SPANS, _QUARTER, _BY_SESSION, _BY_SEQ = (1, 3, 4, 5, 8, 9, 10)

_decode: Final = json.JSONDecoder().decode

_TABLES: Final = {
    "act": history_sql.ACTS_OF,
    "history": history_sql.HISTORY_OF,
    "figure": history_sql.FIGURES_OF,
}
"""Table → what reads one person's rows of it, in order."""


class _Person:
    """One person's acts and figures, event by event in the journal's order.

    Args:
        annotator_id: The person.
    """

    def __init__(self, annotator_id: str) -> None:
        self.annotator_id = annotator_id
        self.standing = 0
        self._acts = array("I")
        """`COLUMNS` numbers an act, one act after the other."""
        self._last = array("I")
        """Depth, counted from 0, to the number of the last act there."""
        self._sessions: dict[str, int] = {}
        self._names: list[str] = []
        self._figures: dict[tuple[int, int], list[int]] = {}
        self._before: int | None = None
        self._turned = 0

    def tell(self, event: ToldEvent) -> None:
        """Apply the next event.

        Raises:
            ValueError: It takes back or brings back what is not there.
        """
        body = _decode(event.body)
        if event.kind == "edit" and "cites" in body:
            return  # gold that was handed over is nobody's act
        now = unix_seconds(event.at)
        where = (now // QUARTER_SECONDS, self._session(event.session_id))
        figure = self._figures.setdefault(where, [0, 0, 0, 0])
        figure[0] += seconds_between(self._before, now)
        self._before = now
        group = body.get("group")
        is_first = group is None or group == event.seq
        if event.kind == "edit":
            self._edit(event, body["edits"], where, is_first=is_first, is_grouped=group is not None)
        else:
            self._turn(event, is_first=is_first)

    def acts(self) -> Iterator[tuple[Any, ...]]:
        """Rows of `act`, in the order of their numbers."""
        names, owner = self._names, self.annotator_id
        for at in range(0, len(self._acts), COLUMNS):
            depth, session, *cells, _quarter, by_session, by_seq = self._acts[at : at + COLUMNS]
            number = at // COLUMNS + 1
            yield (owner, number, depth, names[session], *cells, names[by_session], by_seq)

    def history(self) -> Iterator[tuple[Any, ...]]:
        """The row of `history`; none for whoever has done nothing themselves."""
        if self._before is not None:
            yield self.annotator_id, self.standing

    def figures(self) -> Iterator[tuple[Any, ...]]:
        """Rows of `figure`, in the order of their keys."""
        rows = [
            (self.annotator_id, quarter, self._names[session], *cells)
            for (quarter, session), cells in self._figures.items()
        ]
        yield from sorted(rows)

    def _edit(
        self,
        event: ToldEvent,
        edits: list[dict[str, Any]],
        where: tuple[int, int],
        *,
        is_first: bool,
        is_grouped: bool,
    ) -> None:
        made = output_of(((edit["kind"], finishes(edit)) for edit in edits), is_grouped=is_grouped)
        figure = self._figures[where]
        for at, count in enumerate(made[1:], start=1):
            figure[at] += count
        quarter, session = where
        if is_first:
            self.standing += 1
            cells = (self.standing, session, event.seq, 1, *made, quarter, session, event.seq)
            self._acts.extend(cells)
            del self._last[self.standing - 1 :]
            self._last.append(len(self._acts) // COLUMNS)
            return
        first = len(self._acts) - COLUMNS
        self._acts[first + _EVENTS] += 1
        for at, count in enumerate(made, start=first + _ANNOTATIONS):
            self._acts[at] += count
        self._acts[first + _BY_SEQ] = event.seq

    def _turn(self, event: ToldEvent, *, is_first: bool) -> None:
        change = 1 if event.kind == "redo" else -1
        if is_first:
            at = self.standing - (change < 0)
            if not 0 <= at < len(self._last):
                raise ValueError(f"it is the {event.kind} of an act that is not there")
            self._turned = COLUMNS * (self._last[at] - 1)
            self.standing += change
            act = self._acts[self._turned : self._turned + COLUMNS]
            figure = self._figures[act[_QUARTER], act[_SESSION]]
            for nth, made in enumerate(act[_SPANS:_QUARTER], start=1):
                figure[nth] += change * made
        self._acts[self._turned + _BY_SESSION] = self._session(event.session_id)
        self._acts[self._turned + _BY_SEQ] = event.seq

    def _session(self, name: str) -> int:
        number = self._sessions.setdefault(name, len(self._names))
        if number == len(self._names):
            self._names.append(name)
        return number


def fill_histories(connection: sqlite3.Connection) -> None:
    """Write the rows of a project from before; inside the caller's transaction."""
    events = connection.execute(history_sql.EVENTS_BY_PERSON)
    for annotator_id, rows in groupby(events, key=itemgetter(0)):
        person = _Person(annotator_id)
        for row in rows:
            person.tell(ToldEvent._make(row[1:]))
        connection.executemany(history_sql.INSERT_ACT, person.acts())
        connection.executemany(history_sql.INSERT_FIGURE, person.figures())
        connection.execute(history_sql.SET_STANDING, (annotator_id, person.standing))


def check_histories(connection: sqlite3.Connection) -> Iterator[Finding]:
    """What histories and figures say that the events do not."""
    wrong, seen = dict.fromkeys(_TABLES, 0), dict.fromkeys(_TABLES, 0)
    events = connection.execute(history_sql.OWN_EVENTS_BY_PERSON)
    for annotator_id, rows in groupby(events, key=itemgetter(0)):
        person = _Person(annotator_id)
        for row in rows:
            event = ToldEvent._make(row[1:])
            try:
                person.tell(event)
            except (ValueError, LookupError, TypeError) as error:
                what = f"event {event.seq} of session {event.session_id} does not fit: {error}"
                yield Finding("error", what, "the history", REPLAYABLE)
        told = {"act": person.acts(), "history": person.history(), "figure": person.figures()}
        for table, expected in told.items():
            found = connection.execute(_TABLES[table], (annotator_id,))
            for one, other in zip_longest(expected, found):
                wrong[table] += one != other
                seen[table] += other is not None
    for table in _TABLES:
        total = connection.execute(history_sql.COUNT_ROWS[table]).fetchone()[0]
        strays = wrong[table] + total - seen[table]
        if strays:
            what = f"{counted(strays, 'row is', 'rows are')} not what the events make of them"
            yield Finding("error", what, f"table {table}", REPLAYABLE)
