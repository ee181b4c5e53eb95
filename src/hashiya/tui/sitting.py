"""Sittings: one person at one project, turning commands into readings, one after the other.

What a command does is a deed (`deeds`): a function of what is on the screen. Here stand only those
that wait for another page or lay out this one anew. Every command ends in at most one call on the
desk and one new `Reading`. Commands that come while another page is on its way are held and then
done on that page, in order. Must never know a widget: where letters stand is asked of the `View`.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Coroutine
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import Any, Final

from hashiya.errors import HashiyaError, PolicyError
from hashiya.model import Annotation, Label
from hashiya.services import AnnotationSession, Page, selection_cuts
from hashiya.tui.change import Edit
from hashiya.tui.choosing import moved, pick
from hashiya.tui.deeds import Done, changed, deed_of, is_counted, not_counted, work_out
from hashiya.tui.desk import Desk
from hashiya.tui.layer_index import LayerIndex
from hashiya.tui.locale import _, told
from hashiya.tui.moves import Move
from hashiya.tui.pointer import Pointer
from hashiya.tui.reading import NO_MODE, SILENCE, Context, Message, Reading, context_of
from hashiya.tui.saving import SaveQueue
from hashiya.tui.view import View

__all__ = ["LONG_CHARACTERS", "Sitting"]

LONG_CHARACTERS: Final = 50_000
"""A text that takes longer to lay out than a key may says that it is being laid out."""
RECUTTING: Final = frozenset({"split_sentence", "merge_sentence"})
"""Commands that change where sentences end."""
LEAVING: Final = frozenset({"next_document", "previous_document", "next_flag", "previous_flag"})
"""Commands before which the place in this document is written down."""


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
        self._held: deque[Callable[[], None]] = deque()
        self._is_turning = False
        self._remembered: tuple[str, int] | None = None
        self._last_seen: tuple[str, int] | None = None

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
        is_there = self._is_laid_out(page)
        navigator = self._view.navigator() if is_there else self._view.lay_out(page)
        pointer = Pointer(navigator.snap(min(page.caret, len(page.document.text))))
        mode = NO_MODE if self.reading is None else self.reading.mode
        self._show(Reading(page, LayerIndex(page.layer), pointer, mode=mode, message=message))

    def renew(self, page: Page, message: Message) -> None:
        """Show the document that is on the screen as it stands now, the person where they are."""
        if self.reading is not None:
            self._view.lay_out(page)
            self._show(self.reading.renewed(page, self.scheme, message))

    async def arrive(self, page: Page, message: Message = SILENCE) -> None:
        """Put a page on the screen once it is laid out."""
        if len(page.document.text) > LONG_CHARACTERS and not self._is_laid_out(page):
            words = _("laying out {name}, {count:,} characters …")
            self.say(words.format(name=page.document.name, count=len(page.document.text)), "text")
            await self._view.prepare(page)
        self.place(page, message)

    def _is_laid_out(self, page: Page) -> bool:
        if self.reading is None:
            return False
        shown = self.reading.page
        return shown.document is page.document and shown.direction == page.direction

    def command(self, name: str) -> None:
        """Do what a command of the table does to the text or the page."""
        deed = deed_of(name)
        if deed is None:
            self._when_here(partial(self._set_out, name))
        else:
            self._when_here(partial(self._do, deed, name=name))

    def move(self, move: Move, *, is_over: bool = True) -> None:
        """Move the pointer.

        Args:
            move: From the pointer before to the one after.
            is_over: False while a mouse is still held down: what is marked is not meant yet.
        """
        self._when_here(partial(self._do, partial(moved, move=move), name="move", is_over=is_over))

    def settle(self) -> None:
        """What a mouse has marked is meant now."""
        self._when_here(self._settle)

    def label(self, label: Label) -> None:
        """Tag the target, or do with the label what a key before asked for."""
        self._when_here(partial(self._label, label))

    def digit(self, digit: int, otherwise: Callable[[], None]) -> None:
        """Add a digit to a count that is being typed; without one do what the key else does."""
        self._when_here(partial(self._digit, digit, otherwise))

    @property
    def here(self) -> Annotation | None:
        """The annotation that a key about annotations means."""
        return None if self._context is None else self._context.here

    def edit(self, edit: Edit) -> None:
        """Make an edit that was asked for elsewhere than by a key of the table."""
        self._when_here(partial(self._do, edit))

    def when_here(self, deed: Callable[[Reading], None]) -> None:
        """Do something with the page on the screen, or with the one that is on its way."""
        self._when_here(lambda reading, _: deed(reading))

    def pick(self, annotation: Annotation | None) -> None:
        """Select an annotation whole."""
        if annotation is not None:
            self._when_here(partial(self._do, partial(pick, annotation=annotation)))

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
        if self._is_turning:
            self._held.append(partial(self._when_here, deed))
        elif self.reading is not None and self._context is not None:
            deed(self.reading, self._context._replace(navigator=self._view.navigator()))

    def _show(self, reading: Reading) -> None:
        context = self._look(reading)
        self.reading, self._context = reading, context
        self._view.show(reading, context)

    def _look(self, reading: Reading) -> Context:
        """What the keys mean in a reading."""
        cuts = partial(self._cuts, reading)
        return context_of(reading, self.scheme, self._view.navigator(), cuts)

    def _cuts(self, reading: Reading, start: int, end: int) -> tuple[int, ...]:
        return selection_cuts(reading.page.document, start, end, self._frequency)

    def _do(
        self,
        deed: Edit,
        reading: Reading,
        context: Context,
        *,
        name: str = "",
        is_over: bool = True,
    ) -> None:
        """Do a deed and show what came of it, or why it was refused."""
        is_repeated = name == "move" or is_counted(name)
        if reading.awaits == "count" and not is_repeated and name not in {"drop", "count", ""}:
            deed = not_counted
        try:
            done = work_out(deed, reading, context, self._look, is_repeated=is_repeated)
            self._desk.save(reading.page, done.act)
            if is_over and done.reading.mode.kind == "sticky" and done.act is None:
                done = self._stuck(reading, context, done)
        except PolicyError as error:
            self._show(reading.saying(told(error), "warning"))
            return
        self._show(done.reading)

    def _settle(self, reading: Reading, context: Context) -> None:
        if reading.mode.kind == "sticky":
            before = replace(reading, pointer=Pointer(reading.pointer.caret))
            unmarked = context._replace(target=None)
            self._show(self._stuck(before, unmarked, Done(reading, None)).reading)

    def _stuck(self, reading: Reading, context: Context, done: Done) -> Done:
        """Tag what was marked, while a label sticks."""
        from hashiya.tui.modes import stick  # noqa: PLC0415 - whoever has no mode needs none

        after = self._look(done.reading)
        try:
            change = stick(reading, context, done.reading, after)
        except PolicyError as error:
            return Done(done.reading.saying(told(error), "warning"), None)
        if change is None:
            return done
        self._desk.save(reading.page, change.act)
        return Done(changed(done.reading, change), None)

    def _label(self, label: Label, reading: Reading, context: Context) -> None:
        from hashiya.tui.edits import press_label  # noqa: PLC0415 - no page waits for it

        if not reading.awaits and not reading.mode.kind:
            self._do(partial(press_label, label=label.name), reading, context)
            return
        from hashiya.tui.modes import press_label_in  # noqa: PLC0415 - as above

        self._do(partial(press_label_in, label=label.name), reading, context)

    def _digit(
        self, digit: int, otherwise: Callable[[], None], reading: Reading, context: Context
    ) -> None:
        if reading.awaits != "count":
            otherwise()
            return
        from hashiya.tui.modes import press_digit  # noqa: PLC0415 - as above

        self._do(partial(press_digit, digit=digit), reading, context)

    def _set_out(self, name: str, reading: Reading, context: Context) -> None:
        """Begin what waits for a page or lays one out."""
        if reading.awaits == "count":
            self._do(not_counted, reading, context)
        elif name == "direction":
            self._await(self._turn_text(reading))
        elif name in RECUTTING:
            self._await(self._recut(name, reading, context))
        else:
            page = reading.page._replace(caret=reading.pointer.caret)
            self._await(self._travelled(name, page))

    def _await(self, work: Coroutine[Any, Any, None]) -> None:
        self._is_turning = True
        self._view.run(self._arriving(work))

    async def _recut(self, name: str, reading: Reading, context: Context) -> None:
        from hashiya.tui.recutting import CUTS, recut  # noqa: PLC0415 - for rare keys

        await recut(self._desk, CUTS[name], (reading, context), self.place)

    async def _turn_text(self, reading: Reading) -> None:
        from hashiya.tui.turning import turn_text  # noqa: PLC0415 - for a rare key

        await turn_text(reading, self._queue, self.arrive, self._view.run)

    async def _travelled(self, name: str, page: Page) -> None:
        from hashiya.tui.journeys import JOURNEYS  # noqa: PLC0415 - no page waits for it
        from hashiya.tui.patience import patiently  # noqa: PLC0415 - as above

        if name in LEAVING:
            await self.remember(at_once=True)
        arrival = await patiently(name, JOURNEYS[name](self._desk, page), self.say, self._desk.far)
        if arrival.page is None:
            self.say(*arrival.message)
        else:
            await self.arrive(arrival.page, arrival.message)

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
