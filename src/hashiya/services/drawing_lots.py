"""Drawing lots: which sentences somebody reads again, as a function of a seed and nothing else.

Must never know a store, nor what stands in the sentences.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import Final, NamedTuple

__all__ = ["AROUND", "Sentences", "chosen_sentences", "together"]

RUN: Final = 3
"""Sentences in a row that are drawn together, so that few others are read around them."""

AROUND: Final = 1
"""Sentences on each side of those drawn that are read along with them."""


class Sentences(NamedTuple):
    """One document's sentences, as far as one person may read them again."""

    document_id: str
    """Which document."""
    finished: tuple[int, ...]
    """Numbers of those that count, from 0, in order: finished long enough ago."""
    planned: frozenset[int]
    """Those of them that are to be read again already, or were."""
    free: frozenset[int]
    """Those of them that no passage shows, nor has shown."""


def chosen_sentences(
    sentences: Sequence[Sentences], share: Fraction, lot: tuple[int, str]
) -> dict[str, list[int]]:
    """Which sentences are read again: document to their numbers, in order.

    As many as the share of all that count, to the nearest whole number, less those planned before.

    Args:
        sentences: A person's.
        share: From 0 to 1.
        lot: The seed, and whose lots are drawn.
    """
    total = sum(len(each.finished) for each in sentences)
    missing = int(total * share + Fraction(1, 2)) - sum(len(each.planned) for each in sentences)
    runs = sorted(
        ((each.document_id, run) for each in sentences for run in _runs(each)),
        key=lambda run: _lot(*lot, run[0], run[1][0]),
    )
    found: defaultdict[str, list[int]] = defaultdict(list)
    for document_id, run in runs:
        if missing <= 0:
            break
        found[document_id] += run[:missing]
        missing -= len(run[:missing])
    return {document_id: sorted(numbers) for document_id, numbers in found.items()}


def _runs(sentences: Sentences) -> Iterator[list[int]]:
    """Free sentences in a row, a few at a time."""
    run: list[int] = []
    for number in sentences.finished:
        if number not in sentences.free:
            continue
        if run and (number != run[-1] + 1 or len(run) == RUN):
            yield run
            run = []
        run.append(number)
    if run:
        yield run


def together(numbers: Iterable[int]) -> Iterator[list[int]]:
    """Numbers of sentences, those together whose surroundings would meet."""
    group: list[int] = []
    for number in numbers:
        if group and number - group[-1] > 2 * AROUND:
            yield group
            group = []
        group.append(number)
    if group:
        yield group


def _lot(*words: object) -> bytes:
    """Something without order or meaning, the same for ever."""
    return hashlib.sha256("\x1f".join(["again", *map(str, words)]).encode()).digest()
