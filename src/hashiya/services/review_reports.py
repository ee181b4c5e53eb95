"""Reports of reviews: what a session ruled, how long it took, and where the guidelines are silent.

Rulings are read by pages; memory holds counts, and the gaps, each with its words. How far its
articles are stands in `review_standing`. Must never know how a report is printed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from statistics import median
from typing import Final, NamedTuple

from hashiya.errors import UsageError
from hashiya.model import Document, Outcome, RulingReason
from hashiya.services.review_pages import ReviewPlan
from hashiya.services.review_standing import Standing, standing_of
from hashiya.store import (
    FIRST_RULING,
    ReviewFacts,
    RuledCard,
    RulingKey,
    Store,
    open_project,
)

__all__ = ["Gap", "ReviewReport", "guideline_gaps", "review_names", "review_report"]

PAGE: Final = 500
"""Rulings read in one go."""


class Side(NamedTuple):
    """One side of a card in a report."""

    quote: str
    """The words."""
    label: str
    """What was proposed."""
    people: tuple[str, ...]
    """By whom."""


class Gap(NamedTuple):
    """A ruling about which the guidelines should say something."""

    number: int
    """Counted from 1, in the order of documents and their texts."""
    document_id: str
    """Where."""
    name: str
    """What the document is called."""
    start: int
    """First code point of any proposal."""
    end: int
    """Behind the last."""
    sides: tuple[Side, ...]
    """What was proposed."""
    outcome: Outcome
    """What was decided."""
    gold: tuple[Side, ...]
    """What gold holds by it: nothing for neither, and for what was put off."""
    kinds: tuple[str, ...]
    """What differed."""
    reason: RulingReason
    """Why people differed."""
    note: str
    """The adjudicator's words."""
    sentence: str
    """The sentence it begins in; empty where it begins in none."""
    sentence_start: int
    """First code point of that sentence; of the card where there is none."""


class ReviewReport(NamedTuple):
    """What a review session has done so far."""

    name: str
    """The session."""
    alias: str
    """Its adjudicator."""
    opened_at: str
    """When it began, in UTC for people."""
    plan: ReviewPlan
    """What it is about."""
    standing: Standing
    """How far its articles are."""
    rulings: int
    """Cards that were decided; those put off are counted with their outcome only."""
    documents: int
    """Documents with a ruling."""
    outcomes: dict[str, int]
    """Outcome to rulings, the commonest first."""
    kinds: dict[str, int]
    """What differed to cards; a card that differs in two ways counts for both."""
    reasons: dict[str, int]
    """Reason to rulings that give it."""
    people: dict[str, int]
    """Alias to rulings that took what this person proposed."""
    against: int
    """Rulings against what was ruled before."""
    seconds: int
    """Time on all cards together."""
    seconds_each: float
    """The middle of the times on single cards."""
    gaps: tuple[Gap, ...]
    """Where the guidelines should say something."""


def review_names(project: Path) -> list[tuple[str, str, str]]:
    """Every session's name, adjudicator, and when it began; oldest first."""
    store = open_project(project)
    try:
        return [(each.name, each.alias, each.opened_at) for each in store.reviews()]
    finally:
        store.close()


def review_report(
    project: Path, name: str, advance: Callable[[], None] = lambda: None
) -> ReviewReport:
    """What a review session has done so far, and what is left to do.

    Args:
        project: The project's file.
        name: The session.
        advance: Told of each article that was looked at.

    Raises:
        UsageError: There is no such session.
    """
    store = open_project(project)
    try:
        facts = next((each for each in store.reviews() if each.name == name), None)
        if facts is None:
            known = ", ".join(each.name for each in store.reviews()) or "none yet"
            raise UsageError(f"there is no review session {name!r}; there are: {known}")
        tally = _Tally()
        for card in _pages(partial(store.ruled, name)):
            tally.add(card)
        plan = ReviewPlan.model_validate_json(facts.body)
        standing = standing_of(store, facts, plan, advance)
        return tally.report(facts, plan, standing, tuple(_gaps(store, tally.gaps)))
    finally:
        store.close()


