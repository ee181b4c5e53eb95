"""The attribute box: what more is said of one span, a line a value, while it is being written.

Must never know the database or what a span is: it is given titles and values, and says by a call
what to save.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import ClassVar, Final, NamedTuple

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from hashiya.tui.inks import Inks
from hashiya.tui.keyboard import also_on_arabic
from hashiya.tui.locale import _, is_mirrored, later, told
from hashiya.tui.pieces import Piece, drawn, onward
from hashiya.tui.room import HELP_KEY, Room, RoomKey
from hashiya.tui.widgets.hint_line import HintLine, key_hints
from hashiya.tui.widgets.line_input import LineInput
from hashiya.tui.widgets.typing_area import TypingArea

__all__ = ["AttributeBox", "AttributeForm", "Field"]

MAX_LENGTH: Final = 500
TITLE_COLUMNS: Final = 20
_SAVE: Final = frozenset({"enter", "ctrl+s", *also_on_arabic("ctrl+s")})

_ROOM: Final = Room(
    later("More about a span"),
    (
        later("The scheme asks these of the span's label. A date is written as 2021-01-29."),
        later(
            "What is proposed is selected, so that typing replaces it; an empty line says nothing."
        ),
    ),
    (
        RoomKey("save", "↵", later("save"), later("save all of it")),
        RoomKey(
            "leave",
            "Esc",
            later("leave it as it was"),
            later("leave all as it was; asked again where something was changed"),
        ),
        RoomKey("next", "Tab", later("next"), later("the next line; with Shift the one before")),
    ),
    is_typed_in=True,
)


class Field(NamedTuple):
    """One value to write."""

    name: str
    """What it is called when it is saved."""
    title: str
    """What people read."""
    value: str
    """What was said; empty when nothing was."""


class AttributeForm(NamedTuple):
    """What is written and whom to ask."""

    quote: str
    """What the values are about, as it stands in the text."""
    fields: tuple[Field, ...]
    """At least one, from top to bottom."""
    propose: Callable[[], Awaitable[Mapping[str, str]]]
    """Values for those that are empty, by name."""
    trouble: Callable[[str, str], str]
    """Why a value may not stand under a name, in words; empty when it may."""
    save: Callable[[Mapping[str, str]], str]
    """Saves the values by name; why they may not stand, in words, or nothing."""
    close: Callable[[], object]
    """Puts the box away."""


class AttributeBox(Vertical, can_focus=False):
    """A title, a line for each value, and the keys.

    Args:
        form: What is written.
        inks: The styles to print with.
    """

    help_room: ClassVar[Room] = _ROOM

    def __init__(self, form: AttributeForm, inks: Inks) -> None:
        super().__init__()
        self._form = form
        self._inks = inks
        self._is_warned = self._is_left = False
        self._proposed: Mapping[str, str] | None = None

    def compose(self) -> ComposeResult:
        """From top to bottom."""
        yield HintLine()
        for field in self._form.fields:
            with Horizontal():
                title = HintLine()
                title.pieces = (Piece(" "), Piece(drawn(field.title, TITLE_COLUMNS), "name"))
                value = LineInput(placeholder=_("nothing said"), max_length=MAX_LENGTH)
                yield from (value, title) if is_mirrored() else (title, value)
        yield HintLine()

    def on_mount(self) -> None:
        """Put the values in, and ask for those that nobody gave."""
        for hint in self.query(HintLine):
            hint.inks = self._inks
        quote = drawn(self._form.quote, max(8, self.app.size.width - 12))
        self.query(HintLine).first().pieces = (
            Piece(f" {onward()} ", "name"),
            Piece(quote, "strong"),
        )
        for line, field in zip(self.query(LineInput), self._form.fields, strict=True):
            line.inks = self._inks
            line.begin(field.value)
        self._say()
        self.query(LineInput).first().focus()
        self.run_worker(self._propose())

    async def _propose(self) -> None:
        """Put what is proposed where nothing stands yet, selected so that typing replaces it."""
        proposed = await self._form.propose()
        for line, field in zip(self.query(LineInput), self._form.fields, strict=True):
            if not line.text and proposed.get(field.name):
                line.begin(proposed[field.name], is_selected=True)
        self._proposed = proposed
        self._say()

    def on_typing_area_changed(self, message: TypingArea.Changed) -> None:
        """A value that was changed again is not left by the next Esc."""
        message.stop()
        self._is_warned = False
        self._say()

    def on_typing_area_said(self, message: TypingArea.Said) -> None:
        """Tell what of a paste was not taken."""
        message.stop()
        self._say(message.words)

    async def on_key(self, event: events.Key) -> None:
        """Save, leave or go to another value; no other key reaches the article."""
        event.stop()
        event.prevent_default()
        if self._is_left:
            return
        if event.key in _SAVE:
            self._save()
        elif event.key == "escape":
            self._give_up()
        elif event.key in {"tab", "down"}:
            self._step(1)
        elif event.key in {"shift+tab", "up"}:
            self._step(-1)
        elif event.key == HELP_KEY:
            await self.run_action("app.keys_here")

    def _values(self) -> dict[str, str]:
        inputs = self.query(LineInput)
        return {
            field.name: line.text.strip()
            for field, line in zip(self._form.fields, inputs, strict=True)
        }

    def _save(self) -> None:
        """Save when every value may stand; else go to the first that may not, and say why.

        Nothing is saved before what is proposed has been seen. What is refused stays in the form.
        """
        if self._proposed is None:
            return
        values = self._values()
        for line, (name, value) in zip(self.query(LineInput), values.items(), strict=True):
            trouble = self._form.trouble(name, value)
            if trouble:
                line.focus()
                self._say(told(trouble))
                return
        refusal = self._form.save(values)
        if refusal:
            self._is_warned = False
            self._say(refusal)
        else:
            self._leave()

    def _give_up(self) -> None:
        proposed = self._proposed or {}
        is_as_it_was = all(
            value in {field.value, proposed.get(field.name, "")}
            for field, value in zip(self._form.fields, self._values().values(), strict=True)
        )
        if self._is_warned or is_as_it_was:
            self._leave()
        else:
            self._is_warned = True
            self._say(_("not saved: Enter saves, Esc again leaves it as it was"))

    def _step(self, by: int) -> None:
        inputs = list(self.query(LineInput))
        at = next((at for at, line in enumerate(inputs) if line.has_focus), 0)
        inputs[(at + by) % len(inputs)].focus()
        self._say()

    def _say(self, words: str = "") -> None:
        self.query(HintLine).last().pieces = (
            (Piece(f" {drawn(words, self.app.size.width - 2)}", "warning"),)
            if words
            else (Piece(" "), *key_hints(self._hints()))
        )

    def _hints(self) -> tuple[tuple[str, str], ...]:
        several = ("next",) if len(self._form.fields) > 1 else ()
        hints = _ROOM.hints("save", "leave", *several)
        if self._is_proposal_shown():
            return (*hints[:-1], ("·", later("proposed, not saved yet")), hints[-1])
        return hints

    def _is_proposal_shown(self) -> bool:
        proposed = self._proposed or {}
        return any(
            line.has_focus and line.text and line.text == proposed.get(field.name) != field.value
            for field, line in zip(self._form.fields, self.query(LineInput), strict=True)
        )

    def _leave(self) -> None:
        self._is_left = True
        self._form.close()
