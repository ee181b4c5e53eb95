"""Watching: what happens to a project beside this window, brought onto the screen.

Another window of the same person, another person who cuts sentences, a coordinator who changes the
scheme, and whoever deletes the file: none of them tells anybody. A few times a second one cheap
question is asked of the session's thread; only what it says has changed is read again. Must never
know a widget or how anything is painted.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from functools import reduce
from pathlib import Path
from typing import Any, Final

from hashiya.errors import HashiyaError
from hashiya.model import Layer
from hashiya.services import AnnotationSession, Page
from hashiya.store import FileState, Glance, Trace
from hashiya.tui.act_words import act_words
from hashiya.tui.commands import key_of
from hashiya.tui.desk import Desk
from hashiya.tui.locale import _, later, n_, told
from hashiya.tui.reading import Message
from hashiya.tui.saving import Refusal, SaveQueue
from hashiya.tui.sitting import Sitting

__all__ = ["LOOK_SECONDS", "Watch"]

LOOK_SECONDS: Final = 0.4
"""How often is looked; what another window did is on the screen within a second."""

_LOST: Final = {
    "deleted": later("the file is gone: put it back, or {key} saves all to a new one"),
    "replaced": later("another file replaced the project's: {key} saves all to a new one"),
    "overwritten": later("the file was overwritten: {key} tries to save all to a new one"),
    "parted": later("its -wal or -shm file was deleted: {key} saves all to a new one"),
}
"""What has become of the file → what that means and what to do."""


class Watch:
    """Looks at the project for one sitting.

    Args:
        queue: Owns the session and its thread.
        sitting: The person at work, with a page on the screen.
        first: What the project's file was before the page was read.
        run: Lets work go on while keys are answered.
    """

    def __init__(
        self,
        queue: SaveQueue,
        sitting: Sitting,
        first: Glance,
        run: Callable[[Coroutine[Any, Any, None]], object],
    ) -> None:
        self._queue = queue
        self._sitting = sitting
        self._desk = Desk(queue)
        self._run = run
        self._file: FileState = first.file
        self._version: int | None = first.version
        self._trace: tuple[str, Trace] | None = None
        self._is_looking = False
        queue.on_refused = self._refused
        self.after_refusal: Callable[[Refusal], None] = lambda _: None
        """Told of every act that was refused, once the page is shown without it."""
        self.after_news: Callable[[], None] = lambda: None
        """Told that others have written something, once what is on the screen shows it."""
        self.come_in: Callable[[Page], Awaitable[None]] = sitting.arrive
        """Shows the first article of a project that had none."""

    async def look(self) -> None:
        """Look once, unless the last look is not over or a page is on its way."""
        if self._is_looking or self._sitting.is_turning:
            return
        self._is_looking = True
        # Whatever goes wrong, the next change will say so; here it would say so for ever.
        with suppress(HashiyaError, OSError):
            await self._look()
        self._is_looking = False

    async def rescue(self) -> None:
        """Write a project whose file is gone to a new file, and go on there."""
        if self._file == "here":
            words = _("the project's file is where it was; there is nothing to rescue")
            self._sitting.say(words, "text")
            return
        try:
            path, is_near = await self._queue.ask(_rescued)
        except (HashiyaError, OSError) as error:
            self._sitting.say(told(error))
            return
        self._file, self._version = "here", None
        self._queue.tell_of_file("here")
        await self._queue.settle()
        words = _("all of it is saved, and you go on in {path}")
        words = words.format(path=path.name if is_near else path)
        self._sitting.say(words, "good")

    async def _look(self) -> None:
        glance = await self._queue.ask(lambda session: session.glance())
        if glance.file != self._file:
            self._file = glance.file
            await self._tell_of_file()
        if glance.version != self._version and await self._is_renewed():
            self._version = glance.version
            self.after_news()

    async def _tell_of_file(self) -> None:
        self._queue.tell_of_file(self._file)
        await self._queue.settle()  # What is said of a save that ends now is said before.
        if self._file == "here":
            self._sitting.say(_("the project's file is back, and all is saved there again"), "good")
        else:
            self._sitting.say(_(_LOST[self._file]).format(key=key_of("rescue")))

    async def _is_renewed(self) -> bool:
        """Read again what is on the screen if it has changed; False to be asked once more."""
        reading = self._sitting.reading
        if reading is None:
            page = await self._queue.ask(lambda session: session.resume())
            if page is not None:
                await self.come_in(page)
            return True
        document_id = reading.page.document.id
        trace = await self._queue.ask(lambda session: session.trace(document_id))
        if (document_id, trace) == self._trace:  # It is of other articles, or where others are.
            await self._recount()
            return True
        is_renewed = await self._renew()
        if is_renewed:
            self._trace = (document_id, trace)
        return is_renewed

    async def _recount(self) -> None:
        """Show how many articles there are, and are done, as others have left them."""
        documents, work = await self._queue.ask(lambda session: session.progress())
        reading = self._sitting.reading
        if reading is None or self._sitting.is_turning:
            return
        finished = work.done if self._queue.is_empty else reading.page.finished
        if (documents, finished) != (reading.page.documents, reading.page.finished):
            page = reading.page._replace(documents=documents, finished=finished)
            self._sitting.renew(page, reading.message)

    async def _renew(self) -> bool:
        """Read what is on the screen and show what differs; False to be asked once more."""
        scheme = await self._queue.ask(lambda session: session.read_scheme())
        found = await self._read()
        if found is None:
            return False
        words: list[str] = []
        is_migrated = scheme != self._queue.scheme
        if is_migrated:
            if not self._queue.is_empty:
                return False  # What waits was done under the labels of before.
            self._queue.take_up(scheme)
            self._sitting.scheme = scheme
            words.append(_("the project's labels were changed; these are they"))
        shown = self._sitting.reading
        if shown is not None:
            words += _news(shown.page, found, is_migrated=is_migrated)
        if words:
            self._sitting.renew(found, Message(reduce(_joined, words)))
        elif shown is not None and _numbers(found) != _numbers(shown.page):
            self._sitting.renew(found, shown.message)
        return True

    async def _read(self) -> Page | None:
        """The page on the screen as the project has it now; None when another one is coming.

        Whoever asked goes on without waiting, so that no key comes between.
        """
        before = self._sitting.reading
        if before is None:
            return None
        document_id = before.page.document.id
        found = await self._queue.ask(lambda session: session.open_document(document_id))
        reading = self._sitting.reading
        if reading is None or self._sitting.is_turning or reading.page.document.id != document_id:
            return None
        page = self._desk.renewed(reading.page, found)
        return page._replace(direction=reading.page.direction)

    def _refused(self, refusal: Refusal) -> None:
        words = _("not done: {act}: {reason}")
        said = words.format(act=act_words(refusal.act), reason=told(refusal.error))
        self._run(self._show_truth(refusal, Message(said, "warning")))

    async def _show_truth(self, refusal: Refusal, message: Message) -> None:
        """Show the page without an act that was refused, and say so."""
        document_id = refusal.document_id
        shown = self._sitting.reading
        try:
            is_here = shown is not None and shown.page.document.id == document_id
            found = await self._read() if is_here else None
        except (HashiyaError, OSError):
            found = None
        if found is not None:
            self._sitting.renew(found, message)
        else:
            self._sitting.when_here(lambda _: self._sitting.say(*message))
        self.after_refusal(refusal)


def _rescued(session: AnnotationSession) -> tuple[Path, bool]:
    """The new file, and whether it is beside where the old one was."""
    folder = session.info.path.parent
    path = session.rescue()
    return path, path.parent == folder


def _numbers(page: Page) -> tuple[object, ...]:
    """What a page says of its document and the project beside the text and the layer."""
    return page.line, page.documents, page.finished


def _joined(one: str, other: str) -> str:
    return _("{one}; {other}").format(one=one, other=other)


def _news(shown: Page, found: Page, *, is_migrated: bool) -> list[str]:
    """What is on a page that is not on the screen, in words.

    What a change of the labels made of the annotations is no other window's doing.
    """
    words: list[str] = []
    if found.document.segmentation != shown.document.segmentation:
        words.append(_("sentences of this article were split or merged elsewhere"))
    count = _differences(shown.layer, found.layer)
    if count and not is_migrated:
        changes = n_(
            "{count} change from another window of yours",
            "{count} changes from another window of yours",
            count,
        )
        words.append(changes.format(count=count))
    return words


def _differences(shown: Layer, found: Layer) -> int:
    """Annotations, marks and reminders that are in one of two layers only, or are others there."""
    before, after = _things(shown), _things(found)
    return sum(before.get(each) != after.get(each) for each in before.keys() | after.keys())


def _things(layer: Layer) -> dict[tuple[str, object], object]:
    """All that a layer holds, by what and where it is."""
    things: dict[tuple[str, object], object] = {
        ("annotation", each.id): each for each in layer.annotations
    }
    things.update({("mark", each.span): each.state for each in layer.marks})
    things.update({("reminder", each.span): each for each in layer.reminders})
    return things
