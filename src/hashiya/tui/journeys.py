"""Journeys: commands that wait for the database and come back with a page, and what to say then.

Must never know a widget or what is done with the page.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from types import MappingProxyType
from typing import Final, NamedTuple

from hashiya.services import Page
from hashiya.tui.act_words import step_message
from hashiya.tui.commands import key_of
from hashiya.tui.desk import Desk
from hashiya.tui.locale import _, later
from hashiya.tui.reading import SILENCE, Message

__all__ = ["JOURNEYS", "Arrival", "Journey"]

UNDONE: Final = later("undone: {act}")
REDONE: Final = later("done again: {act}")


class Arrival(NamedTuple):
    """Where a journey led."""

    page: Page | None
    """The page to show; None when the person stays where they are."""
    message: Message = SILENCE
    """What to say to them."""


Journey = Callable[[Desk, Page], Awaitable[Arrival]]
"""From the page on the screen to another; raises StoreError when the project cannot be read."""


async def _turned(desk: Desk, page: Page, *, direction: int) -> Arrival:
    """The document after (1) or before (-1)."""
    found = await desk.turn(page, direction)
    if found.workload is not None:
        from hashiya.tui.work_words import onward_message  # noqa: PLC0415 - where work is given out

        return Arrival(found.page, onward_message(found, direction))
    if found.page is not None:
        return Arrival(found.page)
    if found.kind == "packed":
        words = _("this is the last article; {command} writes what goes back")
        return Arrival(None, Message(words.format(command="hashiya pack --back")))
    if direction > 0:
        words, key = _("this is the last article; {key} goes back"), "previous_document"
    else:
        words, key = _("this is the first article; {key} goes on"), "next_document"
    return Arrival(None, Message(words.format(key=key_of(key))))


async def _undone(desk: Desk, page: Page) -> Arrival:
    step = await desk.undo(page)
    if step is None:
        has_packs = await desk.has_merged_work()
        words = _("nothing you did here is left to undo; what came in with a pack is not undone")
        return Arrival(None, Message(words if has_packs else _("nothing to undo")))
    return Arrival(step.page, step_message(step, UNDONE, step.act.inverse()))


async def _redone(desk: Desk, page: Page) -> Arrival:
    step = await desk.redo(page)
    if step is None:
        return Arrival(None, Message(_("nothing to redo")))
    return Arrival(step.page, step_message(step, REDONE, step.act))


async def _to_flag(desk: Desk, page: Page, *, direction: int) -> Arrival:
    """The next flagged place (1) or the one before (-1)."""
    from hashiya.tui.flag_ways import way_to_flag  # noqa: PLC0415 - whoever has flags

    return Arrival(*await way_to_flag(desk, page, direction))


JOURNEYS: Final[Mapping[str, Journey]] = MappingProxyType(
    {
        "undo": _undone,
        "redo": _redone,
        "next_document": partial(_turned, direction=1),
        "previous_document": partial(_turned, direction=-1),
        "next_flag": partial(_to_flag, direction=1),
        "previous_flag": partial(_to_flag, direction=-1),
    }
)
"""Command name to where it leads."""
