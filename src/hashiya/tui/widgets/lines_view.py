"""The lines view: more lines of pieces than fit, scrolled with the keyboard and the wheel.

Draws each line by hand, as `lines` does, and asks only for the lines that are seen. Must never know
what the lines are about.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from hashiya.tui.inks import Inks
from hashiya.tui.pieces import Line, line_strip

__all__ = ["LinesView"]


class LinesView(ScrollView, can_focus=True):
    """Lines made for the width there is.

    Args:
        source: From a width in columns to the lines.
        inks: The styles to print with; nothing is drawn without.
    """

    ALLOW_SELECT = False

    class Pressed(Message):
        """A place in the lines was clicked.

        Attributes:
            line: Which of the lines.
            column: Column of the view, from its left edge.
            view: Which lines they are.
        """

        def __init__(self, line: int, column: int, view: LinesView) -> None:
            super().__init__()
            self.line = line
            self.column = column
            self.view = view

    inks: reactive[Inks | None] = reactive(None)
    """The styles to print with."""

    def __init__(self, source: Callable[[int], Sequence[Line]], inks: Inks | None = None) -> None:
        super().__init__()
        self.lines: Sequence[Line] = ()
        """What is shown."""
        self._source = source
        self._wanted: tuple[int, int] | None = None
        self.set_reactive(LinesView.inks, inks)

    def renew(self) -> None:
        """Ask for the lines again: they, or the width, may have changed."""
        self.lines = self._source(self.size.width)
        self.virtual_size = Size(self.size.width, len(self.lines))
        self.refresh()

    def keep_in_sight(self, first: int, count: int) -> None:
        """Scroll as little as brings some lines into sight, and draw what is seen again.

        Where there is no room yet, once there is some.
        """
        top, height = self.scroll_offset.y, self.size.height
        self._wanted = None if height else (first, count)
        if not height:
            return
        if first < top:
            self.scroll_to(y=first, animate=False)
        elif first + count > top + height:
            self.scroll_to(y=first + count - height, animate=False)
        self.refresh()

    def on_resize(self) -> None:
        """Make the lines for another width, and show what was wanted before there was room."""
        self.renew()
        if self._wanted is not None:
            self.keep_in_sight(*self._wanted)

    def on_click(self, event: events.Click) -> None:
        """Tell whoever wants to know where it was."""
        self.post_message(self.Pressed(event.y + self.scroll_offset.y, event.x, self))

    def render_line(self, y: int) -> Strip:
        """One line of what is seen."""
        width = self.size.width
        if self.inks is None:
            return Strip.blank(width)
        number = y + self.scroll_offset.y
        line = self.lines[number] if number < len(self.lines) else Line()
        return line_strip(line, width, self.inks, ground="background")
