"""Cards: the units of several people brought together where they are about the same thing.

Units with the same edges and label are one **proposal**, made by one person or by more. Other units
of two people are paired so that what the pairs have in common is as much as it can be, each unit
in one pair at most; a **card** is what hangs together by such pairs, one proposal a person at most.
People without one have missed it, or have only what it lies in or over. What everybody proposes
alike is a card without a difference. Must never know what is ruled on a card.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import Final, NamedTuple, TypeAlias

from hashiya.agreement.assigning import Savings, most_saved
from hashiya.agreement.clitics import core
from hashiya.agreement.sheet import Sheet, Unit

__all__ = ["CARD_KINDS", "Card", "Proposal", "Quorum", "backed", "cards_of"]

CARD_KINDS: Final = ("clitic", "left edge", "right edge", "label", "nesting", "missed")
"""What can differ on a card, in the order in which it is said. `clitic`: an edge that differs by
proclitics, punctuation or white space only. `nesting`: somebody has no proposal here, but has
annotated what lies in it or over it. `missed`: somebody has nothing here at all."""

SAME_LABEL: Final = 0.5
"""What one label for both adds to what two units share, which is at most 1: of two candidates, the
one with the same edges is nearer than the one with the same label and half of the text."""

MOST_PAIRS: Final = 10_000
"""Overlapping pairs of two people in one stretch of text up to which the best are found; beyond,
the nearest that are left are paired again and again, which gives at least half of the best."""

_Proposals: TypeAlias = dict[Unit, tuple[str, ...]]


class Proposal(NamedTuple):
    """A span and a label, and who proposes them."""

    start: int
    """First code point."""
    end: int
    """Behind the last one."""
    label: str
    """The label."""
    people: tuple[str, ...]
    """Names of columns, in their order."""


class Card(NamedTuple):
    """Proposals that are about the same thing."""

    proposals: tuple[Proposal, ...]
    """The one of most people first, then in the order of the text; one at least."""
    missing: tuple[str, ...]
    """Who proposes nothing here."""
    kinds: tuple[str, ...]
    """Which of `CARD_KINDS` it is, in their order; none when all propose the same."""

    @property
    def start(self) -> int:
        """First code point of any proposal."""
        return min([each.start for each in self.proposals])

    @property
    def end(self) -> int:
        """Behind the last code point of any proposal."""
        return max([each.end for each in self.proposals])


class Quorum(NamedTuple):
    """How many of those who count must propose the same for it to be taken without a ruling."""

    of: str = "all"
    """`all`, `most` (more than half), or `some`."""
    votes: int = 1
    """How many, for `some`."""


def cards_of(sheet: Sheet) -> list[Card]:
    """Everything that anybody proposes, each once, in the order of the text.

    A sheet of one column gives a card without a difference for each of its units.
    """
    names = tuple(sheet.columns)
    proposals = _proposals(sheet, names)
    found: list[Card] = []
    for cluster in _clusters(proposals):
        groups = [cluster] if len(cluster) == 1 else _grouped(cluster, proposals, names)
        found.extend(_card(sheet, group, cluster, proposals) for group in groups)
    return sorted(found, key=_place)


def backed(card: Card, quorum: Quorum) -> Proposal | None:
    """The proposal that enough people make; None when none is, or two are made as often."""
    first, *others = card.proposals
    voters = sum([len(each.people) for each in card.proposals]) + len(card.missing)
    if quorum.of == "all":
        return first if len(first.people) == voters else None
    if quorum.of == "most":
        return first if 2 * len(first.people) > voters else None
    is_enough = len(first.people) >= quorum.votes
    is_alone = not others or len(others[0].people) < len(first.people)
    return first if is_enough and is_alone else None


def _proposals(sheet: Sheet, names: Sequence[str]) -> _Proposals:
    """Each unit once, in order, with everybody who has it."""
    first = sheet.columns[names[0]]
    if all(sheet.columns[name] == first for name in names[1:]):
        return dict.fromkeys(first, tuple(names))
    found: dict[Unit, list[str]] = {}
    for name in names:
        for unit in sheet.columns[name]:
            found.setdefault(unit, []).append(name)
    return {unit: tuple(found[unit]) for unit in sorted(found)}


def _clusters(units: Iterable[Unit]) -> Iterator[list[Unit]]:
    """Stretches of text in which units hang together."""
    cluster: list[Unit] = []
    reach = 0
    for unit in units:
        if cluster and unit[0] >= reach:
            yield cluster
            cluster = []
        cluster.append(unit)
        reach = max(reach, unit[1])
    if cluster:
        yield cluster


def _grouped(
    cluster: Sequence[Unit], proposals: _Proposals, names: Sequence[str]
) -> list[list[Unit]]:
    """Which units are about the same thing: the nearest pairs are brought together first."""
    by_name: dict[str, list[Unit]] = {name: [] for name in names}
    for unit in cluster:
        for name in proposals[unit]:
            by_name[name].append(unit)
    links: Counter[tuple[Unit, Unit]] = Counter()
    for one, other in combinations([name for name in names if by_name[name]], 2):
        links.update(_pairs(by_name[one], by_name[other]))
    group_of = {unit: [unit] for unit in cluster}
    ordered = sorted(links, key=lambda pair: (-_likeness(*pair), -links[pair], pair))
    for left, right in ordered:
        ours, theirs = group_of[left], group_of[right]
        if ours is theirs or _people(ours, proposals) & _people(theirs, proposals):
            continue
        ours.extend(theirs)
        for unit in theirs:
            group_of[unit] = ours
    return [*{id(group): group for group in group_of.values()}.values()]


def _people(group: Iterable[Unit], proposals: _Proposals) -> set[str]:
    return {name for unit in group for name in proposals[unit]}


def _pairs(left: Sequence[Unit], right: Sequence[Unit]) -> Iterator[tuple[Unit, Unit]]:
    """The pairs of two people's units, in the order of their units; what both have is no pair."""
    both = set(left).intersection(right)
    ours = [unit for unit in left if unit not in both]
    theirs = [unit for unit in right if unit not in both]
    likeness: Savings = {}
    for row, mine in enumerate(ours):
        for column, yours in enumerate(theirs):
            alike = _likeness(mine, yours)
            if alike:
                likeness[row, column] = alike
    for row, column in _paired(likeness):
        pair = (ours[row], theirs[column])
        yield (min(pair), max(pair))


