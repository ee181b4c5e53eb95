"""Rows of events and their bodies: the one place where they become events and acts, and back.

What an annotator's first page needs is in `hashiya.store.rows`.
"""

from __future__ import annotations

import json
from typing import NamedTuple

from hashiya.model import Act, Event, LayerKind
from hashiya.store.journal import EventRow, canonical

__all__ = [
    "ToldEvent",
    "act_body",
    "act_of",
    "event_of",
    "group_of",
    "layer_of_body",
    "scheme_of_body",
]


class ToldEvent(NamedTuple):
    """What figures and histories need of an event, as its row has it."""

    session_id: str
    """The sitting."""
    seq: int
    """Its number there, from 1."""
    kind: str
    """What sort of thing."""
    at: str
    """UTC time for people."""
    body: str
    """Canonical JSON."""


def event_of(row: EventRow) -> Event:
    """An event from its row."""
    return Event(**row._asdict())


def act_body(
    act: Act,
    *,
    layer: LayerKind,
    scheme: tuple[str, int],
    cites: object = None,
    group: int | None = None,
) -> str:
    """The body of an `edit`, `undo` or `redo`: everything that a replay or an inverse needs.

    Args:
        act: The edits, with what stood before and what stands after.
        layer: The layer they are on.
        scheme: Id and version of the scheme in use.
        cites: Session and number of the event that is undone or redone; of an `edit` that is
            nobody's own act, what it follows from.
        group: Number, in the same session, of the first event that was done together with this.
    """
    body = act.model_dump(mode="json") | {"layer": layer, "scheme": scheme}
    more = {"cites": cites, "group": group}
    return canonical(body | {name: value for name, value in more.items() if value is not None})


def group_of(body: str) -> int | None:
    """The number of the first event of an event's group; None when it is alone."""
    group = json.loads(body).get("group")
    return group if isinstance(group, int) else None


def act_of(body: str) -> Act:
    """The act an event's body holds."""
    return Act.model_validate_json(canonical({"edits": json.loads(body)["edits"]}))


def layer_of_body(body: str) -> LayerKind:
    """Which of its person's layers an event is on."""
    layer: LayerKind = json.loads(body)["layer"]
    return layer


def scheme_of_body(body: str) -> tuple[str, int]:
    """Id and version of the scheme that an event was written under."""
    name, version = json.loads(body)["scheme"]
    return name, version
