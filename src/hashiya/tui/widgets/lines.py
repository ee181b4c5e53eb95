"""Lines: the base of every widget that is a few lines of pieces, such as the status line.

Draws strips by hand, so that no string is ever markup and none is wrapped or reordered again, and
repaints a line only when its pieces changed.
"""

from __future__ import annotations

from typing import ClassVar

from textual.geometry import Region, Size
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from hashiya.tui.inks import Inks
from hashiya.tui.locale import is_mirrored
from hashiya.tui.pieces import Line, line_strip

__all__ = ["Line", "LineWidget"]


class LineWidget(Widget):
    """A widget of one line or a few.

    A subclass says what to draw in `lines` and calls `redraw` when that may have changed.
    """

    ALLOW_SELECT = False
    GROUND: ClassVar[str] = "panel"
    """The theme's colour behind the line."""

    inks: reactive[Inks | None] = reactive(None)
    """The styles to print with; nothing is drawn without."""

    def __init__(self) -> None:
        super().__init__()
        self._drawn: tuple[Line, ...] = ()
        self._drawn_for = Size(0, 0)

    def lines(self, width: int) -> tuple[Line, ...]:
        """What to draw on this many columns, top line first."""
        raise NotImplementedError

    def from_start(self, x: int) -> int:
        """A column counted from the side where lines begin, 0 first."""
        return self.size.width - 1 - x if is_mirrored() else x

    def redraw(self) -> None:
        """Repaint the lines that differ from what was drawn; one that is not seen has time."""
        if not self.size:
            self._drawn_for = self.size
            self.refresh()  # what Textual keeps of it from before it was folded away is old
            return
        before, self._drawn = self._drawn, self.lines(self.size.width)
        self._drawn_for = self.size
        for y, line in enumerate(self._drawn):
            if y >= len(before) or before[y] != line:
                self.refresh(Region(0, y, self.size.width, 1))
        if len(before) > len(self._drawn):
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """One line of the widget."""
        width = self.size.width
        if self.inks is None:
            return Strip.blank(width)
        if self._drawn_for != self.size:
            self._drawn, self._drawn_for = self.lines(width), self.size
        line = self._drawn[y] if y < len(self._drawn) else Line()
        return line_strip(line, width, self.inks, ground=self.GROUND)
