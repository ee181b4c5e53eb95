"""The terminal's side of an application: themes, the driver, and examining what is shown.

What every application of ours has in common, with a project or without. Must never know a document.
"""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Callable, Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver
from textual.filter import LineFilter, Monochrome, NoColor
from textual.worker import WorkerFailed

from hashiya.errors import HashiyaError
from hashiya.layout import Drawing as LayoutDrawing
from hashiya.terminal import Detection, Drawing, Settings, settings_path
from hashiya.tui.colourless import Colourless, asks_for_no_colour
from hashiya.tui.driver import TerminalDriver
from hashiya.tui.inks import Inks
from hashiya.tui.key_order import KeyOrder
from hashiya.tui.locale import _
from hashiya.tui.pieces import draw_like
from hashiya.tui.theme_choice import first_theme
from hashiya.tui.themes import is_plain
from hashiya.tui.widgets import DocumentView, LineWidget

if TYPE_CHECKING:
    from textual.driver import Driver

__all__ = ["TerminalApp"]


class TerminalApp(App[int], inherit_bindings=False):
    """An application on a terminal that has been asked what it is.

    Args:
        terminal: What the terminal is and needs.
        theme: Name of the theme to start with; empty for ours.
    """

    CSS_PATH: ClassVar[str | PurePath | list[str | PurePath] | None] = "hashiya.tcss"
    TITLE = "hashiya"
    ENABLE_COMMAND_PALETTE = False
    AUTO_FOCUS = None

    def __init__(self, terminal: Detection, theme: str = "") -> None:
        if terminal.multiplexer == "screen":
            # It takes colours of 24 bits apart; this is what the terminal around it has said.
            os.environ.pop("COLORTERM", None)
        super().__init__()
        self.terminal = terminal
        """What the terminal is and needs; its driver reads it when it starts."""
        self.failure: Exception | None = None
        """What ended the program; None when a person or a signal did."""
        self.order = KeyOrder(self, super().on_event)
        """What is pressed waits here for its turn."""
        draw_like(LayoutDrawing(*terminal.drawing))
        # Textual takes an empty NO_COLOR for a set one.
        self.no_color = asks_for_no_colour(os.environ)
        self._colourless = Colourless()
        # Set without watching: nothing is styled yet that would have to be styled again.
        self.set_reactive(TerminalApp.theme, first_theme(self, theme, os.environ))

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's filters, but for its greys; in the theme without colours our own at the end."""
        greys = (Monochrome, NoColor)
        filters = [each for each in super().get_line_filters() if not isinstance(each, greys)]
        return [*filters, self._colourless] if is_plain(self.current_theme) else filters

    def get_driver_class(self) -> type[Driver]:
        """Textual's own choice, with the terminal's profile around it on Unix terminals."""
        chosen = super().get_driver_class()
        if chosen.__module__ == "textual.drivers.web_driver":
            from hashiya.tui.served import ServedDriver  # noqa: PLC0415 - for a page only

            return ServedDriver
        return TerminalDriver if chosen is LinuxDriver else chosen

    async def on_event(self, event: events.Event) -> None:
        """Answer what a person does one after the other, the rest as Textual does."""
        if isinstance(event, (events.InputEvent, events.Paste)) and not event.is_forwarded:
            await self.order.take(event)
        else:
            await super().on_event(event)

    def copy_to_clipboard(self, text: str) -> None:
        """Copy as Textual does, but through a multiplexer too."""
        from hashiya.terminal import clipboard_sequence  # noqa: PLC0415 - for whoever copies

        self._clipboard = text
        if self._driver is not None:
            self._driver.write(clipboard_sequence(text, self.terminal.multiplexer))

    def on_mount(self) -> None:
        """Leave in order when the system says so."""
        if self.is_headless:
            return
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGHUP):
            loop.add_signal_handler(number, self.begin_to_stop, number)

    def begin_to_stop(self, number: int) -> None:
        """Leave because of a signal."""
        self.exit(return_code=128 + number)

    def let_go(self) -> None:
        """Give back what was opened; called once, when the screen is gone."""

    def draw_like(self, drawing: LayoutDrawing) -> None:
        """Draw every letter like this from now on, those on the screen too."""
        from hashiya.tui.widgets import LinesView, TypingArea  # noqa: PLC0415 - not for a first page

        draw_like(drawing)
        for screen in self.screen_stack:
            for view in screen.query(DocumentView):
                view.redraw()
            for line in screen.query(LineWidget):
                line.redraw()
            for lines in screen.query(LinesView):
                lines.renew()
            for area in screen.query(TypingArea):
                area.redraw()

    def use_terminal(self, terminal: Detection) -> None:
        """Tell the terminal, and draw, as this says; everything is painted anew."""
        is_drawn_otherwise = terminal.drawing != self.terminal.drawing
        is_told_otherwise = terminal.profile != self.terminal.profile
        self.terminal = terminal
        if is_drawn_otherwise:
            self.draw_like(LayoutDrawing(*terminal.drawing))
        if is_told_otherwise and isinstance(self._driver, TerminalDriver):
            self._driver.use(terminal.profile)

    def examine_terminal(self, tell: Callable[[str], None], *, is_first: bool = False) -> None:
        """Ask a person what the terminal really shows.

        Args:
            tell: Called in the end with words for them; empty when there is nothing to say.
            is_first: Whether it opens by itself.
        """
        from hashiya.terminal import joined  # noqa: PLC0415 - for few, and late
        from hashiya.tui.screens.doctor import DoctorScreen  # noqa: PLC0415 - as above
        from hashiya.tui.wishes import troubles_of  # noqa: PLC0415 - as above

        inks = Inks(self.current_theme)
        trouble = joined(troubles_of(Settings.load(settings_path(os.environ))))
        found = self.terminal._replace(trouble=trouble or self.terminal.trouble)
        screen = DoctorScreen(found, inks, self.use_terminal, self._keep, is_first=is_first)
        self.push_screen(screen, lambda words: tell(words or ""))

    def action_keys_here(self) -> None:
        """Show what the place that has the keyboard answers to."""
        from hashiya.tui.screens.key_help import KeyHelpScreen, room_of  # noqa: PLC0415 - when asked

        room = room_of(self.screen)
        if room is not None:
            self.push_screen(KeyHelpScreen(room, Inks(self.current_theme)))

    def _keep(self, profile: str, drawing: Drawing) -> str:
        from hashiya.terminal import save_choice  # noqa: PLC0415 - for few, and late

        path = settings_path(os.environ)
        save_choice(path, self.terminal.identity, profile, drawing)
        words = _(
            "Saved: {profile}, {shape}, marks {marks}, {order} order for the terminal"
            ' "{terminal}" in {path}'
        )
        said = {"profile": profile, "terminal": self.terminal.identity, "path": path}
        return words.format(**drawing._asdict(), **said)

    def _handle_exception(self, error: Exception) -> None:
        """End the program with the error for whoever started it, and print nothing here.

        A traceback with local values would put a document's raw text on the terminal.
        """
        cause = error.error if isinstance(error, WorkerFailed) else error
        if self.failure is None and isinstance(cause, Exception):
            self.failure = cause
        if isinstance(cause, HashiyaError):
            self.exit(return_code=cause.exit_code)
            return
        super()._handle_exception(error)
        self._exit_renderables.clear()
