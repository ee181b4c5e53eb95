"""Review pages: what an adjudicator sees of one document, as one value.

Must never know a store's verbs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from hashiya.errors import PolicyError
from hashiya.model import Document, GoldLayer, Layer, Model, Policy, Proposed, Ruling
from hashiya.services.gold_policy import GoldSpan, as_gold, refusal
from hashiya.services.proposals import Sided
from hashiya.services.review_cards import ReviewCard, gone_with
from hashiya.store import Response, ReviewState

__all__ = ["ReviewPage", "ReviewPlan", "ReviewProgress", "progress_of", "who_counts"]

ReviewProgress = Literal["waiting", "ready", "begun", "changed", "gold"]
"""`waiting`: somebody who counts has begun and is not done, or nobody is. `ready`: all are done.
`begun`: gold is on its way, or comes up again. `changed`: it is gold, and work that counts is not
what it was then. `gold`: nothing is open any more."""


class ReviewPlan(Model):
    """What a review session is about."""

    people: tuple[str, ...] = ()
    """Whose layers are compared, by alias; everybody's when there are none."""
    documents: tuple[str, ...] = ()
    """Ids of the documents it is about; all when there are none."""
    quorum: Literal["all", "most", "some"] = "all"
    """How many must propose the same for it to be taken without a ruling."""
    votes: int = 2
    """How many, for `some`."""
    unfinished: bool = False
    """Whether layers count that are only begun; files that were imported say nothing of it."""
    anonymous: bool = False
    """Whether people are shown by letters, in another order for each document."""


class ReviewPage(NamedTuple):
    """Everything that is seen of one document under review."""

    document: Document
    """The text and its sentences."""
    state: ReviewState
    """Who is how far."""
    layers: tuple[Layer, ...]
    """Those that count."""
    left_out: tuple[str, ...]
    """Who is not done, by alias; `?` for a place in the queue."""
    gold: GoldLayer
    """The adjudicator's own gold layer."""
    responses: tuple[Response, ...]
    """What annotators say of what was ruled."""
    sided: tuple[Sided, ...]
    """What people propose."""
    cards: tuple[ReviewCard, ...]
    """The same with what became of it in gold, in the order of the text."""
    policy: Policy
    """What gold may hold."""
    names: tuple[tuple[str, str], ...]
    """Alias and what the person is called on this page, in the order they are shown."""
    taken: int = 0
    """How many spans were taken into gold without a ruling when it was entered just now."""

    @property
    def is_alone(self) -> bool:
        """Whether one person's work alone counts, so that nobody agrees with anybody."""
        return len(self.layers) == 1

    @property
    def untaken(self) -> tuple[ReviewCard, ...]:
        """Cards that need no ruling and whose span is not in gold."""
        gold = {(each.span.start, each.span.end, each.label) for each in self.gold.annotations}
        agreed = [card for card in self.cards if card.state == "agreed"]
        return tuple([card for card in agreed if card.sides[0][:3] not in gold])

    @property
    def open_cards(self) -> int:
        """How many cards wait for a ruling."""
        return sum(card.waits for card in self.cards)

    @property
    def changed(self) -> tuple[str, ...]:
        """Whose work counts and is not what it was when this was gold."""
        counted = [layer.annotator for layer in self.layers]
        return tuple(alias for alias in counted if alias in self.state.changed)

    @property
    def fresh(self) -> tuple[str, ...]:
        """Of these, whose work this was made gold without: it is new, or was not compared."""
        return tuple(alias for alias in self.changed if alias in self.state.fresh)

    def compares_others(self, card: ReviewCard) -> bool:
        """Whether other people are compared here than when the card was ruled on."""
        return card.former is not None and _people_of(card.former) != {
            layer.annotator for layer in self.layers
        }

    def changes(self, card: ReviewCard) -> Iterator[tuple[str, tuple[Proposed, ...]]]:
        """Who proposes something else by now than when a card was ruled on, and what they had then.

        Whoever was not compared then, or is not compared now, has changed nothing by that; neither
        has anybody whose spans only stand on other cards.
        """
        former = card.former
        if former is None:
            return
        now = _by_person(side.proposed() for each in self.sided for side in each.sides)
        here = _by_person(side.proposed() for side in card.sides)
        told = [each for ruling in self.gold.rulings for each in ruling.proposals]
        before, then = _by_person(told), _by_person(former.proposals)
        known = _people_of(former)
        for alias in [layer.annotator for layer in self.layers if layer.annotator in known]:
            had = then.get(alias, {})
            is_gone = had.keys() - now.get(alias, {}).keys()
            if is_gone or here.get(alias, {}).keys() - before.get(alias, {}).keys():
                yield alias, tuple(had.values())

    def refusal(
        self, card: ReviewCard, number: int, beside: Iterable[int] = ()
    ) -> PolicyError | None:
        """Why a side of a card cannot be taken, before anybody tries; None where it can.

        Args:
            card: One of the cards.
            number: The side, from 0.
            beside: Sides that would be taken with it.
        """
        gone = {each.id for each in gone_with(self.gold, card)}
        near = [
            as_gold(each)
            for each in self.gold.annotations
            if each.span.start < card.end and each.span.end > card.start and each.id not in gone
        ]
        side, *others = (
            GoldSpan(card.sides[each].span, card.sides[each].label) for each in (number, *beside)
        )
        return refusal(self.document, self.policy, side, [*near, *others])

    @property
    def seals(self) -> tuple[tuple[str, int], ...]:
        """Alias and seal of the layers that count."""
        counted = {layer.annotator for layer in self.layers}
        return tuple((each.alias, each.seal) for each in self.state.layers if each.alias in counted)

    @property
    def is_gold(self) -> bool:
        """Whether every sentence of gold carries a mark."""
        return len(self.gold.marks) == len(self.document.sentences)


