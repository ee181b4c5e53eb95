"""The annotate screen: hands keys and the mouse to a sitting, and its readings to the widgets.

Must never know the database, a rule of annotation, or how anything is painted.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Coroutine, Mapping
from functools import partial
from typing import Any, ClassVar, Final

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.reactive import reactive
from textual.screen import Screen
from textual.theme import Theme

from hashiya.layout import Navigator
from hashiya.model import Label
from hashiya.services import Page
from hashiya.tui.commands import bindings
from hashiya.tui.inks import Inks
from hashiya.tui.keyboard import also_on_arabic
from hashiya.tui.lane_painter import lane_signs
from hashiya.tui.moves import Move, by_rows
from hashiya.tui.reading import Context, Reading
from hashiya.tui.row_painter import RowPainter
from hashiya.tui.saving import SaveQueue, SaveState
from hashiya.tui.scene import Scene
from hashiya.tui.screens.asking import Asking
from hashiya.tui.screens.hand import Hand
from hashiya.tui.screens.help import HelpScreen
from hashiya.tui.screens.leaving import Leaving
from hashiya.tui.screens.opening import open_before_the_first_frame
from hashiya.tui.sitting import Sitting
from hashiya.tui.theme_choice import take_next_theme
from hashiya.tui.widgets import (
    EMPTY,
    LEAST_HEIGHT,
    LEAST_WIDTH,
    ArticleMouse,
    Details,
    DocumentView,
    KeyHints,
    LabelBar,
    LineWidget,
    Notice,
    SizeNote,
    StatusLine,
)
from hashiya.tui.wording import facts_of, where_of

__all__ = ["AnnotateScreen"]

REMEMBER_SECONDS: Final = 1.0
"""A caret that stays this long is written down."""
COUNT_WORDS_SECONDS: Final = 1.5
"""When the project's words are counted after it was opened; nothing waits for it."""
SHORT_HEIGHT: Final = 16
"""Lines under which the footer gives way to the text."""


def begin_collecting() -> None:
    """Collect garbage from now on, without walking through what starting has made each time."""
    gc.freeze()
    gc.enable()


