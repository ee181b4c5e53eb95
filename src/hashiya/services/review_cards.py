"""Review cards: one document's cards, each with what became of it in gold.

Pure functions; whoever asks again after a ruling gets what stands then. A ruling is found again by
its card's key; where proposals have changed since, it stays in gold and is shown on the card that
took its place. Must never know a store's verbs, or a screen.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, Literal, NamedTuple

from hashiya.model import (
    Annotation,
    GoldLayer,
    Policy,
    Proposed,
    Ruling,
    Span,
    card_key,
    pair_violation,
)
from hashiya.services.proposals import Side, Sided
from hashiya.store import Response

__all__ = ["AGREED", "CardState", "ReviewCard", "gone_with", "laid_out"]

AGREED: Final = "agreed"
"""The source of gold annotations that were taken without a ruling."""

WITHDRAWN: Final = "withdrawn"
"""The kind of a card on what nobody proposes any more."""

CardState = Literal["open", "deferred", "ruled", "agreed"]
"""`open`: waits for a ruling. `deferred`: put off. `ruled`: decided. `agreed`: needs no ruling."""


class ReviewCard(NamedTuple):
    """What people propose about one thing, and what was decided about it."""

    key: str
    """Its name in its document, as rulings hold it."""
    start: int
    """First code point of any proposal."""
    end: int
    """Behind the last."""
    sides: tuple[Side, ...]
    """The proposals: the one of most people first."""
    missing: tuple[str, ...]
    """Who proposes nothing here."""
    kinds: tuple[str, ...]
    """What differs (`hashiya.agreement.CARD_KINDS`), and beyond it: `attributes`, when the same
    span was given different ones; `policy`, when gold may not hold what all propose; `withdrawn`,
    when gold holds without a ruling what nobody proposes: it was agreed once, or a file had it."""
    state: CardState
    """What became of it."""
    ruling: Ruling | None = None
    """What was decided about exactly these proposals."""
    former: Ruling | None = None
    """What was decided here when people proposed something else."""
    notes: tuple[tuple[str, str], ...] = ()
    """Who wrote what on their span."""
    appeals: tuple[Response, ...] = ()
    """Appeals that no ruling has answered."""
    is_left_over: bool = False
    """Whether nobody proposes any of it any more; its sides are what was proposed when it was ruled
    on, and who did then."""

    @property
    def span(self) -> Span:
        """From the first code point of any proposal to behind the last."""
        return Span(start=self.start, end=self.end)

    @property
    def waits(self) -> bool:
        """Whether the document cannot be gold before something is decided here."""
        return self.state in {"open", "deferred"}


def laid_out(
    sided: Sequence[Sided],
    gold: GoldLayer,
    policy: Policy,
    people: Sequence[str],
    responses: Iterable[Response] = (),
) -> tuple[ReviewCard, ...]:
    """All cards of a document, in the order of its text.

    Args:
        sided: What people propose.
        gold: Its gold layer.
        policy: What gold may hold.
        people: Whose layers count.
        responses: What annotators say of what was ruled.
    """
    rulings = {ruling.key: ruling for ruling in gold.rulings}
    known = {each.key for each in sided}
    # What was ruled when nobody proposed anything says nothing of what somebody proposes.
    others = [
        ruling
        for ruling in gold.rulings
        if ruling.key not in known and ruling.kinds != (WITHDRAWN,)
    ]
    held = _Held(gold, policy)
    found = [_card(each, rulings.get(each.key), others, held) for each in sided]
    found.extend(_withdrawn(sided, gold, people))
    found.extend(_left_over(found, sided, gold))
    appealed: dict[str, list[Response]] = {}
    for response in responses:
        if response.kind == "appealed":
            appealed.setdefault(response.key, []).append(response)
    if appealed:
        found = [_with_appeals(card, appealed.get(card.key, ())) for card in found]
    return tuple(sorted(found, key=_place))


def _with_appeals(card: ReviewCard, responses: Iterable[Response]) -> ReviewCard:
    """The card with the appeals that no ruling has answered; with any, it waits."""
    answered = card.ruling.answers if card.ruling is not None else ()
    waiting = tuple([each for each in responses if each.alias not in answered])
    return card._replace(appeals=waiting, state="open") if waiting else card


class _Held:
    """What gold holds, and what it would take without a ruling; spans near one are found fast."""

    def __init__(self, gold: GoldLayer, policy: Policy) -> None:
        self._policy = policy
        self._spans = sorted(
            [(each.span.start, each.span.end, each.label) for each in gold.annotations]
        )
        self._longest = max([end - start for start, end, _ in self._spans], default=0)

    def takes(self, side: Side) -> bool:
        """Whether gold may hold it beside the others; it is one of them from then on."""
        unit = side[:3]
        first = bisect_left(self._spans, (side.start - self._longest,))
        after = bisect_left(self._spans, (side.end,))
        near = [each for each in self._spans[first:after] if each != unit and each[1] > side.start]
        if any(self._clashes(side, *each) for each in near):
            return False
        insort(self._spans, unit)
        self._longest = max(self._longest, side.end - side.start)
        return True

    def _clashes(self, side: Side, start: int, end: int, label: str) -> bool:
        other = Span(start=start, end=end)
        return pair_violation(side.span, side.label, other, label, self._policy) is not None


def _card(each: Sided, ruling: Ruling | None, others: Sequence[Ruling], held: _Held) -> ReviewCard:
    """One card with what became of it."""
    kinds, former = each.kinds, None
    state: CardState = "open"
    if ruling is not None:
        state = "deferred" if ruling.outcome == "defer" else "ruled"
    else:
        former = next((one for one in others if _touches(one.bounds, each)), None)
        if each.is_backed and not held.takes(each.sides[0]):
            kinds = (*kinds, "policy")
        elif each.is_backed and former is None:
            # What all agree on by now does not silently undo a ruling.
            state = "agreed"
    sides, missing = each.sides, each.missing
    return ReviewCard(
        each.key, each.start, each.end, sides, missing, kinds, state, ruling, former, each.notes
    )


def _touches(bounds: tuple[int, int], each: Sided) -> bool:
    return bounds[0] < each.end and each.start < bounds[1]


def _withdrawn(
    sided: Iterable[Sided], gold: GoldLayer, people: Sequence[str]
) -> Iterator[ReviewCard]:
    """Cards for what is in gold without a ruling, and nobody proposes: not any more, or not here.

    It was agreed once, or came in with a file.
    """
    ruled = {made for ruling in gold.rulings for made in ruling.made}
    proposed = {side[:3] for each in sided for side in each.sides}
    for each in gold.annotations:
        start, end, label = each.span.start, each.span.end, each.label
        if each.id not in ruled and (start, end, label) not in proposed:
            side = Side(start, end, label, (), each.attributes)
            key = card_key([(start, end, label, each.attributes)])
            yield ReviewCard(key, start, end, (side,), tuple(people), (WITHDRAWN,), "open")


def _left_over(
    found: Sequence[ReviewCard], sided: Iterable[Sided], gold: GoldLayer
) -> Iterator[ReviewCard]:
    """Rulings on what nobody proposes any more, or only on another card: they stand."""
    proposed = {side[:3] for each in sided for side in each.sides}
    shown = {card.ruling.key for card in found if card.ruling is not None}
    shown |= {card.former.key for card in found if card.former is not None}
    for ruling in gold.rulings:
        if ruling.key not in shown:
            sides = tuple(_side(each) for each in ruling.proposals)
            state: CardState = "deferred" if ruling.outcome == "defer" else "ruled"
            yield ReviewCard(
                ruling.key,
                *ruling.bounds,
                sides,
                ruling.missing,
                ruling.kinds,
                state,
                ruling,
                is_left_over=not any(side[:3] in proposed for side in sides),
            )


def gone_with(gold: GoldLayer, card: ReviewCard) -> Iterator[Annotation]:
    """What gold holds of this card: what a ruling on it made, and what it holds without one."""
    before = [each for each in (card.ruling, card.former) if each is not None]
    made = {name for each in before for name in each.made}
    of_others = {name for each in gold.rulings if each not in before for name in each.made}
    sides = {side[:3] for side in card.sides}
    for each in gold.annotations:
        is_side = (each.span.start, each.span.end, each.label) in sides and each.id not in of_others
        if each.id in made or is_side:
            yield each


def _side(each: Proposed) -> Side:
    return Side(each.span.start, each.span.end, each.label, each.people, each.attributes)


def _place(card: ReviewCard) -> tuple[int, int, str]:
    return (card.start, -card.end, card.key)
