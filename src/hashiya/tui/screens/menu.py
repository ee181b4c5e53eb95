"""The menu screen: a few lines over the article, from which a key or the mouse chooses one.

Drawn like every other line, in a frame that never leaves the screen. Must never know what an
entry does.
"""

from __future__ import annotations

from typing import ClassVar, Final, NamedTuple

from textual import events
from textual.app import ComposeResult
from textual.geometry import Offset, Size
from textual.screen import ModalScreen
from textual.strip import Strip
from textual.widget import Widget

from hashiya.tui.inks import Inks
from hashiya.tui.locale import is_mirrored, later
from hashiya.tui.menu import Choice, Entry
from hashiya.tui.pieces import Line, Piece, fitted, line_strip, onward, pieces_strip, pieces_width
from hashiya.tui.room import HELP_KEY, Room, RoomKey

__all__ = ["LEAST_MENU", "MenuScreen", "Spot", "spot_for"]

LEAST_MENU: Final = Size(12, 3)
"""A smaller screen gets no menu."""

FRAME_COLUMNS: Final = 5
"""Beside an entry: the frame, the cursor's two columns, and a blank one."""

CLOSING: Final = frozenset({"escape", "q", "ض", ".", "ز", "shift+f10", "f22", "ctrl+q"})
"""Keys that leave the menu without choosing."""
ASKING: Final = frozenset({HELP_KEY, "question_mark", "arabic_question_mark"})
"""Keys that ask for help."""


_ROOM: Final = Room(
    later("Menu"),
    (later("What can be done here; quiet lines cannot be chosen."),),
    (
        RoomKey("choose", "↑ ↓", later("choose"), later("go through the lines; Tab does too")),
        RoomKey("do", "↵", later("do it"), later("do what the line says; Space or a click do too")),
        RoomKey("key", "1 2 3", later("at once"), later("the key before a line does it at once")),
        RoomKey("leave", "Esc", later("back"), later("close without doing anything")),
    ),
)


class Spot(NamedTuple):
    """Where the menu stands on the screen."""

    left: int
    top: int
    width: int
    height: int


def spot_for(entries: tuple[Entry, ...], at: Offset, screen: Size) -> Spot:
    """Under the place it was asked for, else over it, and always inside the screen."""
    widest = max(pieces_width(entry.pieces) for entry in entries)
    width = min(widest + FRAME_COLUMNS, screen.width)
    height = min(len(entries) + 2, screen.height)
    start = at.x - width + 1 if is_mirrored() else at.x
    left = max(0, min(start, screen.width - width))
    below, above = at.y + 1, at.y - height
    top = above if below + height > screen.height and above >= 0 else below
    return Spot(left, max(0, min(top, screen.height - height)), width, height)


class MenuBox(Widget):
    """The frame with as many entries as fit, those around the cursor."""

    ALLOW_SELECT = False

    def __init__(self, entries: tuple[Entry, ...], inks: Inks) -> None:
        super().__init__()
        self.entries = entries
        self.cursor = next(at for at, entry in enumerate(entries) if entry.choice)
        self._inks = inks
        self._first = 0

    def place(self, spot: Spot) -> None:
        """Stand somewhere on the screen."""
        self.styles.width, self.styles.height = spot.width, spot.height
        self.styles.offset = (spot.left, spot.top)
        self._reveal(spot.height - 2)

    def put(self, cursor: int) -> None:
        """Put the cursor on an entry."""
        self.cursor = cursor
        self._reveal(self.size.height - 2)
        self.refresh()

    def step(self, by: int) -> None:
        """Move the cursor over the headings, and round at the ends."""
        count, at = len(self.entries), self.cursor + by
        while self.entries[at % count].choice is None:
            at += by
        self.put(at % count)

    def entry_at(self, y: int) -> int | None:
        """Number of the entry on a line of the box; None on the frame and on headings."""
        at = self._first + y - 1
        if not 0 < y < self.size.height - 1 or at >= len(self.entries):
            return None
        return at if self.entries[at].choice else None

    def render_line(self, y: int) -> Strip:
        """One line: the frame, or an entry in it."""
        width, height = self.size
        if y in {0, height - 1}:
            ends = "╭╮" if y == 0 else "╰╯"
            frame = Piece(f"{ends[0]}{'─' * (width - 2)}{ends[1]}", "quiet")
            return line_strip(Line((frame,), is_placed=True), width, self._inks, ground="panel")
        at = self._first + y - 1
        is_here = at == self.cursor
        pieces = self.entries[at].pieces if at < len(self.entries) else ()
        left = (
            Piece("│", "quiet"),
            Piece(f"{onward()} " if is_here else "  ", "name"),
            *fitted(pieces, width - FRAME_COLUMNS),
        )
        right = (Piece(self._edge(y), "quiet"),)
        ground = "background" if is_here else "panel"
        return pieces_strip(left, right, width, self._inks, ground=ground)

    def _edge(self, y: int) -> str:
        """The frame's right side, which tells that there is more above or below."""
        shown = self.size.height - 2
        if y == shown and self._first + shown < len(self.entries):
            return "▼"
        return "▲" if y == 1 and self._first else "│"

    def _reveal(self, shown: int) -> None:
        last = max(0, len(self.entries) - shown)
        self._first = min(max(self._first, self.cursor - shown + 1), self.cursor, last)
        if self.entries[: self.cursor] == self.entries[: self._first] and shown > self.cursor:
            self._first = 0


