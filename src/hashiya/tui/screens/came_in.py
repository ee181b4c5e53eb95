"""The screen of what came in with packs: who merged what, and one's own acts that came with it.

It is looked at and changes nothing: a merge is not undone. Read by pages while it is scrolled. Must
never know the database or how anything was merged.
"""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from hashiya.services import AnnotationSession, CameInKey, CameInPage, Surroundings
from hashiya.store import MergedAct, PastAct
from hashiya.tui.inks import Inks
from hashiya.tui.locale import _, later
from hashiya.tui.merge_lines import MergeLines, as_past, item_words
from hashiya.tui.pieces import Piece, sentence
from hashiya.tui.room import WHERE_NOTHING_IS_TYPED, Room, RoomKey
from hashiya.tui.saving import SaveQueue
from hashiya.tui.screens.list_screen import LIST_KEYS, ListScreen
from hashiya.tui.widgets import HintLine, LinesView
from hashiya.tui.widgets.hint_line import key_hints

__all__ = ["CameInScreen"]

PAGE: Final = 40
"""Items read at once."""
QUOTES: Final = 8
"""Acts whose words are read at once: each may be in a long article of its own."""
AHEAD: Final = 20
"""Items behind the cursor under which more are read."""

_ROOM: Final = Room(
    later("What came in"),
    (
        later(
            "Packs that were merged, the newest first: yours, and those that you merged. Behind a"
            " pack of yours stand your acts, ● done and ○ undone, as they were where you did them."
        ),
        later("A merge is not undone. What came in is changed by hand, like everything else."),
    ),
    (
        RoomKey("leave", "Esc", later("back"), later("back to what you did here")),
        RoomKey("choose", "↑ ↓", later("choose"), later("the one after it, the one before it")),
        RoomKey("leaf", "PgUp PgDn", later("as many as fit")),
    ),
)


class CameInScreen(ListScreen[MergeLines, None], inherit_bindings=False):
    """Shown over the history until it is left.

    Args:
        queue: Answers from the session's thread.
        alias: Who looks.
        inks: The styles to print with.
    """

    help_room: ClassVar[Room] = _ROOM
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(WHERE_NOTHING_IS_TYPED, "app.keys_here", show=False),
        *LIST_KEYS,
        Binding("home", "go(0)", show=False),
        Binding("end", "go(-1)", show=False),
        Binding("enter", "explain", show=False),
        Binding("escape,tab,f6,q,ض,ctrl+q", "leave", show=False),
    ]

    def __init__(self, queue: SaveQueue, alias: str, inks: Inks) -> None:
        super().__init__(MergeLines(alias, datetime.now().astimezone().date()), inks)
        self._queue = queue
        self._next: CameInKey | None = None
        self._is_reading = True

    def compose(self) -> ComposeResult:
        """What it is, the items, the chosen one, what can be done, and the keys."""
        yield HintLine()
        yield self._list()
        for _line in range(3):
            yield HintLine()

    def on_mount(self) -> None:
        """Read the newest."""
        self._dress()
        self._say()
        self._run(self._read(None))

    async def _read(self, key: CameInKey | None) -> None:
        """Read the next page, and then the words its acts were on."""
        page: CameInPage = await self._queue.ask(lambda session: session.came_in(key, limit=PAGE))
        if self._is_left:
            return
        lines = self._lines
        first = len(lines.items)
        lines.items = [*lines.items, *page.items]
        self._next, self._is_reading = page.next, False
        self._renew()
        own = [
            as_past(item, number)
            for number, item in enumerate(page.items, start=first)
            if isinstance(item, MergedAct)
        ]
        for at in range(0, len(own), QUOTES):
            found = await self._queue.ask(partial(_quoted, own[at : at + QUOTES]))
            lines.quotes.update(found)
            if self.is_attached:
                self.query_one(LinesView).refresh()

    def _failed(self) -> None:
        self._is_reading = False

    # Keys and mouse.

    def action_go(self, number: int) -> None:
        """Go to an item; -1 is the last one that was read."""
        lines = self._lines
        if self._is_reading or not lines.item_count:
            return
        self._trouble = ""
        self._point(lines.item_count - 1 if number < 0 else number)
        self._say()
        if self._next is not None and lines.cursor > lines.item_count - AHEAD:
            self._is_reading = True
            self._run(self._read(self._next))

    def action_explain(self) -> None:
        """Say that a merge is not undone."""
        self.take()

    def take(self) -> None:
        """Say that a merge is not undone."""
        if self._lines.item_count:
            self._trouble = _(
                "a merge is not undone; what came in is changed by hand in its article"
            )
            self._say()

    def action_leave(self) -> None:
        """Go back to what was done here."""
        self._leave(None)

    # What is shown.

    def _say(self) -> None:
        """Write the lines around the items anew."""
        above, detail, goal, keys = self.query(HintLine)
        width = max(8, self.app.size.width - 2)
        above.pieces = (Piece(f" {sentence(_(_ROOM.title), width)}", "strong"),)
        detail.pieces = (Piece(f" {sentence(item_words(self._lines.chosen), width)}", "quiet"),)
        words, ink = self._goal()
        goal.pieces = (Piece(f" {sentence(words, width)}", ink),)
        keys.pieces = (Piece(" "), *key_hints(_ROOM.hints("leave", "choose")))
        self.query_one(LinesView).refresh()

    def _goal(self) -> tuple[str, str]:
        if self._trouble:
            return self._trouble, "warning"
        if self._is_reading and not self._lines.item_count:
            return _("looking …"), "quiet"
        if self._lines.item_count:
            return _("what came in stands as it was done elsewhere"), "quiet"
        return _(
            "no pack of yours was merged here, and you merged none: hashiya merge PACK"
        ), "text"


def _quoted(acts: list[PastAct], session: AnnotationSession) -> dict[int, Surroundings]:
    return session.quotes(acts)