class AnnotateScreen(Screen[None], inherit_bindings=False):
    """One article with everything around it.

    Args:
        queue: Opens the session and saves what is done.
        alias: Who is annotating.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*bindings()]

    shown: reactive[tuple[Reading, Context] | None] = reactive(None, repaint=False)
    """What is on the screen and what the keys mean in it; None until a document is open."""

    def __init__(self, queue: SaveQueue, alias: str) -> None:
        super().__init__()
        self.sitting: Sitting | None = None
        """The person at work; None until the project is open."""
        self._hand: Hand | None = None
        self._queue = queue
        self._alias = alias
        self._labels: tuple[Label, ...] = ()
        self._label_keys: dict[str, Label] = {}
        self._told = ""
        self._leaving = Leaving(self, queue)
        self._asking = Asking(self)
        self._own: Mapping[str, Callable[[], object]] = {
            "help": self._help,
            "guidelines": self._guidelines,
            "terminal": lambda: self.run_worker(self.app.run_action("examine")),
            "repaint": self._repaint,
            "theme": partial(self._next_theme, is_own=True),
            "more_themes": partial(self._next_theme, is_own=False),
            "copy": self._copy,
            "menu": self._menu,
            "find": lambda: self._asking.find(self.sitting),
            "note": lambda: self._asking.note(self.sitting),
            "retry": queue.retry,
            "quit": lambda: self._leaving.leave(self.sitting),
            "page_up": partial(self._page, -1),
            "page_down": partial(self._page, 1),
        }

    def compose(self) -> ComposeResult:
        """From top to bottom."""
        yield StatusLine()
        yield DocumentView()
        yield Notice()
        yield from self._asking.compose()
        yield Details()
        yield LabelBar()
        yield KeyHints()
        yield SizeNote()

    async def on_mount(self) -> None:
        """Give the project a moment to open before the first frame, which is then the last too."""
        self._paint(self.app.current_theme)
        self.app.theme_changed_signal.subscribe(self, self._paint)
        await open_before_the_first_frame(self, self._open())

    async def _open(self) -> None:
        session = await self._queue.open()
        page = await self._queue.ask(lambda session: session.resume())
        self._use_labels(session.scheme.labels)
        self.sitting = Sitting(session, self._queue, self)
        view = self.query_one(DocumentView)
        self._hand = Hand(self.app, self.sitting, view, self.action_command)
        if page is None:
            self.query_one(Notice).words = EMPTY
            self.add_class("empty")
            return
        self.sitting.place(page)
        self.call_after_refresh(begin_collecting)
        if session.info.is_read_only:
            self.sitting.say("this project is read-only for you: nothing you do will be saved")
        self.set_interval(REMEMBER_SECONDS, self.sitting.remember)
        self.set_timer(COUNT_WORDS_SECONDS, self.sitting.count_words)

    def _use_labels(self, labels: tuple[Label, ...]) -> None:
        self._labels = labels
        for label in labels:
            if label.key:
                keys = (label.key, *also_on_arabic(label.key))
                self._label_keys.update(dict.fromkeys(keys, label))
        self.query_one(LabelBar).labels = labels
        self.query_one(KeyHints).taken = frozenset(label.key for label in labels if label.key)
        self._paint(self.app.current_theme)

    def _paint(self, theme: Theme) -> None:
        inks = Inks(theme, self._labels)
        for widget in self.query(LineWidget):
            widget.inks = inks
        self._asking.paint(inks)
        self.query_one(DocumentView).painter = RowPainter(inks, lane_signs(self._labels))

    # What a sitting asks of its view.

    def lay_out(self, page: Page) -> Navigator:
        """Lay out a document that is not on the screen yet; the moves over it."""
        return self.query_one(DocumentView).lay_out(
            page.document, page.layer.annotations, page.direction
        )

    def navigator(self) -> Navigator:
        """The moves over what is laid out now."""
        return self.query_one(DocumentView).navigator

    def show(self, reading: Reading, context: Context) -> None:
        """Show a reading and what the keys mean in it."""
        self.shown = (reading, context)

    def run(self, work: Coroutine[Any, Any, None]) -> None:
        """Let work go on while keys are answered."""
        self.run_worker(work)

    def watch_shown(self, shown: tuple[Reading, Context] | None) -> None:
        """Hand each widget its part."""
        if shown is None:
            return
        reading, context = shown
        self.query_one(DocumentView).scene = Scene(
            reading.page.document,
            reading.index,
            context.sentence,
            reading.pointer,
            context.target,
        )
        self.query_one(StatusLine).where = where_of(reading, context, self._alias)
        self.query_one(Details).facts = facts_of(reading, context)
        self.query_one(LabelBar).counts = reading.index.counts

    def saved(self, state: SaveState) -> None:
        """Show how much is on disk, and say once why something is not."""
        self.query_one(StatusLine).save = state
        if state.kind == "saved":
            self._told = ""
        elif state.kind == "failed" and state.reason != self._told and self.sitting:
            self._told = state.reason
            self.sitting.say(f"not saved: {state.reason}; it is tried again, w tries now")

    # Keys and mouse.

    def on_key(self, event: events.Key) -> None:
        """A label's key, which the scheme chose and which wins over a command's."""
        label = self._label_keys.get(event.character or "")
        if label is not None and self.sitting is not None:
            event.stop()
            # Answered where commands are: ← and a label key that come at once keep their order.
            self.app.call_later(self.sitting.label, label)

    def action_command(self, name: str) -> None:
        """Do what a command of the table says."""
        if name != "quit":
            self._leaving.stay()
        own = self._own.get(name)
        if own is not None:
            own()
        elif self.sitting is not None:
            self.sitting.command(name)

    def on_article_mouse_meant(self, message: ArticleMouse.Meant) -> None:
        """Do what the mouse means on the article."""
        if self._hand is not None:
            self._hand.answer(message.deed)

    def on_label_bar_chosen(self, message: LabelBar.Chosen) -> None:
        """Do what the label's key does."""
        if self.sitting is not None:
            self.sitting.label(message.label)

    def on_key_hints_chosen(self, message: KeyHints.Chosen) -> None:
        """Do what the command's key does."""
        self.action_command(message.name)

    def on_resize(self, event: events.Resize) -> None:
        """Fold away what there is no room for."""
        width, height = event.size
        self.set_class(width < LEAST_WIDTH or height < LEAST_HEIGHT, "small")
        self.set_class(height < SHORT_HEIGHT, "short")

    def _move(self, move: Move) -> None:
        if self.sitting is not None:
            self.sitting.move(move)

    def _page(self, direction: int) -> None:
        rows = self.query_one(DocumentView).rows_on_screen
        self._move(partial(by_rows, direction * max(1, rows - 1)))

    def _help(self) -> None:
        self.app.push_screen(HelpScreen(self._labels, Inks(self.app.current_theme, self._labels)))

    def _guidelines(self) -> None:
        from hashiya.tui.screens.guidelines import GuidelinesScreen  # noqa: PLC0415 - when wanted

        if self.shown is not None:
            inks = Inks(self.app.current_theme, self._labels)
            self.app.push_screen(GuidelinesScreen(self._labels, inks, self.shown[1].here))

    def _next_theme(self, *, is_own: bool) -> None:
        words = take_next_theme(self.app, is_own=is_own)
        if self.sitting is not None:
            self.sitting.say(words, "text")

    def _repaint(self) -> None:
        """Draw everything again from what it shows, where something else wrote on the terminal."""
        self._paint(self.app.current_theme)
        self.refresh()

    def _menu(self) -> None:
        if self._hand is not None:
            self._hand.open_menu()

    def _copy(self) -> None:
        if self._hand is not None:
            self._hand.copy()
