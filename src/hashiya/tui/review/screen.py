"""The review screen: hands keys to a desk, and what it shows to the widgets.

Must never know the database, what a ruling does, or how anything is painted.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Coroutine, Mapping
from functools import partial
from typing import Any, ClassVar, Final

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import Screen
from textual.theme import Theme

from hashiya.errors import HashiyaError
from hashiya.model import Label
from hashiya.tui.commands import bindings
from hashiya.tui.inks import Inks
from hashiya.tui.key_order import KeyOrder
from hashiya.tui.locale import told
from hashiya.tui.pieces import Piece
from hashiya.tui.review.article import Backdrop, painter_of, scene_of
from hashiya.tui.review.asking import ReviewQueue
from hashiya.tui.review.at_once import AtOnce
from hashiya.tui.review.card_lines import card_lines, first_line_of, side_of_line
from hashiya.tui.review.desk import ReviewDesk
from hashiya.tui.review.empty import empty_words
from hashiya.tui.review.hints import hints_of, message_lines
from hashiya.tui.review.keys import ReviewKeys
from hashiya.tui.review.middle import ReviewMiddle
from hashiya.tui.review.queue_lines import QueueLines
from hashiya.tui.review.side_rooms import SideRooms
from hashiya.tui.review.state import Review
from hashiya.tui.review.status import status_pieces, who_reviews
from hashiya.tui.review.table import bound_commands
from hashiya.tui.titles import use_titles
from hashiya.tui.widgets import (
    LEAST_HEIGHT,
    LEAST_WIDTH,
    ArticleMouse,
    DocumentView,
    HintLine,
    LinesView,
    LineWidget,
    Notice,
    Pressed,
    SizeNote,
)
from hashiya.tui.widgets.hint_line import key_hints

__all__ = ["ReviewScreen"]

REMEMBER_SECONDS: Final = 2.0
USUAL_CARD: Final = 6
"""Lines that a card of two sides takes, with what was ruled before."""
SHORT_HEIGHT: Final = 16
"""Lines under which the hints give way to the card."""


class ReviewScreen(Screen[None], inherit_bindings=False):
    """One article with its cards.

    Args:
        queue: Answers from the session's thread.
        order: The line in which keys wait.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(bound_commands())]

    def __init__(self, queue: ReviewQueue, order: KeyOrder) -> None:
        super().__init__()
        self.desk = ReviewDesk(queue, self)
        self._queue = queue
        self._order = order
        self._labels: tuple[Label, ...] = ()
        self._inks: Inks | None = None
        self._shown: Review | None = None
        self._backdrop = Backdrop()
        self._lines = QueueLines()
        self._is_writing = False
        self._card_height = 0
        self._card_place: object = None
        self.at_once = AtOnce(self.desk, queue, self)
        self._rooms = SideRooms(self, self.desk, queue, order, self._ink)
        self._keys = ReviewKeys(
            self.desk,
            self.at_once,
            self._rooms.ask_why,
            lambda: self.query_one(DocumentView).navigator,
        )
        self._own: Mapping[str, Callable[[], object]] = {
            "queue": lambda: self.query_one(ReviewMiddle).turn(),
            "rows_down": partial(self._scroll_card, 1),
            "rows_up": partial(self._scroll_card, -1),
            "draw_again": self._repaint,
            "other_theme": lambda: self._rooms.turn_theme(self._paint),
            "words": self._rooms.ask_words,
            "articles": self._rooms.list_articles,
            "review_help": lambda: self._rooms.help(self._labels),
            "review_commands": lambda: self._rooms.offer(self.action_command),
            "check_terminal": self._rooms.check_terminal,
            "leave": self._leave,
        }

    # Making.

    def compose(self) -> ComposeResult:
        """From top to bottom."""
        queue = LinesView(self._queue_lines)
        queue.id, queue.can_focus = "queue", False
        status, message, keys = HintLine(), HintLine(), HintLine()
        status.id, message.id, keys.id = "status", "message", "keys"
        yield status
        yield ReviewMiddle(queue)
        yield Notice()
        card = LinesView(self._card_lines)
        card.id, card.can_focus = "card", False
        yield card
        yield message
        yield keys
        yield SizeNote()

    async def on_mount(self) -> None:
        """Open the session, and show where it was left."""
        self.app.theme_changed_signal.subscribe(self, self._paint)
        self._paint(self.app.current_theme)
        self.add_class("waiting")
        self._order.hold()
        self.run_worker(self._open())

    async def _open(self) -> None:
        try:
            session = await self._queue.open()
            self._labels = session.scheme.labels
            use_titles(self._labels)
            self._keys.labels = self._labels
            self._paint(self.app.current_theme)
            await self.desk.open()
            self.set_interval(REMEMBER_SECONDS, self.desk.remember)
            gc.freeze()  # what starting has made is not walked through each time
        finally:
            self.remove_class("waiting")
            self._order.release()

    def _paint(self, theme: Theme) -> None:
        inks = self._inks = Inks(theme, self._labels)
        for widget in self.query(LineWidget):
            widget.inks = inks
        for view in self.query(LinesView):
            view.inks = inks
        self.query_one(DocumentView).painter = painter_of(theme, self._labels)

    def _ink(self) -> Inks:
        return self._inks or Inks(self.app.current_theme, self._labels)

    # What a desk asks of its view.

    def show(self, review: Review) -> None:
        """Hand each widget its part."""
        before, self._shown = self._shown, review
        self.remove_class("empty")
        view = self.query_one(DocumentView)
        page = review.page
        scene, layer = scene_of(review, self._backdrop)
        if before is None or before.page.document is not page.document:
            view.lay_out(page.document, layer)
        view.scene = scene
        if before is None or before.listed is not review.listed or before.page is not page:
            self._lines = QueueLines(review.listed, page.document.text)
            self.query_one("#queue", LinesView).renew()
        self._lines.cursor = review.at
        self.query_one("#queue", LinesView).keep_in_sight(review.at, 1)
        self._say()

    def show_told(self, review: Review) -> None:
        """Show what was ruled before on the card that is shown."""
        self._shown = review
        self._say()

    def show_empty(self, words: str) -> None:
        """Say why there is no document, and what to do."""
        self._shown = None
        self.add_class("empty")
        self.run_worker(self._explain(words))

    async def _explain(self, words: str) -> None:
        found = await self._queue.ask(empty_words)
        self.query_one(Notice).words = ((words, "warning"), *found) if words else found
        self._say()

    def show_written(self, *, is_writing: bool) -> None:
        """Show whether something is on its way to the disk."""
        self._is_writing = is_writing
        self._say_status()

    def wait_for(self, work: Coroutine[Any, Any, None]) -> None:
        """Let work go on, and keys wait until it is done."""
        self._order.hold()
        self.run_worker(self._guarded(work, is_waited_for=True))

    def run(self, work: Coroutine[Any, Any, None]) -> None:
        """Let work go on while keys are answered."""
        self.run_worker(self._guarded(work, is_waited_for=False))

    async def _guarded(self, work: Coroutine[Any, Any, None], *, is_waited_for: bool) -> None:
        try:
            await work
        except (HashiyaError, OSError) as error:
            self.desk.say(told(error))
        finally:
            if is_waited_for:
                self._order.release()

    # Keys and mouse.

    def on_key(self, event: events.Key) -> None:
        """What a key means beside the commands: a digit, or what was begun."""
        if self._keys.means(event.key, event.character or ""):
            event.stop()
            # Answered where commands are, so that keys that come at once keep their order.
            self.app.call_later(self._keys.answer, event.key, event.character or "")

    def action_command(self, name: str) -> None:
        """Do what a command of the table says."""
        own = self._own.get(name)
        if own is not None and not (self._keys.is_busy and name != "leave"):
            own()
        else:
            self._keys.command(name)

    def on_lines_view_pressed(self, message: LinesView.Pressed) -> None:
        """Go to the card that was clicked, or take the side."""
        review = self._shown
        if review is None or self._keys.is_busy:
            return
        if message.view.id == "queue":
            self.desk.show(review.to(message.line))
        elif not review.mode and review.card is not None:
            side = side_of_line(review.card, message.line)
            if side is not None:
                self._keys.take(side)

    def on_article_mouse_meant(self, message: ArticleMouse.Meant) -> None:
        """Go to the card whose words were clicked."""
        review, deed = self._shown, message.deed
        if review is not None and isinstance(deed, Pressed) and review.mode in {"", "filter"}:
            at = review.under(deed.offset)
            if at is not None:
                self.desk.show(review.to(at))

    def on_resize(self, event: events.Resize) -> None:
        """Fold away what there is no room for."""
        width, height = event.size
        self.set_class(width < LEAST_WIDTH or height < LEAST_HEIGHT, "small")
        self.set_class(height < SHORT_HEIGHT, "short")
        self._say()

    def _scroll_card(self, by: int) -> None:
        self.query_one("#card", LinesView).scroll_relative(y=by, animate=False)

    def _repaint(self) -> None:
        self._paint(self.app.current_theme)
        self.refresh()

    def _leave(self) -> None:
        self.at_once.stop()
        self.wait_for(self._left())

    async def _left(self) -> None:
        await self.desk.remember()
        self.app.exit(0)

    # What is shown.

    def _queue_lines(self, width: int) -> QueueLines:
        self._lines.width = width
        return self._lines

    def _card_lines(self, width: int) -> list[Any]:
        return card_lines(self._shown, width) if self._shown is not None else []

    def _say(self) -> None:
        """Write the lines around the article anew."""
        self._say_status()
        review, width = self._shown, max(8, self.app.size.width)
        card = self.query_one("#card", LinesView)
        card.renew()
        most = max(3, self.app.size.height // 2 - 2)
        # Most cards need as many lines: the article does not jump from one to the next.
        height = min(max(len(card.lines), USUAL_CARD), most)
        if height != self._card_height:
            self._card_height = card.styles.height = height
        if review is not None and review.place != self._card_place:
            self._card_place = review.place
            card.scroll_to(y=first_line_of(review), animate=False)
        message, keys = self.query_one("#message", HintLine), self.query_one("#keys", HintLine)
        message.line, keys.line = message_lines(review, width, height)
        self.set_class(keys.line is not None, "long")
        keys.pieces = (Piece(" "), *key_hints(hints_of(review, self._labels)))

    def _say_status(self) -> None:
        who = who_reviews(self.desk.session, self.desk.documents)
        page = self._shown.page if self._shown is not None else None
        pieces = status_pieces(page, who, self.app.size.width, is_writing=self._is_writing)
        self.query_one("#status", HintLine).pieces = pieces
