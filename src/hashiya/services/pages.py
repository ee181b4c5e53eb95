"""Pages: what a person sees of one document, and what comes of undoing and redoing.

Plain values; must never know a store's verbs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from hashiya.model import Document, Layer
from hashiya.store import DocumentLine
from hashiya.text import Direction

if TYPE_CHECKING:
    from hashiya.model import Act
    from hashiya.store import Assignment

__all__ = ["Page", "Step", "Way"]


class Page(NamedTuple):
    """Everything a person sees of one document, as one value."""

    document: Document
    """The text and its sentences."""
    layer: Layer
    """The person's own annotations and marks."""
    line: DocumentLine
    """Position in the project, counts and state."""
    documents: int
    """How many documents the project has."""
    caret: int
    """Offset where the person was; 0 when the document is new to them."""
    direction: Direction = "auto"
    """In which direction its paragraphs are read."""
    finished: int = 0
    """How many documents of the project the person has done, this one as it stands here."""
    is_given_work: bool = False
    """Whether work is given out in the project, and the person is among those who do it."""
    assignment: Assignment | None = None
    """The person's place on it; None where they have none."""


class Step(NamedTuple):
    """What an undo or a redo did."""

    page: Page
    """The document it happened in, with the caret at the change; of one on many places, the place
    it was asked for at."""
    act: Act
    """The edits that were applied to it."""
    documents: int = 1
    """Documents that changed, this one among them."""
    annotations: int = 0
    """Annotations that changed, in all of them together."""
    missed: str = ""
    """Why a part of the act stays as it is, in words; empty when none does."""


class Way(NamedTuple):
    """What going to a point did, or a bounded part of it."""

    turn: Literal["undo", "redo"]
    """In which direction it went."""
    acts: int
    """Acts that were taken back or brought back."""
    left: int
    """Acts that are still to be."""
    missed: int
    """How many of them left something as it was."""
    reason: str
    """Why the last of these did, in words; empty when none did."""
    step: Step | None
    """The last one, with its page; None when there was nothing to do."""
