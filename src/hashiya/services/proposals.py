"""Proposals: what people propose in one document, brought together into cards with their sides.

Worked out of layers alone, so that it stands while rulings are made. Must never know gold.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeAlias

from hashiya.agreement import Card, Proposal, Quorum, Reading, backed, cards_of, side_by_side
from hashiya.model import Annotation, Document, Layer, Proposed, Scheme, Span, card_key

__all__ = ["Side", "Sided", "sided_cards"]

Attributes: TypeAlias = tuple[tuple[str, str], ...]
"""Name and value pairs in name order."""

_Made: TypeAlias = dict[tuple[int, int, str], dict[str, Annotation]]
"""Unit → who made it → their annotation."""


class Side(NamedTuple):
    """One side of a card."""

    start: int
    """First code point."""
    end: int
    """Behind the last."""
    label: str
    """What."""
    people: tuple[str, ...]
    """Who proposes it, by alias; nobody when gold alone has it."""
    attributes: Attributes = ()
    """Name and value pairs."""

    @property
    def span(self) -> Span:
        """Where."""
        return Span(start=self.start, end=self.end)

    def proposed(self) -> Proposed:
        """The side as a ruling holds it."""
        return Proposed(
            span=self.span, label=self.label, people=self.people, attributes=self.attributes
        )


class Sided(NamedTuple):
    """A card before anybody looks at gold."""

    key: str
    """Its name in its document."""
    start: int
    """First code point of any side."""
    end: int
    """Behind the last."""
    sides: tuple[Side, ...]
    """The one of most people first."""
    missing: tuple[str, ...]
    """Who proposes nothing here."""
    kinds: tuple[str, ...]
    """What differs; `attributes` behind the others."""
    is_backed: bool
    """Whether enough people propose the first side for it to need no ruling."""
    notes: tuple[tuple[str, str], ...]
    """Who wrote what on their span."""


def sided_cards(
    document: Document, layers: Sequence[Layer], scheme: Scheme, quorum: Quorum
) -> tuple[Sided, ...]:
    """Everything that people propose, in the order of the text.

    Args:
        document: The document.
        layers: Those that count; whose comes first is named first.
        scheme: The scheme in use, named in messages.
        quorum: How many must propose the same for it to need no ruling.

    Raises:
        DataError: A layer holds a span that is not in the text.
    """
    if not layers:
        return ()
    made: _Made = {}
    readings: list[Reading] = []
    for layer in layers:
        units = [(each.span.start, each.span.end, each.label) for each in layer.annotations]
        for unit, each in zip(units, layer.annotations, strict=True):
            made.setdefault(unit, {}).setdefault(layer.annotator, each)
        version = f"{scheme.id} {scheme.version}"
        readings.append(Reading(layer.annotator, document.text, version, units))
    found = cards_of(side_by_side(document.id, readings))
    return tuple([_sided(card, backed(card, quorum), made) for card in found])


def _sided(card: Card, taken: Proposal | None, made: _Made) -> Sided:
    sides: list[Side] = []
    notes: list[tuple[str, str]] = []
    for proposal in card.proposals:
        held = made[proposal[:3]]
        notes.extend([(name, held[name].note) for name in proposal.people if held[name].note])
        if any(held[name].attributes for name in proposal.people):
            sides.extend(_by_attributes(proposal, held))
        else:
            sides.append(Side(*proposal))
    clash = len(sides) > len(card.proposals)
    return Sided(
        card_key([(side.start, side.end, side.label, side.attributes) for side in sides]),
        card.start,
        card.end,
        tuple(sides),
        card.missing,
        (*card.kinds, "attributes") if clash else card.kinds,
        taken is not None and not clash,
        tuple(notes),
    )


def _by_attributes(proposal: Proposal, held: dict[str, Annotation]) -> Iterator[Side]:
    """One side, or one for each way in which its people gave attributes that contradict."""
    values: defaultdict[str, set[str]] = defaultdict(set)
    for name in proposal.people:
        for attribute, value in held[name].attributes:
            values[attribute].add(value)
    if all(len(each) == 1 for each in values.values()):
        merged = sorted([(name, next(iter(each))) for name, each in values.items()])
        yield Side(*proposal, tuple(merged))
        return
    people: defaultdict[Attributes, list[str]] = defaultdict(list)
    for name in proposal.people:
        people[held[name].attributes].append(name)
    for attributes, names in sorted(people.items(), key=lambda item: (-len(item[1]), item[0])):
        yield Side(*proposal[:3], tuple(names), attributes)
