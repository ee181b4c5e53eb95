"""The application: themes, the terminal's driver, and the ways in and out.

Must never know a document; the screens do.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Final

from textual import constants
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver
from textual.filter import LineFilter, Monochrome, NoColor
from textual.worker import WorkerFailed

from hashiya.errors import HashiyaError, UsageError
from hashiya.layout import Drawing
from hashiya.services import AnnotationSession
from hashiya.terminal import UNASKED, Detection, Settings, clipboard_sequence, settings_path
from hashiya.tui.colourless import Colourless, asks_for_no_colour
from hashiya.tui.driver import TerminalDriver
from hashiya.tui.pieces import draw_like
from hashiya.tui.saving import SaveQueue, SaveState
from hashiya.tui.screens.annotate import AnnotateScreen
from hashiya.tui.theme_choice import first_theme
from hashiya.tui.themes import is_plain
from hashiya.tui.widgets import DocumentView, LineWidget, TypingArea

if TYPE_CHECKING:
    from textual.driver import Driver

    from hashiya.text import Direction

__all__ = ["HashiyaApp", "run_app"]

STOPPING_SECONDS: Final = 2.0
"""How long a signal that ends the program waits for what is being written."""


class HashiyaApp(App[int], inherit_bindings=False):
    """The program on the terminal.

    Args:
        open_session: Opens the project; called in the thread that will own it.
        alias: Who is annotating.
        terminal: What the terminal is and needs.
        theme: Name of the theme to start with; empty for ours.
    """

    CSS_PATH = "hashiya.tcss"
    TITLE = "hashiya"
    ENABLE_COMMAND_PALETTE = False
    AUTO_FOCUS = None

    def __init__(
        self,
        open_session: Callable[[], AnnotationSession],
        alias: str,
        terminal: Detection = UNASKED,
        theme: str = "",
    ) -> None:
        super().__init__()
        self.terminal = terminal
        """What the terminal is and needs; its driver reads it when it starts."""
        self.queue = SaveQueue(open_session, self._tell)
        """Everything that is asked of the database."""
        self.failure: Exception | None = None
        """What ended the program; None when a person or a signal did."""
        # Textual takes an empty NO_COLOR for a set one.
        self.no_color = asks_for_no_colour(os.environ)
        self._colourless = Colourless()
        self._alias = alias
        draw_like(Drawing(*terminal.drawing))
        # Set without watching: nothing is styled yet that would have to be styled again.
        self.set_reactive(HashiyaApp.theme, first_theme(self, theme, os.environ))

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

    def copy_to_clipboard(self, text: str) -> None:
        """Copy as Textual does, but through a multiplexer too."""
        self._clipboard = text
        if self._driver is not None:
            self._driver.write(clipboard_sequence(text, self.terminal.multiplexer))

    def get_default_screen(self) -> AnnotateScreen:
        """The article."""
        self.annotate = AnnotateScreen(self.queue, self._alias)
        return self.annotate

    def draw_like(self, drawing: Drawing) -> None:
        """Draw every letter like this from now on, those on the screen too."""
        draw_like(drawing)
        for screen in self.screen_stack:
            for view in screen.query(DocumentView):
                view.redraw()
            for line in screen.query(LineWidget):
                line.redraw()
            for area in screen.query(TypingArea):
                area.redraw()

    def on_mount(self) -> None:
        """Leave in order when the system says so."""
        if self.is_headless:
            return
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGHUP):
            loop.add_signal_handler(number, self._begin_to_stop, number)

    def _begin_to_stop(self, number: int) -> None:
        self.run_worker(self._stop(number))

    async def _stop(self, number: int) -> None:
        """Give what is being written a moment, remember the caret and leave."""
        sitting = self.annotate.sitting
        try:
            async with asyncio.timeout(STOPPING_SECONDS):
                await self.queue.settle()
                if sitting is not None:
                    await sitting.remember(at_once=True)
        except TimeoutError:
            pass  # What is not saved was never shown as saved.
        self.exit(return_code=128 + number)

    def _tell(self, state: SaveState) -> None:
        self.annotate.saved(state)

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


def run_app(project: str, alias: str, terminal: Detection, direction: Direction = "auto") -> int:
    """Run the application until it is left; see `hashiya.tui.run`."""
    is_served = constants.DRIVER is not None  # whoever named a driver has a screen of their own
    if not is_served and not (
        sys.__stdin__ and sys.__stdin__.isatty() and sys.__stdout__ and sys.__stdout__.isatty()
    ):
        raise UsageError(
            "annotating needs a terminal to draw on; without one, use `hashiya import`,"
            " `hashiya export` and `hashiya status`"
        )
    open_session = partial(AnnotationSession.open, project, alias, direction)
    settings = settings_path(os.environ)
    app = HashiyaApp(open_session, alias, terminal, Settings.load(settings).theme)
    first = app.theme
    try:
        app.run()
    finally:
        app.queue.finish()
    if app.theme != first:
        # A kindness: who cannot write settings is not told so on the way out.
        with suppress(UsageError):
            Settings.load(settings).with_theme(app.theme).save()
    if app.failure is not None:
        raise app.failure
    return app.return_code or 0
