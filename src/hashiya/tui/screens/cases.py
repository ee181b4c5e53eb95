"""The cases screen: the places behind one row of agreement, and the way to one of them.

Must never know the database, or how a difference was found.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from hashiya.tui.case_lines import CaseLines, CaseShown, DifferingPlace
from hashiya.tui.inks import Inks
from hashiya.tui.locale import _, later, n_
from hashiya.tui.pieces import Piece, sentence
from hashiya.tui.room import WHERE_NOTHING_IS_TYPED, Room, RoomKey
from hashiya.tui.screens.list_screen import LIST_KEYS, ListScreen
from hashiya.tui.widgets import HintLine
from hashiya.tui.widgets.hint_line import key_hints

__all__ = ["CasesScreen"]

_ROOM: Final = Room(
    later("Where people differ"),
    (
        later(
            "Each place twice: with what the first of the two has in brackets, and with what the"
            " second one has."
        ),
        later("The place you go to is marked in your own article."),
    ),
    (
        RoomKey("go", "↵", later("go there"), later("go to the place in its article")),
        RoomKey("leave", "Esc", later("back"), later("back to the figures")),
        RoomKey("choose", "↑ ↓", later("choose"), later("the place before, the next one")),
        RoomKey("leaf", "PgUp PgDn", later("faster"), later("as many places as fit")),
        RoomKey("ends", "Home End", later("the first place, the last one")),
    ),
)


class CasesScreen(ListScreen[CaseLines, DifferingPlace], inherit_bindings=False):
    """Shown over the figures until a place is chosen or the list is left.

    Args:
        title: What the places have in common.
        cases: The places.
        times: How many there are in all.
        inks: The styles to print with.
    """

    help_room: ClassVar[Room] = _ROOM
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(WHERE_NOTHING_IS_TYPED, "app.keys_here", show=False),
        *LIST_KEYS,
        Binding("tab", "step(1)", show=False),
        Binding("home", "go(0)", show=False),
        Binding("end", "go(-1)", show=False),
        Binding("enter", "choose", show=False),
        Binding("escape,q,ض,ctrl+q", "leave", show=False),
    ]

    def __init__(self, title: str, cases: Sequence[CaseShown], times: int, inks: Inks) -> None:
        super().__init__(CaseLines(cases), inks)
        self._called = title
        self._times = times

    def compose(self) -> ComposeResult:
        """What the places are, the places, and the keys."""
        yield HintLine()
        yield self._list()
        yield HintLine()

    def on_mount(self) -> None:
        """Show them."""
        self._dress()
        self._say()

    def action_go(self, number: int) -> None:
        """Go to a place; -1 is the last."""
        self._point(self._lines.item_count - 1 if number < 0 else number)

    def action_choose(self) -> None:
        """Go to the place under the cursor."""
        self.take()

    def take(self) -> None:
        """Go to the place under the cursor."""
        if self._lines.cases:
            self._leave(self._lines.cases[self._lines.cursor].place)

    def action_leave(self) -> None:
        """Back to the figures."""
        self._leave(None)

    def _say(self) -> None:
        above, below = self.query(HintLine)
        held = self._lines.item_count
        if held < self._times:
            words = _("the first {held:,} of {count:,} places").format(held=held, count=self._times)
        else:
            words = n_("{count:,} place", "{count:,} places", held).format(count=held)
        title = Piece(f" {sentence(self._called, max(8, self.app.size.width // 2))}", "strong")
        above.pieces = (title, Piece("   "), Piece(sentence(words), "quiet"))
        below.pieces = (Piece(" "), *key_hints(_ROOM.hints()))
