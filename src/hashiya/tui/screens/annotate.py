"""The annotate screen: hands keys and the mouse to a sitting, and its readings to the widgets.

Must never know the database, a rule of annotation, or how anything is painted.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, Final

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
from hashiya.tui.key_order import KeyOrder
from hashiya.tui.lane_painter import lane_signs
from hashiya.tui.locale import _
from hashiya.tui.moves import by_rows
from hashiya.tui.reading import Context, Reading
from hashiya.tui.row_painter import RowPainter
from hashiya.tui.save_news import SaveNews
from hashiya.tui.saving import SaveQueue, SaveState
from hashiya.tui.scene import Scene
from hashiya.tui.screens.characters import Characters
from hashiya.tui.screens.leaving import Leaving
from hashiya.tui.screens.opening import begin_collecting, open_before_the_first_frame
from hashiya.tui.sitting import LONG_CHARACTERS, Sitting
from hashiya.tui.titles import use_titles
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
    Middle,
    Notice,
    SizeNote,
    StatusLine,
)
from hashiya.tui.wording import facts_of, where_of

if TYPE_CHECKING:
    from hashiya.tui.screens.margin import Margin

__all__ = ["AnnotateScreen"]

REMEMBER_SECONDS: Final = 1.0
"""A caret that stays this long is written down."""
COUNT_WORDS_SECONDS: Final = 1.5
"""When the project's words are counted after it was opened; nothing waits for it."""
SHORT_HEIGHT: Final = 16
"""Lines under which the footer gives way to the text."""


