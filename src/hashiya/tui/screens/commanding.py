"""Commanding: the list of every command, found by its words, and the doing of the one chosen.

Must never know how anything is painted, or what a command does.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar, Final

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen

from hashiya.model import Label
from hashiya.terminal import RecentCommands
from hashiya.tui.inks import Inks
from hashiya.tui.keyboard import also_on_arabic
from hashiya.tui.locale import _, later
from hashiya.tui.offer_lines import OfferLines
from hashiya.tui.offers import Offer, found_offers, offers_of, recent_first
from hashiya.tui.pieces import Piece, drawn, sentence
from hashiya.tui.room import HELP_KEY, Room, RoomKey
from hashiya.tui.screens.list_screen import ListScreen
from hashiya.tui.sitting import Sitting
from hashiya.tui.widgets import HintLine, LineInput, LinesView, TypingArea
from hashiya.tui.widgets.hint_line import key_hints

__all__ = ["Commanding", "CommandsScreen"]

_NEXT: Final = ("down", "ctrl+p", *also_on_arabic("ctrl+p"))
"""Keys of the next command; the one that opened the list is among them."""

_ROOM: Final = Room(
    later("Commands"),
    (
        later(
            "Everything that a key does, found by its words: what it does, its name in the"
            " settings, its key; in the interface's language or in English, on either keyboard."
        ),
        later("What was chosen last stands first, so that two keys do it again."),
    ),
    (
        RoomKey("do", "↵", later("do it"), later("do it, as its key would in the article")),
        RoomKey("leave", "Esc", later("back"), later("back to the article")),
        RoomKey("choose", "↑ ↓", later("choose"), later("the command before, the next one")),
        RoomKey("leaf", "PgUp PgDn", later("faster"), later("as many commands as fit")),
    ),
    is_typed_in=True,
)


class CommandsScreen(ListScreen[OfferLines, Offer], inherit_bindings=False):
    """Shown over the article until a command is chosen or the list is left.

    Args:
        offers: What there is, in the order to show it in.
        inks: The styles to print with.
    """

    help_room: ClassVar[Room] = _ROOM
    BINDINGS: ClassVar[list[BindingType]] = [Binding(HELP_KEY, "app.keys_here", show=False)]

    def __init__(self, offers: Sequence[Offer], inks: Inks) -> None:
        super().__init__(OfferLines(offers), inks)
        self._offers = offers

    def compose(self) -> ComposeResult:
        """The words, the commands, more about the one under the cursor, and the keys."""
        yield LineInput(placeholder=_("what to do, in a few letters"), max_length=100)
        yield self._list()
        yield HintLine()
        yield HintLine()

    def on_mount(self) -> None:
        """Take the keyboard."""
        self._dress()
        words = self.query_one(LineInput)
        words.inks = self._inks
        words.begin()
        words.focus()
        self._say()

    # Keys and mouse.

    def on_typing_area_changed(self, message: TypingArea.Changed) -> None:
        """Show what other words find."""
        message.stop()
        self._trouble = ""
        self._lines = OfferLines(found_offers(self._offers, message.text))
        view = self.query_one(LinesView)
        view.renew()
        view.scroll_to(y=0, animate=False)
        self._say()

    def on_typing_area_said(self, message: TypingArea.Said) -> None:
        """Tell what of a paste was not taken."""
        message.stop()
        self._trouble = message.words
        self._say()

    def on_key(self, event: events.Key) -> None:
        """Go through the commands, choose one, or leave; the input has had what it wants."""
        height = self._height
        steps = {"up": -1, "pageup": -height, "pagedown": height, **dict.fromkeys(_NEXT, 1)}
        if event.key in steps:
            self.action_go(self._lines.cursor + steps[event.key])
        elif event.key == "enter":
            self.take()
        elif event.key in {"escape", "ctrl+q"}:
            self._leave(None)
        else:
            return
        event.stop()
        event.prevent_default()

    def on_lines_view_pressed(self, message: LinesView.Pressed) -> None:
        """Do what was clicked."""
        message.prevent_default()
        if message.line < self._lines.item_count:
            self._lines.cursor = message.line
            self.take()

    def action_go(self, number: int) -> None:
        """Go to a command, or to the first or last one there is."""
        self._point(number)
        self._say()

    def take(self) -> None:
        """Do the command under the cursor."""
        if self._lines.item_count:
            self._leave(self._lines.offers[self._lines.cursor])

    # What is shown.

    def _say(self) -> None:
        below, keys = self.query(HintLine)
        below.pieces = self._summary()
        keys.pieces = (Piece(" "), *key_hints(_ROOM.hints("do", "leave", "choose")))

    def _summary(self) -> tuple[Piece, ...]:
        """More about the command under the cursor, or why there is none."""
        room = max(8, self.app.size.width - 2)
        if self._trouble:
            return (Piece(f" {sentence(self._trouble, room)}", "warning"),)
        if not len(self._lines):
            words = _("no command has these words; fewer letters find more, Esc goes back")
            return (Piece(f" {sentence(words, room)}", "warning"),)
        offer = self._lines.offers[self._lines.cursor]
        name = offer.name if offer.label is None else offer.label.name
        number = Piece(f" {self._lines.cursor + 1}/{len(self._lines)}   ", "strong")
        every = [piece for key in offer.keys for piece in (Piece(drawn(key), "key"), Piece("  "))]
        return (number, *every, Piece(f" {drawn(name)}", "quiet"))


class Commanding:
    """One look at the list.

    Args:
        screen: The article's.
        sitting: Where labels are given.
        command: Does a command of the table.
        recent: What was chosen before; kept up to date here.
    """

    def __init__(
        self,
        screen: Screen[None],
        sitting: Sitting,
        command: Callable[[str], None],
        recent: RecentCommands,
    ) -> None:
        self._screen = screen
        self._sitting = sitting
        self._command = command
        self._recent = recent

    def begin(self, labels: tuple[Label, ...], inks: Inks) -> None:
        """Show what there is."""
        offers = recent_first(offers_of(labels), self._recent.names)
        self._screen.app.push_screen(CommandsScreen(offers, inks), self._chosen)

    def _chosen(self, offer: Offer | None) -> None:
        """Do what was chosen, as its key does it."""
        if offer is None:
            return
        self._recent.use(offer.name)
        if offer.label is None:
            self._command(offer.name)
        else:
            self._sitting.label(offer.label)
