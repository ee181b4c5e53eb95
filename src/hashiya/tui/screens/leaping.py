"""Leaping: opens the search over all articles and goes to the hit that was chosen.

Must never know how a hit is found or how anything is painted.
"""

from __future__ import annotations

from typing import Final

from textual.screen import Screen

from hashiya.errors import HashiyaError
from hashiya.store import Hit
from hashiya.tui.desk import Desk
from hashiya.tui.inks import Inks
from hashiya.tui.key_order import KeyOrder
from hashiya.tui.locale import told
from hashiya.tui.moves import picked
from hashiya.tui.saving import SaveQueue
from hashiya.tui.screens.searching import SearchScreen
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
        self._screen.run_worker(self._leap(hit))

    async def _leap(self, hit: Hit) -> None:
        try:
            await self._sitting.remember(at_once=True)
            page = await Desk(self._queue).visit(hit.document_id)
            await self._sitting.arrive(page)
            self._mark(hit)
        except (HashiyaError, OSError) as error:
            self._sitting.say(told(error))
        finally:
            self._order.release()

    def _mark(self, hit: Hit) -> None:
        """Mark the hit, so that a label key tags it."""
        self._sitting.move(lambda _, navigator: picked((hit.start, hit.end), navigator))
