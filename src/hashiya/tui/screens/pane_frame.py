"""The pane frame: what stands around the lines of a pane's room, and what a room asks of its place.

Must never know which rooms there are, or who has the keys when.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Sequence
from contextlib import suppress
from typing import Any, Final

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.css.query import NoMatches
from textual.timer import Timer

from hashiya.errors import HashiyaError
from hashiya.tui.commands import first_key
from hashiya.tui.draft_keys import Deed
from hashiya.tui.inks import Inks
from hashiya.tui.key_order import KeyOrder
from hashiya.tui.locale import _, told
from hashiya.tui.pieces import Line, Piece, onward, pieces_width
from hashiya.tui.saving import SaveQueue
from hashiya.tui.screens.pane_room import PaneRoom
from hashiya.tui.screens.visiting import Visiting
from hashiya.tui.sitting import Sitting
from hashiya.tui.widgets import FacetInput, HintLine, LinesView, TypingArea
from hashiya.tui.widgets.hint_line import key_hints

__all__ = ["PaneFrame", "PaneHints"]


class PaneHints(HintLine):
    """The keys of the pane, at the foot of the screen while it has them."""


class PaneInput(FacetInput):
    """What is looked for; while it is empty, keys that go to an end are the list's."""

    def deed(self, key: str) -> Deed | None:
        """What a key does to the words."""
        return None if not self.text and key in {"home", "end"} else super().deed(key)


class PaneFrame(Vertical, can_focus=False):
    """The place of one room at a time; see `hashiya.tui.screens.pane_room.Frame` for its verbs.

    Args:
        sitting: The person at work.
        queue: Answers from the session's thread.
        order: The line in which keys wait.
        hints: Shows the keys.
    """

    def __init__(
        self, sitting: Sitting, queue: SaveQueue, order: KeyOrder, hints: PaneHints
    ) -> None:
        super().__init__()
        self.sitting: Final = sitting
        self.queue: Final = queue
        self.order: Final = order
        self._hints = hints
        self._pause: Timer | None = None
        self._room: PaneRoom | None = None
        self.has_keys = False
        """Whether keys are meant for the pane."""
        self.is_holding = False
        """Whether keys wait for what the room has asked for."""

    def compose(self) -> ComposeResult:
        """What it is, what to look for and where, the lines, and more about them."""
        yield HintLine()
        yield PaneInput(placeholder=_("words of a name"), max_length=200)
        yield HintLine()
        yield LinesView(self._lines)
        yield HintLine()

    def paint(self) -> None:
        """Print in the theme's colours."""
        inks = Inks(self.app.current_theme, self.sitting.scheme.labels)
        for view in self.query(LinesView):
            view.inks = inks
        for line in (*self.query(HintLine), self._hints):
            line.inks = inks
        for area in self.query(TypingArea):
            area.inks = inks

    @property
    def rows(self) -> int:
        """Lines that are seen at once."""
        return max(1, self.query_one(LinesView).size.height)

    @property
    def top(self) -> int:
        """Number of the first line that is seen."""
        return self.query_one(LinesView).scroll_offset.y

    def renew(self) -> None:
        """Ask for the lines, and for the words around them, again."""
        self.query_one(LinesView).renew()
        self.say()

    def say(self) -> None:
        """Write the words around the lines anew."""
        room = self._room
        if room is None:
            return
        above, narrowing, below = self.query(HintLine)
        width = above.size.width
        sign = onward() if self.has_keys else " "
        title = Piece(f"{_(room.TITLE)}  ", "strong" if self.has_keys else "text")
        key = (Piece(sign, "name"), Piece(first_key(room.NAME), "key"), Piece(" "))
        facts = room.facts(width)
        is_all = pieces_width((*key, title, *facts)) <= width
        above.pieces = (*key, title, *facts) if is_all else (*key, *facts)
        narrowing.pieces, below.pieces = room.narrowing(width), room.below(width)
        for line in (narrowing, below):
            line.display = bool(line.pieces)
        self.query_one(PaneInput).pass_on(room.passed_on)
        self._hints.pieces = (Piece(" "), *key_hints(room.hints))

    def shift(self, by: int) -> None:
        """Scroll by as many lines as came in above those that are seen."""
        view = self.query_one(LinesView)
        if by:
            top = max(0, view.scroll_offset.y + by)
            view.scroll_to(y=top, animate=False, immediate=True)

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
            with suppress(NoMatches):  # The program was left: there is no place to show it in.
                await work
        except (HashiyaError, OSError) as error:
            self.sitting.say(told(error))

    def hold(self, seconds: float) -> None:
        """Let keys wait until `release`, and no longer than so long."""
        self.is_holding = True
        self.order.hold()
        self.set_timer(seconds, self.release)

    def release(self) -> None:
        """Let the keys that wait be answered."""
        if self.is_holding:
            self.is_holding = False
            self.order.release()

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
