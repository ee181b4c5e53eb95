"""Sittings: one person at one project, turning commands into readings, one after the other.

Every command ends in at most one call on the desk and one new `Reading`. Commands that come while
another page is on its way are held and then done on that page, in order. Must never know a
widget: where letters stand is asked of the `View`.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from contextlib import suppress
from functools import partial
from typing import Any, Final, Protocol

from hashiya.errors import HashiyaError, PolicyError
from hashiya.layout import Navigator
from hashiya.model import Annotation, Label
from hashiya.services import AnnotationSession, Page, Step, selection_cuts
from hashiya.text import DIRECTIONS
from hashiya.tui.desk import Desk
from hashiya.tui.edits import EDITS, Edit, relabel, tag
from hashiya.tui.layer_index import LayerIndex
from hashiya.tui.locale import _, later, told
from hashiya.tui.moves import MOVES, Move, picked
from hashiya.tui.pointer import Pointer
from hashiya.tui.reading import SILENCE, Context, Message, Reading, context_of
from hashiya.tui.recutting import CUTS, Draft, recut
from hashiya.tui.saving import SaveQueue
from hashiya.tui.wording import direction_words, step_message

__all__ = ["Sitting", "View"]

MAX_HELD: Final = 64
"""Commands that are kept while a page is on its way; more are dropped."""


UNDONE: Final = later("undone: {act}")
REDONE: Final = later("done again: {act}")


class View(Protocol):
    """Where a sitting is seen."""

    def lay_out(self, page: Page) -> Navigator:
        """Lay out a document that is not on the screen yet; the moves over it."""
        ...

    def navigator(self) -> Navigator:
        """The moves over what is laid out now."""
        ...

    def show(self, reading: Reading, context: Context) -> None:
        """Show a reading and what the keys mean in it."""
        ...

    def run(self, work: Coroutine[Any, Any, None]) -> None:
        """Let work go on while keys are answered."""
        ...


class Sitting:
    """One person at one open project.

    Args:
        session: The open session; everything but its plain fields is asked through `queue`.
        queue: Owns the session and its thread.
        view: Where everything is seen.
    """

    def __init__(self, session: AnnotationSession, queue: SaveQueue, view: View) -> None:
        self.scheme = session.scheme
        self.reading: Reading | None = None
        self._queue = queue
        self._desk = Desk(queue)
        self._view = view
        self._context: Context | None = None
        self._frequency: Callable[[str], int] | None = None
        self._held: deque[Callable[[], None]] = deque(maxlen=MAX_HELD)
        self._is_turning = False
        self._remembered: tuple[str, int] | None = None
        self._last_seen: tuple[str, int] | None = None
        self._deeds: Mapping[str, Callable[[Reading, Context], None]] = {
            **{name: partial(self._edit, edit) for name, edit in EDITS.items()},
            **{name: partial(self._recut, draft) for name, draft in CUTS.items()},
            "cut": self._next_cut,
            "relabel": self._ask_label,
            "direction": self._turn_text,
            "next_span": partial(self._pick, LayerIndex.following),
            "previous_span": partial(self._pick, LayerIndex.preceding),
            "undo": partial(self._step, self._desk.undo, UNDONE, later("nothing to undo")),
            "redo": partial(self._step, self._desk.redo, REDONE, later("nothing to redo")),
            "next_document": partial(self._turn, 1),
            "previous_document": partial(self._turn, -1),
        }

    @property
    def is_turning(self) -> bool:
        """Whether another page is on its way."""
        return self._is_turning

    @property
    def shown(self) -> tuple[Reading, Context] | None:
        """What is on the screen and what the keys mean in it; None before the first page."""
        if self.reading is None or self._context is None:
            return None
        return self.reading, self._context

    def place(self, page: Page, message: Message = SILENCE) -> None:
        """Put a page on the screen, with the person at its caret."""
        is_new = self.reading is None or self.reading.page.document is not page.document
        navigator = self._view.lay_out(page) if is_new else self._view.navigator()
        pointer = Pointer(navigator.snap(min(page.caret, len(page.document.text))))
        self._show(Reading(page, LayerIndex(page.layer), pointer, message=message))

    def command(self, name: str) -> None:
        """Do what a command of the table does to the text or the page."""
        move = MOVES.get(name)
        if move is not None:
            self.move(move)
        else:
            self._when_here(self._deeds[name])

    def move(self, move: Move) -> None:
        """Move the pointer."""
        self._when_here(partial(self._move, move))

    def label(self, label: Label) -> None:
        """Tag the target, or change the label of the span here when that was asked for."""
        self._when_here(partial(self._label, label))

    @property
    def here(self) -> Annotation | None:
        """The annotation that a key about annotations means."""
        return None if self._context is None else self._context.here

    def edit(self, edit: Edit) -> None:
        """Make an edit that was asked for elsewhere than by a key of the table."""
        self._when_here(partial(self._edit, edit))

    def pick(self, annotation: Annotation | None) -> None:
        """Select an annotation whole."""
        if annotation is not None:
            self._when_here(lambda reading, _: self._chosen(reading, annotation))

    def say(self, text: str, ink: str = "warning") -> None:
        """Tell the person something."""
        if self.reading is not None:
            self._show(self.reading.saying(text, ink))

    async def count_words(self) -> None:
        """Learn how common words are, which makes guesses about proclitics better."""
        with suppress(HashiyaError):
            self._frequency = await self._queue.ask(lambda session: session.word_frequency())
        if self.reading is not None:
            self._show(self.reading)

    async def remember(self, *, at_once: bool = False) -> None:
        """Write down where the person is, once they have stayed there since the last call."""
        if self.reading is None:
            return
        here = (self.reading.page.document.id, self.reading.pointer.caret)
        stayed, self._last_seen = here == self._last_seen, here
        if here == self._remembered or not (stayed or at_once):
            return
        # A caret is a kindness: when it cannot be written, the edits' own state says so already.
        with suppress(HashiyaError, OSError):
            await self._queue.ask(lambda session: session.remember(*here))
            self._remembered = here

    def _when_here(self, deed: Callable[[Reading, Context], None]) -> None:
        """Do something with the page on the screen, or with the one that is on its way."""
        if self._is_turning:
            self._held.append(partial(self._when_here, deed))
        elif self.reading is not None and self._context is not None:
            deed(self.reading, self._context._replace(navigator=self._view.navigator()))

    def _show(self, reading: Reading) -> None:
        context = context_of(
            reading, self.scheme, self._view.navigator(), partial(self._cuts, reading)
        )
        self.reading, self._context = reading, context
        self._view.show(reading, context)

    def _cuts(self, reading: Reading, start: int, end: int) -> tuple[int, ...]:
        return selection_cuts(reading.page.document, start, end, self._frequency)

    def _move(self, move: Move, reading: Reading, context: Context) -> None:
        self._show(reading.at(move(reading.pointer, context.navigator)))

    def _label(self, label: Label, reading: Reading, context: Context) -> None:
        deed = relabel if reading.is_relabelling else tag
        self._edit(partial(deed, label=label.name), reading, context)

    def _edit(self, edit: Edit, reading: Reading, context: Context) -> None:
        try:
            change = edit(reading, context)
        except PolicyError as error:
            self._show(reading.saying(told(error), "warning"))
            return
        page = reading.page if change.act is None else self._desk.edit(reading.page, change.act)
        index = reading.index if change.act is None else LayerIndex(page.layer)
        self._show(Reading(page, index, change.pointer, message=Message(change.words)))

    def _next_cut(self, reading: Reading, context: Context) -> None:
        if context.target is None or len(context.target.cuts) < 2:
            self._show(reading.saying(_("this word begins in one way only")))
            return
        cut = (reading.pointer.cut + 1) % len(context.target.cuts)
        self._show(reading.at(reading.pointer._replace(cut=cut)))

    def _ask_label(self, reading: Reading, context: Context) -> None:
        if context.here is None:
            self._show(reading.saying(_("there is no span here to relabel")))
        else:
            self._show(reading.relabelling())

    def _pick(
        self,
        find: Callable[[LayerIndex, int, str | None], Annotation | None],
        reading: Reading,
        __: Context,
    ) -> None:
        found = find(reading.index, reading.pointer.caret, reading.pointer.chosen)
        if found is None:
            self._show(reading.saying(_("no more spans this way")))
        else:
            self._chosen(reading, found)

    def _chosen(self, reading: Reading, annotation: Annotation) -> None:
        bounds = (annotation.span.start, annotation.span.end)
        self._show(reading.at(picked(bounds, self._view.navigator(), annotation.id)))

    def _turn_text(self, reading: Reading, _: Context) -> None:
        page = reading.page
        at = DIRECTIONS.index(page.direction) + 1
        page = page._replace(direction=DIRECTIONS[at % len(DIRECTIONS)])
        navigator = self._view.lay_out(page)
        pointer = Pointer(navigator.snap(reading.pointer.caret))
        message = Message(direction_words(page.direction))
        self._show(Reading(page, reading.index, pointer, message=message))
        self._view.run(self._remember_direction(page))

    async def _remember_direction(self, page: Page) -> None:
        # Like the caret, a kindness; a project that cannot be written says so already.
        with suppress(HashiyaError, OSError):
            await self._queue.ask(lambda session: session.turn(page.document.id, page.direction))

    def _turn(self, direction: int, reading: Reading, _: Context) -> None:
        self._await(self._turned(reading.page, direction))

    async def _turned(self, page: Page, direction: int) -> None:
        await self.remember(at_once=True)
        found = await self._desk.turn(page, direction)
        if found is None:
            is_last = direction > 0
            words = _("this is the last article") if is_last else _("this is the first article")
            self.say(words, "text")
        else:
            self.place(found)

    def _step(
        self,
        step: Callable[[Page], Awaitable[Step | None]],
        words: str,
        missing: str,
        reading: Reading,
        _: Context,
    ) -> None:
        self._await(self._stepped(step(reading.page), words, missing))

    async def _stepped(self, coming: Awaitable[Step | None], words: str, missing: str) -> None:
        step = await coming
        if step is None:
            self.say(_(missing), "text")
        else:
            done = step.act if words == REDONE else step.act.inverse()
            self.place(step.page, step_message(step, words, done))

    def _recut(self, draft: Draft, reading: Reading, context: Context) -> None:
        self._await(recut(self._desk, draft, (reading, context), self.place))

    def _await(self, work: Coroutine[Any, Any, None]) -> None:
        self._is_turning = True
        self._view.run(self._arriving(work))

    async def _arriving(self, work: Coroutine[Any, Any, None]) -> None:
        """Wait for a page and then do what was asked meanwhile."""
        try:
            await work
        except (HashiyaError, OSError) as error:
            self.say(told(error))
        finally:
            self._is_turning = False
        held = list(self._held)
        self._held.clear()
        for deed in held:
            deed()
