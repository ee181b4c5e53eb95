"""Matching: how many units of two columns can be paired, each with one of the other.

Must never know how a count becomes a score. Units are `(start, end, label)` in start order.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import TypeAlias

from hashiya.agreement.sheet import Unit, is_flat

__all__ = ["common", "overlapping", "overlapping_by_label", "shared"]

_Cluster: TypeAlias = tuple[list[Unit], list[Unit]]


def shared(left: Sequence[Unit], right: Sequence[Unit]) -> set[Unit]:
    """The units that are on both sides with the same edges and label."""
    return set(left).intersection(right)


def common(left: Sequence[object], right: Sequence[object]) -> int:
    """How many values two lists share, each as often as both hold it.

    >>> common([1, 1, 2], [1, 1, 1])
    2
    """
    return (Counter(left) & Counter(right)).total()


def overlapping(left: Sequence[Unit], right: Sequence[Unit]) -> int:
    """The largest number of pairs that share a character, each unit in one pair at most.

    >>> overlapping([(0, 9, "a")], [(0, 2, "a"), (3, 9, "b")])
    1
    """
    if len(left) == 1 or len(right) == 1:
        return int(any(s < end and start < e for s, e, _ in left for start, end, _ in right))
    if is_flat(left) and is_flat(right):
        return _overlapping_flat(left, right)
    return sum(_most_pairs(*cluster) for cluster in _clusters(left, right))


def overlapping_by_label(left: Sequence[Unit], right: Sequence[Unit]) -> dict[str, int]:
    """The same for the units of each label, for labels that both sides have."""
    ours, theirs = _by_label(left), _by_label(right)
    return {label: overlapping(ours[label], theirs[label]) for label in ours.keys() & theirs.keys()}


def _overlapping_flat(left: Sequence[Unit], right: Sequence[Unit]) -> int:
    """Of two flat sides, taking each pair as it comes is best: no two pairs could be crossed."""
    found = mine = yours = 0
    while mine < len(left) and yours < len(right):
        one, other = left[mine], right[yours]
        is_left_behind, is_right_behind = one[1] <= other[0], other[1] <= one[0]
        found += not (is_left_behind or is_right_behind)
        mine += not is_right_behind
        yours += not is_left_behind
    return found


def _by_label(units: Sequence[Unit]) -> dict[str, list[Unit]]:
    found: defaultdict[str, list[Unit]] = defaultdict(list)
    for unit in units:
        found[unit[2]].append(unit)
    return found


def _clusters(left: Sequence[Unit], right: Sequence[Unit]) -> Iterator[_Cluster]:
    """Stretches of text in which units hang together, with units of both sides in them."""
    sides = sorted(
        [(*unit[:2], 0, unit) for unit in left] + [(*unit[:2], 1, unit) for unit in right]
    )
    cluster: _Cluster = ([], [])
    reach = 0
    for start, end, side, unit in sides:
        if start >= reach:
            if cluster[0] and cluster[1]:
                yield cluster
            cluster = ([], [])
        cluster[side].append(unit)
        reach = max(reach, end)
    if cluster[0] and cluster[1]:
        yield cluster


def _most_pairs(left: list[Unit], right: list[Unit]) -> int:
    """A largest matching by augmenting paths, which a stack walks: no text nests too deep."""
    if len(left) == 1 or len(right) == 1:
        return 1
    near = [
        [other for other, (start, end, _) in enumerate(right) if start < unit[1] and unit[0] < end]
        for unit in left
    ]
    taken: dict[int, int] = {}
    return sum(_augment(mine, near, taken) for mine in range(len(left)))


def _augment(mine: int, near: list[list[int]], taken: dict[int, int]) -> bool:
    """Whether one more unit can be paired; `taken` says who has which unit of the other side."""
    came_from: dict[int, int] = {}
    waiting = [mine]
    while waiting:
        unit = waiting.pop()
        for other in near[unit]:
            if other in came_from:
                continue
            came_from[other] = unit
            if other in taken:
                waiting.append(taken[other])
                continue
            _hand_over(other, mine, came_from, taken)
            return True
    return False


def _hand_over(other: int, mine: int, came_from: dict[int, int], taken: dict[int, int]) -> None:
    """Give each unit of the path the one it was looked at from."""
    held = {unit: theirs for theirs, unit in taken.items()}
    while True:
        unit = came_from[other]
        before = held.get(unit)
        taken[other] = unit
        if unit == mine or before is None:
            return
        other = before
