"""Panes: the one place beside the article for a list or the guidelines, and who has the keys.

A pane's key opens it with the keys, takes the keys when the article has them, and else closes it.
Where there is no room for both, a pane lies over the article while it has the keys and is folded
away while it has not. Must never know what a room lists.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Final

from textual import events

from hashiya.tui.key_order import KeyOrder
from hashiya.tui.keyboard import also_on_arabic
from hashiya.tui.reading import Context, Reading
from hashiya.tui.room import Room
from hashiya.tui.saving import SaveQueue
from hashiya.tui.screens.pane_frame import PaneFrame, PaneHints
from hashiya.tui.screens.pane_room import PaneRoom
from hashiya.tui.sitting import Sitting
from hashiya.tui.widgets import LineInput, LinesView, Middle, TypingArea, pane_columns

__all__ = ["Panes"]

ROOMS: Final[Mapping[str, str]] = {
    "span_list": "span_pane",
    "document_list": "document_pane",
    "guidelines": "guideline_pane",
}
"""A pane's command → the module of this package whose `ROOM` it is; loaded when first opened."""

KEPT: Final = frozenset(
    {"remove", "relabel", "flag", "flag_document", "undo", "redo"}
    | {"theme", "more_themes", "help", "terminal", *ROOMS}
)
"""Commands that leave the keys where they are; any other is meant for the article."""

CLOSING: Final = frozenset({"escape", "q", *also_on_arabic("q")})
"""Keys that close a pane: what ends the program from the article first ends what is before it."""


class Panes(PaneFrame, can_focus=False):
    """The pane that is open, if one is.

    Args:
        sitting: The person at work.
        queue: Answers from the session's thread.
        order: The line in which keys wait.
        hints: Shows the keys.
    """

    def __init__(
        self, sitting: Sitting, queue: SaveQueue, order: KeyOrder, hints: PaneHints
    ) -> None:
        super().__init__(sitting, queue, order, hints)
        self._rooms: dict[str, PaneRoom] = {}

    @property
    def help_room(self) -> Room | None:
        """What the pane answers to; None when there is none."""
        return None if self._room is None else self._room.help_room

    @property
    def is_seen(self) -> bool:
        """Whether a pane is on the screen."""
        return self._room is not None and (self.has_keys or self.is_beside)

    @property
    def is_beside(self) -> bool:
        """Whether there is room for the article and a pane."""
        place = self.parent
        return isinstance(place, Middle) and pane_columns(place.size.width) > 0

    def on_mount(self) -> None:
        """Follow what is on the screen."""
        self.paint()
        self.watch(self.screen, "shown", self._follow, init=False)
        self.watch(self.query_one(LinesView), "scroll_y", self._scrolled, init=False)

    # Opening and closing.

    def press(self, name: str) -> None:
        """Do what a pane's key does."""
        if self._room is not None and name == self._room.NAME and self.has_keys:
            self.close()
            return
        room = self._rooms.get(name)
        if room is None:
            module = import_module(f"hashiya.tui.screens.{ROOMS[name]}")
            room = self._rooms[name] = module.ROOM(self)
        self._open(room)

    def close(self) -> None:
        """Put the pane away; its room stays as it is until the program ends."""
        self.let_go()
        if self._room is not None:
            self._room.rest()
        self._room = None
        self.screen.remove_class("pane-open")

    def let_go(self) -> None:
        """Give the keys back to the article; a pane over it is folded away."""
        if self.has_keys:
            self.has_keys = False
            self.screen.remove_class("pane-keys")
            self.screen.set_focus(None)
            if self._room is not None and not self.is_beside:
                self._room.rest()
            self.say()

    def step_aside(self, command: str) -> None:
        """Give the keys back for a command that is not done in a pane."""
        if command not in KEPT:
            self.let_go()

    def _open(self, room: PaneRoom) -> None:
        is_other = room is not self._room
        if is_other and self._room is not None:
            self._room.rest()
        self._room = room
        self.has_keys = True
        self.screen.add_class("pane-open", "pane-keys")
        self.set_class(room.ASKS, "asking")
        if is_other:
            self.query_one(LinesView).scroll_to(y=0, animate=False)
        room.enter()
        self._catch_up()
        self._focus(room)

    def _focus(self, room: PaneRoom) -> None:
        if room.ASKS:
            self.query_one(LineInput).focus()
        else:
            self.query_one(LinesView).focus()

    def on_descendant_focus(self) -> None:
        """Take the keys, where the mouse gave them."""
        if self._room is not None and not self.has_keys:
            self._open(self._room)

    def look_again(self) -> None:
        """Let the room show what others have written."""
        if self._room is not None and self.is_seen:
            self._room.look_again()

    def on_show(self) -> None:
        """Show what is so now, where there was no room before."""
        self._catch_up()

    # What is shown.

    def _follow(self, shown: tuple[Reading, Context] | None) -> None:
        if shown is not None and self._room is not None and self.is_seen:
            self._room.follow(*shown)

    def _scrolled(self) -> None:
        if self._room is not None:
            self._room.scroll()

    def _catch_up(self) -> None:
        self.renew()
        self._follow(self.sitting.shown)

    # Keys and mouse.

    def on_key(self, event: events.Key) -> None:
        """Do what the key means in the room; others are commands of the article."""
        room = self._room
        if room is None:
            return
        if room.key(event):
            pass
        elif event.key in CLOSING.difference(label.key for label in self.sitting.scheme.labels):
            room.leave()
            self.close()
        elif event.key == "tab":
            self.let_go()
        else:
            return
        event.stop()
        event.prevent_default()

    def on_lines_view_pressed(self, message: LinesView.Pressed) -> None:
        """Do what the room does at a line."""
        message.stop()
        if self._room is not None:
            self._room.press(message.line)

    def on_typing_area_changed(self, message: TypingArea.Changed) -> None:
        """Look for something else."""
        message.stop()
        if self._room is not None:
            self._room.write(message.text)