def _people_of(ruling: Ruling) -> set[str]:
    """Who was compared when it was made."""
    return {alias for each in ruling.proposals for alias in each.people} | {*ruling.missing}


def _by_person(proposals: Iterable[Proposed]) -> dict[str, dict[object, Proposed]]:
    """Alias → what they propose, by what makes it another proposal."""
    found: dict[str, dict[object, Proposed]] = {}
    for each in proposals:
        for alias in each.people:
            found.setdefault(alias, {})[each.span, each.label, each.attributes] = each
    return found


def progress_of(state: ReviewState, plan: ReviewPlan) -> ReviewProgress:
    """How far a document is on its way to gold."""
    counted, left_out = who_counts(state, plan)
    is_changed = not left_out and not {*counted}.isdisjoint(state.changed)
    if state.gold is None:
        # Gold that held nothing but marks is no layer once they are off: it came up again all the
        # same, since what it stood on is still known.
        is_ready = counted and not left_out
        return "begun" if is_changed else "ready" if is_ready else "waiting"
    if state.gold.state != "done" or state.appeals:
        return "begun"
    return "changed" if is_changed else "gold"


def who_counts(state: ReviewState, plan: ReviewPlan) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Whose layers of a document are compared, and who is not done, by alias.

    Nobody is done who was given it and has not handed it in, or not again where it was opened again
    for them; `?` is a place in the queue.
    """
    wanted = [layer for layer in state.layers if not plan.people or layer.alias in plan.people]
    is_done = [
        plan.unfinished or (layer.state == "done" and layer.alias not in state.expected)
        for layer in wanted
    ]
    counted = tuple(layer.alias for layer, done in zip(wanted, is_done, strict=True) if done)
    left_out = [layer.alias for layer, done in zip(wanted, is_done, strict=True) if not done]
    expected = [alias for alias in state.expected if not plan.people or alias in plan.people]
    if not plan.unfinished:
        left_out += [alias for alias in expected if alias not in {*counted, *left_out}]
    return counted, tuple(left_out)
