"""Recalling: opens the history and shows the article that going to a point of it ended in.

Must never know how an act is found or how anything is painted.
"""

from __future__ import annotations

from textual.screen import Screen

from hashiya.errors import HashiyaError
from hashiya.services import Step, Way
from hashiya.tui.commands import key_of
from hashiya.tui.desk import Desk
from hashiya.tui.history_words import gone_message
from hashiya.tui.inks import Inks
from hashiya.tui.key_order import KeyOrder
from hashiya.tui.locale import told
from hashiya.tui.saving import SaveQueue
from hashiya.tui.screens.history import HistoryScreen
from hashiya.tui.sitting import Sitting

__all__ = ["Recalling"]


class Recalling:
    """One look at one person's history.

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
        """Show what the person did."""
        shown = self._sitting.shown
        if shown is None or self._sitting.is_turning:
            return
        reading, context = shown
        inks = Inks(self._screen.app.current_theme, context.scheme.labels)
        alias, near = reading.page.layer.annotator, reading.page.document.id
        self._screen.app.push_screen(HistoryScreen(self._queue, alias, near, inks), self._left)

    def _left(self, gone: Way | None) -> None:
        if gone is None or gone.step is None:
            return
        self._order.hold()  # until the keys have the article that they are meant for
        self._screen.run_worker(self._arrive(gone, gone.step))

    async def _arrive(self, gone: Way, step: Step) -> None:
        reading = self._sitting.reading
        try:
            desk, document_id = Desk(self._queue), step.page.document.id
            if reading is not None and reading.page.document.id == document_id:
                page = await desk.reread(reading.page)
            else:
                page = await desk.visit(document_id)
            page = page._replace(caret=step.page.caret)
            await self._sitting.arrive(page, gone_message(gone, key_of("redo")))
        except (HashiyaError, OSError) as error:
            self._sitting.say(told(error))
        finally:
            self._order.release()
