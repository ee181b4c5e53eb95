"""The typing area: the base of every input, right to left on the project's own layout.

Turns keys, pastes and the mouse into new `Typing` values, paints them, and says in messages what
happened. Textual's own inputs know no directions. Must never know what the text is for.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Final

from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from hashiya.layout import Drawing, Gaps, Place
from hashiya.text import paragraph_level
from hashiya.tui.clipboard import copy_of
from hashiya.tui.draft_history import Typing
from hashiya.tui.draft_keys import KEYS, Deed, typed
from hashiya.tui.draft_painter import Window, draft_strip, placeholder_strip
from hashiya.tui.draft_text import Draft, cleaned, fitted, inserted, moved, word_selected
from hashiya.tui.inks import Inks
from hashiya.tui.keyboard import also_on_arabic
from hashiya.tui.locale import is_mirrored, n_
from hashiya.tui.pieces import char_width, drawing

__all__ = ["TypingArea"]

_COPY: Final = ("ctrl+c", *also_on_arabic("ctrl+c"))
_CUT: Final = ("ctrl+x", *also_on_arabic("ctrl+x"))
AIR: Final = 2
"""Columns on each side of a text that has room."""

_PASTE: Final = ("ctrl+v", *also_on_arabic("ctrl+v"))


class TypingArea(Widget, can_focus=True):
    """A text that is being typed; subclasses choose the measure and what is scrolled.

    Args:
        placeholder: What an empty input shows.
        max_length: Code points it takes.
    """

    ALLOW_SELECT = False
    IS_ONE_LINE: ClassVar[bool] = True
    """Whether line breaks become spaces."""

    typing: reactive[Typing] = reactive(Typing, repaint=False, init=False)
    """The text, its caret and its history."""
    inks: reactive[Inks | None] = reactive(None, repaint=False, init=False)
    """The styles to print with; nothing is drawn without."""

    @dataclass
    class Changed(Message):
        """The text is another one."""

        text: str

    @dataclass
    class Said(Message):
        """What of a paste or a key was not taken as it came."""

        words: str

    def __init__(self, *, placeholder: str = "", max_length: int = 1000) -> None:
        super().__init__()
        self._placeholder = placeholder
        self.max_length: Final = max_length
        """Code points it takes."""
        self._window_left = 0
        self._window_top = 0
        self._is_dragging = False
        self._whole = self._laid_out("")
        self._gaps = self._whole
        self._strips: list[Strip] = []

    @property
    def text(self) -> str:
        """What was typed, exactly."""
        return self.typing.draft.text

    @property
    def columns(self) -> int:
        """Columns the text may use."""
        return self.size.width - 2 * self._air

    @property
    def _air(self) -> int:
        return AIR if self.size.width > 10 * AIR + 1 else 0

    def begin(self, text: str = "", *, is_selected: bool = False) -> None:
        """Put a text in and forget what was there, its history too."""
        anchor = 0 if is_selected and text else None
        self.typing = Typing(Draft(text, len(text), anchor))

    # For subclasses.

    def measure(self, text: str) -> int:
        """Columns to lay the text out in."""
        raise NotImplementedError

    def follow(self, caret: Place, gaps: Gaps, left: int, top: int) -> tuple[int, int]:
        """Left column and top row of the window, so that the caret is seen."""
        raise NotImplementedError

    def deed(self, key: str) -> Deed | None:
        """What a key does; None hands it on to whatever holds the input."""
        return KEYS.get(key)

    @property
    def shows_caret(self) -> bool:
        """Whether the next letter comes here and nothing else is pointed at."""
        return self.has_focus

    # Painting.

    def watch_typing(self, before: Typing, after: Typing) -> None:
        """Lay out anew what changed, and paint the rows that look different."""
        self.redraw()
        if before.draft.text != after.draft.text:
            self.post_message(self.Changed(after.draft.text))

    def watch_inks(self) -> None:
        """Paint in other colours."""
        self.redraw()

    def on_resize(self) -> None:
        """Wrap and scroll anew."""
        self.redraw()

    def watch_has_focus(self, has_focus: bool) -> None:  # noqa: FBT001 - Textual's signature
        """Show the caret where keys go, and only there."""
        super().watch_has_focus(has_focus)
        self.redraw()

    def render_line(self, y: int) -> Strip:
        """One row of the window."""
        if y < len(self._strips) and self._strips[y].cell_length == self.size.width:
            return self._strips[y]
        return Strip.blank(self.size.width)

    def _laid_out(self, text: str) -> Gaps:
        like = _drawing_for(text)
        return Gaps(text, width=self.measure(text), char_width=char_width, drawing=like)

    def redraw(self) -> None:
        """Paint the rows that look different, also when letters are drawn otherwise now."""
        width, height = self.size
        if self.inks is None or width < 1 or height < 1:
            self._strips = []
            return
        draft = self.typing.draft
        layout = self._whole.layout
        laid_out = (self._whole.text, layout.width, layout.drawing)
        if laid_out != (draft.text, self.measure(draft.text), _drawing_for(draft.text)):
            self._whole = self._laid_out(draft.text)
        self._gaps = self._whole.with_splits(*draft.selection)
        self._window_left, self._window_top = self.follow(
            self._gaps.place(draft.caret), self._gaps, self._window_left, self._window_top
        )
        before, self._strips = self._strips, self._painted(draft, self.inks)
        if len(before) != len(self._strips):
            self.refresh()
            return
        for y, (old, new) in enumerate(zip(before, self._strips, strict=True)):
            if old != new:
                self.refresh(Region(0, y, width, 1))

    def _painted(self, draft: Draft, inks: Inks) -> list[Strip]:
        window = Window(self._window_left, self.columns, self._air, self.shows_caret)
        rows = range(self._window_top, self._window_top + self.size.height)
        strips = [draft_strip(self._gaps, row, draft, window, inks) for row in rows]
        if not draft.text:
            strips[0] = placeholder_strip(self._placeholder, window, inks)
        return strips

    # Keys.

    def on_key(self, event: events.Key) -> None:
        """Type a letter or do what the key does; other keys go on."""
        deed = self.deed(event.key)
        if deed is not None:
            self.typing = deed(self.typing, self._gaps)
        elif event.key in _COPY or event.key in _CUT:
            self._copy(is_cut=event.key in _CUT)
        elif event.key in _PASTE:
            self._put(self.app.clipboard)
        elif not self._is_letter(event):
            return
        else:
            self._type(event.character or "")
        event.stop()
        event.prevent_default()

    def on_paste(self, event: events.Paste) -> None:
        """Take what the terminal pasted."""
        event.stop()
        event.prevent_default()
        self._put(event.text)

    def _is_letter(self, event: events.Key) -> bool:
        letter = event.character
        if not letter or event.key.startswith(("ctrl+", "alt+", "super+", "meta+")):
            return False
        return cleaned(letter, is_one_line=True).text == letter

    def _type(self, letter: str) -> None:
        start, end = self.typing.draft.selection
        if len(self.text) - (end - start) + len(letter) > self.max_length:
            self._say_full()
        else:
            self.typing = typed(self.typing, letter)

    def _put(self, text: str) -> None:
        """Insert a paste; it is one step."""
        pasted = cleaned(text, is_one_line=self.IS_ONE_LINE)
        start, end = self.typing.draft.selection
        taken = fitted(pasted.text, self.max_length - len(self.text) + end - start)
        if taken:
            self.typing = self.typing.edited(inserted(self.typing.draft, taken))
        if len(taken) < len(pasted.text):
            self._say_full()
        elif pasted.words:
            self.post_message(self.Said(pasted.words))

    def _say_full(self) -> None:
        most = self.max_length
        words = n_(
            "no more than {count} character fits", "no more than {count} characters fit", most
        )
        self.post_message(self.Said(words.format(count=most)))

    def _copy(self, *, is_cut: bool) -> None:
        selected = self.typing.draft.selected
        if not selected:
            return
        self.app.copy_to_clipboard(copy_of(selected).text)
        if is_cut:
            self.typing = self.typing.edited(inserted(self.typing.draft, ""))

    # Mouse.

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Put the caret on a cell, or stretch the selection to it."""
        if event.button != 1:
            return
        event.stop()
        self._is_dragging = True
        self.capture_mouse()
        self._go_to(event, is_selecting=event.shift)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Select while the mouse is held down."""
        if self._is_dragging:
            event.stop()
            self._go_to(event, is_selecting=True)

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """End selecting."""
        event.stop()
        self._is_dragging = False
        self.release_mouse()

    def on_click(self, event: events.Click) -> None:
        """A second click selects the word."""
        event.stop()
        if event.chain == 2:
            self.typing = self.typing.moved(word_selected(self.typing.draft, self._gap(event)))

    def _go_to(self, event: events.MouseEvent, *, is_selecting: bool) -> None:
        draft = moved(self.typing.draft, self._gap(event), is_selecting=is_selecting)
        if draft != self.typing.draft:
            self.typing = self.typing.moved(draft)

    def _gap(self, event: events.MouseEvent) -> int:
        row = self._window_top + min(max(event.y, 0), self.size.height - 1)
        return self._gaps.at(row, event.x - self._air + self._window_left, is_reported=True)


def _drawing_for(text: str) -> Drawing:
    """How a text is drawn; one without a letter yet begins where the interface does."""
    if is_mirrored() and paragraph_level(text) != paragraph_level(text, 1):
        return drawing()._replace(direction="rtl")
    return drawing()
