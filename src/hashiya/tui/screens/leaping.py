"""Leaping: opens a list of places over all articles and goes to the one that was chosen.

Must never know how a place is found or how anything is painted.
"""

from __future__ import annotations

from functools import partial
from typing import Final

from textual.screen import Screen

from hashiya.services import Difference, Return
from hashiya.store import Hit
from hashiya.tui.case_lines import DifferingPlace
from hashiya.tui.inks import Inks
from hashiya.tui.key_order import KeyOrder
from hashiya.tui.moves import picked
from hashiya.tui.pointer import Pointer
from hashiya.tui.saving import SaveQueue
from hashiya.tui.screens.searching import SearchScreen
from hashiya.tui.screens.visiting import Visiting
from hashiya.tui.sitting import Sitting

__all__ = ["Leaping"]

MAX_WORDS: Final = 60
"""Characters of a selection that become the query."""


class Leaping:
    """One look at one list by one person.

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

    def come_back(self) -> None:
        """List what the person has flagged and noted, and has to decide again."""
        from hashiya.tui.screens.returning import ReturnScreen  # noqa: PLC0415 - when wanted

        shown = self._sitting.shown
        if shown is None or self._sitting.is_turning:
            return
        app, labels = self._screen.app, shown[1].scheme.labels
        inks = Inks(app.current_theme, labels)
        app.push_screen(ReturnScreen(self._queue, inks), self._chosen)

    def feedback(self) -> None:
        """List where gold differs from the person's work."""
        from hashiya.tui.screens.feedback import FeedbackScreen  # noqa: PLC0415 - when wanted

        shown = self._sitting.shown
        if shown is None or self._sitting.is_turning:
            return
        app, labels = self._screen.app, shown[1].scheme.labels
        inks = Inks(app.current_theme, labels)
        app.push_screen(FeedbackScreen(self._queue, inks), self._chosen)

    def agreement(self) -> None:
        """Show how far people agree, with the places where they differ."""
        from hashiya.tui.screens.agreement import AgreementScreen  # noqa: PLC0415 - when wanted

        shown = self._sitting.shown
        if shown is None or self._sitting.is_turning:
            return
        app, labels = self._screen.app, shown[1].scheme.labels
        inks = Inks(app.current_theme, labels)
        app.push_screen(AgreementScreen(self._queue, inks), self._chosen)

    def _chosen(self, place: Hit | Return | Difference | DifferingPlace | None) -> None:
        reading = self._sitting.reading
        if place is None or reading is None:
            return
        if reading.page.document.id == place.document_id:
            self._mark(place)
            return
        self._order.hold()  # until the keys have the article that they are meant for
        visiting = Visiting(self._queue, self._sitting, self._order)
        self._screen.run_worker(visiting.visit(place.document_id, partial(self._mark, place)))

    def _mark(self, place: Hit | Return | Difference | DifferingPlace) -> None:
        """Mark the place, so that a label key tags it; a sentence or an article is gone to only."""
        is_sentence = isinstance(place, Return) and place.kind == "sentence"
        if is_sentence or place.start == place.end:
            self._sitting.move(lambda _, navigator: Pointer(navigator.snap(place.start)))
        else:
            bounds = (place.start, place.end)
            self._sitting.move(lambda _, navigator: picked(bounds, navigator))
