"""Working: what a person does about an article that was given to them, beside annotating it.

They leave it with a reason, hand it in after it came back, and hear what there is to do. Must never
know how anything is painted, or the database.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

from textual.screen import Screen

from hashiya.errors import HashiyaError
from hashiya.services import AnnotationSession
from hashiya.tui.commands import key_of
from hashiya.tui.desk import Desk
from hashiya.tui.key_order import KeyOrder
from hashiya.tui.locale import _, later, told
from hashiya.tui.reading import Message
from hashiya.tui.saving import SaveQueue
from hashiya.tui.sitting import Sitting
from hashiya.tui.widgets import Note, NoteBox
from hashiya.tui.work_words import welcome_words

__all__ = ["WorkKeys"]

WHY: Final = later("leave the article {quote}, and why")
"""What stands over the box in which a reason is written."""


class WorkKeys:
    """The keys of one sitting that are about work.

    Args:
        screen: Holds the box for a reason.
        queue: Owns the session and its thread.
        sitting: The person at work.
        order: The line in which keys wait.
    """

    def __init__(
        self, screen: Screen[None], queue: SaveQueue, sitting: Sitting, order: KeyOrder
    ) -> None:
        self._screen = screen
        self._queue = queue
        self._sitting = sitting
        self._order = order

    async def welcome(self) -> None:
        """Say what there is to do, where nothing else is said."""
        reading = self._sitting.reading
        if reading is None or not reading.page.is_given_work or reading.message.text:
            return
        load = await self._queue.ask(lambda session: session.workload())
        if load is not None:
            self._sitting.say(welcome_words(load), "text")

    def skip(self) -> None:
        """Ask why the article is left."""
        reading = self._sitting.reading
        if reading is None or self._sitting.is_turning:
            return
        assignment = reading.page.assignment
        if assignment is None or assignment.state != "claimed":
            self._sitting.say(_("this article does not wait for you; there is nothing to leave"))
            return
        document = reading.page.document
        self._screen.add_class("noting")
        self._screen.query_one(NoteBox).begin(
            Note(
                quote=document.name,
                text="",
                save=partial(self._leave, document.id),
                close=self._close,
                about=WHY,
            )
        )

    def hand_in(self) -> None:
        """Hand in an article that came back."""
        reading = self._sitting.reading
        if reading is None or self._sitting.is_turning:
            return
        document_id = reading.page.document.id
        words = _("handed in; {key} goes to the next").format(key=key_of("next_document"))
        self._do(lambda session: session.hand_in(document_id), words)

    def _leave(self, document_id: str, reason: str) -> str:
        if not reason.strip():
            return _("say why, in a few words")
        words = _("left, with your reason; {key} goes to the next")
        self._do(
            lambda session: session.skip(document_id, reason.strip()),
            words.format(key=key_of("next_document")),
        )
        return ""

    def _close(self) -> None:
        self._screen.remove_class("noting")
        self._screen.set_focus(None)

    def _do(self, deed: Callable[[AnnotationSession], None], words: str) -> None:
        self._order.hold()  # what is pressed next is meant for the article as it stands then
        self._screen.run_worker(self._done(deed, words))

    async def _done(self, deed: Callable[[AnnotationSession], None], words: str) -> None:
        try:
            await self._queue.ask_after_saving(deed)
            reading = self._sitting.reading
            if reading is not None:
                page = await Desk(self._queue).reread(reading.page)
                page = page._replace(caret=reading.pointer.caret)
                await self._sitting.arrive(page, Message(words, "good"))
        except (HashiyaError, OSError) as error:
            self._sitting.say(told(error))
        finally:
            self._order.release()