def guideline_gaps(project: Path) -> list[Gap]:
    """What is flagged for the guidelines, in all sessions together."""
    store = open_project(project)
    try:
        return [*_gaps(store, _pages(store.gaps))]
    finally:
        store.close()


class _Tally:
    """Counts over the rulings of one session."""

    def __init__(self) -> None:
        self.gaps: list[RuledCard] = []
        self._outcomes: Counter[str] = Counter()
        self._kinds: Counter[str] = Counter()
        self._reasons: Counter[str] = Counter()
        self._people: Counter[str] = Counter()
        self._documents: set[str] = set()
        self._seconds: list[int] = []
        self._against = 0

    def add(self, card: RuledCard) -> None:
        ruling = card.ruling
        self._outcomes[ruling.outcome] += 1
        self._kinds.update(ruling.kinds or ("agreed",))
        self._documents.add(card.document_id)
        self._seconds.append(ruling.seconds)
        self._against += ruling.against
        if ruling.reason:
            self._reasons[ruling.reason] += 1
        if ruling.is_gap:
            self.gaps.append(card)
        self._people.update(
            {alias for number in ruling.taken for alias in ruling.proposals[number].people}
        )

    def report(
        self, facts: ReviewFacts, plan: ReviewPlan, standing: Standing, gaps: tuple[Gap, ...]
    ) -> ReviewReport:
        return ReviewReport(
            name=facts.name,
            alias=facts.alias,
            opened_at=facts.opened_at,
            plan=plan,
            standing=standing,
            rulings=self._outcomes.total() - self._outcomes["defer"],
            documents=len(self._documents),
            outcomes=dict(self._outcomes.most_common()),
            kinds=dict(self._kinds.most_common()),
            reasons=dict(self._reasons.most_common()),
            people=dict(sorted(self._people.items())),
            against=self._against,
            seconds=sum(self._seconds),
            seconds_each=median(self._seconds) if self._seconds else 0,
            gaps=gaps,
        )


def _pages(read: Callable[..., list[RuledCard]]) -> Iterator[RuledCard]:
    after: RulingKey = FIRST_RULING
    while page := read(after=after, limit=PAGE):
        yield from page
        after = page[-1].order


def _gaps(store: Store, cards: list[RuledCard] | Iterator[RuledCard]) -> Iterator[Gap]:
    document: Document | None = None
    for number, card in enumerate(cards, start=1):
        if document is None or document.id != card.document_id:
            document = store.document(card.document_id)
        ruling = card.ruling
        sides = tuple(
            Side(document.quote(side.span), side.label, side.people) for side in ruling.proposals
        )
        sentence, start = _sentence(document, ruling.span.start)
        yield Gap(
            number=number,
            document_id=card.document_id,
            name=document.name,
            start=ruling.span.start,
            end=ruling.span.end,
            sides=sides,
            outcome=ruling.outcome,
            gold=_made(store, card) or tuple(sides[taken] for taken in ruling.taken),
            kinds=ruling.kinds,
            reason=ruling.reason,
            note=ruling.note,
            sentence=sentence,
            sentence_start=start,
        )


def _made(store: Store, card: RuledCard) -> tuple[Side, ...]:
    """What a ruling made that nobody had proposed."""
    gold = store.review_state(card.document_id).gold if card.ruling.outcome == "edit" else None
    if gold is None:
        return ()
    layer = store.gold(card.document_id, gold.alias)
    made = [each for each in layer.annotations if each.id in card.ruling.made]
    return tuple(Side(each.quote, each.label, ()) for each in made)


def _sentence(document: Document, offset: int) -> tuple[str, int]:
    """The sentence around a place, and where it starts."""
    found = (each for each in document.sentences if each.start <= offset < each.end)
    sentence = next(found, None)
    return ("", offset) if sentence is None else (document.quote(sentence), sentence.start)
