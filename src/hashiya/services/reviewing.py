"""Reviewing: one adjudicator's sitting, from the list of what is ready to a document that is gold.

Everything here is synchronous and belongs to the one thread that opened it, because a database
connection does. How a page is read stands in `review_reading`, what a decision does in `ruling`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple, Self

from hashiya import __version__
from hashiya.errors import PolicyError, Reason, UsageError
from hashiya.model import Act, Scheme
from hashiya.services.coordinating import expect_reviewer
from hashiya.services.entering import expect_open_to
from hashiya.services.finishing import Finished, ending, finished, is_agreed
from hashiya.services.giving_back import give_back, who_handed_in
from hashiya.services.precedents import Precedents
from hashiya.services.review_cards import ReviewCard
from hashiya.services.review_choosing import expect_known, scoped
from hashiya.services.review_order import ReviewOrder, Waiting
from hashiya.services.review_pages import ReviewPage, ReviewPlan
from hashiya.services.review_reading import PageReader
from hashiya.services.ruling import Decision, agreed_act, closing, ruling_act
from hashiya.services.taking_all import TakenAll, taken_all
from hashiya.services.weighing import MAX_PRECEDENTS, Weighing
from hashiya.store import Heard, ReviewFacts, Store, UnderReview, Undone, open_project

__all__ = ["ReviewSession", "Turned"]


AT_ONCE: Final = 50
"""Documents that are made gold before others' writes have their turn."""


class Turned(NamedTuple):
    """What an undo or a redo came to."""

    page: ReviewPage
    """A document that it changed, as it stands then."""
    documents: int
    """How many it changed."""


