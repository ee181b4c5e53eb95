"""Came in: who merged what, and one person's acts wherever they were done.

Acts belong to the person whose they are; who merged whose work, and on which documents, is for
whoever coordinates. Must never know how any of it is shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Literal, NamedTuple

from hashiya.model import Act
from hashiya.store import PastMerge, Store, open_project

__all__ = ["DoneAct", "DoneState", "acts_of", "merges_in"]

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
    act: Act
    """What it did there."""
    state: DoneState
    """What became of it, or what it was."""
    merge: int = 0
    """Number of the merge it came in with; 0 for what was done here."""


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
        where = (each.at, each.device, each.document_id, each.documents)
        yield DoneAct(*where, each.act, each.state)


def _elsewhere(store: Store, alias: str, limit: int) -> Iterator[DoneAct]:
    """As many of each merge as are asked for in all: which are the newest, their times say."""
    before: int | None = None
    while found := store.merges(alias, before=before):
        for merge in found:
            if merge.alias == alias:
                for each in store.merged_acts(merge.number, limit=limit):
                    where = (each.at, each.device, each.document_id, 1)
                    yield DoneAct(*where, each.act, each.kind, merge.number)
        before = found[-1].number