def _paired(likeness: Savings) -> list[tuple[int, int]]:
    """The pairs that are most alike together; of too many, the nearest again and again."""
    if len(likeness) <= MOST_PAIRS:
        return most_saved(likeness)
    rows: set[int] = set()
    columns: set[int] = set()
    found: list[tuple[int, int]] = []
    for row, column in sorted(likeness, key=lambda pair: (-likeness[pair], pair)):
        if row not in rows and column not in columns:
            rows.add(row)
            columns.add(column)
            found.append((row, column))
    return found


def _likeness(one: Unit, other: Unit) -> float:
    """How much two units are alike: 0 when they share no character, 1.5 when they are the same."""
    inside = min(one[1], other[1]) - max(one[0], other[0])
    if inside <= 0:
        return 0
    around = max(one[1], other[1]) - min(one[0], other[0])
    return inside / around + SAME_LABEL * (one[2] == other[2])


def _card(
    sheet: Sheet, group: Sequence[Unit], cluster: Sequence[Unit], proposals: _Proposals
) -> Card:
    names = tuple(sheet.columns)
    if len(group) == 1 and len(proposals[group[0]]) == len(names):
        return Card((Proposal(*group[0], proposals[group[0]]),), (), ())
    made = sorted(group, key=lambda unit: (-len(proposals[unit]), unit))
    people = _people(group, proposals)
    missing = tuple([name for name in names if name not in people])
    kinds = {kind for pair in combinations(made, 2) for kind in _between(sheet, *pair)}
    start, end = min(group)[0], max(unit[1] for unit in group)
    near = _people([unit for unit in cluster if unit[0] < end and start < unit[1]], proposals)
    kinds.update(["nesting" if name in near else "missed" for name in missing])
    return Card(
        tuple([Proposal(*unit, proposals[unit]) for unit in made]),
        missing,
        tuple([kind for kind in CARD_KINDS if kind in kinds]),
    )


def _between(sheet: Sheet, one: Unit, other: Unit) -> Iterator[str]:
    """What differs between two proposals."""
    if one[2] != other[2]:
        yield "label"
    if one[:2] == other[:2]:
        return
    cores = core(sheet, *one[:2]), core(sheet, *other[:2])
    for edge, kind in enumerate(("left edge", "right edge")):
        if cores[0][edge] != cores[1][edge]:
            yield kind
        elif one[edge] != other[edge]:
            yield "clitic"


def _place(card: Card) -> tuple[int, int, Unit]:
    return (card.start, -card.end, card.proposals[0][:3])
