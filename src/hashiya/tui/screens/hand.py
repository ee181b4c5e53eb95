"""The hand: what the mouse, the menu and copying do at a sitting.

Everything ends in the moves and commands that keys have too. Must never know how anything is
painted or what a button is.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

from textual.app import App
from textual.geometry import Offset

from hashiya.tui.clipboard import MAX_BYTES, copy_of
from hashiya.tui.inks import Inks
from hashiya.tui.locale import _
from hashiya.tui.menu import Choice, menu_of
from hashiya.tui.moves import Move, dragged, dragged_words, picked_sentence, picked_word, pressed
from hashiya.tui.pointer import selected
from hashiya.tui.reading import Reading
from hashiya.tui.screens.menu import FRAME_COLUMNS, LEAST_MENU, MenuScreen
from hashiya.tui.sitting import Sitting
from hashiya.tui.widgets import (
    Asked,
    Deed,
    DocumentView,
    Dragged,
    LanePressed,
    Picked,
    Pressed,
    Released,
)

__all__ = ["Hand"]

MAX_SAID: Final = 60
"""Characters of a copied text that are repeated to the person."""


class Hand:
    """One person's mouse at one sitting.

    Args:
        app: Shows the menu and owns the clipboard.
        sitting: Where everything is done.
        view: The article.
        command: Does a command of the table.
    """

    def __init__(
        self,
        app: App[int],
        sitting: Sitting,
        view: DocumentView,
        command: Callable[[str], None],
    ) -> None:
        self._app = app
        self._sitting = sitting
        self._view = view
        self._command = command

    def answer(self, deed: Deed) -> None:
        """Do what the mouse means; nothing while another article is on its way."""
        reading = self._sitting.reading
        if reading is None or self._sitting.is_turning:
            return
        if isinstance(deed, Released):
            self._sitting.settle()
            return
        with self._view.held_still():
            if isinstance(deed, Asked):
                self._point_at(deed, reading)
            else:
                self._do(deed, reading)
        if isinstance(deed, Asked):
            self._open_menu(Offset(deed.x, deed.y))

    def _do(self, deed: Pressed | Dragged | Picked | LanePressed, reading: Reading) -> None:
        if isinstance(deed, LanePressed):
            self._sitting.pick(reading.index.get(deed.annotation))
        elif isinstance(deed, Picked) and deed.presses == 2:
            self._pick_at(deed.offset, reading, partial(picked_word, deed.offset))
        else:
            self._sitting.move(_move_of(deed), is_over=False)

    def _pick_at(self, offset: int, reading: Reading, otherwise: Move) -> None:
        """Pick the innermost annotation over an offset; without one, move."""
        span = reading.index.innermost(offset)
        if span is not None:
            self._sitting.pick(span)
        else:
            self._sitting.move(otherwise, is_over=False)

    def _point_at(self, asked: Asked, reading: Reading) -> None:
        """Mark what a menu is asked for: the selection under the mouse, an annotation, a word."""
        hit = asked.hit
        if hit.annotation is not None:
            self._sitting.pick(reading.index.get(hit.annotation))
        elif not self._is_selected(hit.offset, reading):
            caret = partial(pressed, hit.offset, is_extending=False)
            self._pick_at(hit.offset, reading, caret)

    def _is_selected(self, offset: int, reading: Reading) -> bool:
        bounds = selected(reading.pointer, self._view.navigator)
        is_inside = bounds is not None and bounds[0] <= offset < bounds[1]
        return is_inside and reading.pointer.chosen is None

    def open_menu(self) -> None:
        """Open the menu at the caret, for the annotation there or what is marked."""
        shown = self._sitting.shown
        if shown is None or self._sitting.is_turning:
            return
        reading, context = shown
        if reading.pointer.anchor is None:
            self._sitting.pick(context.here)
        self._open_menu(self._view.on_screen(reading.pointer.caret))

    def _open_menu(self, at: Offset) -> None:
        shown, size = self._sitting.shown, self._app.size
        if shown is None or size.width < LEAST_MENU.width or size.height < LEAST_MENU.height:
            return
        reading, context = shown
        entries = menu_of(reading, context, room=size.width - FRAME_COLUMNS)
        if entries:
            inks = Inks(self._app.current_theme, context.scheme.labels)
            menu = MenuScreen(entries, at, inks)
            self._app.push_screen(menu, partial(self._chosen, at))

    def _chosen(self, at: Offset, choice: Choice | None) -> None:
        """Do what was chosen, as its key does it."""
        shown = self._sitting.shown
        if choice is None or shown is None:
            return
        reading, context = shown
        if choice.verb == "command":
            self._command(choice.name)
        elif choice.verb == "pick":
            with self._view.held_still():
                self._sitting.pick(reading.index.get(choice.name))
            self._open_menu(at)
        else:
            label = context.scheme.label(choice.name)
            if choice.verb == "relabel":
                self._sitting.command("relabel")
            if label is not None:
                self._sitting.label(label)

    def copy(self) -> None:
        """Hand the selection, else the word, to the terminal's clipboard."""
        shown = self._sitting.shown
        if shown is None or shown[1].target is None:
            return
        target = shown[1].target
        quote = shown[0].page.document.text[target.whole : target.end]
        copy = copy_of(quote)
        if copy.size > MAX_BYTES:
            self._sitting.say(
                _("not copied: {size:,} bytes, and terminals take {most:,} at once").format(
                    size=copy.size, most=MAX_BYTES
                )
            )
            return
        self._app.copy_to_clipboard(copy.text)
        said = quote if len(quote) <= MAX_SAID else f"{quote[:MAX_SAID]}…"
        if copy.replaced:
            words = _("copied, control characters as pictures ({count}): {quote}")
            self._sitting.say(words.format(count=copy.replaced, quote=said))
        else:
            self._sitting.say(_("copied: {quote}").format(quote=said), "text")


def _move_of(deed: Pressed | Dragged | Picked) -> Move:
    if isinstance(deed, Pressed):
        return partial(pressed, deed.offset, is_extending=deed.is_extending)
    if isinstance(deed, Picked):
        return partial(picked_sentence, deed.offset)
    if deed.by_words:
        return partial(dragged_words, deed.pressed, deed.offset)
    return partial(dragged, deed.offset)
