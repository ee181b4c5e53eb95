"""The note box: the note on one span while it is being written.

Must never know the database or what a span is: it is given a title and a text, and says by a call
what to save.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, Final, NamedTuple

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical

from hashiya.tui.keyboard import also_on_arabic
from hashiya.tui.locale import _, later
from hashiya.tui.pieces import Piece, drawn, sentence, worded
from hashiya.tui.room import HELP_KEY, Room, RoomKey
from hashiya.tui.widgets.hint_line import HintLine, key_hints
from hashiya.tui.widgets.text_input import TextInput
from hashiya.tui.widgets.typing_area import TypingArea

__all__ = ["ON_ARTICLE", "ON_SENTENCE", "ON_SPAN", "Note", "NoteBox"]

MAX_NOTE_LENGTH: Final = 10_000

_SAVE: Final = ("ctrl+s", *also_on_arabic("ctrl+s"))
_ROOM: Final = Room(
    later("A note"),
    (
        later(
            "What you think about the span, the sentence or the article, for yourself and for"
            " whoever reads it later."
        ),
        later("An empty note that is saved takes the note away."),
    ),
    (
        RoomKey("save", "Ctrl s", later("save")),
        RoomKey(
            "leave",
            "Esc",
            later("leave it as it was"),
            later("leave the note as it was; asked again where something was changed"),
        ),
        RoomKey("line", "↵", later("new line")),
    ),
    is_typed_in=True,
)


ON_SPAN: Final = later("on {quote}")
ON_SENTENCE: Final = later("on the sentence {quote}")
ON_ARTICLE: Final = later("on the article {quote}")


class Note(NamedTuple):
    """What is written and whom to tell."""

    quote: str
    """What the note is about, as it stands in the text."""
    text: str
    """The note so far."""
    save: Callable[[str], str]
    """Saves another note; why it may not stand, in words, or nothing."""
    close: Callable[[], None]
    """Puts the box away."""
    about: str = ON_SPAN
    """What sort of thing the quote is, a message with a place for it."""
    typed: str | None = None
    """What was typed before and could not be saved; None when nothing was."""


class NoteBox(Vertical, can_focus=False):
    """A title, the note, and the keys."""

    help_room: ClassVar[Room] = _ROOM

    def __init__(self) -> None:
        super().__init__()
        self._note: Note | None = None
        self._is_warned = False

    def compose(self) -> ComposeResult:
        """From top to bottom."""
        yield HintLine()
        yield TextInput(placeholder=_("a note"), max_length=MAX_NOTE_LENGTH)
        yield HintLine()

    def begin(self, note: Note) -> None:
        """Take the keyboard, the caret behind the note."""
        self._note, self._is_warned = note, False
        around = len(_(note.about)) + len(_("note"))
        quote = Piece(drawn(note.quote, max(8, self.app.size.width - around)), "strong")
        self.query(HintLine).first().pieces = (
            Piece(" " + _("note") + "  ", "name"),
            *worded(_(note.about), "quiet", quote=quote),
        )
        self._say("" if note.typed is None else _("not saved yet: Ctrl s saves it"))
        text = self.query_one(TextInput)
        text.begin(note.text if note.typed is None else note.typed)
        text.focus()

    def on_typing_area_changed(self, message: TypingArea.Changed) -> None:
        """A note that was changed again is not left by the next Esc."""
        message.stop()
        self._is_warned = False
        self._say()

    def on_typing_area_said(self, message: TypingArea.Said) -> None:
        """Tell what of a paste was not taken."""
        message.stop()
        self._say(message.words)

    async def on_key(self, event: events.Key) -> None:
        """Save or leave; no other key reaches the article. What is refused stays in the box."""
        event.stop()
        if self._note is None:
            return
        text = self.query_one(TextInput).text
        if event.key in _SAVE:
            refusal = self._note.save(text)
            if refusal:
                self._is_warned = False
                self._say(refusal)
            else:
                self._leave()
        elif event.key == "escape":
            if text == self._note.text or self._is_warned:
                self._leave()
            else:
                self._is_warned = True
                self._say(_("not saved: Ctrl s saves, Esc again leaves the note as it was"))
        elif event.key == HELP_KEY:
            await self.run_action("app.keys_here")

    def _say(self, words: str = "") -> None:
        said = sentence(words, max(8, self.app.size.width - 2))
        pieces = (
            (Piece(f" {said}", "warning"),) if words else (Piece(" "), *key_hints(_ROOM.hints()))
        )
        self.query(HintLine).last().pieces = pieces

    def _leave(self) -> None:
        note, self._note = self._note, None
        if note is not None:
            note.close()
