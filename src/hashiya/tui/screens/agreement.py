"""The agreement screen: how far people agree, page by page, and the cases behind each row.

It counts a little at a time in the session's thread, so that no key waits, and can be left while it
does; gamma is sampled beside that thread, once it is asked for. Must never know the database, or
how anything is counted.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator
from functools import partial
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from hashiya.services import Measured, Measuring
from hashiya.tui.agreement_lines import AgreementLines, said_rows
from hashiya.tui.agreement_pages import CHANCE, PAGES, Page, has_gamma
from hashiya.tui.agreement_room import BLIND, NOTHING, ROOM, count_words, hints
from hashiya.tui.agreement_rows import Row
from hashiya.tui.case_lines import DifferingPlace
from hashiya.tui.hit_words import bar_pieces
from hashiya.tui.inks import Inks
from hashiya.tui.keyboard import digit_variants
from hashiya.tui.locale import _, is_mirrored
from hashiya.tui.pieces import Piece, sentence
from hashiya.tui.room import WHERE_NOTHING_IS_TYPED, Room
from hashiya.tui.saving import SaveQueue
from hashiya.tui.screens.cases import CasesScreen
from hashiya.tui.screens.list_screen import LIST_KEYS, ListScreen
from hashiya.tui.widgets import HintLine, LinesView
from hashiya.tui.widgets.hint_line import key_hints

__all__ = ["AgreementScreen"]

SLICE_SECONDS: Final = 0.05
"""How long the store's thread counts before it answers something else."""


