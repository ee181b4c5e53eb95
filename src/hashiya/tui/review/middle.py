"""The middle of the review screen: the article, and the queue of its cards beside it or over it.

Must never know what either shows.
"""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal

from hashiya.tui.scene import margin_side
from hashiya.tui.widgets import DocumentView, LinesView, pane_columns

__all__ = ["ReviewMiddle"]


class ReviewMiddle(Horizontal):
    """Holds both; the queue is there where there is room, until somebody says otherwise.

    Args:
        queue: The lines of the queue.
    """

    def __init__(self, queue: LinesView) -> None:
        super().__init__(id="middle")
        self._queue = queue
        self._is_wanted: bool | None = None

    def compose(self) -> ComposeResult:
        """The article on the side where lines begin, as in the article's own screen."""
        article = DocumentView()
        is_first = margin_side() == "left"
        yield from (self._queue, article) if is_first else (article, self._queue)

    def on_resize(self) -> None:
        """Make room in another size."""
        self.make_room()

    def turn(self) -> None:
        """Show the queue, or put it away."""
        self._is_wanted = not self.has_class("with-queue")
        self.make_room()

    def make_room(self) -> None:
        """Let the queue stand beside the article, else in its place."""
        columns = pane_columns(self.size.width)
        self.set_class(not columns, "narrow")
        self.set_class(bool(columns) if self._is_wanted is None else self._is_wanted, "with-queue")
        self._queue.styles.width = columns or "1fr"
