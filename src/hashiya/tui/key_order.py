"""Key order: keys, pastes and presses of the mouse are answered one after the other.

Textual hands a key to whatever has the keyboard when the key is read. That may be before the key in
front of it was answered: of `/` and a query in one write, all would be commands. Here each waits
until everything that may answer the one before has seen it, and until what that opened has the
keyboard. Must never know what a key does.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import Any, Final

from textual import events
from textual.app import App
from textual.message_pump import MessagePump
from textual.screen import Screen
from textual.widget import Widget

__all__ = ["KeyOrder"]

PATIENCE_SECONDS: Final = 2.0
"""When a visit that was lost, because its widget was, is no longer waited for."""

_ANSWERED_FIRST: Final = (events.Key, events.Paste, events.MouseDown, events.MouseUp)
"""What is answered before anything behind it is looked at; a mouse that only moves need not be."""


class KeyOrder:
    """The line in which what a person does waits for its turn.

    Args:
        app: Has the screens.
        hand_on: Textual's own way of handing an event to the widget it is for.
    """

    def __init__(self, app: App[Any], hand_on: Callable[[events.Event], Awaitable[None]]) -> None:
        self._app = app
        self._hand_on = hand_on
        self._waiting: deque[events.Event] = deque()
        self._ready: Screen[Any] | None = None
        self._is_held = False
        self._visit = 0
        self._patience: asyncio.TimerHandle | None = None

    async def take(self, event: events.Event) -> None:
        """Hand an event on when it is its turn; called for each in the application's own task."""
        self._waiting.append(event)
        await self._go_on()

    def hold(self) -> None:
        """Let everything wait: what will take the keyboard is on its way."""
        self._is_held = True

    def release(self) -> None:
        """Go on, once what came has the keyboard."""
        self._is_held = False
        self._begin_visit(self._app.screen)

    async def _go_on(self) -> None:
        """Hand on what waits, up to the first that must be answered before the rest."""
        while self._waiting and not self._is_held and self._patience is None:
            if self._ready is not self._app.screen:
                # It comes to this once it is made, and has told what in it takes the keyboard.
                self._ready = self._app.screen
                self._begin_visit(self._ready)
                return
            event = self._waiting.popleft()
            first = self._first(event)
            await self._hand_on(event)
            if isinstance(event, _ANSWERED_FIRST):
                self._begin_visit(first)

    def _first(self, event: events.Event) -> Widget:
        """Whom an event is for."""
        app = self._app
        if isinstance(event, events.MouseEvent):
            return app.mouse_captured or app.mouse_over or app.screen
        return app.focused or app.screen

    def _begin_visit(self, first: Widget) -> None:
        """Visit the first and all that hold it up to the application, as events go.

        Twice, because an answer may have been put off: a message of a widget to itself, what a
        screen that was left hands back, the keyboard that a new input takes.
        """
        self._end_visit()
        self._visit += 1
        loop = asyncio.get_running_loop()
        self._patience = loop.call_later(
            PATIENCE_SECONDS, self._app.call_later, self._visited, self._visit
        )
        pumps = tuple(first.ancestors_with_self)
        again = partial(self._call_on, pumps, partial(self._visited, self._visit))
        # What was put off stands in the same list, in front.
        self._call_on(pumps, partial(self._app.call_next, again))

    def _call_on(self, pumps: Sequence[MessagePump], last: Callable[[], object]) -> object:
        """Call on each that is still there, behind all it has been told; then do the last."""
        for at, pump in enumerate(pumps):
            if pump.call_later(self._call_on, pumps[at + 1 :], last):
                return None
        return last()

    async def _visited(self, visit: int) -> None:
        if visit == self._visit and self._patience is not None:
            self._end_visit()
            await self._go_on()

    def _end_visit(self) -> None:
        if self._patience is not None:
            self._patience.cancel()
            self._patience = None
