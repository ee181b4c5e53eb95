"""Return lines: the places to come back to as two lines each, drawn when they are seen.

The place in its sentence; under it what it is, where, and the note. Must never know a widget, or
how a place was found.
"""

from __future__ import annotations

from typing import ClassVar, Final

from hashiya.services import Return, ReturnKind
from hashiya.text import Direction
from hashiya.tui.hit_lines import context_pieces
from hashiya.tui.line_sequence import ItemLines
from hashiya.tui.locale import _, is_mirrored, later
from hashiya.tui.pieces import Line, Piece, pieces_width
from hashiya.tui.prose import Run, line_of
from hashiya.tui.titles import title_of

__all__ = ["LINES_A_RETURN", "ReturnLines"]

LINES_A_RETURN: Final = 2
"""The place in its sentence, and what and where that is."""
INDENT: Final = 5
"""Columns before the second line."""

_FLAGGED: Final[dict[ReturnKind, str]] = {
    "span": later("span flagged"),
    "sentence": later("sentence flagged"),
    "document": later("article flagged"),
}
_NOTED: Final[dict[ReturnKind, str]] = {
    "span": later("note on a span"),
    "sentence": later("note on the sentence"),
    "document": later("note on the article"),
    "decide": later("to decide again"),
}
_DOT: Final = Run(" · ", "faint")


class ReturnLines(ItemLines):
    """The lines of all places so far; more may come at the end."""

    EACH: ClassVar[int] = LINES_A_RETURN

    def __init__(self) -> None:
        super().__init__()
        self.items: list[Return] = []
        """In the order they are come back to."""
        self.waiting = 0
        """How many of them, the first ones, are on no disk yet."""

    @property
    def item_count(self) -> int:
        """Those there are."""
        return len(self.items)

    def line(self, number: int) -> Line:
        """One line."""
        nth, line = divmod(number, LINES_A_RETURN)
        item = self.items[nth]
        return self._what(nth, item) if line else self._place(nth, item)

    def _place(self, number: int, item: Return) -> Line:
        mark = Piece(" ◂ " if number == self.cursor else "   ", "name")
        sign = Piece(f" {_sign(item)}", "warning")
        room = max(1, self.width - pieces_width((sign, mark)) - 1)
        if item.kind in {"sentence", "document"}:
            words = item.around.quote if item.kind == "sentence" else item.around.after
            shown = line_of((Run(words, "text"),), room)
        else:
            shown = context_pieces(item.around, room, label=item.label or None)
        return Line((), (*shown, sign, mark), is_placed=True)

    def _what(self, number: int, item: Return) -> Line:
        """Kind and label, the words that were written there, and in which article it is."""
        runs = [Run(_("not saved yet"), "warning"), _DOT] if number < self.waiting else []
        runs += [Run(_((_FLAGGED if item.is_flagged else _NOTED)[item.kind]), "quiet")]
        if item.label:
            runs += [_DOT, Run(title_of(item.label), "quiet", item.label)]
        if item.candidates:
            may_be = _("it may be {labels}").format(
                labels=_(", ").join(map(title_of, item.candidates))
            )
            runs += [_DOT, Run(may_be, "quiet")]
        if item.note:
            runs += [Run(" · ✎ ", "warning"), Run(" ".join(item.note.split()), "strong")]
        if item.around.sentence and item.kind != "document":
            sentence = _("sentence {number}").format(number=item.around.sentence)
            runs += [_DOT, Run(sentence, "quiet")]
        if item.around.name:
            runs += [_DOT, Run(item.around.name, "quiet", is_isolated=True)]
        direction: Direction = "rtl" if is_mirrored() else "ltr"
        shown = line_of(runs, max(1, self.width - INDENT - 1), direction)
        return Line((), (*shown, Piece(" " * INDENT)), is_placed=True)


def _sign(item: Return) -> str:
    if item.kind == "decide":
        return "↻"
    return "⚑" if item.is_flagged else "✎"
