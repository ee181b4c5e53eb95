"""The return screen: what a person flagged, noted or has to decide again, and the way there.

Asks the session's thread for one bounded look at a time; an answer that comes after another filter
was chosen is dropped. Must never know the database or how a place is found.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from hashiya.errors import HashiyaError
from hashiya.services import AnnotationSession, Hit, Return, ReturnKey, ReturnPage, ReturnWanted
from hashiya.tui.commands import key_of
from hashiya.tui.inks import Inks
from hashiya.tui.keyboard import also_on_arabic
from hashiya.tui.locale import _, later, n_, told
from hashiya.tui.pieces import Piece, sentence
from hashiya.tui.return_lines import LINES_A_RETURN, ReturnLines
from hashiya.tui.room import WHERE_NOTHING_IS_TYPED, Room, RoomKey
from hashiya.tui.saving import SaveQueue, Unsaved
from hashiya.tui.screens.list_screen import LIST_KEYS, ListScreen
from hashiya.tui.waiting_acts import ReturnPlace, place_of, waiting_returns
from hashiya.tui.widgets import HintLine, LinesView
from hashiya.tui.widgets.hint_line import key_hints

__all__ = ["ReturnScreen"]

PAGE: Final = 20
"""Places read at once: each may be in a long article of its own."""
AHEAD: Final = 10
"""Places behind the cursor under which more are read."""

_FILTERS: Final[tuple[tuple[ReturnWanted, str], ...]] = (
    ("all", later("everything")),
    ("spans", later("flagged spans")),
    ("sentences", later("flagged sentences")),
    ("documents", later("flagged articles")),
    ("notes", later("notes")),
    ("decide", later("spans to decide again")),
)
"""What Tab goes through, with the words for it."""

_LEAVE: Final = ",".join(("escape", "ctrl+b", *also_on_arabic("ctrl+b"), "q", "ض", "ctrl+q"))

_ROOM: Final = Room(
    later("To come back to"),
    (
        later(
            "Your flags and notes in all articles, then the spans whose label the scheme no longer"
            " has. Nobody else sees them here."
        ),
        later("A span you go to is marked, so that a label key changes its label."),
    ),
    (
        RoomKey("go", "↵", later("go there"), later("go to the place in its article")),
        RoomKey("leave", "Esc", later("back"), later("back to where you were")),
        RoomKey(
            "filter",
            "Tab",
            later("others"),
            later("only flags of one kind, notes, or spans to decide again; Shift goes back"),
        ),
        RoomKey("choose", "↑ ↓", later("choose"), later("the place before, the next one")),
        RoomKey("leaf", "PgUp PgDn", later("faster"), later("as many places as fit")),
    ),
)


class ReturnScreen(ListScreen[ReturnLines, Return], inherit_bindings=False):
    """Shown over the article until a place is chosen or the list is left.

    Args:
        queue: Answers from the session's thread.
        inks: The styles to print with.
    """

    help_room: ClassVar[Room] = _ROOM
    BINDINGS: ClassVar[list[BindingType]] = [
        *LIST_KEYS,
        Binding("home", "go(0)", show=False),
        Binding("tab", "filter(1)", show=False),
        Binding("shift+tab", "filter(-1)", show=False),
        Binding("enter", "choose", show=False),
        Binding(_LEAVE, "leave", show=False),
        Binding(WHERE_NOTHING_IS_TYPED, "app.keys_here", show=False),
    ]

    def __init__(self, queue: SaveQueue, inks: Inks) -> None:
        super().__init__(ReturnLines(), inks)
        self._queue = queue
        self._wanted = 0
        self._next: ReturnKey | None = None
        self._asked = 0
        self._replaced: frozenset[ReturnPlace] = frozenset()
        self._is_looking = False
        self._waiting: list[Callable[[], None]] = []

    def compose(self) -> ComposeResult:
        """Which places, the places, how many there are, and the keys."""
        yield HintLine()
        yield self._list()
        yield HintLine()
        yield HintLine()

    def on_mount(self) -> None:
        """Read the first places."""
        self._dress()
        self._begin()

    # What is asked.

    def _begin(self) -> None:
        """Forget what was found, and look for what is wanted now."""
        self._lines = ReturnLines()
        if self._queue.is_failing:  # What is on disk may be long in coming.
            found, _replaced = waiting_returns(self._queue.waiting, _FILTERS[self._wanted][0])
            self._lines.items, self._lines.waiting = found, len(found)
        self._waiting.clear()
        self._next, self._trouble = None, ""
        self._asked += 1
        self._renew()
        self._look()

    def _look(self) -> None:
        self._is_looking = True
        self._say()
        self.run_worker(self._looked(self._asked))

    async def _looked(self, asked: int) -> None:
        wanted = _FILTERS[self._wanted][0]
        trouble, page, unsaved = "", ReturnPage((), None), self._queue.waiting
        try:
            page, unsaved = await self._queue.ask_beside_waiting(
                partial(_come_back, wanted, self._next)
            )
        except (HashiyaError, OSError) as error:
            trouble, unsaved = told(error), self._queue.waiting
        if self._next is None:
            await self._list_waiting(unsaved, wanted, asked)
        if asked != self._asked or self._is_left:
            return
        self._lines.items += [each for each in page.items if place_of(each) not in self._replaced]
        self._next, self._is_looking, self._trouble = page.next, False, trouble
        self._renew()
        if self._next is not None and self._is_near_the_end:
            self._look()
        if self._lines.items or not self._is_looking:
            waiting, self._waiting = self._waiting, []
            for deed in waiting:
                deed()

    async def _list_waiting(
        self, unsaved: Sequence[Unsaved], wanted: ReturnWanted, asked: int
    ) -> None:
        """List first what waits to be saved, in its sentences where the project can be read."""
        found, replaced = waiting_returns(unsaved, wanted)
        if found:
            # Without its surroundings a place is still one to come back to.
            with suppress(HashiyaError, OSError):
                found = await self._queue.ask(partial(_in_their_sentences, found))
        if asked == self._asked:
            self._lines.items, self._lines.waiting = found, len(found)
            self._replaced = replaced

    @property
    def _is_near_the_end(self) -> bool:
        seen = self.query_one(LinesView).size.height // LINES_A_RETURN
        return self._lines.cursor + max(AHEAD, seen) >= len(self._lines.items)

    # Keys and mouse.

    def action_step(self, by: int) -> None:
        """Go to the next place, or to the one before; keys that are early wait for the first."""
        if not self._is_early(partial(self.action_step, by)):
            self.action_go(self._lines.cursor + by)

    def action_go(self, number: int) -> None:
        """Go to a place, or to the first or last one there is."""
        self._point(number)
        self._say()
        if self._next is not None and not self._is_looking and self._is_near_the_end:
            self._look()

    def action_filter(self, by: int) -> None:
        """List what the next filter lets through."""
        self._wanted = (self._wanted + by) % len(_FILTERS)
        self._begin()

    def take(self) -> None:
        """Go to the place under the cursor."""
        if not self._is_early(self.take) and self._lines.items:
            self._leave(self._lines.items[self._lines.cursor])

    def action_choose(self) -> None:
        """Go to the place under the cursor."""
        self.take()

    def _is_early(self, deed: Callable[[], None]) -> bool:
        """Whether there is nothing yet that a key could mean; it is done when there is."""
        is_early = self._is_looking and not self._lines.items
        if is_early:
            self._waiting.append(deed)
        return is_early

    def action_leave(self) -> None:
        """Go back to the article."""
        self._leave(None)

    # What is shown.

    def _say(self) -> None:
        """Write the lines around the places anew."""
        above, below, keys = self.query(HintLine)
        width = max(8, self.app.size.width - 2)
        title = sentence(_(_ROOM.title), width // 2)
        above.pieces = (
            Piece(f" {title}   ", "strong"),
            Piece(sentence(_(_FILTERS[self._wanted][1]), width // 2), "name"),
        )
        words, ink = self._summary()
        below.pieces = (Piece(f" {sentence(words, width)}", ink),)
        names = ("go", "leave", "filter", "choose") if self._lines.items else ("leave", "filter")
        keys.pieces = (Piece(" "), *key_hints(_ROOM.hints(*names)))

    def _summary(self) -> tuple[str, str]:
        """How many places there are, and the ink of it; how to flag where there are none."""
        count = len(self._lines.items)
        if self._trouble:
            return self._trouble, "warning"
        if self._lines.waiting and not self._is_looking:
            words = n_(
                "{count:,} place, {waiting:,} not saved yet",
                "{count:,} places, {waiting:,} not saved yet",
                count,
            )
            return words.format(count=count, waiting=self._lines.waiting), "warning"
        found = n_("{count:,} place", "{count:,} places", count).format(count=count)
        if self._is_looking:
            return _("{found}, looking on …").format(found=found), "quiet"
        if self._next is not None:
            return _("{found} so far").format(found=found), "text"
        return (found, "text") if count else (self._nothing(), "text")

    def _nothing(self) -> str:
        wanted = _FILTERS[self._wanted][0]
        if wanted == "decide":
            return _("no span waits for another label")
        if wanted == "documents":
            return _("no article is flagged; {key} flags the one that is open").format(
                key=key_of("flag_document")
            )
        if wanted == "notes":
            words = _("no notes yet; {span} writes one on a span, {sentence} on a sentence")
            return words.format(span=key_of("note"), sentence=key_of("sentence_note"))
        words = _("nothing is flagged yet; {key} flags the span here, else the sentence")
        return words.format(key=key_of("flag"))


def _in_their_sentences(found: list[Return], session: AnnotationSession) -> list[Return]:
    hits = [
        Hit(each.document_id, each.start, each.end, verdict="proposed", is_chosen=False)
        for each in found
    ]
    around = session.surroundings(hits)
    return [each._replace(around=one) for each, one in zip(found, around, strict=True)]


def _come_back(
    wanted: ReturnWanted, after: ReturnKey | None, session: AnnotationSession
) -> ReturnPage:
    return session.come_back(wanted, after=after, limit=PAGE)
