"""The key help: what the place that has the keyboard answers to, over it until a key closes it.

Made from the place's room. Must never know what a key does.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any, ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen

from hashiya.tui.commands import key_of, translated_keys
from hashiya.tui.inks import Inks
from hashiya.tui.locale import _, later
from hashiya.tui.pieces import Piece, pieces_width, sentence
from hashiya.tui.prose import Passage, Prose, Run, passage
from hashiya.tui.room import HELP, TYPING, Room, RoomKey
from hashiya.tui.widgets import Line, LinesView, LineWidget
from hashiya.tui.widgets.hint_line import HintLine, key_hints

__all__ = ["HINTS", "KeyHelpScreen", "key_help_lines", "room_of"]

KEYS_COLUMNS: Final = 20
"""Where the words begin that stand beside keys."""
HINTS: Final = (
    ("Esc", later("back")),
    ("↑ ↓", later("scroll")),
    ("PgUp PgDn", later("faster")),
)


def room_of(screen: Screen[Any]) -> Room | None:
    """The room of what has the keyboard, else of what holds it up to the screen; None for none."""
    for node in (screen.focused or screen).ancestors_with_self:
        room = getattr(node, "help_room", None)
        if isinstance(room, Room):
            return room
    return None


def key_help_lines(room: Room, width: int) -> list[Line]:
    """A room's help; what does not fit beside its keys stands under them."""
    about = [passage(_(each)) for each in room.about]
    lines = [Line(), *_heading(room.title), *Prose(about, width), Line()]
    lines += _rows((*room.keys, HELP), width)
    if room.is_typed_in:
        lines += [Line(), *_heading(later("Typing")), *_rows(TYPING, width)]
    more = _("In the article {help} shows every command, and {commands} finds one by its words.")
    told = more.format(help=key_of("help"), commands=key_of("commands"))
    return [*lines, Line(), *Prose([passage(told, "quiet")], width), Line()]


def _heading(words: str) -> tuple[Line]:
    return (Line((Piece("  "), Piece(sentence(_(words)), "name"))),)


def _rows(keys: Iterable[RoomKey], width: int) -> list[Line]:
    lines: list[Line] = []
    for key in keys:
        before = (Piece("    "), Piece(translated_keys(key.keys), "key"))
        gap = Piece(" " * max(2, KEYS_COLUMNS - pieces_width(before)))
        words = _(key.words)
        beside = Piece(sentence(words))
        if pieces_width((*before, gap, beside)) <= width:
            lines.append(Line((*before, gap, beside)))
        else:
            lines += [Line(before), *Prose([Passage((Run(words),), indent=6)], width)]
    return lines


class KeyHelpScreen(Screen[None]):
    """Shown over a screen until a key closes it.

    Args:
        room: What it tells.
        inks: The styles to print with.
    """

    AUTO_FOCUS = "LinesView"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,ض,ctrl+q,question_mark,؟,enter,f1", "dismiss", "close", show=False)
    ]

    def __init__(self, room: Room, inks: Inks) -> None:
        super().__init__()
        self._room = room
        self._inks = inks

    def compose(self) -> ComposeResult:
        """The lines, and how to leave them."""
        yield LinesView(partial(key_help_lines, self._room), self._inks)
        yield HintLine()

    def on_mount(self) -> None:
        """Write the keys."""
        for line in self.query(LineWidget):
            line.inks = self._inks
        self.query_one(HintLine).pieces = (Piece(" "), *key_hints(HINTS))
