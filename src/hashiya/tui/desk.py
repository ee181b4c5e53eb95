"""The desk: pages as the session gives them, with the acts on top that are not saved yet.

Puts the save queue and the drafting service together so that a screen makes one call for each
key. Must never know a widget.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Final

from hashiya.errors import HashiyaError, PolicyError
from hashiya.model import Annotation, Layer
from hashiya.services import Onward, Page, Step
from hashiya.tui.distance import Distance
from hashiya.tui.saving import SaveQueue

if TYPE_CHECKING:
    from hashiya.model import Act

__all__ = ["Desk"]


class Desk:
    """One person's open project.

    Args:
        queue: Owns the session and its thread.
    """

    def __init__(self, queue: SaveQueue) -> None:
        self._queue = queue
        self.far: Final = Distance()
        """How much of what is undone or redone is done."""

    def save(self, page: Page, act: Act | None) -> None:
        """Queue an act on a page, if there is one; whoever shows the page applies it there."""
        if act is not None:
            self._queue.save(page.document.id, act)

    async def turn(self, page: Page, direction: int) -> Onward:
        """The next page (1) or the one before (-1), with how it was found or why there is none.

        Where work is given out it waits for what is being written: the last mark of one article is
        what the way to the next one begins with. A page that is the last to be done is there only
        when it was given again since it was read.
        """
        position = page.line.position
        if page.is_given_work and not self._queue.is_failing:
            await self._queue.settle()
        found = await self._queue.ask(lambda session: session.onward(position, direction))
        there = found.page
        if there is not None and found.kind == "unfinished":
            is_again = there.assignment != page.assignment  # meanwhile, by somebody with a note
            return found._replace(page=self.renewed(page, there) if is_again else None)
        return found if there is None else found._replace(page=self._with_unsaved(there))

    async def turn_to_flag(self, page: Page, direction: int) -> Page | None:
        """The next page (1) or the one before (-1) in which something is flagged; None at the end.

        What still waits to be written counts for pages already read; where it took the last flag
        away, the page has none.
        """
        position = page.line.position
        found = await self._queue.ask_after_saving(
            lambda session: session.step_to_flag(position, direction)
        )
        return None if found is None else self._with_unsaved(found)

    async def visit(self, document_id: str) -> Page:
        """Another document's page.

        Raises:
            StoreError: There is no such document.
        """
        found = await self._queue.ask(lambda session: session.open_document(document_id))
        return self._with_unsaved(found)

    async def reread(self, page: Page) -> Page:
        """The page as it stands in the project, after something other than a key changed it."""
        document_id = page.document.id
        found = await self._queue.ask(lambda session: session.open_document(document_id))
        return self.renewed(page, found)

    def renewed(self, page: Page, found: Page) -> Page:
        """A page on the screen as it was just read, with what waits to be written on top."""
        return _keeping(page, self._with_unsaved(found))

    async def undo(self, page: Page) -> Step | None:
        """Take the newest act back; one that could not be saved is simply forgotten.

        Raises:
            StoreError: It could not be written; nothing was undone.
        """
        forgotten = self._queue.take_back()
        if forgotten is None:
            self.far.begin()
            return self._stepped(page, await self._queue.undo(page.document.id, self.far.hear))
        document_id, act = forgotten
        inverse = act.inverse()
        if document_id == page.document.id:
            from hashiya.services import act_place  # noqa: PLC0415 - when saving fails

            there = await self._without(page, inverse)
            where = act_place(act)
            return Step(page=there._replace(caret=where[0]) if where else there, act=inverse)
        other = await self._queue.ask(lambda session: session.open_document(document_id))
        return Step(page=self._with_unsaved(other), act=inverse)

    async def has_merged_work(self) -> bool:
        """Whether anything came in with a pack that is this person's, or that they merged."""
        return bool((await self._queue.ask(lambda session: session.came_in(limit=1))).items)

    async def recut(self, page: Page, act: Act, caret: int) -> Page:
        """Split or merge sentences on disk first: only there is known what others' spans forbid.

        Raises:
            PolicyError: It is refused; nothing was changed.
            StoreError: It could not be written; nothing was changed.
        """
        document_id = page.document.id
        found = await self._queue.ask_after_saving(
            lambda session: session.recut(document_id, act, caret)
        )
        return _keeping(page, found)

    async def redo(self, page: Page) -> Step | None:
        """Bring back what was last undone.

        Raises:
            StoreError: It could not be written; nothing was redone.
        """
        self.far.begin()
        return self._stepped(page, await self._queue.redo(page.document.id, self.far.hear))

    async def _without(self, page: Page, inverse: Act) -> Page:
        """The page without an act that could not be saved, as the project has it if it can tell.

        What refused the act may be that the document's sentences were cut by somebody else.
        """
        try:
            return (await self.reread(page))._replace(caret=page.caret)
        except (HashiyaError, OSError):
            from hashiya.services import apply_to_page  # noqa: PLC0415 - when saving fails

            return apply_to_page(page, inverse)

    def _stepped(self, page: Page, step: Step | None) -> Step | None:
        if step is None or step.page.document.id != page.document.id:
            return step
        return step._replace(page=_keeping(page, step.page))

    def _with_unsaved(self, page: Page) -> Page:
        unsaved = self._queue.unsaved(page.document.id)
        if not unsaved:
            return page
        from hashiya.services import apply_to_page, judge  # noqa: PLC0415 - few pages are read so early

        for act in unsaved:
            # What another window was quicker with is refused when its turn comes.
            with suppress(PolicyError):
                page = apply_to_page(page, judge(act, page.layer, self._queue.scheme))
        return page


def _keeping(known: Page, found: Page) -> Page:
    """A page that was read again, made of the values that are on the screen where they are equal.

    What is told apart by identity is then repainted only where it differs.
    """
    held = {annotation.id: annotation for annotation in known.layer.annotations}

    def same(annotation: Annotation) -> Annotation:
        old = held.get(annotation.id)
        return old if old == annotation and old is not None else annotation

    layer = Layer(
        document_id=found.layer.document_id,
        annotator=found.layer.annotator,
        kind=found.layer.kind,
        annotations=tuple(same(annotation) for annotation in found.layer.annotations),
        marks=found.layer.marks,
        reminders=found.layer.reminders,
    )
    is_same = found.document.segmentation == known.document.segmentation
    document = known.document if is_same else found.document
    return found._replace(document=document, layer=layer)