class MenuScreen(ModalScreen[Choice | None]):
    """Shown over the article until something is chosen or a key or a click leaves it.

    Args:
        entries: The lines; at least one can be chosen.
        at: The place it was asked for, on the screen.
        inks: The styles.
    """

    help_room: ClassVar[Room] = _ROOM

    def __init__(self, entries: tuple[Entry, ...], at: Offset, inks: Inks) -> None:
        super().__init__()
        self._at = at
        self._is_left = False
        self._box = MenuBox(entries, inks)

    def compose(self) -> ComposeResult:
        """The box alone."""
        self._box.place(spot_for(self._box.entries, self._at, self.app.size))
        yield self._box

    def on_resize(self, event: events.Resize) -> None:
        """Stay inside the screen, or leave one that is too small."""
        if event.size.width < LEAST_MENU.width or event.size.height < LEAST_MENU.height:
            self._leave(None)
            return
        self._box.place(spot_for(self._box.entries, self._at, event.size))

    async def on_key(self, event: events.Key) -> None:
        """Move, choose or leave; other keys do nothing while the menu is open."""
        event.stop()
        event.prevent_default()
        pressed = {event.key, event.character or ""}
        meant = next((entry for entry in self._box.entries if entry.keys & pressed), None)
        if meant is not None:
            self._leave(meant.choice)
        elif event.key in {"up", "shift+tab"}:
            self._box.step(-1)
        elif event.key in {"down", "tab"}:
            self._box.step(1)
        elif event.key in {"enter", "space"}:
            self._leave(self._box.entries[self._box.cursor].choice)
        elif pressed & CLOSING:
            self._leave(None)
        elif pressed & ASKING:
            await self.run_action("app.keys_here")

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Follow the mouse over the entries."""
        at = self._under(event)
        if at is not None and at != self._box.cursor:
            self._box.put(at)

    def on_mouse_scroll_down(self) -> None:
        """Go down."""
        self._box.step(1)

    def on_mouse_scroll_up(self) -> None:
        """Go up."""
        self._box.step(-1)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Leave when the mouse goes down beside the menu."""
        if not self._box.region.contains(event.screen_x, event.screen_y):
            self._leave(None)

    def on_click(self, event: events.Click) -> None:
        """Choose what was clicked."""
        at = self._under(event)
        if at is not None:
            self._leave(self._box.entries[at].choice)

    def _leave(self, choice: Choice | None) -> None:
        """Close once, however much is pressed before the screen is gone."""
        if not self._is_left:
            self._is_left = True
            self.dismiss(choice)

    def _under(self, event: events.MouseEvent) -> int | None:
        region = self._box.region
        if not region.contains(event.screen_x, event.screen_y):
            return None
        return self._box.entry_at(event.screen_y - region.y)
