"""The footer: the keys that people need most, from the table of commands."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Final

from textual import events
from textual.message import Message
from textual.reactive import reactive

from hashiya.tui.commands import Command, footer_commands, key_name, keys_in_use
from hashiya.tui.locale import _
from hashiya.tui.pieces import Piece, pieces_width
from hashiya.tui.widgets.lines import Line, LineWidget

__all__ = ["KeyHints"]

GAP: Final = Piece("   ")


class KeyHints(LineWidget):
    """One line of keys; those at the end give way on a narrow screen."""

    @dataclass
    class Chosen(Message):
        """A command was clicked."""

        name: str

    taken: reactive[AbstractSet[str]] = reactive(frozenset(), repaint=False)
    """Keys that the scheme's labels use."""

    def watch_taken(self) -> None:
        """Draw the keys that are left."""
        self.redraw()

    def lines(self, width: int) -> tuple[Line, ...]:
        """Key and word, as many as fit."""
        pieces = [Piece(" ")]
        for __, hint in self._fitting(width):
            pieces += (*hint, GAP)
        return (Line(tuple(pieces)),)

    def command_at(self, x: int) -> str | None:
        """Name of the command drawn at a column; None between two and beside all."""
        left, x = 1, self.from_start(x)
        for command, hint in self._fitting(self.size.width):
            right = left + pieces_width(hint)
            if left <= x < right:
                return command.name
            left = right + GAP.width
        return None

    def on_click(self, event: events.Click) -> None:
        """Choose the command under the mouse."""
        name = self.command_at(event.x)
        if name is not None and event.button == 1:
            self.post_message(self.Chosen(name))

    def _fitting(self, width: int) -> list[tuple[Command, tuple[Piece, Piece]]]:
        """The commands that fit, with what is drawn of each."""
        shown: list[tuple[Command, tuple[Piece, Piece]]] = []
        room = width - 1
        for command in footer_commands():
            keys = keys_in_use(command, self.taken)
            if not keys:
                continue
            hint = (Piece(key_name(keys[0]), "key"), Piece(f" {_(command.footer)}", "quiet"))
            room -= pieces_width(hint)
            if room < 0:
                break
            shown.append((command, hint))
            room -= GAP.width
        return shown
