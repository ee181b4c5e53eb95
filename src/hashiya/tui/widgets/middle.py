"""The middle: the article's place on the screen, which a pane may share with it.

Only says how many columns a pane has. Must never know what a pane shows.
"""

from __future__ import annotations

from typing import Final

from textual.widget import Widget

from hashiya.tui.scene import article_columns, margin_side

__all__ = ["Middle", "pane_columns"]

LEAST_PANE: Final = 36
"""Columns under which a list cannot be read."""
MOST_PANE: Final = 60
"""Columns that a list has use for."""
LEAST_ARTICLE: Final = 60
"""Columns that a pane leaves to the article at least."""


def pane_columns(width: int) -> int:
    """Columns of a pane beside the article on this many; 0 when there is no room for both.

    The article gives up what is beyond its measure first.

    >>> pane_columns(80), pane_columns(100), pane_columns(140), pane_columns(300)
    (0, 36, 44, 60)
    """
    if width < LEAST_ARTICLE + LEAST_PANE:
        return 0
    return max(LEAST_PANE, min(MOST_PANE, width - article_columns()))


class Middle(Widget):
    """Holds the article, and the pane once somebody has opened one."""

    def on_resize(self) -> None:
        """Give the pane its columns, or the whole place."""
        self.make_room()

    def make_room(self) -> None:
        """Let the pane stand beside the article, else over it."""
        columns = pane_columns(self.size.width)
        self.set_class(not columns, "narrow")
        self.set_class(margin_side() == "left", "mirrored")
        for pane in self.query("Panes"):
            pane.styles.width = columns or "100%"
