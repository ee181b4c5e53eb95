"""Panes: the one place beside the article for a list or the guidelines, and who has the keys.

A pane's key opens it with the keys, takes the keys when the article has them, and else closes it.
Where there is no room for both, a pane lies over the article while it has the keys and is folded
away while it has not. Must never know what a room lists.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Mapping, Sequence
from importlib import import_module
from typing import Any, Final

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.timer import Timer

from hashiya.errors import HashiyaError
from hashiya.tui.commands import first_key
from hashiya.tui.draft_keys import Deed
from hashiya.tui.inks import Inks
from hashiya.tui.key_order import KeyOrder
from hashiya.tui.keyboard import also_on_arabic
from hashiya.tui.locale import _, told
from hashiya.tui.pieces import Line, Piece, onward, pieces_width
from hashiya.tui.reading import Context, Reading
from hashiya.tui.room import Room
from hashiya.tui.saving import SaveQueue
from hashiya.tui.screens.pane_room import PaneRoom
from hashiya.tui.screens.visiting import Visiting
from hashiya.tui.sitting import Sitting
from hashiya.tui.widgets import HintLine, LineInput, LinesView, Middle, TypingArea, pane_columns
from hashiya.tui.widgets.hint_line import key_hints

__all__ = ["PaneHints", "Panes"]

ROOMS: Final[Mapping[str, str]] = {
    "span_list": "span_pane",
    "document_list": "document_pane",
    "guidelines": "guideline_pane",
}
"""A pane's command → the module of this package whose `ROOM` it is; loaded when first opened."""

KEPT: Final = frozenset(
    {"remove", "undo", "redo", "relabel", "theme", "more_themes", "help", "terminal", *ROOMS}
)
"""Commands that leave the keys where they are; any other is meant for the article."""

CLOSING: Final = frozenset({"escape", "q", *also_on_arabic("q")})
"""Keys that close a pane: what ends the program from the article first ends what is before it."""


class PaneHints(HintLine):
    """The keys of the pane, at the foot of the screen while it has them."""


class PaneInput(LineInput):
    """What is looked for; while it is empty, keys that go to an end are the list's."""

    def deed(self, key: str) -> Deed | None:
        """What a key does to the words."""
        return None if not self.text and key in {"home", "end"} else super().deed(key)


class Panes(Vertical, can_focus=False):
    """The pane that is open, if one is.

    Args:
        sitting: The person at work.
        queue: Answers from the session's thread.
        order: The line in which keys wait.
        hints: Shows the keys.
    """

    def __init__(
        self,
        sitting: Sitting,
        queue: SaveQueue,
        order: KeyOrder,
        hints: PaneHints,
    ) -> None:
        super().__init__()
        self.sitting: Final = sitting
        self.queue: Final = queue
        self.order: Final = order
        self._hints = hints
        self._rooms: dict[str, PaneRoom] = {}
        self._pause: Timer | None = None
        self._room: PaneRoom | None = None
        self.has_keys = False
        """Whether keys are meant for the pane."""

    @property
    def rows(self) -> int:
        """Lines that are seen at once."""
        return max(1, self.query_one(LinesView).size.height)

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

    def compose(self) -> ComposeResult:
        """What it is, what to look for, the lines, and more about them."""
        yield HintLine()
        yield PaneInput(placeholder=_("words of a name"), max_length=200)
        yield LinesView(self._lines)
        yield HintLine()

    def on_mount(self) -> None:
        """Follow what is on the screen."""
        self.paint()
        self.watch(self.screen, "shown", self._follow, init=False)

    def paint(self) -> None:
        """Print in the theme's colours."""
        inks = Inks(self.app.current_theme, self.sitting.scheme.labels)
        for view in self.query(LinesView):
            view.inks = inks
        for line in (*self.query(HintLine), self._hints):
            line.inks = inks
        for area in self.query(TypingArea):
            area.inks = inks

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

    def on_show(self) -> None:
        """Show what is so now, where there was no room before."""
        self._catch_up()

    # What a room asks for.

    def renew(self) -> None:
        """Ask for the lines, and for the words around them, again."""
        self.query_one(LinesView).renew()
        self.say()

    def say(self) -> None:
        """Write the words around the lines anew."""
        room = self._room
        if room is None:
            return
        above, below = self.query(HintLine)
        width = above.size.width
        sign = onward() if self.has_keys else " "
        title = Piece(f"{_(room.TITLE)}  ", "strong" if self.has_keys else "text")
        key = (Piece(sign, "name"), Piece(first_key(room.NAME), "key"), Piece(" "))
        facts = room.facts(width)
        is_all = pieces_width((*key, title, *facts)) <= width
        above.pieces = (*key, title, *facts) if is_all else (*key, *facts)
        below.pieces = room.below(width)
        below.display = bool(below.pieces)
        self._hints.pieces = (Piece(" "), *key_hints(room.hints))

    def shift(self, by: int) -> None:
        """Scroll by as many lines as came in above those that are seen."""
        view = self.query_one(LinesView)
        if by:
            view.scroll_to(y=max(0, view.scroll_offset.y + by), animate=False)

    def reveal(self, first: int, count: int = 1) -> None:
        """Draw the lines again, with some of them in sight."""
        self.query_one(LinesView).keep_in_sight(first, count)
        self.say()

    def begin_at(self, line: int) -> None:
        """Scroll until a line is the first that is seen."""
        self.query_one(LinesView).scroll_to(y=line, animate=False)
        self.say()

    def run(self, work: Coroutine[Any, Any, None]) -> None:
        """Let work go on while keys are answered; what goes wrong is told."""
        self.run_worker(self._guarded(work))

    async def _guarded(self, work: Coroutine[Any, Any, None]) -> None:
        try:
            await work
        except (HashiyaError, OSError) as error:
            self.sitting.say(told(error))

    def pause(self, seconds: float, deed: Callable[[], None]) -> None:
        """Do something after so long, unless this is called again before."""
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(seconds, deed)

    def visit(self, document_id: str) -> None:
        """Open another article."""
        self.order.hold()
        self.run_worker(Visiting(self.queue, self.sitting, self.order).visit(document_id))

    def later(self, deed: Callable[[], None]) -> None:
        """Do something once the lines have their place on the screen."""
        self.call_after_refresh(deed)

    def _lines(self, width: int) -> Sequence[Line]:
        return () if self._room is None else self._room.lines(width)

    def _follow(self, shown: tuple[Reading, Context] | None) -> None:
        if shown is not None and self._room is not None and self.is_seen:
            self._room.follow(*shown)

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
