"""Finishing: what makes a document gold once nothing of it waits.

Pure functions. Must never know a store, or a decision on a card.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from hashiya.errors import CountedReason, PolicyError
from hashiya.model import Act, Edit
from hashiya.services.review_pages import ReviewPage
from hashiya.services.ruling import agreed_act, closing

__all__ = ["Finished", "ending", "finished", "is_agreed"]


class Finished(NamedTuple):
    """What became of all documents in which nothing was to be decided."""

    documents: int
    """How many were made gold."""
    alone: int
    """How many were left because one person alone annotated them."""


def is_agreed(page: ReviewPage) -> bool:
    """Whether a document can be gold without anybody deciding anything: several people agree."""
    return not page.open_cards and not page.left_out and len(page.layers) > 1


def finished(page: ReviewPage) -> Act | None:
    """Makes a document gold; None where it is.

    Raises:
        PolicyError: Cards wait.
    """
    if page.open_cards:
        reason = CountedReason(
            "{count} card waits for a ruling",
            "{count} cards wait for a ruling",
            count=page.open_cards,
        )
        raise PolicyError(reason, rule="review")
    return closing(page)


def ending(page: ReviewPage, after: Callable[[ReviewPage, Act], ReviewPage]) -> Act | None:
    """Makes a document gold in which no card waits, and takes that back where one does.

    What needs no ruling is taken first, also where it was undone once. One person's work becomes
    gold by an act of its own only, because nothing there says that it was read. None where all
    stands as it should.

    Args:
        page: The document.
        after: A document once an act on its gold is written.
    """
    edits: list[Edit] = []
    for more in (None if page.open_cards else agreed_act, _closing):
        act = more(page) if more is not None else None
        if act is not None:
            edits.extend(act.edits)
            page = after(page, act)
    return Act(edits=tuple(edits)) if edits else None


def _closing(page: ReviewPage) -> Act | None:
    is_to_be_read = page.is_alone and not page.is_gold and not page.open_cards
    return None if is_to_be_read else closing(page)
