"""The history: a person's acts by pages, newest first; a page costs what its limit costs.

An act stands when it is the last of its depth and no deeper than what stands; read in the order of
their numbers, each act says by its depth alone which it is. Must never know how one is taken back.
"""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from hashiya.errors import CorruptionError
from hashiya.model import Act
from hashiya.store import history_sql
from hashiya.store.event_rows import act_of
from hashiya.store.history_values import ActState, HistoryKey, HistoryPage, PastAct, Touch
from hashiya.store.seals import REMEDY

__all__ = ["finished_at", "history_page", "last_touch"]


class _Reader:
    """Tells what became of acts while they are read, newest first.

    Args:
        key: Where to begin.
        standing: How many acts stand in all.
    """

    def __init__(self, key: HistoryKey, standing: int) -> None:
        self.standing = key.standing
        self.forward = key.forward
        self._floor = standing

    def state(self, depth: int) -> ActState:
        """What became of the next act."""
        if self.standing and depth == self.standing:
            self.standing -= 1
            return "stands"
        if self.forward > self._floor and depth == self.forward:
            self.forward -= 1
            return "undone"
        return "dropped"


def history_page(
    connection: sqlite3.Connection, annotator_id: str, key: HistoryKey | None, limit: int
) -> HistoryPage:
    """The acts of a person behind a key; the newest ones without, or when the key is of before.

    Raises:
        CorruptionError: An act's event is missing.
    """
    cells = (annotator_id,)
    newest = connection.execute(history_sql.NEWEST_ACT, cells).fetchone()[0] or 0
    found = connection.execute(history_sql.STANDING, cells).fetchone()
    standing = found[0] if found else 0
    is_anew = key is not None and key.state != (newest, standing)
    if key is None or is_anew:
        top = connection.execute(history_sql.DEPTH_OF_ACT, (annotator_id, newest)).fetchone()
        depth = top[0] if top else 0
        key = HistoryKey(newest + 1, standing, depth, (newest, standing))
    rows = connection.execute(history_sql.ACTS_BEFORE, (annotator_id, key.before, limit)).fetchall()
    if len(rows) != min(limit, key.before - 1):
        raise CorruptionError(f"acts before number {key.before} are missing. {REMEDY}")
    reader = _Reader(key, standing)
    acts = [_past_act(row, reader.state(row[1])) for row in rows]
    last = acts[-1].number if acts else 1
    after = HistoryKey(last, reader.standing, reader.forward, key.state)
    return HistoryPage(acts, after if last > 1 else None, standing, is_anew)


def last_touch(
    connection: sqlite3.Connection, annotator_id: str, document_id: str, annotation_id: str
) -> Touch | None:
    """Who did something to an annotation of a person's layer last; None when it is not there."""
    cells = (document_id, annotator_id, annotation_id)
    found = connection.execute(history_sql.TOUCH, cells).fetchone()
    if found is None:
        return None
    alias, at, kind, revision = found
    if kind != "import":
        return Touch(alias, at, "act")
    return Touch(alias, at, "import" if revision == 1 else "relabel")


def finished_at(connection: sqlite3.Connection, annotator_id: str) -> dict[str, str]:
    """Document → when a person finished it, ISO 8601, for each that is finished."""
    return dict(connection.execute(history_sql.FINISHED, (annotator_id,)).fetchall())


def _past_act(row: tuple[Any, ...], state: ActState) -> PastAct:
    number, depth, events, annotations, session_id, seq, at, body, *rest = row
    document_id, name, device, kind, turned_at, turned = rest
    act = act_of(body)
    return PastAct(
        number=number,
        depth=depth,
        state=state,
        at=at,
        device=device,
        session_id=session_id,
        seq=seq,
        document_id=document_id,
        document_name=name,
        documents=events,
        annotations=annotations,
        act=act,
        turned_at="" if kind == "edit" else turned_at,
        is_partly_undone=kind == "undo" and events == 1 and _is_less(turned, act),
    )


def _is_less(turned: str, act: Act) -> bool:
    """Whether the event of an undo or a redo has fewer edits than the act had."""
    return len(json.loads(turned)["edits"]) < len(act.edits)
