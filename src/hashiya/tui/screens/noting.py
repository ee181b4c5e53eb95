"""Noting: opens the box for a note, and keeps what was typed until it is saved or given up.

Must never know how anything is painted, or the database.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from textual.screen import Screen

from hashiya.errors import PolicyError
from hashiya.model import Act, Annotation, Remind, Replace, Span
from hashiya.tui.change import Change, Edit
from hashiya.tui.edits import annotate
from hashiya.tui.locale import _
from hashiya.tui.reading import Context, Reading
from hashiya.tui.saving import Refusal
from hashiya.tui.sitting import Sitting
from hashiya.tui.trying import tried
from hashiya.tui.widgets import ON_ARTICLE, ON_SENTENCE, ON_SPAN, Note, NoteBox

__all__ = ["Noting"]


class _Subject(NamedTuple):
    """What a note is on, as it stood when that was last looked at."""

    document_id: str
    """The article it is in."""
    name: str
    """What people call that."""
    place: Annotation | Span | None
    """A span, a sentence, or the article as a whole."""
    over: str
    """The note there."""

    @property
    def key(self) -> tuple[str, object]:
        """What tells it from others, however it changes."""
        where = self.place.id if isinstance(self.place, Annotation) else self.place
        return self.document_id, where

    def now(self, reading: Reading) -> _Subject | None:
        """The same as it stands on the screen; None when it is not there any more."""
        page = reading.page
        if page.document.id != self.document_id:
            return None
        if isinstance(self.place, Annotation):
            held = reading.index.get(self.place.id)
            return None if held is None else self._replace(place=held, over=held.note)
        if self.place is not None and self.place not in page.document.sentences:
            return None
        reminder = page.layer.reminder(self.place)
        return self._replace(over="" if reminder is None else reminder.note)

    def writing(self, note: str) -> Edit:
        """What writes a note there."""
        if isinstance(self.place, Annotation):
            return partial(annotate, annotation=self.place, note=note)
        from hashiya.tui.flagging import remark  # noqa: PLC0415 - when wanted

        return partial(remark, sentence=self.place, note=note, over=self.over)


class Noting:
    """Notes of one sitting.

    Args:
        screen: Holds the box.
        close: Puts it away.
    """

    def __init__(self, screen: Screen[None], close: Callable[[], None]) -> None:
        self._screen = screen
        self._close = close
        self._kept: dict[tuple[str, object], str] = {}

    def on_span(self, sitting: Sitting, reading: Reading) -> None:
        """Ask for the note on the span here."""
        here = sitting.here
        if here is None:
            sitting.say(_("there is no span here to write a note on"), "text")
        else:
            self._open(sitting, _subject(reading, here), here.quote)

    def on_article(self, sitting: Sitting, reading: Reading) -> None:
        """Ask for the note on the article."""
        self._open(sitting, _subject(reading, None), reading.page.document.name)

    def on_sentence(self, sitting: Sitting, reading: Reading) -> None:
        """Ask for the note on the sentence here."""
        shown = sitting.shown
        sentence = None if shown is None else shown[1].sentence
        if sentence is None:
            sitting.say(_("this article has no sentence"), "text")
        else:
            quote = reading.page.document.quote(sentence)
            self._open(sitting, _subject(reading, sentence), quote)

    def again(self, sitting: Sitting, refusal: Refusal) -> None:
        """Put a note that was refused when it was to be written back into the box.

        Where something else is being typed it is there when its box is opened next.
        """
        found, reading = _note_of(refusal.act), sitting.reading
        if found is None or reading is None:
            return
        place, note = found
        subject = _subject(reading, place)._replace(document_id=refusal.document_id)
        self._kept[subject.key] = note
        is_free = self._screen.is_current and self._screen.app.focused is None
        if is_free and reading.page.document.id == subject.document_id and not sitting.is_turning:
            document = reading.page.document
            quote = document.name if place is None else document.quote(_span(place))
            self._open(sitting, subject.now(reading) or subject, quote)

    def _open(self, sitting: Sitting, subject: _Subject, quote: str) -> None:
        about = ON_ARTICLE if subject.place is None else ON_SENTENCE
        kept = self._kept.pop(subject.key, None)
        self._screen.add_class("noting")
        self._screen.query_one(NoteBox).begin(
            Note(
                quote=quote,
                text=subject.over,
                save=_Saving(sitting, subject).save,
                close=self._close,
                about=ON_SPAN if isinstance(subject.place, Annotation) else about,
                typed=kept,
            )
        )


class _Saving:
    """Writes one note, and after a refusal the same one over what came between."""

    def __init__(self, sitting: Sitting, subject: _Subject) -> None:
        self._sitting = sitting
        self._subject = subject

    def save(self, note: str) -> str:
        """Save a note; why it may not stand, in words, or nothing."""
        if self._sitting.is_turning:
            return self._elsewhere()
        refusal = tried(self._sitting.edit, partial(self._write, note=note))
        reading = self._sitting.reading
        if not refusal or reading is None:
            return refusal
        now = self._subject.now(reading)
        if now is None:
            return refusal
        self._subject = now
        return _("Ctrl s again saves yours: {reason}").format(reason=refusal)

    def _write(self, reading: Reading, context: Context, *, note: str) -> Change:
        if reading.page.document.id != self._subject.document_id:
            raise PolicyError(self._elsewhere(), rule="note")
        return self._subject.writing(note)(reading, context)

    def _elsewhere(self) -> str:
        words = _("back to its article first, then Ctrl s: {name}")
        return words.format(name=self._subject.name)


def _subject(reading: Reading, place: Annotation | Span | None) -> _Subject:
    document = reading.page.document
    seen = _Subject(document.id, document.name, place, "")
    return seen.now(reading) or seen


def _span(place: Annotation | Span) -> Span:
    return place.span if isinstance(place, Annotation) else place


def _note_of(act: Act) -> tuple[Annotation | Span | None, str] | None:
    """What an act wrote a note on, and the note; None when it wrote none."""
    for edit in act.edits:
        if isinstance(edit, Replace) and edit.after.note not in {"", edit.before.note}:
            return edit.after, edit.after.note
        if isinstance(edit, Remind):
            was, now = ("" if each is None else each.note for each in (edit.before, edit.after))
            if now not in {"", was}:
                return edit.span, now
    return None
