"""Leaping: opens the search over all articles and goes to the hit that was chosen.

Must never know how a hit is found or how anything is painted.
"""

from __future__ import annotations

from functools import partial
from typing import Final

from textual.screen import Screen

from hashiya.store import Hit
from hashiya.tui.inks import Inks
from hashiya.tui.key_order import KeyOrder
from hashiya.tui.moves import picked
from hashiya.tui.saving import SaveQueue
from hashiya.tui.screens.searching import SearchScreen
from hashiya.tui.screens.visiting import Visiting
from hashiya.tui.sitting import Sitting

__all__ = ["Leaping"]

MAX_WORDS: Final = 60
"""Characters of a selection that become the query."""


class Leaping:
    """One search of one person.

    Args:
        screen: The article's.
        queue: Answers from the session's thread.
        sitting: The person at work.
        order: The line in which keys wait.
    """

    def __init__(
        self, screen: Screen[None], queue: SaveQueue, sitting: Sitting, order: KeyOrder
    ) -> None:
        self._screen = screen
        self._queue = queue
        self._sitting = sitting
        self._order = order

    def begin(self) -> None:
        """Search; what is selected is the query at first."""
        shown = self._sitting.shown
        if shown is None or self._sitting.is_turning:
            return
        reading, context = shown
        words, target = "", context.target
        if target is not None and target.is_selected and target.end - target.start <= MAX_WORDS:
            words = reading.page.document.text[target.start : target.end]
        app, labels = self._screen.app, context.scheme.labels
        inks = Inks(app.current_theme, labels)
        app.push_screen(SearchScreen(self._queue, labels, inks, words), self._chosen)

    def _chosen(self, hit: Hit | None) -> None:
        reading = self._sitting.reading
        if hit is None or reading is None:
            return
        if reading.page.document.id == hit.document_id:
            self._mark(hit)
            return
        self._order.hold()  # until the keys have the article that they are meant for
        visiting = Visiting(self._queue, self._sitting, self._order)
        self._screen.run_worker(visiting.visit(hit.document_id, partial(self._mark, hit)))

    def _mark(self, hit: Hit) -> None:
        """Mark the hit, so that a label key tags it."""
        self._sitting.move(lambda _, navigator: picked((hit.start, hit.end), navigator))
