"""Review cards: one document's layers laid out as cards, each with what became of it in gold.

Pure functions of the document, its layers and its gold; whoever asks again after a change gets what
stands then. A ruling is found again by its card's key; where proposals have changed since, it stays
in gold and is shown on the card that took its place. Must never know a store's verbs or a screen.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, Literal, NamedTuple

from hashiya.agreement import Card, Proposal, Quorum, Reading, backed, cards_of, side_by_side
from hashiya.model import (
    Annotation,
    Document,
    GoldLayer,
    Layer,
    Policy,
    Proposed,
    Ruling,
    Scheme,
    Span,
    card_key,
    pair_violation,
)

__all__ = ["AGREED", "CardState", "ReviewCard", "laid_out"]

AGREED: Final = "agreed"
"""The source of gold annotations that were taken without a ruling."""

CardState = Literal["open", "deferred", "ruled", "agreed"]
"""`open`: waits for a ruling. `deferred`: put off. `ruled`: decided. `agreed`: needs no ruling."""


class ReviewCard(NamedTuple):
    """What people propose about one thing, and what was decided about it."""

    key: str
    """Its name in its document, as rulings hold it."""
    sides: tuple[Proposed, ...]
    """The proposals: the one of most people first."""
    missing: tuple[str, ...]
    """Who proposes nothing here."""
    kinds: tuple[str, ...]
    """What differs (`hashiya.agreement.CARD_KINDS`), and beyond it: `attributes`, when the same
    span was given different ones; `policy`, when gold may not hold what all propose; `withdrawn`,
    when gold holds what was agreed and nobody proposes any more."""
    state: CardState
    """What became of it."""
    ruling: Ruling | None = None
    """What was decided about exactly these proposals."""
    former: Ruling | None = None
    """What was decided here when people proposed something else."""
    notes: tuple[tuple[str, str], ...] = ()
    """Who wrote what on their span."""

    @property
    def span(self) -> Span:
        """From the first code point of any proposal to behind the last."""
        start = min(side.span.start for side in self.sides)
        return Span(start=start, end=max(side.span.end for side in self.sides))

    @property
    def waits(self) -> bool:
        """Whether the document cannot be gold before something is decided here."""
        return self.state in {"open", "deferred"}


def laid_out(
    document: Document,
    layers: Sequence[Layer],
    gold: GoldLayer,
    scheme: Scheme,
    quorum: Quorum,
) -> tuple[ReviewCard, ...]:
    """All cards of a document, in the order of its text.

    Args:
        document: The document.
        layers: Those that count, one at least; whose comes first is named first.
        gold: Its gold layer.
        scheme: The scheme in use; its policy says what gold may hold.
        quorum: How many must propose the same for it to need no ruling.

    Raises:
        DataError: A layer holds a span that is not in the text.
    """
    readings = [
        Reading(
            layer.annotator,
            document.text,
            f"{scheme.id} {scheme.version}",
            [(each.span.start, each.span.end, each.label) for each in layer.annotations],
        )
        for layer in layers
    ]
    table = _Table(layers, gold, scheme.policy)
    found = [
        table.card(card, backed(card, quorum))
        for card in cards_of(side_by_side(document.id, readings))
    ]
    laid = [*_with_former(found, gold), *_withdrawn(found, gold, [each[0] for each in readings])]
    laid.extend(_left_over(laid, gold))
    return tuple(sorted(laid, key=lambda card: (card.span.start, -card.span.end, card.key)))


class _Table:
    """What the cards of one document have in common."""

    def __init__(self, layers: Sequence[Layer], gold: GoldLayer, policy: Policy) -> None:
        self._made: defaultdict[tuple[int, int, str], dict[str, Annotation]] = defaultdict(dict)
        for layer in layers:
            for each in layer.annotations:
                self._made[_unit(each)].setdefault(layer.annotator, each)
        self._gold = gold
        self._policy = policy
        self._held = [(each.span, each.label) for each in gold.annotations]
        self._longest = max((len(each.quote) for each in gold.annotations), default=0)

    def card(self, card: Card, taken: Proposal | None) -> ReviewCard:
        sides = tuple(side for proposal in card.proposals for side in self._sides(proposal))
        kinds = card.kinds
        if len(sides) > len(card.proposals):
            kinds = (*kinds, "attributes")
        key = card_key(
            (side.span.start, side.span.end, side.label, side.attributes) for side in sides
        )
        ruling = self._gold.ruling(key)
        state: CardState = "open"
        if ruling is not None:
            state = "deferred" if ruling.outcome == "defer" else "ruled"
        elif taken is not None and "attributes" not in kinds:
            first = sides[0]
            if self._is_allowed(first):
                state = "agreed"
                insort(self._held, (first.span, first.label), key=_start)
                self._longest = max(self._longest, first.span.end - first.span.start)
            else:
                kinds = (*kinds, "policy")
        return ReviewCard(key, sides, card.missing, kinds, state, ruling, notes=self._notes(card))

    def _sides(self, proposal: Proposal) -> Iterator[Proposed]:
        """One side, or one for each way in which its people gave attributes that contradict."""
        made = self._made[proposal[:3]]
        span = Span(start=proposal.start, end=proposal.end)
        values: defaultdict[str, set[str]] = defaultdict(set)
        for name in proposal.people:
            for attribute, value in made[name].attributes:
                values[attribute].add(value)
        if all(len(each) == 1 for each in values.values()):
            merged = tuple(sorted((name, next(iter(each))) for name, each in values.items()))
            yield Proposed(
                span=span, label=proposal.label, people=proposal.people, attributes=merged
            )
            return
        by_attributes: defaultdict[tuple[tuple[str, str], ...], list[str]] = defaultdict(list)
        for name in proposal.people:
            by_attributes[made[name].attributes].append(name)
        ordered = sorted(by_attributes.items(), key=lambda item: (-len(item[1]), item[0]))
        for attributes, people in ordered:
            yield Proposed(
                span=span, label=proposal.label, people=tuple(people), attributes=attributes
            )

    def _is_allowed(self, side: Proposed) -> bool:
        """Whether gold may hold it beside what it holds and what else is agreed."""
        first = bisect_left(self._held, side.span.start - self._longest, key=_start)
        after = bisect_left(self._held, side.span.end, key=_start)
        return not any(
            pair_violation(side.span, side.label, span, label, self._policy)
            for span, label in self._held[first:after]
            if (span, label) != (side.span, side.label)
        )

    def _notes(self, card: Card) -> tuple[tuple[str, str], ...]:
        made = [
            (name, self._made[proposal[:3]][name].note)
            for proposal in card.proposals
            for name in proposal.people
        ]
        return tuple((name, note) for name, note in made if note)


def _with_former(found: Sequence[ReviewCard], gold: GoldLayer) -> Iterator[ReviewCard]:
    """The cards, with rulings on what was proposed in their place before."""
    known = {card.key for card in found}
    others = [ruling for ruling in gold.rulings if ruling.key not in known]
    for card in found:
        span = card.span
        former = None
        if card.ruling is None:
            former = next((each for each in others if each.span.overlaps(span)), None)
        # What all agree on by now does not silently undo a ruling.
        state: CardState = "open" if former is not None else card.state
        yield card._replace(former=former, state=state)


def _withdrawn(
    found: Iterable[ReviewCard], gold: GoldLayer, people: Sequence[str]
) -> Iterator[ReviewCard]:
    """Cards for what was agreed once and is in gold, and nobody proposes any more."""
    ruled = {made for ruling in gold.rulings for made in ruling.made}
    proposed = {(side.span, side.label) for card in found for side in card.sides}
    for each in gold.annotations:
        is_held = each.source != AGREED or each.id in ruled or (each.span, each.label) in proposed
        if not is_held:
            side = Proposed(span=each.span, label=each.label, people=(), attributes=each.attributes)
            key = card_key([(each.span.start, each.span.end, each.label, each.attributes)])
            yield ReviewCard(key, (side,), tuple(people), ("withdrawn",), "open")


def _left_over(laid: Sequence[ReviewCard], gold: GoldLayer) -> Iterator[ReviewCard]:
    """Rulings on what nobody proposes any more: they stand."""
    shown = {card.key for card in laid if card.ruling is not None}
    shown |= {card.former.key for card in laid if card.former is not None}
    for ruling in gold.rulings:
        if ruling.key not in shown:
            state: CardState = "deferred" if ruling.outcome == "defer" else "ruled"
            yield ReviewCard(
                ruling.key, ruling.proposals, ruling.missing, ruling.kinds, state, ruling
            )


def _start(held: tuple[Span, str]) -> int:
    return held[0].start


def _unit(each: Annotation) -> tuple[int, int, str]:
    return (each.span.start, each.span.end, each.label)
