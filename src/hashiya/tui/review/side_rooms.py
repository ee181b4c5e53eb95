"""Side rooms: the help of a review, its lists of commands and articles, words on a ruling.

Each is loaded when it is wanted. Must never know how anything is painted.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

from textual.screen import Screen
from textual.theme import Theme

from hashiya.model import Label
from hashiya.tui.inks import Inks
from hashiya.tui.key_order import KeyOrder
from hashiya.tui.locale import _, later
from hashiya.tui.review.asking import ReviewQueue
from hashiya.tui.review.desk import ReviewDesk
from hashiya.tui.theme_choice import take_next_theme

if TYPE_CHECKING:
    from hashiya.tui.offers import Offer
    from hashiya.tui.widgets import Note

__all__ = ["ON_RULING", "SideRooms"]

ON_RULING: Final = later("on the ruling about {quote}")
ON_RETURN: Final = later("why {quote} gets the article back")


class SideRooms:
    """What opens over the review.

    Args:
        screen: The review's.
        desk: Shows and writes.
        queue: Answers from the session's thread.
        order: The line in which keys wait.
        inks: The styles to print with, as they are by then.
    """

    def __init__(
        self,
        screen: Screen[None],
        desk: ReviewDesk,
        queue: ReviewQueue,
        order: KeyOrder,
        inks: Callable[[], Inks],
    ) -> None:
        self._screen = screen
        self._desk = desk
        self._queue = queue
        self._order = order
        self._inks = inks

    def help(self, labels: tuple[Label, ...]) -> None:
        """Every command with its keys."""
        from hashiya.tui.review.help import review_help_lines  # noqa: PLC0415 - when wanted
        from hashiya.tui.screens.help import HelpScreen  # noqa: PLC0415 - as above

        self._screen.app.push_screen(HelpScreen(partial(review_help_lines, labels), self._inks()))

    def offer(self, command: Callable[[str], None]) -> None:
        """Every command, found by its words."""
        from hashiya.tui.offers import command_offers  # noqa: PLC0415 - when wanted
        from hashiya.tui.review.table import bound_commands  # noqa: PLC0415 - as above
        from hashiya.tui.screens.commanding import CommandsScreen  # noqa: PLC0415 - as above

        def take(offer: Offer | None) -> None:
            if offer is not None:
                command(offer.name)

        offers = command_offers(bound_commands())
        self._screen.app.push_screen(CommandsScreen(offers, self._inks()), take)

    def list_articles(self) -> None:
        """The articles, and who has not finished them."""
        from hashiya.tui.review.article_list import ArticleList  # noqa: PLC0415 - when wanted

        def go(document_id: str | None) -> None:
            if document_id is not None:
                self._desk.go_to(document_id)

        session = self._desk.session
        if session is not None:
            self._screen.app.push_screen(ArticleList(self._queue, session, self._inks()), go)

    def ask_words(self) -> None:
        """Words to say with a ruling."""
        review = self._desk.review
        if review is None or review.card is None:
            self._desk.say(_("there is no card here"))
            return
        from hashiya.tui.widgets import Note  # noqa: PLC0415 - when wanted

        span = review.card.span
        quote = review.page.document.text[span.start : span.end]
        self._ask(Note(quote, review.remarks.note, self._keep, self._close, ON_RULING))

    def ask_why(self, alias: str) -> None:
        """Why somebody gets the article back; it is theirs once that is saved."""
        review = self._desk.review
        if review is None:
            return
        from hashiya.tui.widgets import Note  # noqa: PLC0415 - when wanted

        def give_back(words: str) -> str:
            if not words.strip():
                return _("say why, in a few words")
            self._desk.give_back(alias, words.strip())
            return ""

        name = dict(review.returns_to).get(alias, alias)
        self._ask(Note(name, "", give_back, self._close, ON_RETURN))

    def _ask(self, note: Note) -> None:
        self._order.hold()
        self._screen.run_worker(self._asked(note))

    async def _asked(self, note: Note) -> None:
        from hashiya.tui.widgets import LineWidget, NoteBox, TypingArea  # noqa: PLC0415 - when wanted

        try:
            self._screen.add_class("noting")
            box = NoteBox()
            await self._screen.mount(box, before="#message")
            for widget in box.query(LineWidget):
                widget.inks = self._inks()
            for area in box.query(TypingArea):
                area.inks = self._inks()
            box.begin(note)
        finally:
            self._order.release()

    def _close(self) -> None:
        """Put the words away; keys mean the card again."""
        self._screen.set_focus(None)
        self._screen.remove_class("noting")
        for box in self._screen.query("NoteBox"):
            box.remove()

    def _keep(self, words: str) -> str:
        review = self._desk.review
        if review is not None:
            self._desk.remark(review.remarks._replace(note=words.strip()))
        return ""

    def turn_theme(self, paint: Callable[[Theme], None]) -> None:
        """The next theme of ours."""
        self._desk.say(take_next_theme(self._screen.app, is_own=True), "text")
        paint(self._screen.app.current_theme)

    def check_terminal(self) -> None:
        """What this terminal shows."""
        from hashiya.tui.terminal_app import TerminalApp  # noqa: PLC0415 - for its type alone

        app = self._screen.app
        if isinstance(app, TerminalApp):
            app.examine_terminal(lambda words: self._desk.say(words, "good") if words else None)
