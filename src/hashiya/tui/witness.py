"""The witness: says who did the last to the annotation that the caret rests on, and when.

A few times a second it looks where the caret is; only where it was the time before is one question
asked of the session's thread. No key waits for that. Must never know how anything is painted.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from typing import Final, Protocol

from hashiya.errors import HashiyaError
from hashiya.model import Act, Add, Annotation, Replace
from hashiya.tui.locale import later
from hashiya.tui.saving import SaveQueue
from hashiya.tui.sitting import Sitting
from hashiya.tui.widgets import Facts, Touched

__all__ = ["REST_SECONDS", "Witness"]

REST_SECONDS: Final = 0.2
"""How often is looked: a caret that is where it was rests."""

_DONE: Final = {
    "act": later("{alias}, {when}"),
    "import": later("{alias}, imported {when}"),
    "relabel": later("{alias}, new labels {when}"),
}
"""How the last was done → who and when."""
_WAITING: Final = later("{alias}, not saved yet")


class _Place(Protocol):
    """Where it is said."""

    facts: Facts | None
    touched: Touched | None


class Witness:
    """Looks where the caret is at one sitting.

    Args:
        queue: Owns the session and its thread.
        sitting: The person at work.
        place: Where it is said.
    """

    def __init__(self, queue: SaveQueue, sitting: Sitting, place: _Place) -> None:
        self._queue = queue
        self._sitting = sitting
        self._place = place
        self._seen: Annotation | None = None
        self._told: Annotation | None = None
        self._is_asking = False

    async def look(self) -> None:
        """Look once, unless the last question is not answered yet."""
        here = self._sitting.here
        rests, self._seen = here is self._seen, here
        if here is None or not rests or here is self._told or self._is_asking:
            return
        self._is_asking = True
        try:
            # It is a kindness: where it cannot be read, nothing is said.
            with suppress(HashiyaError, OSError):
                await self._tell(here)
        finally:
            self._is_asking = False

    async def _tell(self, here: Annotation) -> None:
        await self._queue.settle()
        reading = self._sitting.reading
        if reading is None or self._sitting.here is not here:
            return
        document_id, alias = reading.page.document.id, reading.page.layer.annotator
        if any(_touches(act, here) for act in self._queue.unsaved(document_id)):
            self._say(here, _WAITING, alias)
            return
        touch = await self._queue.ask(lambda session: session.touched(document_id, here.id))
        self._told = here
        if touch is not None:
            from hashiya.tui.history_words import when_words  # noqa: PLC0415 - when it is known

            when = when_words(touch.at, datetime.now().astimezone().date())
            self._say(here, _DONE[touch.how], touch.alias, when)

    def _say(self, here: Annotation, words: str, alias: str, when: str = "") -> None:
        facts = self._place.facts
        if self._sitting.here is here and facts is not None and facts.span is not None:
            self._place.touched = Touched(facts.span, words, alias, when)


def _touches(act: Act, annotation: Annotation) -> bool:
    """Whether an act is about an annotation."""
    return any(
        (isinstance(edit, Add) and edit.annotation.id == annotation.id)
        or (isinstance(edit, Replace) and edit.after.id == annotation.id)
        for edit in act.edits
    )
