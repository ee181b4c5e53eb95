"""Values of passages: what is to be read once more, and how far that is.

Nothing here may know SQL or a file.
"""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

__all__ = ["Bounds", "Passage", "PassageState", "PassageWanted", "Tagged"]

Bounds: TypeAlias = tuple[int, int]
"""Start and end in code points."""

Tagged: TypeAlias = tuple[int, int, str]
"""Start, end and label of a span."""

PassageState = Literal["waiting", "served", "finished", "skipped", "taken back"]
"""Not opened yet · opened · every sentence marked · left, with a reason · nobody's any more."""


class PassageWanted(NamedTuple):
    """Sentences that somebody has finished and is to read once more."""

    document_id: str
    """Where they are."""
    name: str
    """What the passage is called in lists; its person sees it."""
    bounds: Bounds
    """From the first sentence of the passage to the last, which stand around the chosen ones."""
    chosen: tuple[Bounds, ...]
    """The sentences that are compared, in order."""


class Passage(NamedTuple):
    """One passage, and how far its second reading is."""

    position: int
    """Its place among the project's documents, behind all articles."""
    id: str
    """What events call it."""
    name: str
    """What its person sees that it is called."""
    alias: str
    """Whose it is."""
    of_id: str
    """The document that it is taken from."""
    start: int
    """Where it begins there, in code points."""
    length: int
    """Code points of its text."""
    chosen: tuple[Bounds, ...]
    """The sentences that are compared, in code points of the passage."""
    first: tuple[Tagged, ...]
    """What was made of them the first time, with labels as they are called now."""
    first_at: str
    """UTC time at which the last of them was finished."""
    scheme: tuple[str, int]
    """Id and version of the scheme in use when it was planned."""
    planned_at: str
    """UTC time."""
    state: PassageState
    """How far its second reading is."""
    second_at: str
    """UTC time of the last mark of the second reading; empty without one."""
