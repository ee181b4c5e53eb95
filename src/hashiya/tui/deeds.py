"""Deeds: which function answers each command of the table, and how a deed is worked out.

A new capability is one file with a table of deeds, and its names in `_ROOMS` here: the file is
loaded when one of its keys is first pressed, so that nobody waits for it at the start. A deed is a
function of what is on the screen; it writes nothing and waits for nothing. Must never know a
widget, a thread or the database.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from hashiya.errors import PolicyError
from hashiya.tui.change import Change, Edit
from hashiya.tui.choosing import CHOICES, moved
from hashiya.tui.layer_index import LayerIndex
from hashiya.tui.locale import _, told
from hashiya.tui.moves import MOVES
from hashiya.tui.reading import Context, Message, Reading

if TYPE_CHECKING:
    from hashiya.model import Act
    from hashiya.model import Edit as EditOfLayer

__all__ = ["Done", "changed", "deed_of", "is_counted", "not_counted", "work_out"]

_ROOMS: Final[Mapping[str, str]] = MappingProxyType(
    {
        **dict.fromkeys(("remove", "done", "nothing", "reopen", "next_open"), "edits"),
        **dict.fromkeys(("phrase", "next_phrase", "inner"), "phrasing"),
        **dict.fromkeys(
            ("phrase_left", "phrase_right", "extend_phrase_left", "extend_phrase_right"), "clauses"
        ),
        **dict.fromkeys(("end_out", "end_in", "start_out", "start_in"), "edges"),
        **dict.fromkeys(
            ("end_letter_out", "end_letter_in", "start_letter_out", "start_letter_in"), "edges"
        ),
        **dict.fromkeys(("split", "join", "trim"), "reshaping"),
        **dict.fromkeys(("flag", "flag_document"), "flagging"),
        **dict.fromkeys(("relabel", "second", "sticky", "sweep", "repeat", "count"), "modes"),
    }
)
"""Command name → the room of this package whose `DEEDS` has it."""

_COUNTED_ROOMS: Final = frozenset({"phrasing", "clauses", "edges"})


class Done(NamedTuple):
    """What came of a deed."""

    reading: Reading
    """What is to be shown, acts included."""
    act: Act | None
    """What is to be saved; None when no data changed."""


def deed_of(name: str) -> Edit | None:
    """What answers a command; None for those that wait for something, or belong to the screen."""
    move = MOVES.get(name)
    if move is not None:
        return partial(moved, move=move)
    found = CHOICES.get(name)
    if found is None and name in _ROOMS:
        deeds: Mapping[str, Edit] = import_module(f"hashiya.tui.{_ROOMS[name]}").DEEDS
        found = deeds[name]
    return found


def is_counted(name: str) -> bool:
    """Whether a command may follow a count: it moves, selects, or moves an edge."""
    return name in MOVES or name.endswith("_span") or _ROOMS.get(name) in _COUNTED_ROOMS


def work_out(
    deed: Edit,
    reading: Reading,
    context: Context,
    look: Callable[[Reading], Context],
    *,
    is_repeated: bool = False,
) -> Done:
    """Do a deed, as often as was asked when it can be repeated; all of it is one act.

    A repetition ends early where nothing moves any more, or where the policy refuses the next.

    Raises:
        PolicyError: It was refused the first time, or does not go with a count.
    """
    times = max(1, reading.count) if is_repeated else 1
    edits: list[EditOfLayer] = []
    for turn in range(times):
        try:
            change = deed(reading, context)
        except PolicyError as error:
            if not turn:
                raise
            reading = reading.saying(told(error), "warning")
            break
        before, reading = reading, changed(reading, change)
        if change.act is not None:
            edits += change.act.edits
        elif before.pointer == reading.pointer:
            break
        if turn + 1 < times:
            context = look(reading)
    return Done(reading, _act_of(edits) if edits else None)


def _act_of(edits: Iterable[EditOfLayer]) -> Act:
    from hashiya.model import Act  # noqa: PLC0415 - no page waits for it

    return Act(edits=tuple(edits))


def changed(reading: Reading, change: Change) -> Reading:
    """What stands on the screen after a change."""
    page, index = reading.page, reading.index
    if change.act is not None:
        from hashiya.services import apply_to_page  # noqa: PLC0415 - no page waits for it

        page = apply_to_page(page, change.act)
        index = LayerIndex(page.layer)
    return replace(
        reading,
        page=page,
        index=index,
        pointer=change.pointer,
        awaits=change.awaits,
        count=change.times,
        mode=reading.mode if change.mode is None else change.mode,
        message=Message(change.words, change.ink),
    )


def not_counted(reading: Reading, __: Context) -> Change:
    """Refuse a command that does not go with the count before it."""
    words = _("a count goes before a key that moves, selects or moves an edge; nothing was done")
    return Change(None, reading.pointer, words, "warning")