class AgreementScreen(ListScreen[AgreementLines, DifferingPlace], inherit_bindings=False):
    """Shown over the article until a place is chosen or it is left.

    Args:
        queue: Answers from the session's thread.
        inks: The styles to print with.
    """

    help_room: ClassVar[Room] = ROOM
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(WHERE_NOTHING_IS_TYPED, "app.keys_here", show=False),
        *LIST_KEYS,
        Binding("tab", "step(1)", show=False),
        Binding("home", "end(1)", show=False),
        Binding("end", "end(-1)", show=False),
        Binding("enter", "open", show=False),
        Binding("left", "turn(-1)", show=False),
        Binding("right", "turn(1)", show=False),
        *(
            Binding(",".join((str(at + 1), *digit_variants(str(at + 1)))), f"page({at})")
            for at in range(len(PAGES))
        ),
        Binding("g,ل", "gamma", show=False),
        Binding("escape,f5,q,ض,ctrl+q", "leave", show=False),
    ]

    def __init__(self, queue: SaveQueue, inks: Inks) -> None:
        super().__init__(AgreementLines(), inks)
        self._queue = queue
        self._measuring: Measuring | None = None
        self._measured: Measured | None = None
        self._sampling: Sampling | None = None
        """Of gamma, while that is wanted."""
        self._pages: list[AgreementLines] = []
        self._page = 0
        self._is_empty = False

    def compose(self) -> ComposeResult:
        """What it is, the page, how far it is, and the keys."""
        yield HintLine()
        yield self._list()
        yield HintLine()
        yield HintLine()

    def on_mount(self) -> None:
        """Begin to count."""
        self._dress()
        self._say()
        self._run(self._measure())

    async def _measure(self) -> None:
        measuring = await self._queue.ask_after_saving(lambda session: session.measuring())
        if self._is_left:
            return
        if measuring is None:
            self._lines = AgreementLines(partial(said_rows, _(NOTHING)))
            self._is_empty = True
            self._renew()
            return
        self._measuring = measuring
        while await self._queue.ask(lambda _session: measuring.advance(SLICE_SECONDS)):
            if self._is_left:
                return
            self._say()
        if self._is_left:
            return
        measured = await asyncio.to_thread(measuring.summed_up)
        if not self._is_left:
            self._take_in(measured, is_blind=measuring.is_blind)

    async def _sample(self, sampling: Sampling) -> None:
        """Count once more, with gamma; each article beside the thread that saves."""
        measuring = await self._queue.ask_after_saving(
            lambda session: session.measuring(gamma=True)
        )
        sampling.measuring = measuring
        while measuring is not None and self._is_wanted(sampling):
            self._say()
            parts = await self._queue.ask(lambda _session: measuring.read())
            if parts is None:
                await self._finish(sampling, measuring)
                return
            await asyncio.to_thread(self._count, sampling, parts)

    def _count(self, sampling: Sampling, parts: Iterator[None]) -> None:
        """Count an article, in another thread."""
        for _part in parts:
            if not self._is_wanted(sampling):
                return

    async def _finish(self, sampling: Sampling, measuring: Measuring) -> None:
        while await self._queue.ask(lambda _session: measuring.step()):
            pass
        measured = await asyncio.to_thread(measuring.summed_up)
        if self._is_wanted(sampling):
            self._sampling = None
            self._take_in(measured, is_blind=measuring.is_blind)

    @property
    def _is_blind(self) -> bool:
        """Whether the places behind a row are not for who looks."""
        return self._measuring is not None and self._measuring.is_blind

    @property
    def _has_gamma(self) -> bool:
        return self._measured is not None and has_gamma(self._measured)

    def _is_wanted(self, sampling: Sampling) -> bool:
        return self._sampling is sampling and not self._is_left

    def _failed(self) -> None:
        self._sampling = None

    def _take_in(self, measured: Measured, *, is_blind: bool) -> None:
        """Show what was measured, on the page that is open."""
        self._measured = measured
        self._pages = [
            AgreementLines(partial(_rows, page, measured, is_blind=is_blind)) for page in PAGES
        ]
        self.action_page(self._page)

    # Keys and mouse.

    def action_turn(self, by: int) -> None:
        """Turn a page the way an arrow points, round the end."""
        self.action_page((self._page + (-by if is_mirrored() else by)) % len(PAGES))

    def action_page(self, number: int) -> None:
        """Open a page at its first row."""
        if self._pages:
            self._page, self._lines, self._trouble = number, self._pages[number], ""
            self._renew()
            self.query_one(LinesView).scroll_home(animate=False)
            self.action_end(1)
            self._say()

    def action_gamma(self) -> None:
        """Begin to sample gamma, or give it up; it is not sampled twice."""
        if self._sampling is not None:
            self._sampling = None
        elif self._measured is not None and not self._has_gamma:
            self._sampling = Sampling()
            self._run(self._sample(self._sampling))
        if self._measured is not None:
            self.action_page(CHANCE)

    def action_step(self, by: int) -> None:
        """Go to the next row that opens something, or the one before; else show what is there."""
        at = self._lines.next_open(self._lines.cursor, by)
        if at is None:
            self.query_one(LinesView).scroll_relative(y=by, animate=False)
        else:
            self.action_go(at)

    def action_leaf(self, by: int) -> None:
        """Go on by as many rows as fit, to one that opens something."""
        to = self._lines.cursor + by * self._height
        at = self._lines.next_open(max(-1, min(to, self._lines.item_count)) - by, by)
        if self._lines.next_open(-1, 1) is None:
            self.query_one(LinesView).scroll_relative(y=by * self._height, animate=False)
        elif at is None:
            self.action_end(-by)
        else:
            self.action_go(at)

    def action_end(self, by: int) -> None:
        """Go to the first row that opens something (1), or to the last one (-1)."""
        at = self._lines.next_open(-1 if by > 0 else self._lines.item_count, by)
        if at is not None:
            self.action_go(at)
        if by > 0:
            self.query_one(LinesView).scroll_home(animate=False)
        elif at is None:
            self.query_one(LinesView).scroll_end(animate=False)

    def action_go(self, number: int) -> None:
        """Go to a row, if it opens something."""
        if self._lines.rows and self._lines.rows[number].opens:
            self._trouble = ""
            self._point(number)
            self._say()

    def action_open(self) -> None:
        """Open what the row under the cursor leads to."""
        self.take()

    def take(self) -> None:
        """Open the cases of the row under the cursor, or go to its article."""
        measured = self._measured
        if measured is None or not self._lines.rows:
            return
        row = self._lines.rows[self._lines.cursor]
        if row.document_id:
            self._leave(DifferingPlace(row.document_id, 0, 0))
        elif row.opens and self._is_blind:
            self._trouble = _(BLIND)
            self._say()
        elif row.opens:
            titles = {each.document_id: each.title for each in measured.diagnosis}
            cases = CasesScreen(row.title, row.cases(titles), row.times, self._inks)
            self.app.push_screen(cases, self._chosen)

    def _chosen(self, place: DifferingPlace | None) -> None:
        if place is not None:
            self._leave(place)

    def action_leave(self) -> None:
        """Give up sampling; else back to the article, and nothing is counted any more."""
        if self._sampling is not None:
            self._sampling = None
            self._say()
            return
        self._leave(None)

    # What is shown.

    def _say(self) -> None:
        above, below, keys = self.query(HintLine)
        title = _(PAGES[self._page].title)
        above.pieces = (Piece(f" {sentence(title)}", "strong"),)
        if self._pages:
            place = _("{page} of {count}").format(page=self._page + 1, count=len(PAGES))
            above.pieces += (Piece("   "), Piece(sentence(place), "quiet"))
        below.pieces = self._state()
        shown = hints(
            self._lines,
            is_counting=self._measured is None,
            is_sampling=self._sampling is not None,
            lacks_gamma=self._page == CHANCE and not self._has_gamma,
            is_blind=self._is_blind,
        )
        keys.pieces = (Piece(" "), *key_hints(shown))

    def _state(self) -> tuple[Piece, ...]:
        """How far it is, or what the row under the cursor opens."""
        if self._trouble:
            return (Piece(" "), Piece(sentence(self._trouble), "warning"))
        if self._sampling is not None:
            return _progress(
                self._sampling.measuring, _("gamma: {seen:,} of {documents:,} articles")
            )
        if self._measured is not None:
            rows = self._lines.rows
            count = rows[self._lines.cursor].times if rows else 0
            if self._page and not count:
                return ()
            words = count_words(count, is_blind=self._is_blind)
            return (Piece(" "), Piece(sentence(words), "quiet"))
        if self._measuring is None or self._is_empty:
            return ()
        return _progress(self._measuring, _("counting: {seen:,} of {documents:,} articles"))


class Sampling:
    """One wish for gamma."""

    measuring: Measuring | None = None
    """What answers it, once that has begun."""


def _progress(measuring: Measuring | None, words: str) -> tuple[Piece, ...]:
    if measuring is None:
        return ()
    said = words.format(seen=measuring.seen, documents=measuring.documents)
    return (*bar_pieces(measuring.seen, measuring.documents), Piece(sentence(said)))


def _rows(page: Page, measured: Measured, width: int, *, is_blind: bool) -> Iterable[Row]:
    return page.rows(measured, width, is_blind)
