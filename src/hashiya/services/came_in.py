"""Came in: who merged what, and one person's acts wherever they were done.

Acts belong to the person whose they are; who merged whose work, and on which documents, is for
whoever coordinates. Must never know how any of it is shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Literal, NamedTuple

from hashiya.model import Act, Add, Remove, Replace
from hashiya.store import ActKey, MergedAct, PastMerge, Store, open_project

__all__ = [
    "CameInKey",
    "CameInPage",
    "DoneAct",
    "DoneState",
    "acts_of",
    "came_in_page",
    "merges_in",
]

DoneState = Literal["stands", "undone", "dropped", "edit", "undo", "redo"]
"""What became of an act that was done here (`ActState`), or what one that came in was."""


class DoneAct(NamedTuple):
    """One act of a person."""

    at: str
    """When it was done: UTC time for people."""
    device: str
    """The machine it was done on."""
    document_id: str
    """Its document, or the first one."""
    documents: int
    """On how many it was done."""
    annotations: int
    """How many annotations it changed, in all of them together."""
    act: Act
    """What it did there; not what it did on the others."""
    state: DoneState
    """What became of it, or what it was."""
    merge: int = 0
    """Number of the merge it came in with; 0 for what was done here."""


class CameInKey(NamedTuple):
    """Where a page of what came in ended."""

    merge: int
    """Number of the last merge that was read."""
    act: ActKey | None
    """The last of its acts, where more of them may be left."""


class CameInPage(NamedTuple):
    """Some of what came in, newest first."""

    items: list[PastMerge | MergedAct]
    """Each merge, and behind it its acts where they are this person's."""
    next: CameInKey | None
    """Where the next page begins; None behind the oldest."""


def came_in_page(
    store: Store, alias: str, key: CameInKey | None = None, limit: int = 40
) -> CameInPage:
    """What somebody merged, and what others merged of their work, behind a key."""
    items: list[PastMerge | MergedAct] = []
    before, act = key if key is not None else (None, None)
    while len(items) < limit:
        if act is None or before is None:
            found = store.merges(alias, before=before, limit=1)
            if not found:
                return CameInPage(items, None)
            items += found
            before = found[0].number
            if found[0].alias != alias:
                continue
        wanted = max(1, limit - len(items))
        acts = store.merged_acts(before, before=act, limit=wanted)
        items += acts
        act = acts[-1].key if len(acts) == wanted else None
    return CameInPage(items, CameInKey(before or 0, act))


def merges_in(path: Path, alias: str | None, limit: int) -> list[PastMerge]:
    """The newest merges; of somebody, those they made and those of their work.

    Raises:
        StoreError: The project cannot be opened.
    """
    with closing(open_project(path)) as store:
        return store.merges(alias, limit=limit)


def acts_of(path: Path, alias: str, limit: int) -> list[DoneAct]:
    """The newest acts of a person, here and elsewhere, the newest first.

    Raises:
        StoreError: The project cannot be opened.
    """
    with closing(open_project(path)) as store:
        found = [*_here(store, alias, limit), *_elsewhere(store, alias, limit)]
    return sorted(found, key=lambda each: each.at, reverse=True)[:limit]


def _here(store: Store, alias: str, limit: int) -> Iterator[DoneAct]:
    for each in store.history(alias, limit=limit).acts:
        where = (each.at, each.device, each.document_id, each.documents, each.annotations)
        yield DoneAct(*where, each.act, each.state)


def _elsewhere(store: Store, alias: str, limit: int) -> Iterator[DoneAct]:
    """As many of each merge as are asked for in all: which are the newest, their times say."""
    before: int | None = None
    while found := store.merges(alias, before=before):
        for merge in found:
            if merge.alias == alias:
                for each in store.merged_acts(merge.number, limit=limit):
                    where = (each.at, each.device, each.document_id, 1, _changed(each.act))
                    yield DoneAct(*where, each.act, each.kind, merge.number)
        before = found[-1].number


def _changed(act: Act) -> int:
    """How many annotations an act changed."""
    return sum(isinstance(edit, Add | Remove | Replace) for edit in act.edits)
