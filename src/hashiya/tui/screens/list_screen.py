"""List screens: what every list over the article does alike, whatever it lists.

A list is left once, however much is pressed before it is gone; a click chooses, and a click on what
is chosen goes on. Must never know what is listed, or who is asked for it.
"""

from __future__ import annotations

from collections.abc import Coroutine
from typing import Any, Final, Generic, TypeVar

from textual.binding import Binding, BindingType
from textual.screen import Screen

from hashiya.errors import HashiyaError
from hashiya.tui.inks import Inks
from hashiya.tui.line_sequence import ItemLines
from hashiya.tui.locale import told
from hashiya.tui.widgets import LinesView, LineWidget

__all__ = ["LIST_KEYS", "ListScreen"]

LIST_KEYS: Final[tuple[BindingType, ...]] = (
    Binding("up", "step(-1)", show=False),
    Binding("down", "step(1)", show=False),
    Binding("pageup", "leaf(-1)", show=False),
    Binding("pagedown", "leaf(1)", show=False),
)
"""The keys that go through a list in which nothing is typed."""

Result = TypeVar("Result")
Lines = TypeVar("Lines", bound=ItemLines)


class ListScreen(Screen[Result | None], Generic[Lines, Result], inherit_bindings=False):
    """A list that hands back what was chosen, or None.

    Args:
        lines: What is shown at first.
        inks: The styles to print with.
    """

    def __init__(self, lines: Lines, inks: Inks) -> None:
        super().__init__()
        self._inks = inks
        self._lines = lines
        self._is_left = False
        self._trouble = ""
        """What went wrong, in words; empty when nothing did."""

    # What a subclass says.

    def action_go(self, number: int) -> None:
        """Put the cursor on an item."""
        raise NotImplementedError

    def take(self) -> None:
        """Do what Enter does with the item under the cursor."""
        raise NotImplementedError

    def _say(self) -> None:
        """Write the lines around the list anew."""
        raise NotImplementedError

    def _failed(self) -> None:
        """What took time has failed, and `_trouble` says why."""

    # What all do, unless one says otherwise.

    def action_step(self, by: int) -> None:
        """Go to the next item, or to the one before."""
        self.action_go(max(0, self._lines.cursor + by))

    def action_leaf(self, by: int) -> None:
        """Go on by as many items as fit."""
        self.action_step(by * self._height)

    def _list(self) -> LinesView:
        """The list's own place on the screen."""
        view = LinesView(self._source, self._inks)
        view.can_focus = False
        return view

    def _dress(self) -> None:
        for line in self.query(LineWidget):
            line.inks = self._inks

    def _source(self, width: int) -> Lines:
        self._lines.width = width
        return self._lines

    def _renew(self) -> None:
        self.query_one(LinesView).renew()
        self._say()

    @property
    def _height(self) -> int:
        """Items that fit on the screen, one fewer, at least one."""
        return max(1, self.query_one(LinesView).size.height // self._lines.EACH - 1)

    def _point(self, number: int) -> None:
        """Put the cursor on an item that is there, in sight."""
        each = self._lines.EACH
        self._lines.cursor = max(0, min(number, self._lines.item_count - 1))
        self.query_one(LinesView).keep_in_sight(each * self._lines.cursor, each)

    def on_lines_view_pressed(self, message: LinesView.Pressed) -> None:
        """Go to the item that was clicked; take it when it is under the cursor already."""
        number = message.line // self._lines.EACH
        if number >= self._lines.item_count:
            return
        if number == self._lines.cursor:
            self.take()
        else:
            self.action_go(number)

    def _run(self, work: Coroutine[Any, Any, None]) -> None:
        self.run_worker(self._guarded(work))

    async def _guarded(self, work: Coroutine[Any, Any, None]) -> None:
        try:
            await work
        except (HashiyaError, OSError) as error:
            self._trouble = told(error)
            if not self._is_left:
                self._failed()
                self._say()

    def _leave(self, result: Result | None) -> None:
        """Close once, however much is pressed before the screen is gone."""
        if not self._is_left:
            self._is_left = True
            self.dismiss(result)
