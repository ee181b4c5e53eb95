"""The application: themes, the terminal's driver, and the ways in and out.

Must never know a document; the screens do.
"""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from textual import constants, events
from textual.binding import BindingType

from hashiya.errors import UsageError
from hashiya.services import AnnotationSession
from hashiya.terminal import UNASKED, Detection, Settings, settings_path
from hashiya.tui.commands import COMMANDS, are_keys_chosen, bindings
from hashiya.tui.saving import SaveQueue, SaveState
from hashiya.tui.screens.annotate import AnnotateScreen
from hashiya.tui.terminal_app import TerminalApp

if TYPE_CHECKING:
    from hashiya.text import Direction

__all__ = ["NO_SETTINGS", "HashiyaApp", "expect_a_terminal", "run_app", "run_until_left"]

NO_SETTINGS: Final = Settings()

STOPPING_SECONDS: Final = 2.0
"""How long a signal that ends the program waits for what is being written."""
LEAVE: Final = "ctrl+q"
"""The key that never waits for anything that was typed before it."""


def quit_keys() -> frozenset[str]:
    """All keys that leave."""
    quits = next(command for command in COMMANDS if command.name == "quit")
    return frozenset((*quits.keys, *quits.arabic_keys))


class HashiyaApp(TerminalApp, inherit_bindings=False):
    """The program on the terminal.

    Args:
        open_session: Opens the project; called in the thread that will own it.
        alias: Who is annotating.
        terminal: What the terminal is and needs.
        theme: Name of the theme to start with; empty for ours.
        settings: What the person said of the screen.
    """

    def __init__(
        self,
        open_session: Callable[[], AnnotationSession],
        alias: str,
        terminal: Detection = UNASKED,
        theme: str = "",
        settings: Settings = NO_SETTINGS,
    ) -> None:
        super().__init__(terminal, theme or settings.theme)
        if settings.text:
            from hashiya.tui.wishes import grant  # noqa: PLC0415 - for those who have some

            grant(settings)
        self._settings = settings
        self.queue = SaveQueue(open_session, self._tell)
        """Everything that is asked of the database."""
        self._alias = alias
        self._early: list[events.Event] | None = []
        """What was typed before there was an article to type at; None from then on."""

    def get_default_screen(self) -> AnnotateScreen:
        """The article."""
        make = _with_other_keys() if are_keys_chosen() else AnnotateScreen
        self.annotate = make(self.queue, self._alias, self.order, self._greeting)
        return self.annotate

    def _greeting(self) -> str:
        """What is wrong with the settings; to who comes in for the first time, where to begin."""
        from hashiya.tui.wishes import trouble_words, troubles_of, welcome  # noqa: PLC0415 - as above

        words = trouble_words(troubles_of(self._settings))
        return words or ("" if self.is_headless else welcome(settings_path(os.environ)))

    async def on_event(self, event: events.Event) -> None:
        """Keep what is typed at an article that is not there yet; all else is Textual's."""
        if self._early is not None and self._is_for_the_article(event):
            self._early.append(event)
        else:
            await super().on_event(event)

    async def on_opened(self) -> None:
        """Answer what was typed meanwhile, in order and before anything that comes now."""
        early, self._early = self._early or [], None
        for event in early:
            await super().on_event(event)

    def _is_for_the_article(self, event: events.Event) -> bool:
        """Whether it was typed at the article; not at what lies above it, and not to leave."""
        if not isinstance(event, (events.Key, events.Paste)) or event.is_forwarded:
            return False
        above = len(self.screen_stack) > 1
        return not above and not (isinstance(event, events.Key) and self._leaves(event.key))

    def _leaves(self, key: str) -> bool:
        """Whether a key leaves a project that does not open; behind others `q` has to wait."""
        return bool(self.screen_stack) and (
            key == LEAVE or (not self._early and key in quit_keys())
        )

    def on_mount(self) -> None:
        """Look at a terminal that nobody knows, once."""
        from hashiya.terminal import wants_examination  # noqa: PLC0415 - not in tests without a screen

        if not self.is_headless and wants_examination(settings_path(os.environ), self.terminal):
            self.examine_terminal(self._told, is_first=True)

    def action_examine(self) -> None:
        """Examine the terminal over the article."""
        self.examine_terminal(self._told)

    def action_lesson(self) -> None:
        """Begin the lesson over the article."""
        from hashiya.tui.screens.lesson import Teaching  # noqa: PLC0415 - when wanted

        if self.annotate.sitting is not None:
            Teaching(self, self.annotate.sitting, self.order, self._alias).begin()

    def _told(self, words: str) -> None:
        if words and self.annotate.sitting is not None:
            self.annotate.sitting.say(words, "good")

    def let_go(self) -> None:
        """Close the project after what is being written."""
        self.queue.finish()

    def begin_to_stop(self, number: int) -> None:
        """Leave in order when the system says so."""
        self.run_worker(self._stop(number))

    async def _stop(self, number: int) -> None:
        """Give what is being written a moment, remember the caret and leave."""
        sitting = self.annotate.sitting
        with suppress(TimeoutError):  # What is not saved was never shown as saved.
            async with asyncio.timeout(STOPPING_SECONDS):
                await self.queue.settle()
                if sitting is not None:
                    await sitting.remember(at_once=True)
        self.exit(return_code=128 + number)

    def _tell(self, state: SaveState) -> None:
        self.annotate.saved(state)


def _with_other_keys() -> type[AnnotateScreen]:
    """The screen with the keys that were chosen; a class is bound to keys when it is made."""

    class Rebound(AnnotateScreen, inherit_bindings=False):
        BINDINGS: ClassVar[list[BindingType]] = [*bindings()]

    return Rebound


def run_app(
    project: str, alias: str, terminal: Detection, settings: Settings, direction: Direction = "auto"
) -> int:
    """Run the application until it is left; see `hashiya.tui.run`."""
    expect_a_terminal()
    open_session = partial(AnnotationSession.open, project, alias, direction)
    return run_until_left(HashiyaApp(open_session, alias, terminal, settings=settings), settings)


def expect_a_terminal() -> None:
    """Refuse to run where nothing can be drawn.

    Raises:
        UsageError: There is no terminal.
    """
    is_served = constants.DRIVER is not None  # whoever named a driver has a screen of their own
    if not is_served and not (
        sys.__stdin__ and sys.__stdin__.isatty() and sys.__stdout__ and sys.__stdout__.isatty()
    ):
        raise UsageError(
            "annotating needs a terminal to draw on; without one, use `hashiya import`,"
            " `hashiya export` and `hashiya status`"
        )


def run_until_left(app: TerminalApp, settings: Settings) -> int:
    """Run an application until it is left, and note the theme that was chosen last.

    Returns:
        0, or 128 and the number of the signal that ended it.
    """
    first = app.theme
    try:
        app.run()
    finally:
        app.let_go()
    if app.theme != first and settings.path is not None:
        # A kindness: who cannot write settings is not told so on the way out.
        with suppress(UsageError):
            Settings.load(settings.path).with_theme(app.theme).save()
    if app.failure is not None:
        raise app.failure
    return app.return_code or 0