class ReviewSession:
    """One adjudicator at work.

    Args:
        store: An open project; the session closes it.
        alias: Who is adjudicating.
        name: The review session, which is begun when it is new.
        plan: What a new one is about; one that goes on keeps its own.

    Raises:
        UsageError: This person may not review, the session is somebody else's, or another plan was
            given than it was begun on.
    """

    def __init__(self, store: Store, alias: str, name: str, plan: ReviewPlan | None = None) -> None:
        self._store = store
        self.alias = alias
        expect_reviewer(store, alias)
        self.scheme: Scheme = store.scheme()
        self._session_id: str | None = None
        self._facts = self._begun(name, plan)
        self.plan = ReviewPlan.model_validate_json(self._facts.body)
        self._pages = PageReader(store, self.scheme, self.plan, alias=alias, name=name)
        self._order = ReviewOrder(store, self.plan, alias)
        self._weighing = Weighing(partial(store.precedents, limit=MAX_PRECEDENTS))

    @classmethod
    def open(
        cls, project: str | Path, alias: str, name: str, plan: ReviewPlan | None = None
    ) -> Self:
        """Open a project for one adjudicator.

        Raises:
            StoreError: The project is missing, locked, damaged or newer than this program.
            UsageError: As the constructor.
        """
        store = open_project(Path(project))
        try:
            return cls(store, alias, name, plan)
        except BaseException:
            store.close()
            raise

    @property
    def name(self) -> str:
        """What the review session is called."""
        return self._facts.name

    @property
    def place(self) -> tuple[str, str] | None:
        """The document and the card where the session was left; None at its beginning."""
        return (self._facts.document_id, self._facts.key) if self._facts.document_id else None

    def document_count(self) -> int:
        """How many documents the project has."""
        return self._store.counts().documents

    def documents(self, *, after: int = 0, limit: int = 100) -> tuple[list[Waiting], int | None]:
        """The next documents that anybody has annotated, and where to go on; None at the end."""
        return self._order.listed(after=after, limit=limit)

    def ready(self, *, after: int = 0) -> Iterator[Waiting]:
        """Documents that can be reviewed and are not gold, in the project's order."""
        return self._order.ready(after=after)

    def appealed(self) -> Iterator[Waiting]:
        """Documents of this adjudicator's on which appeals wait, in the project's order."""
        return self._order.appealed()

    def before(self, position: int | None = None) -> Iterator[Waiting]:
        """Documents that can be looked at, gold or not, from a place backwards; None: the end."""
        return self._order.before(position)

    def look(self, document_id: str) -> ReviewPage:
        """A document with its cards as it stands; nothing is written, nothing is asked of anybody.

        Raises:
            StoreError: There is no such document.
        """
        return self._pages.page(document_id)

    def enter(self, document_id: str) -> ReviewPage:
        """A document with its cards; what needs no ruling is taken into gold.

        Where it is gold and nothing waits, what people have changed since counts as seen from then
        on; `changed` of this page still names them.

        Raises:
            PolicyError: Nobody who counts has finished it, or somebody has not.
            StoreError: Somebody else is making it gold, or it could not be written.
        """
        page = self._pages.page(document_id)
        expect_open_to(page, self.alias)
        taken = len(page.untaken)
        for act in (agreed_act(page), closing(page) if page.open_cards else None):
            if act is not None:
                self._store.rule(self._session(), document_id, act, together=True)
                page = self._pages.page(document_id)
        if page.is_gold and page.changed:
            self._store.note_seen(document_id, page.seals)
        return page._replace(taken=taken)

    def take_over(self, document_id: str) -> str | None:
        """Go on with what another adjudicator has begun or made gold; whose it was, if anybody's.

        What they ruled stands. No undo takes this back; they may take it over in turn.
        """
        return self._store.take_over_gold(self._session(), document_id)

    def handed_in(self, page: ReviewPage) -> list[tuple[str, str]]:
        """Alias and name of those for whom a document can be opened again."""
        return [*who_handed_in(self._store, page)]

    def give_back(self, page: ReviewPage, alias: str, note: str) -> None:
        """Open a document again for somebody, who sees the note; it waits for them from then on.

        Raises:
            UsageError: This person may not.
            StoreError: Somebody is at work on it, or no reason is given.
        """
        give_back(self._store, self._session(), self.alias, page, (alias, note))

    def rule(self, page: ReviewPage, card: ReviewCard, decision: Decision) -> ReviewPage:
        """Write a decision on a card; the page as it stands then.

        Raises:
            PolicyError: Gold may not hold it, or it goes against what was ruled on this form and
                has no reason.
            StoreError: It could not be written; nothing was.
        """
        return self._written(page, self._ruling(page, card, decision))

    def weighed(self, page: ReviewPage, card: ReviewCard, decision: Decision) -> Decision:
        """The decision, told whether the same form has been ruled otherwise most times."""
        return self._weighing.weighed(page, card, decision)

    def take_all_of(self, page: ReviewPage, alias: str) -> TakenAll:
        """Rule on every open card as one person proposed, all of it one act.

        Where the person has proposed nothing, the ruling is neither. A card on which gold may not
        hold what they proposed waits on, and so does one that would be ruled against earlier
        rulings without a reason.
        """
        weighing = self._weighing.remembering()

        def rule(held: ReviewPage, card: ReviewCard, decision: Decision) -> Act:
            return self._ruling(held, card, weighing.weighed(held, card, decision))

        act, taken = taken_all(page, alias, rule, self._pages.after)
        return taken._replace(page=self._written(page, act)) if act.edits else taken

    def finish(self, page: ReviewPage) -> ReviewPage:
        """Make a document gold in which no card waits.

        Raises:
            PolicyError: Cards wait.
        """
        act = finished(page)
        return page if act is None else self._written(page, act)

    def finish_agreed(self, progress: Callable[[int, int], bool] = lambda _, __: True) -> Finished:
        """Make every ready document gold on which several people agree, all of it one act.

        Args:
            progress: Hears how many documents were looked at, and how many there are to look at;
                when it says False, those that were made gold by then are.
        """
        news = [each.state.id for each in self.ready() if each.progress != "changed"]
        session, people = self._session(), self._pages.people
        made = alone = 0

        def decided(found: UnderReview) -> tuple[Act, tuple[tuple[str, int], ...]] | None:
            nonlocal alone
            page = self._pages.page_of(found)
            alone += page.is_alone
            act = ending(page, self._pages.after) if is_agreed(page) else None
            return None if act is None else (act, page.seals)

        for first in range(0, len(news), AT_ONCE):
            some = news[first : first + AT_ONCE]
            made += self._store.rule_together(session, some, decided, people, goes_on=made > 0)
            if not progress(first + len(some), len(news)):
                break
        return Finished(made, alone)

    def undo(self, near: str | None = None, heard: Heard | None = None) -> Turned | None:
        """Take back the newest act of this adjudicator; None without one.

        Args:
            near: The document that is told of, where it is one of those that this changes.
            heard: Told how many documents are as they were before, and how many it changed.

        Raises:
            StoreError: The newest act was made while annotating.
        """
        return self._turned(self._store.undo_ruling(self._session(), near, heard))

    def redo(self, near: str | None = None, heard: Heard | None = None) -> Turned | None:
        """Bring back what was undone last; None when nothing was."""
        return self._turned(self._store.redo_ruling(self._session(), near, heard))

    def precedents(self, page: ReviewPage, card: ReviewCard) -> list[Precedents]:
        """What was ruled before about each form of a card, its own ruling left out."""
        return self._weighing.told(page, card)

    def remember(self, page: ReviewPage, card: ReviewCard | None) -> None:
        """Write down where the session is, for the next time."""
        key = card.key if card is not None else ""
        self._store.remember_card(self.name, page.document.id, key)
        self._facts = self._facts._replace(document_id=page.document.id, key=key)

    def close(self) -> None:
        """Close the project."""
        self._store.close()

    def _begun(self, name: str, plan: ReviewPlan | None) -> ReviewFacts:
        plan = plan and scoped(self._store, plan)
        found = next((each for each in self._store.reviews() if each.name == name), None)
        if found is None:
            new = plan or ReviewPlan()
            expect_known(self._store, new)
            return self._store.begin_review(self._session(), name, new.model_dump_json())
        if found.alias != self.alias:
            raise UsageError(f"review session {name!r} is {found.alias}'s; choose another name")
        if plan is not None and plan != ReviewPlan.model_validate_json(found.body):
            raise UsageError(
                f"review session {name!r} was begun with other options; leave them out to go on"
                " with it, or choose another name"
            )
        return found

    def _ruling(self, page: ReviewPage, card: ReviewCard, decision: Decision) -> Act:
        if decision.against and not decision.reason and not decision.note:
            reason = Reason("this form was ruled otherwise before; say why this one is different")
            raise PolicyError(reason, rule="precedent")
        return ruling_act(page, card, decision, self.scheme.policy, review=self.name)

    def _session(self) -> str:
        if self._session_id is None:
            self._store.add_annotator(self.alias, "adjudicator")
            self._session_id = self._store.open_session(
                self.alias, self._store.info().device, __version__
            )
        return self._session_id

    def _turned(self, undone: Undone | None) -> Turned | None:
        if undone is None:
            return None
        return Turned(self._pages.page(undone.document_id), undone.documents)

    def _written(self, page: ReviewPage, act: Act) -> ReviewPage:
        """Write an act, and with it what makes the document gold or takes that back."""
        after = self._pages.after(page, act)
        more = ending(after, self._pages.after)
        if more is not None:
            act = Act(edits=(*act.edits, *more.edits))
            after = self._pages.after(after, more)
        seen = page.seals if after.is_gold else ()
        self._store.rule(self._session(), page.document.id, act, seen=seen)
        return after._replace(state=self._store.review_state(page.document.id))