class AnnotateScreen(Screen[None], inherit_bindings=False):
    """One article with everything around it.

    Args:
        queue: Opens the session and saves what is done.
        alias: Who is annotating.
        order: The line in which keys wait.
        greet: What to tell them when they have come in; empty when there is nothing.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*bindings()]

    shown: reactive[tuple[Reading, Context] | None] = reactive(None, repaint=False)
    """What is on the screen and what the keys mean in it; None until a document is open."""

    def __init__(
        self,
        queue: SaveQueue,
        alias: str,
        order: KeyOrder,
        greet: Callable[[], str] = str,
    ) -> None:
        super().__init__()
        self._greet = greet
        self.sitting: Sitting | None = None
        """The person at work; None until the project is open."""
        self._margin: Margin | None = None
        self._waiting: list[Callable[[], None]] = []
        self._queue = queue
        self._alias = alias
        self._labels: tuple[Label, ...] = ()
        self._characters = Characters(self.action_command)
        self._news = SaveNews()
        self._leaving = Leaving(self, queue)
        self._order = order
        self._own: Mapping[str, Callable[[], object]] = {
            "repaint": self._repaint,
            "retry": queue.retry,
            "quit": lambda: self._leaving.leave(self.sitting),
            "page_up": partial(self._page, -1),
            "page_down": partial(self._page, 1),
        }

    @property
    def is_ready(self) -> bool:
        """Whether everything around the first page is there, so that keys are answered at once."""
        return self._margin is not None

    def compose(self) -> ComposeResult:
        """From top to bottom."""
        yield StatusLine()
        with Middle():
            yield DocumentView()
        yield Notice()
        yield Details()
        yield LabelBar()
        yield KeyHints()
        yield SizeNote()

    async def on_mount(self) -> None:
        """Give the project a moment to open before the first frame, which is then the last too."""
        self.app.theme_changed_signal.subscribe(self, self._paint)
        await open_before_the_first_frame(self, self._open())
        if self._labels == ():
            self._paint(self.app.current_theme)

    async def _open(self) -> None:
        session = await self._queue.open()
        page = await self._queue.ask(lambda session: session.resume())
        if page is not None and len(page.document.text) > LONG_CHARACTERS:
            await self.prepare(page)
        self._use_labels(session.scheme.labels)
        self.sitting = Sitting(session, self._queue, self)
        self.call_after_refresh(self._furnish, self.sitting)
        if page is None:
            self.query_one(Notice).words = EMPTY
            self.add_class("empty")
            return
        self.sitting.place(page)
        if session.info.is_read_only:
            self.sitting.say(_("this project is read-only for you: nothing you do will be saved"))
        self._stay(self.sitting)

    def _stay(self, sitting: Sitting) -> None:
        self.set_interval(REMEMBER_SECONDS, sitting.remember)
        # A timer's own call would hold the painting up; whoever leaves meanwhile misses nothing.
        count = sitting.count_words
        self.set_timer(COUNT_WORDS_SECONDS, lambda: self.run_worker(count(), exit_on_error=False))

    async def come_in(self, page: Page) -> None:
        """Show the first article of a project that had none until now."""
        self.remove_class("empty")
        if self.sitting is not None:
            await self.sitting.arrive(page)
            self._stay(self.sitting)

    async def _furnish(self, sitting: Sitting) -> None:
        """Make ready what the first page does without."""
        from hashiya.tui.screens.asking import Asking  # noqa: PLC0415 - see above
        from hashiya.tui.screens.margin import Margin  # noqa: PLC0415 - see above

        if not self.is_attached:
            return  # They left at once.
        asking = Asking(self, self._order, self._queue)
        margin = Margin(self, sitting, asking, self._queue, self.action_command)
        await margin.furnish(self.come_in)
        margin.paint(Inks(self.app.current_theme, self._labels))
        self._margin = margin
        is_silent = sitting.reading is not None and not sitting.reading.message.text
        if is_silent and (words := self._greet()):
            sitting.say(words)
        for deed in self._waiting:
            deed()
        if self._waiting:
            self._order.release()
        begin_collecting()

    def _use_labels(self, labels: tuple[Label, ...]) -> None:
        self._labels = labels
        use_titles(labels)
        self._characters.use(labels)
        self.query_one(LabelBar).labels = labels
        self.query_one(KeyHints).taken = frozenset(label.key for label in labels if label.key)
        self._paint(self.app.current_theme)

    def _paint(self, theme: Theme) -> None:
        inks = Inks(theme, self._labels)
        for widget in self.query(LineWidget):
            widget.inks = inks
        if self._margin is not None:
            self._margin.paint(inks)
        self.query_one(DocumentView).painter = RowPainter(inks, lane_signs(self._labels))

    # What a sitting asks of its view.

    async def prepare(self, page: Page) -> None:
        """Lay out a long document while keys are answered, for `lay_out` to be quick."""
        await self.query_one(DocumentView).prepare(page)

    def lay_out(self, page: Page) -> Navigator:
        """Lay out a document that is not on the screen yet; the moves over it."""
        return self.query_one(DocumentView).lay_out(page.document, page.layer, page.direction)

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
        if context.scheme.labels is not self._labels:
            self._use_labels(context.scheme.labels)
        self.query_one(DocumentView).scene = Scene(
            reading.page.document,
            reading.index,
            context.sentence,
            reading.pointer,
            context.target,
        )
        self.query_one(StatusLine).where = where_of(reading, context, self._alias)
        self.query_one(Details).facts = facts_of(reading, context)
        bar = self.query_one(LabelBar)
        bar.counts, bar.held = reading.index.counts, reading.mode.label

    def saved(self, state: SaveState) -> None:
        """Show how much is on disk, and say once why something is not."""
        self.query_one(StatusLine).save = state
        news = self._news.of(state)
        if news.text and self.sitting is not None:
            self.sitting.say(*news)

    # Keys and mouse.

    def on_key(self, event: events.Key) -> None:
        """A label's key, which the scheme chose and which wins over a command's, or a digit."""
        character = event.character or ""
        if self._characters.has(character) and self.sitting is not None:
            event.stop()
            # Answered where commands are: ← and a label key that come at once keep their order.
            answer = partial(self._characters.answer, sitting=self.sitting)
            self.app.call_later(self._in_order, answer, character)

    def action_command(self, name: str) -> None:
        """Do what a command of the table says."""
        if name != "quit":
            self._leaving.stay()
        own = self._own.get(name)
        if own is not None:
            own()
        elif self.sitting is not None:
            self._in_order(self._do, name)

    def _in_order(self, deed: Callable[[Any], None], what: object) -> None:
        """Do something now, or once the margin is there, with everything behind it."""
        if self._margin is None:
            self._order.hold()
            self._waiting.append(partial(deed, what))
        else:
            deed(what)

    def _do(self, name: str) -> None:
        if self._margin is not None and self.sitting is not None and not self._margin.does(name):
            self.sitting.command(name)

    def on_article_mouse_meant(self, message: ArticleMouse.Meant) -> None:
        """Do what the mouse means on the article."""
        if self._margin is not None:
            self._margin.point(message.deed)

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

    def _page(self, direction: int) -> None:
        rows = self.query_one(DocumentView).rows_on_screen
        if self.sitting is not None:
            self.sitting.move(partial(by_rows, direction * max(1, rows - 1)))

    def _repaint(self) -> None:
        """Draw everything again from what it shows, where something else wrote on the terminal."""
        self._paint(self.app.current_theme)
        self.refresh()
