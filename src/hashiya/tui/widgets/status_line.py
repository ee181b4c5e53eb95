"""The status line: which article and sentence, what is done, who is at work, what is on disk."""

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

ROOMY_TITLE: Final = 24
"""Columns that a title keeps beside numbers in words."""
MODEST_TITLE: Final = 12
"""Columns that a title keeps beside words that are shortened."""
LEAST_TITLE: Final = 6
"""A title on fewer columns is left away."""
ALIAS_COLUMNS: Final = 16
LEAST_ALIAS: Final = 6
GAP: Final = Piece("   ")


class Where(NamedTuple):
    """What the person is looking at."""

    title: str
    """The document's name, as its source wrote it."""
    document: int
    """Its number in the project, from 1."""
    documents: int
    """How many there are."""
    finished: int
    """How many of them the person has done."""
    sentence: int
    """The current sentence's number, from 1; 0 when the document has none."""
    sentences: int
    """How many there are."""
    done: int
    """How many of them the person has done."""
    alias: str
    """Who is at work."""
    document_signs: str = ""
    """`★` where the document is gold, `⚑` and `✎` where it has a flag or a note."""
    sentence_signs: str = ""
    """The same of the sentence."""


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
    if save.file == "overwritten":
        return _("✗ the file was overwritten")
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
        name = (Piece(" " + _("hashiya") + " ", "name"),) if width >= 60 else (Piece(" "),)
        room = width - saved.width - pieces_width(name)
        numbers = _fitting(self.where, room)
        columns = room - pieces_width(numbers) - 4
        title = Piece(" " + drawn(self.where.title, columns), "strong")
        return (Line((*name, *((title,) if columns >= LEAST_TITLE else ())), (*numbers, saved)),)


def _fitting(where: Where, room: int) -> tuple[Piece, ...]:
    """Numbers and alias on at most `room` columns: words go first, then the title, then letters."""
    forms = (
        (_in_words(where), ROOMY_TITLE),
        (_in_short(where), MODEST_TITLE),
        (_bare(where, ALIAS_COLUMNS), 0),
        (_bare(where, LEAST_ALIAS), 0),
        (_position(where), 0),
        ((Piece(f"{drawn(where.alias, LEAST_ALIAS)}  ", "quiet"),), 0),
    )
    fits = (form for form, title in forms if pieces_width(form) + title <= room)
    return next(fits, ())


def _in_words(where: Where) -> tuple[Piece, ...]:
    done = worded(
        _("article {number}, {done} done"),
        "quiet",
        number=Piece(f"{where.document}/{where.documents}"),
        done=Piece(str(where.finished)),
    )
    sentences = worded(
        _("sentence {number}, {done} done"),
        "quiet",
        number=Piece(f"{where.sentence}/{where.sentences}"),
        done=Piece(str(where.done)),
    )
    return (
        *done,
        *_signs(where.document_signs),
        GAP,
        *sentences,
        *_signs(where.sentence_signs),
        GAP,
        *_alias(where, ALIAS_COLUMNS),
    )


def _in_short(where: Where) -> tuple[Piece, ...]:
    article = Piece(f"{where.document}/{where.documents}")
    sentence = Piece(f"{where.sentence}/{where.sentences}")
    return (
        *worded(_("article {number}"), "quiet", number=article),
        *_done(where.finished),
        *_signs(where.document_signs),
        GAP,
        *worded(_("sentence {number}"), "quiet", number=sentence),
        *_done(where.done),
        *_signs(where.sentence_signs),
        GAP,
        *_alias(where, ALIAS_COLUMNS),
    )


def _bare(where: Where, columns: int) -> tuple[Piece, ...]:
    return (
        Piece(f"{where.document}/{where.documents}", "quiet"),
        *_done(where.finished),
        *_signs(where.document_signs),
        Piece(" · ", "faint"),
        Piece(f"{where.sentence}/{where.sentences}", "quiet"),
        *_done(where.done),
        *_signs(where.sentence_signs),
        Piece(" · ", "faint"),
        *_alias(where, columns),
    )


def _position(where: Where) -> tuple[Piece, ...]:
    numbers = f"{where.document}/{where.documents} · {where.sentence}/{where.sentences} · "
    return (Piece(numbers, "quiet"), *_alias(where, LEAST_ALIAS))


def _done(count: int) -> tuple[Piece, ...]:
    return (Piece(" ✓", "good" if count else "quiet"), Piece(str(count), "quiet"))


def _signs(signs: str) -> tuple[Piece, ...]:
    return (Piece(f" {signs}", "warning"),) if signs else ()


def _alias(where: Where, columns: int) -> tuple[Piece, ...]:
    return (Piece(f"{drawn(where.alias, columns)}  ", "quiet"),)
