"""The margin: what stands around an article and its first page does without.

The mouse and its menu, the inputs, the help and the panes are loaded once the page is seen; from
then on the project is watched too. Must never know the database, a rule of annotation, or how
anything is painted.
"""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from textual.screen import Screen

from hashiya.model import Label
from hashiya.services import Page
from hashiya.tui.inks import Inks
from hashiya.tui.saving import SaveQueue
from hashiya.tui.screens.asking import Asking
from hashiya.tui.screens.hand import Hand
from hashiya.tui.sitting import Sitting
from hashiya.tui.theme_choice import take_next_theme
from hashiya.tui.watching import LOOK_SECONDS, Watch
from hashiya.tui.widgets import Deed, Details, DocumentView
from hashiya.tui.witness import REST_SECONDS, Witness

if TYPE_CHECKING:
    from hashiya.terminal import RecentCommands

__all__ = ["Margin"]

PLACES: Final = Path(__file__).parent.parent / "margin.tcss"
"""Where things stand; the first page is not kept waiting for them to be parsed."""


class Margin:
    """Everything around one annotate screen's article.

    Args:
        screen: What it stands on.
        sitting: The person at work.
        asking: The inputs and what they ask.
        queue: Owns the session and its thread.
        command: Does a command of the table.
    """

    def __init__(
        self,
        screen: Screen[None],
        sitting: Sitting,
        asking: Asking,
        queue: SaveQueue,
        command: Callable[[str], None],
    ) -> None:
        self._screen = screen
        self._sitting = sitting
        self._queue = queue
        self._watch: Watch | None = None
        self._asking = asking
        self._command = command
        self._recent: RecentCommands | None = None
        self._hand = Hand(screen.app, sitting, screen.query_one(DocumentView), command)
        self._deeds: Mapping[str, Callable[[], object]] = {
            "help": self._help,
            "commands": self._commands,
            "lesson": lambda: screen.app.call_later(screen.app.run_action, "lesson"),
            "guidelines": lambda: self._asking.pane(sitting, "guidelines"),
            "terminal": lambda: screen.app.call_later(screen.app.run_action, "examine"),
            "theme": lambda: self._next_theme(is_own=True),
            "more_themes": lambda: self._next_theme(is_own=False),
            "copy": self._hand.copy,
            "menu": self._hand.open_menu,
            "find": lambda: self._asking.find(sitting),
            "note": lambda: self._asking.note(sitting),
            "sentence_note": lambda: self._asking.remark(sitting, is_whole=False),
            "document_note": lambda: self._asking.remark(sitting, is_whole=True),
            "come_back": lambda: self._asking.come_back(sitting),
            "feedback": lambda: self._asking.feedback(sitting),
            "attributes": lambda: self._asking.attributes(sitting),
            "search": lambda: self._asking.search(sitting),
            "history": lambda: self._asking.history(sitting),
            "figures": lambda: self._asking.figures(self._inks),
            "agreement": lambda: self._asking.agreement(sitting),
            "occurrences": lambda: self._asking.occurrences(sitting),
            "go_to_sentence": lambda: self._asking.go(sitting),
            "document_list": lambda: self._asking.pane(sitting, "document_list"),
            "span_list": lambda: self._asking.pane(sitting, "span_list"),
            "rescue": self._rescue,
            "skip_document": lambda: self._asking.work(sitting).skip(),
            "hand_in": lambda: self._asking.work(sitting).hand_in(),
        }

    async def furnish(self, come_in: Callable[[Page], Awaitable[None]]) -> None:
        """Put the inputs on the screen, folded away, and begin to watch the project.

        Args:
            come_in: Shows the first article of a project that had none.
        """
        places = self._screen.app.stylesheet
        places.read(PLACES)
        places.parse()
        await self._asking.furnish()
        session = await self._queue.open()
        self._watch = Watch(
            self._queue, self._sitting, session.first_glance, self._screen.run_worker
        )
        self._watch.come_in, self._watch.after_news = come_in, self._asking.look_again
        self._watch.after_refusal = partial(self._asking.note_again, self._sitting)
        self._screen.set_interval(LOOK_SECONDS, self._watch.look)
        reading = self._sitting.reading
        if reading is not None and reading.page.is_given_work:
            await self._asking.work(self._sitting).welcome()
        witness = Witness(self._queue, self._sitting, self._screen.query_one(Details))
        self._screen.set_interval(REST_SECONDS, witness.look)

    def paint(self, inks: Inks) -> None:
        """Print in other colours."""
        self._asking.paint(inks)

    def does(self, name: str) -> bool:
        """Do what a command says when it is one of the margin's; whether it was."""
        self._asking.step_aside(name)
        deed = self._deeds.get(name)
        if deed is not None:
            deed()
        return deed is not None

    def point(self, deed: Deed) -> None:
        """Do what the mouse means on the article."""
        self._asking.step_aside("move")
        self._hand.answer(deed)

    def _rescue(self) -> None:
        if self._watch is not None:
            self._screen.run_worker(self._watch.rescue())

    @property
    def _labels(self) -> tuple[Label, ...]:
        return self._sitting.scheme.labels

    @property
    def _inks(self) -> Inks:
        return Inks(self._screen.app.current_theme, self._labels)

    def _help(self) -> None:
        from hashiya.tui.screens.help import HelpScreen, help_lines  # noqa: PLC0415 - when wanted
        from hashiya.tui.screens.key_help import KeyHelpScreen, room_of  # noqa: PLC0415 - as above

        room, inks = room_of(self._screen), self._inks
        lines = partial(help_lines, self._labels)
        help_ = HelpScreen(lines, inks) if room is None else KeyHelpScreen(room, inks)
        self._screen.app.push_screen(help_)

    def _commands(self) -> None:
        from hashiya.terminal import RecentCommands, recent_path  # noqa: PLC0415 - when wanted
        from hashiya.tui.screens.commanding import Commanding  # noqa: PLC0415 - as above

        if self._recent is None:
            kept = None if self._screen.app.is_headless else recent_path(os.environ)
            self._recent = RecentCommands(kept)
        commanding = Commanding(self._screen, self._sitting, self._command, self._recent)
        commanding.begin(self._labels, self._inks)

    def _next_theme(self, *, is_own: bool) -> None:
        self._sitting.say(take_next_theme(self._screen.app, is_own=is_own), "text")
