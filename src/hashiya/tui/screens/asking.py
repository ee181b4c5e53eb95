"""Asking: opens the inputs of the annotate screen and hands what comes of them to the sitting.

Must never know how anything is painted, a rule of annotation, or the database.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from textual.screen import Screen

from hashiya.model import Document
from hashiya.tui.finding import Finder
from hashiya.tui.inks import Inks
from hashiya.tui.key_order import KeyOrder
from hashiya.tui.locale import n_
from hashiya.tui.moves import picked
from hashiya.tui.pointer import Bounds, Pointer
from hashiya.tui.reading import Reading
from hashiya.tui.saving import Refusal, SaveQueue
from hashiya.tui.sitting import Sitting
from hashiya.tui.widgets import (
    Details,
    FindBar,
    GoBar,
    Going,
    HintLine,
    KeyHints,
    Middle,
    NoteBox,
    Search,
    TypingArea,
)

if TYPE_CHECKING:
    from hashiya.tui.screens.noting import Noting
    from hashiya.tui.screens.pane_frame import PaneHints
    from hashiya.tui.screens.panes import Panes
    from hashiya.tui.screens.working import WorkKeys

__all__ = ["Asking"]


class Asking:
    """What a person is asked for on the annotate screen.

    Args:
        screen: Holds the inputs.
        order: The line in which keys wait.
        queue: Owns the session and its thread.
    """

    def __init__(self, screen: Screen[None], order: KeyOrder, queue: SaveQueue) -> None:
        self._screen = screen
        self._order = order
        self._queue = queue
        self._folded: tuple[Document, Finder] | None = None
        self._panes: Panes | None = None
        self._noting: Noting | None = None

    async def furnish(self) -> None:
        """Put the inputs on the screen, folded away."""
        await self._screen.mount(
            FindBar(), GoBar(), NoteBox(), before=self._screen.query_one(Details)
        )

    def paint(self, inks: Inks) -> None:
        """Print in other colours."""
        for area in self._screen.query(TypingArea):
            area.inks = inks
        for hints in self._screen.query(HintLine):
            hints.inks = inks
        if self._panes is not None:
            self._panes.paint()

    def find(self, sitting: Sitting | None) -> None:
        """Ask what to find in the article; the hit is selected, so that a label key tags it."""
        self._when_here(sitting, self._find)

    def note(self, sitting: Sitting | None) -> None:
        """Ask for the note on the span here."""
        self._when_here(sitting, self._notes().on_span)

    def _notes(self) -> Noting:
        if self._noting is None:
            from hashiya.tui.screens.noting import Noting  # noqa: PLC0415 - when wanted

            self._noting = Noting(self._screen, partial(self._close, "noting"))
        return self._noting

    def _when_here(self, sitting: Sitting | None, ask: Callable[[Sitting, Reading], None]) -> None:
        """Ask about the page on the screen, or the one on its way: what is typed waits for it."""
        if sitting is None:
            return
        is_coming = sitting.is_turning
        if is_coming:
            self._order.hold()
        sitting.when_here(partial(ask, sitting))
        if is_coming:
            sitting.when_here(lambda _: self._order.release())

    def _find(self, sitting: Sitting, reading: Reading) -> None:
        document, pointer = reading.page.document, reading.pointer
        self._screen.add_class("finding")
        self._screen.query_one(FindBar).begin(
            Search(
                finder=self._finder(document),
                # What is selected was perhaps found before: the next search goes on behind it.
                origin=pointer.caret + (pointer.anchor is not None),
                show=partial(_show, sitting, document, pointer),
                close=partial(self._close, "finding"),
            )
        )

    def go(self, sitting: Sitting | None) -> None:
        """Ask for the number of a sentence and show it while it is typed."""
        self._when_here(sitting, self._go)

    def _go(self, sitting: Sitting, reading: Reading) -> None:
        document, pointer = reading.page.document, reading.pointer
        self._screen.add_class("going")
        self._screen.query_one(GoBar).begin(
            Going(
                sentences=len(document.sentences),
                show=partial(_show_sentence, sitting, document, pointer),
                close=partial(self._close, "going"),
                missing=partial(_say_how_many, sitting, len(document.sentences)),
            )
        )

    def remark(self, sitting: Sitting, *, is_whole: bool) -> None:
        """Ask for the note on the sentence here, or on the whole article."""
        noting = self._notes()
        self._when_here(sitting, noting.on_article if is_whole else noting.on_sentence)

    def note_again(self, sitting: Sitting, refusal: Refusal) -> None:
        """Put back what was typed into a note that another window's act has refused."""
        self._notes().again(sitting, refusal)

    def come_back(self, sitting: Sitting) -> None:
        """List what the person has to come back to, and go to a place of it."""
        from hashiya.tui.screens.leaping import Leaping  # noqa: PLC0415 - when wanted

        Leaping(self._screen, self._queue, sitting, self._order).come_back()

    def feedback(self, sitting: Sitting) -> None:
        """List where gold differs from the person's work, and go to a place of it."""
        from hashiya.tui.screens.leaping import Leaping  # noqa: PLC0415 - when wanted

        Leaping(self._screen, self._queue, sitting, self._order).feedback()

    def attributes(self, sitting: Sitting | None) -> None:
        """Ask for the attributes of the span here."""
        from hashiya.tui.screens.describing import Describing  # noqa: PLC0415 - when wanted

        if sitting is not None:
            Describing(self._screen, self._queue, sitting).begin()

    def occurrences(self, sitting: Sitting | None) -> None:
        """Ask where the other occurrences of the span here are to be tagged."""
        from hashiya.tui.screens.occurring import Occurring  # noqa: PLC0415 - when wanted

        if sitting is not None:
            Occurring(self._screen, self._queue, sitting).begin()

    def search(self, sitting: Sitting) -> None:
        """Search all articles and go to a hit."""
        from hashiya.tui.screens.leaping import Leaping  # noqa: PLC0415 - when wanted

        Leaping(self._screen, self._queue, sitting, self._order).begin()

    def agreement(self, sitting: Sitting) -> None:
        """Show how far people agree, and go to a place where they differ."""
        from hashiya.tui.screens.leaping import Leaping  # noqa: PLC0415 - when wanted

        Leaping(self._screen, self._queue, sitting, self._order).agreement()

    def history(self, sitting: Sitting) -> None:
        """Show what the person did, and go to a point of it."""
        from hashiya.tui.screens.recalling import Recalling  # noqa: PLC0415 - when wanted

        Recalling(self._screen, self._queue, sitting, self._order).begin()

    def work(self, sitting: Sitting) -> WorkKeys:
        """What can be done about an article that was given."""
        from hashiya.tui.screens.working import WorkKeys  # noqa: PLC0415 - where work is given out

        return WorkKeys(self._screen, self._queue, sitting, self._order)

    def figures(self, inks: Inks) -> None:
        """Show what the person's own work adds up to."""
        from hashiya.tui.screens.figures import FiguresScreen  # noqa: PLC0415 - when wanted

        self._screen.app.push_screen(FiguresScreen(self._queue, inks))

    def pane(self, sitting: Sitting, name: str) -> None:
        """Do what a pane's key does; the first one puts the place for panes on the screen."""
        if sitting.shown is None:
            return
        if self._panes is not None:
            self._panes.press(name)
            return
        from hashiya.tui.screens.pane_frame import PaneHints  # noqa: PLC0415 - when wanted
        from hashiya.tui.screens.panes import Panes  # noqa: PLC0415 - as above

        hints = PaneHints()
        self._panes = Panes(sitting, self._queue, self._order, hints)
        self._order.hold()  # until what is typed next finds the pane
        self._screen.run_worker(self._furnish_pane(self._panes, hints, name))

    async def _furnish_pane(self, panes: Panes, hints: PaneHints, name: str) -> None:
        await self._screen.mount(hints, before=self._screen.query_one(KeyHints))
        place = self._screen.query_one(Middle)
        await place.mount(panes)
        place.make_room()
        panes.press(name)
        if not panes.is_holding:
            self._order.release()

    def look_again(self) -> None:
        """Others have written something: show it in the pane that is open."""
        if self._panes is not None:
            self._panes.look_again()

    def step_aside(self, command: str) -> None:
        """Let a pane give the keys back for what is done in the article."""
        if self._panes is not None:
            self._panes.step_aside(command)

    def _close(self, name: str) -> None:
        self._screen.remove_class(name)
        self._screen.set_focus(None)

    def _finder(self, document: Document) -> Finder:
        if self._folded is None or self._folded[0] is not document:
            self._folded = (document, Finder(document.text))
        return self._folded[1]


def _show(sitting: Sitting, document: Document, before: Pointer, bounds: Bounds | None) -> None:
    """Select a hit, or go back; on another article, which the mouse may have opened, do nothing."""
    reading = sitting.reading
    if reading is None or reading.page.document is not document:
        return
    if bounds is None:
        sitting.move(lambda _, __: before)
    else:
        sitting.move(lambda _, navigator: picked(bounds, navigator))


def _show_sentence(
    sitting: Sitting, document: Document, before: Pointer, number: int | None
) -> None:
    """Go to a sentence by its number from 1, or back; on another article do nothing."""
    reading = sitting.reading
    if reading is None or reading.page.document is not document:
        return
    if number is None:
        sitting.move(lambda _, __: before)
    else:
        start = document.sentences[number - 1].start
        sitting.move(lambda _, navigator: Pointer(navigator.sentence_start(start)))


def _say_how_many(sitting: Sitting, count: int) -> None:
    """Tell somebody who asked for a sentence that is not there how many there are."""
    words = n_("this article has {count} sentence", "this article has {count} sentences", count)
    sitting.say(words.format(count=count))
