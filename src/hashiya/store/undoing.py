"""Undoing: acts taken back and brought back, each by events of their own.

Undo takes back a person's newest act that stands, wherever it was done; each event's act is the
inverse of that of the event it cites. Acts that were done together are one group, which is taken
back and brought back whole. Nothing is ever taken out of the journal. Which act is meant is found
by the diary, at the same cost however many there are.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Final, Literal, NamedTuple

from hashiya.errors import CorruptionError, Reason, StoreError
from hashiya.model import Add, LayerKind, Remove, Replace
from hashiya.store import history_sql, sql
from hashiya.store.diary import ActRef, Diary
from hashiya.store.event_rows import act_of, group_of, layer_of_body, scheme_of_body
from hashiya.store.history_values import Travelled
from hashiya.store.journal import EventRow, SessionRow
from hashiya.store.pen import Deed, Pen
from hashiya.store.values import Heard, Undone

__all__ = ["redo_act", "travel", "undo_act"]

_Turn = Literal["undo", "redo"]

_CHANGE: Final[dict[_Turn, int]] = {"undo": -1, "redo": 1}
"""By how much more acts stand after it."""

_ELSEWHERE: Final[dict[LayerKind, Reason]] = {
    "annotator": Reason("your last act was a ruling; take it back in the review"),
    "gold": Reason("your last act was made while annotating; take it back there"),
}
"""What is said when the act that is meant is not on the layer that is looked at."""

_OF_SPANS: Final = (Add, Remove, Replace)
"""Edits that change an annotation."""

_BODY: Final = EventRow._fields.index("body")


class _Way(NamedTuple):
    """From where a person stands to where they want to be."""

    turn: _Turn
    acts: int
    """How many acts lie between."""
    layer: LayerKind = "annotator"
    """Which of the person's layers is looked at."""
    heard: Heard | None = None
    """Hears how many events of an act are turned, and how many it has."""


def undo_act(
    connection: sqlite3.Connection,
    session: SessionRow,
    near: str | None = None,
    *,
    layer: LayerKind = "annotator",
    heard: Heard | None = None,
) -> Undone | None:
    """Take back the person's newest act that stands; None when there is none.

    Raises:
        StoreError: It is on another layer than is looked at.
    """
    return _turned(connection, Pen(connection, session), _Way("undo", 1, layer, heard), near)


def redo_act(
    connection: sqlite3.Connection,
    session: SessionRow,
    near: str | None = None,
    *,
    layer: LayerKind = "annotator",
    heard: Heard | None = None,
) -> Undone | None:
    """Bring back what was undone last; None when nothing was, or an act came since.

    Raises:
        StoreError: It is on another layer than is looked at.
    """
    return _turned(connection, Pen(connection, session), _Way("redo", 1, layer, heard), near)


def travel(
    connection: sqlite3.Connection, session: SessionRow, number: int, limit: int, near: str | None
) -> Travelled:
    """Undo or redo until an act is the newest that stands, `limit` acts at most.

    Raises:
        StoreError: The act was undone and another came since, or there is no such act.
    """
    pen = Pen(connection, session)
    way = _way(connection, session.annotator_id, pen.diary, number)
    last: Undone | None = None
    turned = missed = 0
    reason = ""
    while turned < min(way.acts, limit):
        last = _turned(connection, pen, way, near)
        if last is None:
            break
        turned += 1
        missed += bool(last.missed)
        reason = last.missed or reason
    return Travelled(way.turn, turned, way.acts - turned, missed, reason, last)


def _way(connection: sqlite3.Connection, annotator_id: str, diary: Diary, number: int) -> _Way:
    if number == 0:
        return _Way("undo", diary.standing)
    depth = _depth(connection, annotator_id, number)
    found = diary.at_depth(depth)
    is_last = found is not None and found.number == number
    if is_last and depth <= diary.standing:
        return _Way("undo", diary.standing - depth)
    if is_last and depth <= _depth(connection, annotator_id, diary.newest):
        return _Way("redo", depth - diary.standing)
    raise StoreError(
        Reason("this act was undone and another was done since; it cannot be brought back")
    )


def _depth(connection: sqlite3.Connection, annotator_id: str, number: int) -> int:
    found = connection.execute(history_sql.DEPTH_OF_ACT, (annotator_id, number)).fetchone()
    return found[0] if found else 0


def _turned(connection: sqlite3.Connection, pen: Pen, way: _Way, near: str | None) -> Undone | None:
    ref = pen.diary.to_undo() if way.turn == "undo" else pen.diary.to_redo()
    if ref is None:
        return None
    if layer_of_body(connection.execute(sql.EVENT, ref.last).fetchone()[_BODY]) != way.layer:
        raise StoreError(_ELSEWHERE[way.layer])
    return _compensate(connection, pen, ref, way, near)


def _compensate(
    connection: sqlite3.Connection, pen: Pen, ref: ActRef, way: _Way, near: str | None
) -> Undone:
    """Write the inverse of the event cited and of all that are in its group, newest first.

    A group's events follow one another in their session, and the one cited is its last: whoever
    takes one back takes all back, in one transaction.
    """
    shown: Undone | None = None
    documents: set[str] = set()
    annotations = 0
    missed = ""
    group = pen.next_seq if _is_grouped(connection, ref.last) else None
    for done, event in enumerate(_group(connection, ref.last), start=1):
        inverse = act_of(event.body).inverse()
        deed = Deed(
            way.turn,
            event.document_id,
            pen.as_called_now(inverse, scheme_of_body(event.body)),
            (event.session_id, event.seq),
            group,
            layer_of_body(event.body),
        )
        written = pen.write(deed)
        documents.add(event.document_id)
        annotations += sum(isinstance(edit, _OF_SPANS) for edit in written.act.edits)
        missed = written.missed or missed
        if shown is None or shown.document_id != near:
            shown = Undone(written.event, written.act, event.document_id)
        if way.heard is not None:
            way.heard(done, ref.last[1] - (group_of(event.body) or event.seq) + 1)
    if shown is None:
        raise _broken_group(ref.last)
    pen.diary.turn(ref, pen.last, _CHANGE[way.turn])
    return shown._replace(
        documents=len(documents), annotations=annotations, missed=missed, number=ref.number
    )


def _is_grouped(connection: sqlite3.Connection, cited: tuple[str, int]) -> bool:
    row = connection.execute(sql.EVENT, cited).fetchone()
    return group_of(row[_BODY]) is not None


def _group(connection: sqlite3.Connection, last: tuple[str, int]) -> Iterator[EventRow]:
    """An event and those before it in its group, newest first.

    Raises:
        CorruptionError: One of them says that it belongs to another group.
    """
    session_id, seq = last
    group: int | None = None
    while group is None or seq >= group:
        row = connection.execute(sql.EVENT, (session_id, seq)).fetchone()
        said = group_of(row[_BODY]) if row else None
        group = (said or seq) if group is None else group
        if row is None or (said or seq) != group or group > seq:
            raise _broken_group(last)
        yield EventRow(*row)
        seq -= 1


def _broken_group(last: tuple[str, int]) -> CorruptionError:
    session_id, seq = last
    return CorruptionError(
        f"event {seq} of session {session_id} was written together with others that are not what"
        " they were; nothing was changed. Run `hashiya doctor`"
    )
