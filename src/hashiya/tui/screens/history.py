"""The history screen: what a person did, newest first, and the way back to a point of it.

Acts are read by pages while it is scrolled. Going to a point is done in bounded parts, so that a
long way shows how far it is and can be stopped. Must never know the database or how an act is
found.
"""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import ClassVar, Final, Literal

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from hashiya.errors import HashiyaError
from hashiya.services import AnnotationSession, Surroundings, Way
from hashiya.store import HistoryKey, HistoryPage, PastAct
from hashiya.tui.history_lines import HistoryLines
from hashiya.tui.history_words import goal_words, going_words, waiting_words, where_words
from hashiya.tui.inks import Inks
from hashiya.tui.locale import _, later, n_, told
from hashiya.tui.pieces import Piece, sentence
from hashiya.tui.room import WHERE_NOTHING_IS_TYPED, Room, RoomKey
from hashiya.tui.saving import SaveQueue, Unsaved
from hashiya.tui.screens.list_screen import LIST_KEYS, ListScreen
from hashiya.tui.waiting_acts import past_acts
from hashiya.tui.widgets import HintLine, LinesView
from hashiya.tui.widgets.hint_line import key_hints

__all__ = ["HistoryScreen"]

PAGE: Final = 40
"""Acts read at once."""
QUOTES: Final = 8
"""Acts whose words are read at once: each may be in a long article of its own."""
AHEAD: Final = 20
"""Acts behind the cursor under which more are read."""

_ROOM: Final = Room(
    later("History"),
    (
        later("What you did, the newest first. Where you go to, undo and redo go on from there."),
        later("● stands, ○ is undone and can be done again, ✗ gave way to something else."),
    ),
    (
        RoomKey("go", "↵", later("go there"), later("go back to just after it, or forward to it")),
        RoomKey("leave", "Esc", later("back"), later("back to where you were")),
        RoomKey("packs", "Tab", later("what came in"), later("what came in with packs")),
        RoomKey("choose", "↑ ↓", later("choose"), later("the act after it, the one before it")),
        RoomKey("leaf", "PgUp PgDn", later("as many acts as fit")),
    ),
)


