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

__all__ = [
    "INDENT",
    "LINES_AN_ACT",
    "HistoryLines",
    "mark_piece",
    "said_line",
    "start_pieces",
    "told_pieces",
    "words_line",
]

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
        if not line:
            return self._deed(nth)
        act = self.acts[nth]
        return words_line(act, self.quotes.get(act.number), self.width)

    def _mark(self, number: int) -> Piece:
        return mark_piece(is_chosen=number == self.cursor)

    def _beginning(self, number: int) -> Line:
        mark = self._mark(number)
        words = told_pieces(_(BEGINNING), "text", self.width - mark.width - 1)
        return Line((), (*words, mark), is_placed=True)

    def _deed(self, number: int) -> Line:
        act = self.acts[number]
        sign, ink = SIGNS[act.state]
        when = when_words(act.at, self._today)
        start = start_pieces(when, Piece(sign, ink), self._mark(number), self.width)
        state = _(STATES[act.state])
        if act.is_partly_undone:
            state, ink = _("undone in part"), "warning"
        if is_waiting(act):
            state, ink = _("not saved yet"), "warning"
            start = start_pieces(when, Piece("…", ink), self._mark(number), self.width)
        elif act.state == "stands" and act.depth == self.standing and not self.waiting:
            state, ink = _("you are here"), "name"
        text = "text" if act.state == "stands" else "quiet"
        deed = (deed_words(act), "strong" if number == self.cursor else text)
        return said_line(start, deed, (state, ink), self.width)


def said_line(
    start: tuple[Piece, ...], words: tuple[str, str], beside: tuple[str, str], width: int
) -> Line:
    """A line of a list of acts, from the right.

    Args:
        start: What it begins with.
        words: What it says, and the ink of it.
        beside: What stands at its end in parentheses, and the ink of it; empty for nothing.
        width: Columns there are.
    """
    room = width - pieces_width(start) - 1
    state, ink = beside
    said = told_pieces(f"({state})", ink, room // 2) if state else ()
    room -= pieces_width(said) + 2
    return Line((), (*said, Piece("  "), *told_pieces(*words, room), *start), is_placed=True)


def words_line(act: PastAct, around: Surroundings | None, width: int) -> Line:
    """The words that an act was on, once they were read, and their article."""
    indent = Piece(" " * INDENT)
    room = width - INDENT - 1
    called = act.document_name or (around.name if around else "")
    name = as_written(called, max(8, width // 4))
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


def mark_piece(*, is_chosen: bool) -> Piece:
    """The sign of what keys mean."""
    return Piece(" ◂ " if is_chosen else "   ", "name")


def start_pieces(when: str, sign: Piece, mark: Piece, width: int) -> tuple[Piece, ...]:
    """What a line of a list of acts begins with: when it was, what became of it, the cursor."""
    columns = WHEN_COLUMNS if width >= LEAST_ALIGNED else 0
    return (Piece(f" {when:>{columns}} ", "quiet"), sign, mark)


def told_pieces(words: str, ink: str, room: int) -> tuple[Piece, ...]:
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
