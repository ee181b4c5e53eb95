"""The figures screen: what one person's work adds up to, for that person alone.

Must never know how figures are kept, or anybody else's.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen

from hashiya.errors import HashiyaError
from hashiya.services import WorkFigures
from hashiya.tui.figure_lines import figure_lines, other_lines
from hashiya.tui.inks import Inks
from hashiya.tui.locale import _, later, told
from hashiya.tui.pieces import Line, Piece, sentence
from hashiya.tui.room import WHERE_NOTHING_IS_TYPED, Room, RoomKey
from hashiya.tui.saving import SaveQueue
from hashiya.tui.waiting_acts import ALL_SAVED, waiting_work
from hashiya.tui.widgets import HintLine, LinesView, LineWidget
from hashiya.tui.widgets.hint_line import key_hints

__all__ = ["FiguresScreen"]

_ROOM: Final = Room(
    later("Your work"),
    (later("How long you were at work, and what came of it. Nobody else is shown it here."),),
    (
        RoomKey("leave", "Esc", later("back"), later("back to the article")),
        RoomKey("scroll", "↑ ↓", later("scroll")),
        RoomKey("faster", "PgUp PgDn", later("faster")),
    ),
)


class FiguresScreen(Screen[None]):
    """Shown over the article until a key closes it.

    Args:
        queue: Answers from the session's thread.
        inks: The styles to print with.
    """

    AUTO_FOCUS = "LinesView"

    help_room: ClassVar[Room] = _ROOM
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(WHERE_NOTHING_IS_TYPED, "app.keys_here", show=False),
        Binding("escape,shift+f9,f21,q,ض,ctrl+q,enter", "dismiss", "close", show=False),
    ]

    def __init__(self, queue: SaveQueue, inks: Inks) -> None:
        super().__init__()
        self._queue = queue
        self._inks = inks
        self._figures: WorkFigures | None = None
        self._waiting = ALL_SAVED
        self._trouble = ""

    def compose(self) -> ComposeResult:
        """Whose figures, the figures, and how to leave them."""
        yield HintLine()
        yield LinesView(self._lines, self._inks)
        yield HintLine()

    def on_mount(self) -> None:
        """Add up."""
        above, below = self.query(HintLine)
        for line in self.query(LineWidget):
            line.inks = self._inks
        title = _("your work in this project")
        above.pieces = (Piece(f" {sentence(title)}", "strong"),)
        below.pieces = (Piece(" "), *key_hints(_ROOM.hints()))
        if self._queue.is_failing:
            self._waiting = waiting_work(self._queue.waiting)
        self.run_worker(self._read())

    async def _read(self) -> None:
        try:
            self._figures, waiting = await self._queue.ask_beside_waiting(
                lambda session: session.figures()
            )
        except (HashiyaError, OSError) as error:
            self._trouble, waiting = told(error), self._queue.waiting
        self._waiting = waiting_work(waiting)
        if self.is_attached:
            self.query_one(LinesView).renew()

    def _lines(self, width: int) -> Sequence[Line]:
        if self._figures is not None:
            return figure_lines(self._figures, width, self._waiting)
        words, ink = (self._trouble, "warning") if self._trouble else (_("adding up …"), "quiet")
        return [Line(), *other_lines(words, ink, width, self._waiting)]
