"""Appeals: what annotators say of rulings, and whether a ruling has answered since.

A ruling names those whose appeals it answers, so that undoing it lets them wait again. Must never
know what a card is.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Collection, Iterator
from typing import Final, Literal, NamedTuple

from hashiya.errors import Reason, StoreError
from hashiya.model import Ruling
from hashiya.store import ruling_sql
from hashiya.store.journal import SessionRow, utc_now
from hashiya.store.outcomes import Finding
from hashiya.store.seals import cells_seal

__all__ = [
    "Response",
    "ResponseKind",
    "appealed_documents",
    "appeals_by_position",
    "check_appeals",
    "let_wait",
    "respond",
    "responses_on",
]

ResponseKind = Literal["accepted", "appealed"]
"""What somebody says of a ruling that differs from their work."""

REMEDY: Final = "annotations and gold are not touched by it; the last backup may have it"
"""What to do: nothing of what people made is in this table."""


class Response(NamedTuple):
    """What one annotator says of one card."""

    alias: str
    """Who."""
    key: str
    """The card."""
    kind: ResponseKind
    """Whether it is accepted or appealed against."""
    note: str
    """Free words."""
    at: str
    """UTC time for people."""
    waits: bool
    """Whether it is an appeal that no ruling has answered."""


def respond(
    connection: sqlite3.Connection,
    session: SessionRow,
    position: int,
    response: tuple[str, ResponseKind, str],
) -> Response:
    """Write down what the session's person says of a card: its key, what, and a note.

    Raises:
        StoreError: The person has said something of this card before.
    """
    key, kind, note = response
    cells = (position, session.annotator_id, key, kind, note, utc_now())
    row = (*cells, int(kind == "appealed"), cells_seal(cells))
    try:
        connection.execute(ruling_sql.INSERT_APPEAL, row)
    except sqlite3.IntegrityError as error:
        reason = Reason("this difference has been answered before; that is done once")
        raise StoreError(reason) from error
    return Response(session.alias, key, kind, note, cells[-1], waits=kind == "appealed")


def responses_on(connection: sqlite3.Connection, position: int) -> tuple[Response, ...]:
    """What everybody says of a document's cards, by alias and card."""
    rows = connection.execute(ruling_sql.APPEALS_ON, (position,)).fetchall()
    return tuple(
        [
            Response(alias, key, kind, note, at, waits=bool(waits))
            for alias, key, kind, note, at, waits in rows
        ]
    )


def appeals_by_position(connection: sqlite3.Connection, after: int, last: int) -> dict[int, int]:
    """Position of a document to how many appeals wait there."""
    rows = connection.execute(ruling_sql.APPEALS_WAITING, (after, last)).fetchall()
    return Counter([position for (position,) in rows])


def appealed_documents(connection: sqlite3.Connection, limit: int) -> list[str]:
    """Ids of the first documents on which appeals wait, in the project's order."""
    return [name for (name,) in connection.execute(ruling_sql.APPEALED, (limit,)).fetchall()]


def let_wait(
    connection: sqlite3.Connection, position: int, key: str, answered: Collection[str]
) -> None:
    """Note which appeals on a card wait, now that a ruling answers those of these aliases."""
    rows = connection.execute(ruling_sql.APPEALS_ON_CARD, (position, key)).fetchall()
    for annotator_id, alias in rows:
        cells = (int(alias not in answered), position, annotator_id, key)
        connection.execute(ruling_sql.SET_WAITING, cells)


def check_appeals(connection: sqlite3.Connection) -> Iterator[Finding]:
    """What the table says that was not written, or that rulings do not."""
    for *cells, alias, waits, seal, body in connection.execute(ruling_sql.APPEALS).fetchall():
        position, _, key, kind, *_ = cells
        where = f"the answer of {alias} on document {position}, card {key}"
        if cells_seal(cells) != seal:
            yield Finding("error", "it is not what was written (the seal differs)", where, REMEDY)
        answered = Ruling.model_validate_json(body).answers if body else ()
        if bool(waits) != (kind == "appealed" and alias not in answered):
            yield Finding("error", "it waits, or does not, as no ruling says", where, REMEDY)
