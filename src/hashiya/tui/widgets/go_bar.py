"""The go bar: the number of a sentence while it is being typed, and where it leads.

Must never know the document or the database: it says by a call which sentence to show.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, Final, NamedTuple

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical

from hashiya.tui.keyboard import digit_of
from hashiya.tui.locale import _, later
from hashiya.tui.pieces import Piece
from hashiya.tui.room import HELP_KEY, Room, RoomKey
from hashiya.tui.widgets.hint_line import HintLine, key_hints
from hashiya.tui.widgets.line_input import LineInput
from hashiya.tui.widgets.typing_area import TypingArea

__all__ = ["GoBar", "Going"]

MAX_DIGITS: Final = 9

_PASSED_ON: Final = frozenset({"ctrl+q", "ctrl+l"})
"""Keys of the program that work here too."""
_ROOM: Final = Room(
    later("Go to a sentence"),
    (later("The sentence is shown while its number is typed, in any of the three digits."),),
    (
        RoomKey("stay", "↵", later("stay there")),
        RoomKey("leave", "Esc", later("go back"), later("go back to where you were")),
    ),
    is_typed_in=True,
)


class Going(NamedTuple):
    """Where one may go and whom to tell."""

    sentences: int
    """How many sentences there are."""
    show: Callable[[int | None], None]
    """Shows a sentence by its number from 1, or the place where it began."""
    close: Callable[[], None]
    """Puts the bar away."""
    missing: Callable[[], None]
    """Tells that there is no sentence of the number that was typed; the bar is away by then."""


class GoBar(Vertical, can_focus=False):
    """A number over one line of hints."""

    help_room: ClassVar[Room] = _ROOM

    def __init__(self) -> None:
        super().__init__()
        self._going: Going | None = None

    def compose(self) -> ComposeResult:
        """The number over its hints."""
        yield LineInput(placeholder=_("number of a sentence"), max_length=MAX_DIGITS)
        yield HintLine()

    def begin(self, going: Going) -> None:
        """Take the keyboard."""
        self._going = going
        number = self.query_one(LineInput)
        number.begin("")
        number.focus()
        self._say("")

    def on_typing_area_changed(self, message: TypingArea.Changed) -> None:
        """Show the sentence of another number, or where one was when there is none."""
        message.stop()
        if self._going is not None:
            number = self._number(message.text)
            self._going.show(number)
            self._say(message.text)

    def on_typing_area_said(self, message: TypingArea.Said) -> None:
        """Tell what of a paste was not taken."""
        message.stop()
        self.query_one(HintLine).pieces = (Piece(f" {message.words}", "warning"),)

    async def on_key(self, event: events.Key) -> None:
        """Stay or go back; no other key reaches the article."""
        if event.key in _PASSED_ON:
            return
        event.stop()
        if event.key == "escape" and self._going is not None:
            self._going.show(None)
        if event.key in {"escape", "enter"}:
            self._leave(
                is_wrong=event.key == "enter" and self._is_wrong(self.query_one(LineInput).text)
            )
        elif event.key == HELP_KEY:
            await self.run_action("app.keys_here")

    def _number(self, text: str) -> int | None:
        """The sentence that was typed, digits of any of the three scripts; None for no sentence."""
        digits = [digit_of(character) for character in text.strip()]
        if not digits or None in digits or self._going is None:
            return None
        number = int("".join(map(str, digits)))
        return number if 1 <= number <= self._going.sentences else None

    def _say(self, text: str) -> None:
        count = 0 if self._going is None else self._going.sentences
        words = _("sentence 1 to {count}").format(count=count)
        told = Piece(f" {words}   ", "warning" if self._is_wrong(text) else "name")
        hints = key_hints(_ROOM.hints())
        self.query_one(HintLine).pieces = (told, *hints)

    def _is_wrong(self, text: str) -> bool:
        return bool(text.strip()) and self._number(text) is None

    def _leave(self, *, is_wrong: bool) -> None:
        going, self._going = self._going, None
        if going is not None:
            going.close()
            if is_wrong:
                going.missing()
