"""The find bar: a query, which of its hits is shown, and the keys that go through them.

Must never know the document or the database: it searches with the finder that it was given and
says by a call which hit to show.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, Final, NamedTuple

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical

from hashiya.tui.finding import Finder, Hits
from hashiya.tui.keyboard import also_on_arabic
from hashiya.tui.locale import _, later
from hashiya.tui.pieces import Piece
from hashiya.tui.room import HELP_KEY, Room, RoomKey
from hashiya.tui.widgets.hint_line import HintLine, key_hints
from hashiya.tui.widgets.line_input import LineInput
from hashiya.tui.widgets.typing_area import TypingArea

__all__ = ["FindBar", "Search"]

_NEXT: Final = ("down", "ctrl+n", *also_on_arabic("ctrl+n"))
_PREVIOUS: Final = ("up", "ctrl+p", *also_on_arabic("ctrl+p"))
_PASSED_ON: Final = frozenset({"ctrl+q", "ctrl+l"})
"""Keys of the program that work here too."""

_ROOM: Final = Room(
    later("Find in this article"),
    (
        later(
            "Words that follow one another, however they are written: marks and the kind of alef"
            " do not matter, and «و ف ب ل ك» in front of a word are passed over."
        ),
        later("Where no word begins so, letters inside words are shown."),
        later("The hit you stay at is marked, so that a label key tags it."),
    ),
    (
        RoomKey("next", "↓ ↑", later("next, before"), later("the next hit, the one before")),
        RoomKey("stay", "↵", later("stay here"), later("stay at the hit that is shown")),
        RoomKey("leave", "Esc", later("go back"), later("go back to where the search began")),
    ),
    is_typed_in=True,
)


class Search(NamedTuple):
    """What to search and whom to tell."""

    finder: Finder
    """The folded document."""
    origin: int
    """Offset that hits are counted from."""
    show: Callable[[tuple[int, int] | None], None]
    """Shows a hit, or the place where the search began."""
    close: Callable[[], None]
    """Puts the bar away."""


class FindBar(Vertical, can_focus=False):
    """A query over one line of hints."""

    help_room: ClassVar[Room] = _ROOM

    def __init__(self) -> None:
        super().__init__()
        self._search: Search | None = None
        self._hits = Hits()
        self._current: int | None = None

    def compose(self) -> ComposeResult:
        """The query over its hints."""
        yield LineInput(placeholder=_("find in this article"), max_length=200)
        yield HintLine()

    def begin(self, search: Search) -> None:
        """Take the keyboard; the query of the last search stands there, selected."""
        query = self.query_one(LineInput)
        self._search = search
        self._look_up(query.text)
        query.begin(query.text, is_selected=True)
        query.focus()

    def on_typing_area_changed(self, message: TypingArea.Changed) -> None:
        """Show the first hit of another query, or where the search began when there is none."""
        message.stop()
        if self._search is None:
            return
        self._look_up(message.text)
        if self._hits.starts:
            self._show(self._first(self._search))
        else:
            self._search.show(None)

    def on_typing_area_said(self, message: TypingArea.Said) -> None:
        """Tell what of a paste was not taken."""
        message.stop()
        self.query_one(HintLine).pieces = (Piece(f" {message.words}", "warning"),)

    async def on_key(self, event: events.Key) -> None:
        """Go through the hits, or leave; no other key reaches the article."""
        if event.key in _PASSED_ON:
            return
        event.stop()
        if event.key in _NEXT:
            self._go(1)
        elif event.key in _PREVIOUS:
            self._go(-1)
        elif event.key == "enter":
            if self._current is None:
                self._go(1)
            self._leave()
        elif event.key == "escape":
            self._go_back()
        elif event.key == HELP_KEY:
            await self.run_action("app.keys_here")

    def _go_back(self) -> None:
        if self._search is not None:
            self._search.show(None)
        self._leave()

    def _look_up(self, query: str) -> None:
        if self._search is not None:
            self._hits, self._current = self._search.finder.hits(query), None
            self._say()

    def _go(self, step: int) -> None:
        if self._search is None or not self._hits.starts:
            return
        if self._current is None:
            first = self._first(self._search)
            self._show(first if step > 0 else (first - 1) % len(self._hits.starts))
        else:
            self._show((self._current + step) % len(self._hits.starts))

    def _first(self, search: Search) -> int:
        return search.finder.first_from(self._hits, search.origin)

    def _show(self, number: int) -> None:
        self._current = number
        self._say()
        if self._search is not None:
            self._search.show(self._search.finder.span(self._hits, number))

    def _say(self) -> None:
        count = len(self._hits.starts)
        if count:
            at = "–" if self._current is None else str(self._current + 1)
            inside = _("inside words") + "   " if self._hits.is_inside else ""
            found = Piece(f"{at}/{count}   {inside}", "strong")
        elif self._hits.is_blank and self.query_one(LineInput).text.strip():
            found = Piece(_("type a letter; marks alone are not looked for") + "   ", "warning")
        elif self.query_one(LineInput).text:
            found = Piece(_("not found; fewer letters find more") + "   ", "warning")
        else:
            found = Piece("")
        self.query_one(HintLine).pieces = (
            Piece(" " + _("find") + "  ", "name"),
            found,
            *key_hints(_ROOM.hints()),
        )

    def _leave(self) -> None:
        search, self._search = self._search, None
        if search is not None:
            search.close()
