"""The footer: the keys that people need most, from the table of commands."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from typing import Final

from textual.reactive import reactive

from hashiya.tui.commands import footer_commands, key_name, keys_in_use
from hashiya.tui.pieces import Piece
from hashiya.tui.widgets.lines import Line, LineWidget

__all__ = ["KeyHints"]

GAP: Final = Piece("   ")


class KeyHints(LineWidget):
    """One line of keys; those at the end give way on a narrow screen."""

    taken: reactive[AbstractSet[str]] = reactive(frozenset(), repaint=False)
    """Keys that the scheme's labels use."""

    def watch_taken(self) -> None:
        """Draw the keys that are left."""
        self.redraw()

    def lines(self, width: int) -> tuple[Line, ...]:
        """Key and word, as many as fit."""
        pieces = [Piece(" ")]
        room = width - 1
        for command in footer_commands():
            keys = keys_in_use(command, self.taken)
            if not keys:
                continue
            key, word = Piece(key_name(keys[0]), "key"), Piece(f" {command.footer}", "quiet")
            room -= key.width + word.width
            if room < 0:
                break
            pieces += (key, word, GAP)
            room -= GAP.width
        return (Line(tuple(pieces)),)
