"""Own ways: how far articles are where no work is given out and everybody annotates what they like.

It is read off people's layers, by pages. Must never know a place on a document.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from hashiya.store import DocumentState, Store

__all__ = ["OwnStage", "OwnWork", "own_stage", "own_work"]

OwnStage = Literal["new", "begun", "done"]
"""Nobody's yet · somebody is at work on it · everybody who has begun it has finished it."""

PAGE = 1_000
"""Documents that are read at once."""


class OwnWork(NamedTuple):
    """What one person has done on a document by themselves."""

    alias: str
    """Who."""
    state: DocumentState
    """How far they are."""


def own_work(store: Store) -> Mapping[str, Sequence[OwnWork]]:
    """By id of a document, everybody who has done something on it, in alias order."""
    found: defaultdict[str, list[OwnWork]] = defaultdict(list)
    for person in store.people():
        after = 0
        while person.work.documents and (page := store.page(person.alias, after=after, limit=PAGE)):
            for line in page:
                if line.state != "new":
                    found[line.id].append(OwnWork(person.alias, line.state))
            after = page[-1].position
    return found


def own_stage(work: Sequence[OwnWork]) -> OwnStage:
    """How far a document is, in a word."""
    if not work:
        return "new"
    return "done" if all(each.state == "done" for each in work) else "begun"