class HistoryScreen(ListScreen[HistoryLines, Way], inherit_bindings=False):
    """Shown over the article until a point is gone to or the screen is left.

    Args:
        queue: Answers from the session's thread.
        alias: Whose acts they are.
        near: The document that is open.
        inks: The styles to print with.
    """

    help_room: ClassVar[Room] = _ROOM
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(WHERE_NOTHING_IS_TYPED, "app.keys_here", show=False),
        *LIST_KEYS,
        Binding("tab", "packs", show=False),
        Binding("home", "go(0)", show=False),
        Binding("end", "go(-1)", show=False),
        Binding("enter", "travel", show=False),
        Binding("escape,f6,q,ض,ctrl+q", "leave", show=False),
    ]

    def __init__(self, queue: SaveQueue, alias: str, near: str, inks: Inks) -> None:
        super().__init__(HistoryLines(datetime.now().astimezone().date()), inks)
        self._queue = queue
        self._alias = alias
        self._near = near
        self._state: Literal["reading", "choosing", "going"] = "reading"
        self._next: HistoryKey | None = None
        self._is_stopped = False
        self._is_counted = False

    def compose(self) -> ComposeResult:
        """Whose acts, the acts, the chosen one, what Enter does, and the keys."""
        yield HintLine()
        yield self._list()
        for _line in range(3):
            yield HintLine()

    def on_mount(self) -> None:
        """Read the newest acts; those that could not be saved are there at once."""
        self._dress()
        if self._queue.is_failing:
            self._lines.acts = past_acts(self._queue.waiting)
        self._say()
        self._run(self._read())

    # What takes time.

    async def _read(self) -> None:
        """Read the next page, and then the words its acts were on."""
        key = self._next
        lines = self._lines
        page, waiting, trouble = await self._page(key)
        if self._is_left:
            return
        is_first = page.is_anew or key is None
        unsaved = past_acts(waiting)
        lines.acts = [*unsaved, *page.acts] if is_first else [*lines.acts, *page.acts]
        lines.is_whole = page.next is None and not trouble
        lines.standing = page.standing
        self._is_counted = not trouble
        self._next, self._state = page.next, "choosing"
        self._renew()
        if is_first:
            self.action_go(lines.here)
            self._trouble = trouble
            self._say()
        acts = [*unsaved, *page.acts] if is_first else page.acts
        for first in range(0, len(acts), QUOTES):
            some = acts[first : first + QUOTES]
            quotes = await self._queue.ask(partial(_quoted, some))
            lines.quotes.update(quotes)
            if self.is_attached:
                self.query_one(LinesView).refresh()

    async def _page(self, key: HistoryKey | None) -> tuple[HistoryPage, tuple[Unsaved, ...], str]:
        """The next acts on disk, and those that wait; these alone, and why, where none is read."""
        try:
            page, waiting = await self._queue.ask_beside_waiting(
                lambda session: session.history(key=key, limit=PAGE)
            )
        except (HashiyaError, OSError) as error:
            if key is not None or self._queue.is_empty:
                raise
            return HistoryPage([], None, 0), self._queue.waiting, told(error)
        return page, waiting, ""

    async def _travel(self, number: int) -> None:
        """Go to just after an act, part by part; whoever stops stands where the last part ended."""
        gone: Way | None = None
        try:
            while gone is None or (gone.left and not self._is_stopped):
                part = await self._queue.ask_after_saving(
                    lambda session: session.go_to(number, self._near)
                )
                gone = part if gone is None else _together(gone, part)
                self._tell(going_words(gone.turn, gone.acts, gone.acts + gone.left))
        except (HashiyaError, OSError) as error:
            self._next = None
            await self._read()  # what is listed may be what it failed on
            self._trouble = told(error)
            self._say()
        else:
            self._leave(gone if gone.acts else None)

    # Keys and mouse.

    def action_go(self, number: int) -> None:
        """Go to an act; -1 is the last one that was read."""
        lines = self._lines
        if self._state != "choosing" or not lines.item_count:
            return
        self._trouble = ""
        self._point(lines.item_count - 1 if number < 0 else number)
        self._say()
        if self._next is not None and lines.cursor > lines.item_count - AHEAD:
            self._state = "reading"
            self._run(self._read())

    def action_travel(self) -> None:
        """Go to just after the act under the cursor, or to the beginning."""
        self.take()

    def take(self) -> None:
        """Go to just after the act under the cursor, or to the beginning."""
        act = self._lines.chosen
        if self._state != "choosing" or not self._lines.item_count:
            return
        if (act is not None and act.state == "dropped") or self._lines.waiting:
            return
        if (act.depth if act is not None else 0) == self._lines.standing:
            self._leave(None)
            return
        self._state, self._trouble, self._is_stopped = "going", "", False
        self._say()
        self._run(self._travel(act.number if act is not None else 0))

    def action_packs(self) -> None:
        """Show what came in with packs."""
        from hashiya.tui.screens.came_in import CameInScreen  # noqa: PLC0415 - when wanted

        if self._state == "choosing":
            self.app.push_screen(CameInScreen(self._queue, self._alias, self._inks))

    def action_leave(self) -> None:
        """Go back to the article; on the way to a point, stop where it is."""
        if self._state == "going":
            self._is_stopped = True
        else:
            self._leave(None)

    def _failed(self) -> None:
        self._state = "choosing"

    # What is shown.

    def _tell(self, words: str, ink: str = "text") -> None:
        goal = [*self.query(HintLine)][2]
        goal.pieces = (Piece(f" {sentence(words, max(8, self.app.size.width - 2))}", ink),)

    def _say(self) -> None:
        """Write the lines around the acts anew."""
        above, detail, _goal, keys = self.query(HintLine)
        width = max(8, self.app.size.width - 2)
        title = _("what {alias} did").format(alias=self._alias)
        above.pieces = (
            Piece(f" {sentence(title, width // 2)}", "strong"),
            *self._standing_pieces(),
            *self._waiting_pieces(),
        )
        act = self._lines.chosen
        detail.pieces = (Piece(f" {sentence(where_words(act) if act else '', width)}", "quiet"),)
        keys.pieces = (Piece(" "), *key_hints(self._hints()))
        self._tell(*self._goal())
        self.query_one(LinesView).refresh()

    def _standing_pieces(self) -> tuple[Piece, ...]:
        """How many acts stand; nothing while that is not known."""
        if not self._is_counted:
            return ()
        standing = self._lines.standing
        words = n_("{count:,} act stands", "{count:,} acts stand", standing)
        return (Piece(f"   {sentence(words.format(count=standing))}", "quiet"),)

    def _waiting_pieces(self) -> tuple[Piece, ...]:
        """How many acts are not on disk yet; nothing when all are."""
        waiting = self._lines.waiting
        words = n_("{count:,} waits to be saved", "{count:,} wait to be saved", waiting)
        said = sentence(words.format(count=waiting))
        return (Piece(f"   {said}", "warning"),) if waiting else ()

    def _goal(self) -> tuple[str, str]:
        if self._trouble:
            return self._trouble, "warning"
        if self._state == "reading" and not self._lines.standing:
            return _("looking …"), "quiet"
        if self._lines.waiting:
            return waiting_words()
        if self._lines.item_count:
            return goal_words(self._lines.chosen, self._lines.standing)
        return _("you have done nothing here yet; what you tag and finish will be listed"), "text"

    def _hints(self) -> tuple[tuple[str, str], ...]:
        if self._state == "going":
            return _ROOM.hints("leave", leave=later("stop here"))
        if self._lines.waiting:
            return _ROOM.hints("leave", "choose", "packs")
        first = ("go",) if self._lines.item_count else ()
        more = ("choose",) if self._lines.item_count else ()
        return _ROOM.hints(*first, "leave", *more, "packs")


def _quoted(acts: list[PastAct], session: AnnotationSession) -> dict[int, Surroundings]:
    return session.quotes(acts)


def _together(gone: Way, part: Way) -> Way:
    """Two parts of a way as one."""
    return part._replace(
        acts=gone.acts + part.acts,
        missed=gone.missed + part.missed,
        reason=part.reason or gone.reason,
        step=part.step or gone.step,
    )
