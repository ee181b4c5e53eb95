"""The desk: one adjudicator at work; turns commands into what is shown and what is written.

A ruling is shown as made once it is on disk. While something is being written, keys wait for it.
Must never know a widget or how anything is painted.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import partial
from time import monotonic
from typing import Any, Final

from hashiya.errors import HashiyaError, PolicyError
from hashiya.services import Decision, ReviewCard, ReviewPage, ReviewSession, Turned
from hashiya.tui.distance import Distance
from hashiya.tui.locale import _, told
from hashiya.tui.patience import patiently
from hashiya.tui.review.asking import ReviewQueue
from hashiya.tui.review.deciding import restated
from hashiya.tui.review.outcomes import (
    arrived,
    changed_card,
    elsewhere_words,
    given_back_words,
    gold_words,
    meanwhile_words,
    next_page,
    nobodys_words,
    none_left,
    onward,
    page_before,
    turned_words,
)
from hashiya.tui.review.state import Remarks, Review
from hashiya.tui.review.view import DeskView

__all__ = ["ReviewDesk"]

MOST_SECONDS: Final = 900
"""A card that is looked at for longer was left alone meanwhile."""


class ReviewDesk:
    """What commands do that wait for the database.

    Args:
        queue: Answers from the session's thread.
        view: Shows what comes of it.
    """

    def __init__(self, queue: ReviewQueue, view: DeskView) -> None:
        self._queue = queue
        self._view = view
        self.session: ReviewSession | None = None
        """Of which only what `ReviewQueue.open` names may be read here; None until it is open."""
        self.review: Review | None = None
        """What is shown; None while there is no document."""
        self.documents = 0
        """How many documents the project has."""
        self._seen = ("", 0.0)
        self._remembered = ""
        self._far = Distance()

    async def open(self) -> None:
        """Go on where the session was left, else with the first document that can be reviewed."""
        self.session = await self._queue.open()
        self.documents = await self._queue.ask(ReviewSession.document_count)
        place = self.session.place
        if place is not None:
            try:
                page = await self._queue.ask(lambda session: session.enter(place[0]))
            except HashiyaError as error:
                await self.begin(told(error))
            else:
                self.arrive(page, place[1])
                await self._tell_of_appeals(page)
            return
        await self.begin("")

    async def _tell_of_appeals(self, page: ReviewPage) -> None:
        """Go on to where somebody appeals when nothing waits here, else say that they do."""
        found = await self._queue.ask(
            lambda session: [each.state.id for each in session.appealed()]
        )
        elsewhere = [name for name in found if name != page.document.id]
        if not elsewhere:
            return
        if page.open_cards:
            self.say(elsewhere_words(len(elsewhere)))
        else:
            self.arrive(await self._queue.ask(lambda session: session.enter(elsewhere[0])))

    async def begin(self, words: str) -> None:
        """Show the first document that can be reviewed, or that there is none, and these words."""
        page = await self._queue.ask(next_page)
        if page is None:
            self._view.show_empty(words)
        else:
            self.arrive(page)
            if words and self.review is not None:
                self.show(self.review.saying(words, "warning"))

    def arrive(self, page: ReviewPage, key: str = "", words: str = "") -> None:
        """Show a document, at the card of this key, else at the first that waits."""
        self.show(arrived(page, self.review, key, words))

    def show(self, review: Review) -> None:
        """Show something, and look up what was ruled on its card's forms before."""
        card = review.card
        name = f"{review.page.document.id}\n{card.key if card is not None else ''}"
        if name != self._seen[0]:
            self._seen = (name, monotonic())
        self.review = review
        self._view.show(review)
        if card is not None and review.told is None:
            self._view.run(self._look_back(review.page, card))

    def say(self, words: str, ink: str = "warning") -> None:
        """Tell the adjudicator something."""
        if self.review is not None:
            self.show(self.review.saying(words, ink))

    # What is written.

    def decide(self, decision: Decision, *, stays: bool = False) -> None:
        """Write a decision on the card, with what is said about it.

        Args:
            decision: What was decided.
            stays: Whether the card is looked at on, instead of the next that waits.
        """
        review = self.review
        if review is not None and review.card is not None:
            seconds = min(MOST_SECONDS, int(monotonic() - self._seen[1]))
            remarks = review.remarks
            whole = decision._replace(
                reason=remarks.reason, note=remarks.note, is_gap=remarks.is_gap, seconds=seconds
            )
            self._view.wait_for(self._decide(review, review.card, whole, stays=stays))

    def remark(self, remarks: Remarks) -> None:
        """Say something with the card's ruling: the one that stands, or the next one."""
        review = self.review
        if review is None or review.card is None:
            return
        held, card = review.held, review.card
        review = replace(review.plain(), remarks=remarks).saying("")
        self.show(review)
        decision = held or restated(review.page, card, remarks)
        if decision is not None:
            self.decide(decision, stays=held is None)

    def finish(self) -> None:
        """Make the document gold."""
        if self.review is not None:
            self._view.wait_for(self._finish(self.review))

    def offer_back(self) -> None:
        """Offer the people to whom this document can be given back, to be chosen by a digit."""
        if self.review is not None:
            self._view.wait_for(self._offer_back(self.review))

    def give_back(self, alias: str, note: str) -> None:
        """Give the document back to somebody, and go on with another one."""
        if self.review is not None:
            self._view.wait_for(self._give_back(self.review, alias, note))

    def undo(self) -> None:
        """Take the newest act back."""
        self._view.wait_for(self._step(ReviewSession.undo, _("nothing to undo")))

    def redo(self) -> None:
        """Bring back what was undone."""
        self._view.wait_for(self._step(ReviewSession.redo, _("nothing to redo")))

    def go_on(self) -> None:
        """To the next document that can be reviewed."""
        self._view.wait_for(self._go(next_page, none_left()))

    def go_back(self) -> None:
        """To the document before, gold or not."""
        self._view.wait_for(self._go(page_before, _("no article before this one is under review")))

    def go_to(self, document_id: str) -> None:
        """To a document."""
        self._view.wait_for(self._go_to(document_id))

    async def written(self, call: Callable[[ReviewSession], Any]) -> Any:
        """What a call that writes returns; shown as being written meanwhile."""
        self._view.show_written(is_writing=True)
        try:
            return await self._queue.ask(call)
        finally:
            self._view.show_written(is_writing=False)

    async def remember(self) -> None:
        """Write down where the adjudicator is, unless it is known already."""
        review = self.review
        if review is None or self._remembered == self._seen[0]:
            return
        # A kindness: when it cannot be written, the next ruling says so.
        with suppress(HashiyaError, OSError):
            await self._queue.ask(lambda session: session.remember(review.page, review.card))
            self._remembered = self._seen[0]

    async def _decide(
        self, review: Review, card: ReviewCard, decision: Decision, *, stays: bool
    ) -> None:
        """Write it; what goes against earlier rulings without a reason is asked about first."""
        held = [decision]
        ahead = None if stays else review.onward()
        if ahead is not None:
            # What will be looked at next is seen at once; keys wait until the ruling is on disk.
            self._view.show(ahead)

        def written(session: ReviewSession) -> ReviewPage:
            held[0] = session.weighed(review.page, card, decision)
            return session.rule(review.page, card, held[0])

        try:
            page = await self.written(written)
        except PolicyError as error:
            if error.rule == "precedent":
                asked = replace(review.plain(), mode="reason", held=decision)
                self.show(asked.saying(told(error), "warning"))
            else:
                self.show(review.saying(told(error), "warning"))
            return
        except HashiyaError as error:
            page = await self._queue.ask(lambda session: session.look(review.page.document.id))
            is_as_it_was = page.gold == review.page.gold or self._is_others(page)
            words = told(error) if is_as_it_was else meanwhile_words()
            self.show(review.renewed(page).saying(words, "warning"))
            return
        after = review.renewed(page)
        self.show(after if stays else onward(after, decision))

    def _is_others(self, page: ReviewPage) -> bool:
        """Whether somebody else has taken the document over."""
        gold = page.state.gold
        return gold is not None and self.session is not None and gold.alias != self.session.alias

    async def _finish(self, review: Review) -> None:
        page = await self.written(lambda session: session.finish(review.page))
        self.show(review.renewed(page).saying(gold_words(page), "good"))

    async def _offer_back(self, review: Review) -> None:
        people = await self._queue.ask(lambda session: session.handed_in(review.page))
        offered = replace(review.plain(), mode="back", returns_to=tuple(people)).saying("")
        self.show(offered if people else review.saying(nobodys_words(), "warning"))

    async def _give_back(self, review: Review, alias: str, note: str) -> None:
        page = review.page
        await self.written(lambda session: session.give_back(page, alias, note))
        after = await self.written(partial(next_page, here=page.state))
        words = given_back_words(page, alias)
        if after is None:
            self.review = None
            self._view.show_empty(words)
        else:
            self.arrive(after, words=words)
            await self.remember()

    async def _step(self, step: Callable[..., Turned | None], nothing: str) -> None:
        before = self.review
        here = before.page if before is not None else None
        near = here.document.id if here is not None else None
        is_undo = step is ReviewSession.undo
        self._far.begin()
        work = self.written(partial(step, near=near, heard=self._far.hear))
        name = "undo" if is_undo else "redo"
        turned: Turned | None = await patiently(name, work, self.say, self._far)
        if turned is None:
            self.say(nothing, "text")
            return
        page = turned.page
        if here is not None and turned.documents > 1 and page.document.id != here.document.id:
            page = await self._queue.ask(lambda session: session.look(here.document.id))
        key = changed_card(here, page)
        words = turned_words(turned, is_undo=is_undo)
        self.arrive(page, key or (before.card.key if before and before.card else ""), words)

    async def _go(self, way: Callable[..., ReviewPage | None], nothing: str) -> None:
        here = self.review.page.state if self.review is not None else None
        page = await self.written(partial(way, here=here))
        if page is None:
            self.say(nothing, "text")
        else:
            await self._moved(page)

    async def _go_to(self, document_id: str) -> None:
        page = await self.written(lambda session: session.enter(document_id))
        await self._moved(page)

    async def _moved(self, page: ReviewPage) -> None:
        self.arrive(page)
        await self.remember()

    async def _look_back(self, page: ReviewPage, card: ReviewCard) -> None:
        found = await self._queue.ask(lambda session: session.precedents(page, card))
        review = self.review
        if review is not None and review.page is page and review.card is card:
            self.review = replace(review, told=tuple(found))
            self._view.show_told(self.review)
