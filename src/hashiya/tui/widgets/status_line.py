"""The status line: which article and sentence, who is at work, and whether all is on disk."""

from __future__ import annotations

from time import monotonic
from typing import Final, NamedTuple

from textual.reactive import reactive
from textual.timer import Timer

from hashiya.tui.locale import _
from hashiya.tui.pieces import Piece, drawn, pieces_width, sentence, worded
from hashiya.tui.saving import SaveState
from hashiya.tui.widgets.lines import Line, LineWidget

__all__ = ["StatusLine", "Where", "save_words"]

SPINNER: Final = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏"
SLOW_SECONDS: Final = 0.3
"""A save that takes longer shows that it is still going on."""
STUCK_SECONDS: Final = 5.0
"""A save that takes longer says what it waits for."""
MIN_REASON_COLUMNS: Final = 24
_TICK_SECONDS: Final = 0.1


class Where(NamedTuple):
    """What the person is looking at."""

    title: str
    """The document's name, as its source wrote it."""
    document: int
    """Its number in the project, from 1."""
    documents: int
    """How many there are."""
    sentence: int
    """The current sentence's number, from 1; 0 when the document has none."""
    sentences: int
    """How many there are."""
    alias: str
    """Who is at work."""


def save_words(save: SaveState, waited: float, *, room: int = 0) -> tuple[str, str]:
    """The save state's words and their ink, after `waited` seconds in it.

    The reason of a failure takes at most `room` columns; there is none where it would be a stump.
    """
    if save.file != "here" or save.kind == "failed":
        return _trouble_words(save, room), "bad"
    if save.kind == "saved":
        return _("● saved"), "good"
    if waited < SLOW_SECONDS:
        return _("◌ saving"), "quiet"
    frame = SPINNER[int(waited / _TICK_SECONDS) % len(SPINNER)]
    if waited < STUCK_SECONDS:
        return _("{sign} saving {count}").format(sign=frame, count=save.unsaved), "warning"
    words = _("{sign} saving {count}: another program is writing ({seconds:.0f} s)")
    return words.format(sign=frame, count=save.unsaved, seconds=waited), "warning"


def _trouble_words(save: SaveState, room: int) -> str:
    if save.file != "here":
        return _("✗ the file is gone")
    if room < MIN_REASON_COLUMNS:
        return _("✗ {count} not saved").format(count=save.unsaved)
    words = _("✗ {count} not saved: {reason}")
    return words.format(count=save.unsaved, reason=sentence(save.reason, room))


class StatusLine(LineWidget):
    """One line at the top of the screen."""

    where: reactive[Where | None] = reactive(None, repaint=False)
    """None while nothing is open."""
    save: reactive[SaveState] = reactive(SaveState(), repaint=False)
    """What is on disk."""

    _ticking: Timer | None = None

    def watch_where(self) -> None:
        """Draw the numbers."""
        self.redraw()

    def watch_save(self, save: SaveState) -> None:
        """Count the seconds while something is on its way to the disk, and only then."""
        self.redraw()
        if save.kind == "saving" and self._ticking is None:
            self._ticking = self.set_interval(_TICK_SECONDS, self._tick)
        elif save.kind != "saving" and self._ticking is not None:
            self._ticking.stop()
            self._ticking = None

    def _tick(self) -> None:
        if monotonic() - self.save.since >= SLOW_SECONDS:
            self.redraw()

    def lines(self, width: int) -> tuple[Line, ...]:
        """Name, title and numbers; what matters least goes first on a narrow screen."""
        words, ink = save_words(self.save, monotonic() - self.save.since, room=width // 3)
        saved = Piece(f"{words} ", ink)
        if self.where is None:
            return (Line((Piece(" " + _("hashiya") + " ", "name"),)),)
        where = self.where
        numbers = _numbers(where, width)
        right = (*numbers, saved)
        name = (Piece(" " + _("hashiya") + " ", "name"),) if width >= 60 else (Piece(" "),)
        room = width - pieces_width(right) - pieces_width(name) - 4
        title = Piece(" " + drawn(where.title, room), "strong") if room >= 6 else Piece("")
        return (Line((*name, title), right if room >= 0 else (saved,)),)


def _numbers(where: Where, width: int) -> tuple[Piece, ...]:
    if width < 60:
        short = f"{where.document}/{where.documents} · {where.sentence}/{where.sentences}  "
        return (Piece(short, "quiet"),)
    article = Piece(f"{where.document}/{where.documents}")
    sentence = Piece(f"{where.sentence}/{where.sentences}")
    pieces = [
        *worded(_("article {number}"), "quiet", number=article),
        Piece("   "),
        *worded(_("sentence {number}"), "quiet", number=sentence),
        Piece("   "),
    ]
    if width >= 80:
        pieces.append(Piece(f"{drawn(where.alias, 16)}   ", "quiet"))
    return tuple(pieces)
