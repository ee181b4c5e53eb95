"""Reminders: what a person wants to come back to in a whole project, by pages.

Rows of progress say which documents have flags or notes; only those are read, a bounded number in
one look. Must never know how a place is shown.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from typing import Final, Literal, NamedTuple, TypeAlias

from hashiya.store import reminder_sql
from hashiya.store.people import annotator_id_of

__all__ = [
    "FIRST_REMINDER",
    "HeldReminder",
    "Reminded",
    "ReminderKey",
    "ReminderKind",
    "ReminderPage",
    "flagged_document",
    "reminder_page",
]

MAX_DOCUMENTS: Final = 200
"""Documents that one look reads at most."""

ReminderKind = Literal["document", "sentence", "span"]
"""What carries a flag or a note."""

Reminded = Literal["all", "spans", "sentences", "documents", "notes"]
"""All places with a flag or a note, flagged ones of a kind, or all with a note."""

ReminderKey: TypeAlias = tuple[int, int, int, str]
"""A document's position, the place's start, its end below 0, and a span's id; in this order."""

FIRST_REMINDER: Final[ReminderKey] = (0, 0, 0, "")
"""Before everything."""

_BEFORE: Final = -2
"""Before every place of a document."""


class HeldReminder(NamedTuple):
    """One place with a flag or a note."""

    position: int
    """The document's place in the project."""
    document_id: str
    """The document."""
    document_name: str
    """What people call it."""
    kind: ReminderKind
    """What carries it."""
    start: int
    """Offset of its first code point; 0 for the document."""
    end: int
    """Offset after its last; 0 for the document."""
    label: str
    """A span's label; empty otherwise."""
    is_flagged: bool
    """Whether it carries a flag."""
    note: str
    """The words on it; empty without any."""
    id: str = ""
    """A span's id; empty otherwise."""

    @property
    def key(self) -> ReminderKey:
        """Where it stands in the list: the document's own first, then by start, longer first."""
        rank = -1 if self.kind == "document" else self.start
        return (self.position, rank, -self.end, self.id)


class ReminderPage(NamedTuple):
    """Some places, and where the next ones begin."""

    items: tuple[HeldReminder, ...]
    """In the order of their keys; few or none when what was looked at has few."""
    next: ReminderKey | None
    """What to go on behind; None at the end."""


_WANTED: Final[Mapping[Reminded, Callable[[HeldReminder], bool]]] = {
    "all": lambda _: True,
    "spans": lambda held: held.is_flagged and held.kind == "span",
    "sentences": lambda held: held.is_flagged and held.kind == "sentence",
    "documents": lambda held: held.is_flagged and held.kind == "document",
    "notes": lambda held: bool(held.note),
}


def reminder_page(
    connection: sqlite3.Connection, alias: str, wanted: Reminded, after: ReminderKey, limit: int
) -> ReminderPage:
    """The next places of one person behind a key, at most `limit`; one bounded look."""
    annotator_id = annotator_id_of(connection, alias)
    cells = (annotator_id, after[0], MAX_DOCUMENTS)
    layers = connection.execute(reminder_sql.LAYERS_WITH_REMINDERS, cells).fetchall()
    items: list[HeldReminder] = []
    for layer in layers:
        for held in sorted(_held(connection, annotator_id, layer), key=_key):
            if held.key > after and _WANTED[wanted](held):
                items.append(held)
                if len(items) >= limit:
                    return ReminderPage(tuple(items), held.key)
    is_over = len(layers) < MAX_DOCUMENTS
    return ReminderPage(tuple(items), None if is_over else (layers[-1][0] + 1, _BEFORE, 0, ""))


def flagged_document(
    connection: sqlite3.Connection, alias: str, position: int, *, backwards: bool
) -> str | None:
    """The nearest document behind a position, or before it, in which the person has a flag."""
    statement = reminder_sql.FLAGGED_BEFORE if backwards else reminder_sql.FLAGGED_AFTER
    cells = (annotator_id_of(connection, alias), position)
    found = connection.execute(statement, cells).fetchone()
    return None if found is None else str(found[0])


def _key(held: HeldReminder) -> ReminderKey:
    return held.key


def _held(
    connection: sqlite3.Connection, annotator_id: str, layer: tuple[int, str, str]
) -> Iterator[HeldReminder]:
    """The places in one document, in no order."""
    key = (layer[1], annotator_id, "annotator")
    for start, end, flagged, note in connection.execute(reminder_sql.REMINDERS, key).fetchall():
        kind: ReminderKind = "sentence" if end else "document"
        yield HeldReminder(*layer, kind, start, end, "", bool(flagged), note)
    for start, end, label, flagged, note, span_id in connection.execute(
        reminder_sql.SPANS_WITH_REMINDERS, key
    ).fetchall():
        yield HeldReminder(*layer, "span", start, end, label, bool(flagged), note, span_id)
