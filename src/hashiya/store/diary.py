"""The diary: what an event adds to the list of its person's acts and to their figures.

It is written in the event's own transaction, so that the act an undo is about is found by its depth
and not by walking back. How the same rows come out of the events alone stands in
`hashiya.store.retelling`.
"""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from hashiya.errors import CorruptionError
from hashiya.model import Act, Event, MarkSentence
from hashiya.store import history_sql
from hashiya.store.figuring import (
    QUARTER_SECONDS,
    Output,
    output_of,
    seconds_between,
    unix_seconds,
)
from hashiya.store.seals import REMEDY

__all__ = ["ActRef", "Diary"]

NOTHING = (0, 0, 0)
"""What an event that is no act of its own makes."""


class ActRef(NamedTuple):
    """One act, as an undo or a redo finds it."""

    number: int
    """Its place among the person's acts, counted from 1."""
    last: tuple[str, int]
    """Session and number of the event to take back: its last one, or its last undo's or redo's."""


class Diary:
    """One person's acts; it belongs to one transaction.

    Args:
        connection: Inside the transaction.
        annotator_id: The person.
    """

    def __init__(self, connection: sqlite3.Connection, annotator_id: str) -> None:
        self._connection = connection
        self._owner = annotator_id
        found = connection.execute(history_sql.STANDING, (annotator_id,)).fetchone()
        self.standing: int = found[0] if found else 0
        """How many acts stand."""
        self._newest: int | None = None
        self._before = self._last_time()

    @property
    def newest(self) -> int:
        """Number of the newest act; 0 when there is none."""
        if self._newest is None:
            cells = (self._owner,)
            self._newest = self._connection.execute(history_sql.NEWEST_ACT, cells).fetchone()[0]
        return self._newest or 0

    def to_undo(self) -> ActRef | None:
        """The newest act that stands; None when none does."""
        if not self.standing:
            return None
        found = self.at_depth(self.standing)
        if found is None:
            raise CorruptionError(f"act {self.standing} of those that stand is missing. {REMEDY}")
        return found

    def to_redo(self) -> ActRef | None:
        """The act that was undone last; None when none was, or another came since."""
        found = self.at_depth(self.standing + 1)
        below = self.to_undo()
        is_newer = found is not None and (below is None or found.number > below.number)
        return found if is_newer else None

    def at_depth(self, depth: int) -> ActRef | None:
        """The last act of a depth, whatever became of it; None when there is none."""
        cells = (self._owner, depth, depth)
        found = self._connection.execute(history_sql.ACT_AT_DEPTH, cells).fetchone()
        return None if found is None else ActRef(found[0], (found[1], found[2]))

    def note_edit(self, event: Event, act: Act, group: int | None) -> None:
        """Write down an event that is an act, or a part of one done on many places."""
        made = _output(act, is_grouped=group is not None)
        self._note(event, made[1:])
        if group is not None and group != event.seq:
            cells = (made.annotations, made.together, made.sentences, event.seq)
            where = (self._owner, self.newest)
            self._connection.execute(history_sql.ADD_TO_ACT, (*cells, *where))
            return
        self._newest = self.newest + 1
        place = (self._owner, self._newest, self.standing + 1)
        by = (event.session_id, event.seq)
        self._connection.execute(history_sql.INSERT_ACT, (*place, *by, 1, *made, *by))
        self._stand(self.standing + 1)

    def note_event(self, event: Event) -> None:
        """Write down an event of an undo or redo; the act itself is turned by `turn`."""
        self._note(event, NOTHING)

    def turn(self, ref: ActRef, last: tuple[str, int], change: int) -> None:
        """Write down that an act was taken back (-1) or brought back (1).

        Args:
            ref: The act.
            last: Session and number of the last event that did it.
            change: By how much more acts stand.
        """
        where = (self._owner, ref.number)
        self._connection.execute(history_sql.TURN_ACT, (*last, *where))
        session_id, at, *made = self._connection.execute(history_sql.ACT_OUTPUT, where).fetchone()
        if any(made):
            quarter = unix_seconds(at) // QUARTER_SECONDS
            cells = (*(change * each for each in made), self._owner, quarter, session_id)
            self._connection.execute(history_sql.TAKE_FROM_FIGURE, cells)
        self._stand(self.standing + change)

    def _stand(self, standing: int) -> None:
        self.standing = standing
        self._connection.execute(history_sql.SET_STANDING, (self._owner, standing))

    def _last_time(self) -> int | None:
        found = self._connection.execute(history_sql.LAST_ACT_AT, (self._owner,)).fetchone()
        return None if found is None else unix_seconds(found[0])

    def _note(self, event: Event, made: tuple[int, ...]) -> None:
        now = unix_seconds(event.at)
        seconds = seconds_between(self._before, now)
        self._before = now
        where = (self._owner, now // QUARTER_SECONDS, event.session_id)
        self._connection.execute(history_sql.ADD_TO_FIGURE, (*where, seconds, *made))


def _output(act: Act, *, is_grouped: bool) -> Output:
    kinds = ((edit.kind, _finishes(edit)) for edit in act.edits)
    return output_of(kinds, is_grouped=is_grouped)


def _finishes(edit: object) -> bool:
    return isinstance(edit, MarkSentence) and edit.before is None and edit.after is not None
