"""Values of merges: what came in with packs, as a list shows it.

Loaded when somebody looks at it. Nothing here may know SQL or a file.
"""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

from hashiya.model import Act

__all__ = ["ActKey", "MergedAct", "MergedOn", "PastMerge"]

ActKey: TypeAlias = tuple[int, str, int]
"""Where an act stands in the journal: logical time, sitting, number."""


class MergedOn(NamedTuple):
    """What came in on one document."""

    document_id: str
    """The document."""
    document_name: str
    """What people call it."""
    acts: int
    """Acts that were done on it."""
    turned: int
    """How often one was undone or redone."""
    spans: int
    """By how many spans there are more in the end; below 0 when there are fewer."""
    sentences: int
    """By how many sentences more are finished in the end, likewise."""


class PastMerge(NamedTuple):
    """One pack that brought something in."""

    number: int
    """Its place among all merges, counted from 1."""
    at: str
    """When: UTC time for people."""
    by: str
    """Alias of whoever merged it."""
    alias: str
    """Whose work it is."""
    source: str
    """Name of the file; empty where it is not known."""
    sittings: int
    """In how many sittings it was done."""
    documents: tuple[MergedOn, ...]
    """What came in, by document."""


class MergedAct(NamedTuple):
    """An act that was done elsewhere, or the undo or redo of one."""

    key: ActKey
    """Where it stands in the journal."""
    kind: Literal["edit", "undo", "redo"]
    """What sort it is."""
    at: str
    """When it was done: UTC time for people."""
    device: str
    """The machine it was done on."""
    document_id: str
    """Its document."""
    document_name: str
    """What people call that."""
    act: Act
    """What it did."""
