"""The feedback screen: where gold differs from a person's work, and what they say of it.

Asks the session's thread for one bounded look at a time. Must never know the database, or how a
difference is found.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import ClassVar, Final

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from hashiya.services import AnnotationSession, Difference, FeedbackPage
from hashiya.store import ResponseKind
from hashiya.tui.feedback_lines import FeedbackLines
from hashiya.tui.inks import Inks
from hashiya.tui.keyboard import also_on_arabic
from hashiya.tui.locale import _, later, n_
from hashiya.tui.pieces import Piece, sentence
from hashiya.tui.room import HELP_KEY, WHERE_NOTHING_IS_TYPED, Room, RoomKey
from hashiya.tui.saving import SaveQueue
from hashiya.tui.screens.list_screen import ListScreen
from hashiya.tui.widgets import HintLine, LineInput, TypingArea
from hashiya.tui.widgets.hint_line import key_hints

__all__ = ["FeedbackScreen"]

AHEAD: Final = 10
"""Differences behind the cursor under which more are read."""
_SEND: Final = frozenset({"enter", "ctrl+s", *also_on_arabic("ctrl+s")})
"""Keys that hand an appeal in: that which ends a note, and Enter, for an appeal is one line."""
_WRITING: Final = (("Ctrl s", later("hand in")), ("Esc", later("leave it")))
"""What works while an appeal is written."""
MAX_NOTE: Final = 500
"""Characters of an appeal."""

_ACCEPT: Final = frozenset(("a", *also_on_arabic("a")))
_APPEAL: Final = frozenset(("p", *also_on_arabic("p")))
_LEAVE: Final = frozenset(("escape", "q", *also_on_arabic("q"), "ctrl+q"))
_HELP: Final = frozenset(WHERE_NOTHING_IS_TYPED.split(","))

_ROOM: Final = Room(
    later("Where gold differs from your work"),
    (
        later(
            "Articles that you have finished and that are gold, with the reason the adjudicator"
            " gave. What others proposed is not shown."
        ),
        later(
            "Each difference is answered once. An appeal comes back to the adjudicator, who decides"
            " again."
        ),
    ),
    (
        RoomKey("accept", "a", later("accept"), later("accept what gold has")),
        RoomKey("appeal", "p", later("appeal"), later("say why gold should be otherwise, once")),
        RoomKey("go", "↵", later("go there"), later("go to the place in its article")),
        RoomKey("leave", "Esc", later("back"), later("back to where you were")),
        RoomKey("choose", "↑ ↓", later("choose"), later("the difference before, the next one")),
        RoomKey("leaf", "PgUp PgDn", later("faster"), later("as many differences as fit")),
    ),
)


class FeedbackScreen(ListScreen[FeedbackLines, Difference], inherit_bindings=False):
    """Shown over the article until a place is chosen or the list is left.

    Args:
        queue: Answers from the session's thread.
        inks: The styles to print with.
    """

    help_room: ClassVar[Room] = _ROOM
    BINDINGS: ClassVar[list[BindingType]] = [Binding(HELP_KEY, "app.keys_here", show=False)]

    def __init__(self, queue: SaveQueue, inks: Inks) -> None:
        super().__init__(FeedbackLines(), inks)
        self._queue = queue
        self._next: int | None = 0
        self._gold = 0
        self._is_looking = False
        self._is_writing = False

    def compose(self) -> ComposeResult:
        """What this is, the differences, how many there are, the appeal, and the keys."""
        yield HintLine()
        yield self._list()
        yield HintLine()
        field = LineInput(max_length=MAX_NOTE)
        field.display = False
        yield field
        yield HintLine()

    def on_mount(self) -> None:
        """Read the first differences."""
        self._dress()
        self.query_one(LineInput).inks = self._inks
        self._look()

    # What is asked.

    def _look(self) -> None:
        if not self._is_looking and self._next is not None:
            self._is_looking = True
            self._run(self._looked())

    async def _looked(self) -> None:
        while self._next is not None:
            page = await self._queue.ask(partial(_feedback, self._next))
            self._next = page.next
            self._gold += page.gold
            self._lines.items += page.differences
            self._lines.around += page.around
            self._renew()
            if self._lines.item_count - self._lines.cursor > AHEAD + self._height:
                break
        self._is_looking = False
        self._say()

    def _failed(self) -> None:
        self._is_looking = False

    async def _answered(self, number: int, kind: ResponseKind, note: str) -> None:
        difference = self._lines.items[number]
        response = await self._queue.ask(partial(_answered, difference, kind, note))
        self._lines.items[number] = response
        self._trouble = ""
        self._renew()

    # Keys and mouse.

    def on_key(self, event: events.Key) -> None:
        """Go through the differences, answer, or leave; the input has had what it wants."""
        if not self._press(event.key):
            return
        event.stop()
        event.prevent_default()

    def _press(self, key: str) -> bool:
        """Do what a key says; whether it says anything."""
        if self._is_writing:
            return self._press_while_writing(key)
        steps = {"up": -1, "down": 1, "pageup": -self._height, "pagedown": self._height}
        deeds: dict[str, Callable[[], object]] = {
            **{each: partial(self._step, by) for each, by in steps.items()},
            "home": partial(self.action_go, 0),
            "enter": self.take,
            **dict.fromkeys(_ACCEPT, partial(self._answer, "accepted")),
            **dict.fromkeys(_APPEAL, self._ask_why),
            **dict.fromkeys(_LEAVE, partial(self._leave, None)),
            **dict.fromkeys(_HELP, self._help),
        }
        deed = deeds.get(key)
        if deed is not None:
            deed()
        return deed is not None

    def _step(self, by: int) -> None:
        self.action_go(self._lines.cursor + by)

    def _help(self) -> None:
        self.app.call_later(self.app.run_action, "keys_here")

    def _press_while_writing(self, key: str) -> bool:
        words = self.query_one(LineInput).text.strip()
        if key in _SEND and words:
            self._close_field()
            self._answer("appealed", words)
        elif key in {"escape", "ctrl+q"}:
            self._close_field()
        return key in {*_SEND, "escape", "ctrl+q"}

    def action_go(self, number: int) -> None:
        """Go to a difference, or to the first or last one there is."""
        self._point(number)
        self._trouble = ""
        self._say()
        if self._lines.cursor + AHEAD >= self._lines.item_count:
            self._look()

    def _answer(self, kind: ResponseKind, note: str = "") -> None:
        """Write down what the person says of the difference under the cursor."""
        if self._lines.items:
            self._run(self._answered(self._lines.cursor, kind, note))

    def _ask_why(self) -> None:
        """Ask why gold should be otherwise."""
        if not self._lines.items:
            return
        if self._lines.items[self._lines.cursor].response is not None:
            self._trouble = _("this difference has been answered before; that is done once")
            self._say()
            return
        field = self.query_one(LineInput)
        field.display = self._is_writing = True
        field.begin("")
        field.focus()
        self._say()

    def on_typing_area_changed(self, message: TypingArea.Changed) -> None:
        """The appeal is the person's own until it is handed in."""
        message.stop()

    def take(self) -> None:
        """Go to the place under the cursor, unless something is being written."""
        if self._lines.items and not self._is_writing:
            self._leave(self._lines.items[self._lines.cursor])

    def _close_field(self) -> None:
        field = self.query_one(LineInput)
        field.display = self._is_writing = False
        self.set_focus(None)
        self._say()

    # What is shown.

    def _say(self) -> None:
        """Write the lines around the differences anew."""
        above, below, keys = self.query(HintLine)
        width = max(8, self.app.size.width - 2)
        above.pieces = (Piece(f" {sentence(_(_ROOM.title), width)}", "strong"),)
        words, ink = self._summary()
        below.pieces = (Piece(f" {sentence(words, width)}", ink),)
        names = ("accept", "appeal", "go", "leave") if self._lines.items else ("leave",)
        hints = _WRITING if self._is_writing else _ROOM.hints(*names)
        keys.pieces = (Piece(" "), *key_hints(hints))

    def _summary(self) -> tuple[str, str]:
        if self._is_writing:
            return _("why should gold be otherwise?"), "text"
        if self._trouble:
            return self._trouble, "warning"
        count = self._lines.item_count
        found = n_("{count:,} difference", "{count:,} differences", count).format(count=count)
        if self._is_looking:
            return _("{found}, looking on …").format(found=found), "quiet"
        gold = n_(
            "{count:,} article of yours is gold", "{count:,} articles of yours are gold", self._gold
        ).format(count=self._gold)
        if not self._gold:
            return _("none of your articles is gold yet; an adjudicator makes them so"), "text"
        return (_("{found}; {gold}").format(found=found, gold=gold), "text")


def _feedback(after: int, session: AnnotationSession) -> FeedbackPage:
    return session.feedback(after)


def _answered(
    difference: Difference, kind: ResponseKind, note: str, session: AnnotationSession
) -> Difference:
    return session.answer(difference, kind, note)
