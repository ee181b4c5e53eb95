"""The agreement screen: how far people agree, row by row, and the cases behind each row.

It counts a little at a time in the session's thread, so that no key waits, and can be left while it
does. Must never know the database, or how anything is counted.
"""

from __future__ import annotations

import asyncio
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from hashiya.services import AnnotationSession, Measured, Measuring
from hashiya.tui.agreement_lines import AgreementLines
from hashiya.tui.case_lines import DifferingPlace
from hashiya.tui.hit_words import bar_pieces
from hashiya.tui.inks import Inks
from hashiya.tui.locale import _, later, n_
from hashiya.tui.pieces import Piece, sentence
from hashiya.tui.room import WHERE_NOTHING_IS_TYPED, Room, RoomKey
from hashiya.tui.saving import SaveQueue
from hashiya.tui.screens.cases import CasesScreen
from hashiya.tui.screens.list_screen import LIST_KEYS, ListScreen
from hashiya.tui.widgets import HintLine, LinesView
from hashiya.tui.widgets.hint_line import key_hints

__all__ = ["AgreementScreen"]

SLICE_SECONDS: Final = 0.05
"""How long the store's thread counts before it answers something else."""

NOTHING: Final = later(
    "There is nothing to compare yet. Agreement needs an article that two people have finished, all"
    " its sentences marked; you see it once you have finished it too. Every sentence you mark done"
    " brings it nearer."
)

_ROOM: Final = Room(
    later("Agreement"),
    (
        later(
            "Exact F1 of spans: the share of what two people marked that both marked. The range"
            " holds 95 of 100 draws of these articles."
        ),
        later("All figures with their definitions: hashiya agreement, and --html for a page."),
    ),
    (
        RoomKey("open", "↵", later("cases"), later("the places behind this row")),
        RoomKey("leave", "Esc", later("back"), later("back to the article; stops counting")),
        RoomKey("choose", "↑ ↓", later("choose"), later("the row before, the next one")),
        RoomKey("leaf", "PgUp PgDn", later("faster")),
    ),
)


class AgreementScreen(ListScreen[AgreementLines, DifferingPlace], inherit_bindings=False):
    """Shown over the article until a place is chosen or it is left.

    Args:
        queue: Answers from the session's thread.
        inks: The styles to print with.
    """

    help_room: ClassVar[Room] = _ROOM
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(WHERE_NOTHING_IS_TYPED, "app.keys_here", show=False),
        *LIST_KEYS,
        Binding("tab", "step(1)", show=False),
        Binding("home", "end(1)", show=False),
        Binding("end", "end(-1)", show=False),
        Binding("enter", "open", show=False),
        Binding("escape,f5,q,ض,ctrl+q", "leave", show=False),
    ]

    def __init__(self, queue: SaveQueue, inks: Inks) -> None:
        super().__init__(AgreementLines(), inks)
        self._queue = queue
        self._measuring: Measuring | None = None
        self._measured: Measured | None = None
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
        measuring = await self._queue.ask_after_saving(_begun)
        if self._is_left:
            return
        if measuring is None:
            self._lines = AgreementLines(words=_(NOTHING))
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
        self._measured = await asyncio.to_thread(measuring.summed_up)
        if not self._is_left:
            self._lines = AgreementLines(self._measured, is_blind=measuring.is_blind)
            self._renew()
            self.action_end(1)

    # Keys and mouse.

    def action_step(self, by: int) -> None:
        """Go to the next row that opens cases, or to the one before; else show what is there."""
        at = self._lines.next_open(self._lines.cursor, by)
        if at is None:
            view = self.query_one(LinesView)
            view.scroll_relative(y=by, animate=False)
        else:
            self.action_go(at)

    def action_leaf(self, by: int) -> None:
        """Go on by as many rows as fit, to one that opens cases."""
        to = self._lines.cursor + by * self._height
        at = self._lines.next_open(max(-1, min(to, self._lines.item_count)) - by, by)
        if at is None:
            self.action_end(-by)
        else:
            self.action_go(at)

    def action_end(self, by: int) -> None:
        """Go to the first row that opens cases (1), or to the last one (-1)."""
        at = self._lines.next_open(-1 if by > 0 else self._lines.item_count, by)
        if at is not None:
            self.action_go(at)
        if by > 0:
            self.query_one(LinesView).scroll_home(animate=False)

    def action_go(self, number: int) -> None:
        """Go to a row, if it opens cases."""
        if self._lines.rows and self._lines.rows[number].opens:
            self._point(number)
            self._say()

    def action_open(self) -> None:
        """Open the cases of the row under the cursor."""
        self.take()

    def take(self) -> None:
        """Open the cases of the row under the cursor."""
        measured = self._measured
        if measured is None or not self._lines.rows:
            return
        row = self._lines.rows[self._lines.cursor]
        if row.opens:
            order = {each.document_id: at for at, each in enumerate(measured.diagnosis)}
            cases = CasesScreen(row.title, row.cases(order), row.times, self._inks)
            self.app.push_screen(cases, self._chosen)

    def _chosen(self, place: DifferingPlace | None) -> None:
        if place is not None:
            self._leave(place)

    def action_leave(self) -> None:
        """Back to the article; nothing is counted any more."""
        self._leave(None)

    # What is shown.

    def _say(self) -> None:
        above, below, keys = self.query(HintLine)
        title = _("agreement between people")
        above.pieces = (Piece(f" {sentence(title)}", "strong"),)
        below.pieces = self._state()
        names = () if self._measured is not None else ("leave",)
        keys.pieces = (Piece(" "), *key_hints(_ROOM.hints(*names)))

    def _state(self) -> tuple[Piece, ...]:
        """How far it is, or what the row under the cursor opens."""
        if self._trouble:
            return (Piece(" "), Piece(sentence(self._trouble), "warning"))
        measuring = self._measuring
        if self._measured is not None:
            rows = self._lines.rows
            count = rows[self._lines.cursor].times if rows else 0
            words = n_(
                "{count:,} place where people differ is behind this row",
                "{count:,} places where people differ are behind this row",
                count,
            )
            return (Piece(" "), Piece(sentence(words.format(count=count)), "quiet"))
        if measuring is None or self._is_empty:
            return ()
        words = _("counting: {seen:,} of {documents:,} articles")
        said = words.format(seen=measuring.seen, documents=measuring.documents)
        return (*bar_pieces(measuring.seen, measuring.documents), Piece(sentence(said)))


def _begun(session: AnnotationSession) -> Measuring | None:
    return session.measuring()
