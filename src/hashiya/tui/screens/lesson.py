"""The lesson screen: the annotate screen on the sample article, with a strip that says what to do.

The article is one like any other, in a project of its own; the strip watches what is shown. Must
never know how anything is painted, or what a step teaches.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, ClassVar

from textual.app import App
from textual.binding import BindingType

from hashiya.errors import HashiyaError
from hashiya.services import open_lesson
from hashiya.tui.commands import bindings, key_of
from hashiya.tui.inks import Inks
from hashiya.tui.key_order import KeyOrder
from hashiya.tui.lesson import Lesson, Seen
from hashiya.tui.lesson_steps import STEPS
from hashiya.tui.locale import _, told
from hashiya.tui.reading import Context, Reading
from hashiya.tui.saving import SaveQueue, SaveState
from hashiya.tui.screens.annotate import AnnotateScreen
from hashiya.tui.sitting import Sitting
from hashiya.tui.widgets import StatusLine
from hashiya.tui.widgets.lesson_strip import LessonStrip

__all__ = ["LessonScreen", "Teaching"]


class LessonScreen(AnnotateScreen, inherit_bindings=False):
    """The sample article with the strip.

    Args:
        queue: Opens the lesson's project and saves what is done in it.
        alias: Who learns.
        order: The line in which keys wait.
        leave: Leaves the lesson.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*bindings()]

    def __init__(
        self, queue: SaveQueue, alias: str, order: KeyOrder, leave: Callable[[], object]
    ) -> None:
        super().__init__(queue, alias, order)
        self._own = {**self._own, "quit": leave, "lesson": self.skip}

    async def on_mount(self) -> None:
        """Put the strip under the status, and follow what is shown."""
        strip = LessonStrip()
        strip.lesson = Lesson(STEPS)
        await self.mount(strip, after=self.query_one(StatusLine))
        strip.inks = Inks(self.app.current_theme)
        self.watch(self, "shown", self._look, init=False)
        self.watch(self, "focused", lambda: self._look(self.shown), init=False)

    def skip(self) -> None:
        """Go on to the next step without this one."""
        strip = self.query_one(LessonStrip)
        if strip.lesson is not None:
            strip.lesson = strip.lesson.skipped()
            self._look(self.shown)

    def _look(self, shown: tuple[Reading, Context] | None) -> None:
        """Go on when what is shown ends the step; not before an input is left."""
        if self.focused is not None:
            return
        strip = self.query_one(LessonStrip)
        if shown is not None and strip.lesson is not None:
            strip.labels = shown[1].scheme.labels
            strip.lesson = strip.lesson.looked(Seen(*shown))


class Teaching:
    """One lesson over a person's own article, which stays as it is.

    Args:
        app: Shows it.
        sitting: The person at work, to be told what went wrong.
        order: The line in which keys wait.
        alias: Who learns, by the name they work under.
    """

    def __init__(self, app: App[Any], sitting: Sitting, order: KeyOrder, alias: str) -> None:
        self._app = app
        self._alias = alias
        self._sitting = sitting
        self._order = order
        self._screen: LessonScreen | None = None

    def begin(self) -> None:
        """Let the lesson come; what is typed meanwhile is meant for it."""
        self._order.hold()
        self._app.run_worker(self._begin())

    async def _begin(self) -> None:
        """Make the lesson's project in a folder of its own, and show it once it is open."""
        try:
            with TemporaryDirectory(prefix="hashiya-lesson-") as folder:
                await self._teach(Path(folder))
        except (HashiyaError, OSError) as error:
            self._order.release()
            self._sitting.say(told(error))

    async def _teach(self, folder: Path) -> None:
        alias = self._alias
        queue = SaveQueue(partial(open_lesson, folder, alias), self._saved)
        try:
            await queue.open()
            self._screen = LessonScreen(queue, alias, self._order, self._leave)
            shown = self._app.push_screen_wait(self._screen)
            self._order.release()
            await shown
            await queue.settle()
        finally:
            queue.finish()
        again = _("the lesson is over; {key} begins it again")
        self._sitting.say(again.format(key=key_of("lesson")), "text")

    def _leave(self) -> None:
        if self._screen is not None:
            self._screen.dismiss(None)

    def _saved(self, state: SaveState) -> None:
        if self._screen is not None:
            self._screen.saved(state)
