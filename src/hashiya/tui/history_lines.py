"""History lines: a person's acts as two lines each, from right to left, drawn when they are seen.

What became of an act, when it was and what it was; under it the words it was on, and the article.
Must never know a widget, or how an act is found.
"""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Final

from hashiya.model import Act, Add, Remind, Remove, Replace
from hashiya.services import Surroundings
from hashiya.store import PastAct
from hashiya.tui.history_words import (
    BEGINNING,
    SIGNS,
    STATES,
    deed_words,
    is_waiting,
    when_words,
)
from hashiya.tui.hit_lines import context_pieces
from hashiya.tui.line_sequence import ItemLines
from hashiya.tui.locale import _, is_mirrored
from hashiya.tui.pieces import Line, Piece, as_written, pieces_width
from hashiya.tui.prose import Run, line_of

__all__ = ["LINES_AN_ACT", "HistoryLines"]

LINES_AN_ACT: Final = 2
"""The act, and the words it was on."""
WHEN_COLUMNS: Final = 10
"""Columns of a date."""
LEAST_ALIGNED: Final = 60
"""Columns under which times do not stand under dates."""
INDENT: Final = 5
"""Columns before the second line."""
LEAST_CONTEXT: Final = 24
"""Columns of words under which the article's name gives way."""


class HistoryLines(ItemLines):
    """The lines of all acts that were read so far, and of the beginning once it was reached.

    Args:
        today: The day it is.
    """

    EACH: ClassVar[int] = LINES_AN_ACT

    def __init__(self, today: date) -> None:
        super().__init__()
        self.acts: list[PastAct] = []
        """Newest first; more may come at the end."""
        self.quotes: dict[int, Surroundings] = {}
        """Number of an act to the words it was on; they come after the acts."""
        self.is_whole = False
        """Whether the oldest act is among them."""
        self.standing = 0
        """How many acts stand; the act of this depth that stands is where the person is."""
        self._today = today

    @property
    def waiting(self) -> int:
        """How many of the acts, the first ones, are not on disk yet."""
        return sum(is_waiting(act) for act in self.acts)

    @property
    def chosen(self) -> PastAct | None:
        """The act under the cursor; None on the beginning, or when there is none."""
        return self.acts[self.cursor] if self.cursor < len(self.acts) else None

    @property
    def here(self) -> int:
        """Which of the acts read so far is where the person is; else the first."""
        stands = (at for at, act in enumerate(self.acts) if act.state == "stands")
        return next(stands, 0)

    @property
    def item_count(self) -> int:
        """Acts, and the beginning when there are any."""
        return len(self.acts) + (self.is_whole and bool(self.acts))

    def line(self, number: int) -> Line:
        """One line."""
        nth, line = divmod(number, LINES_AN_ACT)
        if nth == len(self.acts):
            return Line() if line else self._beginning(nth)
        return self._words(self.acts[nth]) if line else self._deed(nth)

    def _mark(self, number: int) -> Piece:
        return Piece(" ◂ " if number == self.cursor else "   ", "name")

    def _beginning(self, number: int) -> Line:
        mark = self._mark(number)
        words = _told(_(BEGINNING), "text", self.width - mark.width - 1)
        return Line((), (*words, mark), is_placed=True)

    def _deed(self, number: int) -> Line:
        act = self.acts[number]
        sign, ink = SIGNS[act.state]
        columns = WHEN_COLUMNS if self.width >= LEAST_ALIGNED else 0
        when = f"{when_words(act.at, self._today):>{columns}}"
        start = (Piece(f" {when} ", "quiet"), Piece(f"{sign}", ink), self._mark(number))
        room = self.width - pieces_width(start) - 1
        state = _(STATES[act.state])
        if act.is_partly_undone:
            state, ink = _("undone in part"), "warning"
        if is_waiting(act):
            state, ink = _("not saved yet"), "warning"
            start = (start[0], Piece("…", "warning"), start[2])
        elif act.state == "stands" and act.depth == self.standing and not self.waiting:
            state, ink = _("you are here"), "name"
        said = _told(f"({state})", ink, room // 2) if state else ()
        room -= pieces_width(said) + 2
        text = "text" if act.state == "stands" else "quiet"
        words = _told(deed_words(act), "strong" if number == self.cursor else text, room)
        return Line((), (*said, Piece("  "), *words, *start), is_placed=True)

    def _words(self, act: PastAct) -> Line:
        indent = Piece(" " * INDENT)
        room = self.width - INDENT - 1
        around = self.quotes.get(act.number)
        called = act.document_name or (around.name if around else "")
        name = as_written(called, max(8, self.width // 4))
        where: tuple[Piece, ...] = (Piece(name, "quiet"), Piece(" · ", "faint"))
        if not called or room - pieces_width(where) < LEAST_CONTEXT:
            where = ()
        room -= pieces_width(where)
        if around is None:
            shown: tuple[Piece, ...] = (Piece("…" if _has_place(act.act) else "", "quiet"),)
        else:
            ink = "text" if act.state == "stands" else "quiet"
            shown = context_pieces(around, max(1, room), label=_label(act.act), ink=ink)
        return Line((), (*where, *shown, indent), is_placed=True)


def _told(words: str, ink: str, room: int) -> tuple[Piece, ...]:
    """Words of the interface with data in them, in the order they are written."""
    return line_of((Run(words, ink),), max(1, room), "rtl" if is_mirrored() else "ltr")


def _has_place(act: Act) -> bool:
    """Whether an act was somewhere in the text; a flag of the whole article was not."""
    edit = act.edits[0] if act.edits else None
    return edit is not None and not (isinstance(edit, Remind) and edit.span is None)


def _label(act: Act) -> str | None:
    """The label that an act is about; None when it is about sentences."""
    edit = act.edits[0]
    if isinstance(edit, Add | Remove):
        return edit.annotation.label
    return edit.after.label if isinstance(edit, Replace) else None
