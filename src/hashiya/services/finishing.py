"""Finishing: what makes a document gold once nothing of it waits.

Pure functions. Must never know a store, or a decision on a card.
"""

from __future__ import annotations

from collections.abc import Callable

from hashiya.model import Act, Edit
from hashiya.services.review_pages import ReviewPage
from hashiya.services.ruling import agreed_act, closing

__all__ = ["ending", "is_agreed"]


def is_agreed(page: ReviewPage) -> bool:
    """Whether a document can be gold without anybody deciding anything."""
    return not page.open_cards and not page.left_out and bool(page.layers)


def ending(page: ReviewPage, after: Callable[[ReviewPage, Act], ReviewPage]) -> Act | None:
    """Makes a document gold in which no card waits, and takes that back where one does.

    What all agree on is taken first, also where it was undone once. None where all stands as it
    should.

    Args:
        page: The document.
        after: A document once an act on its gold is written.
    """
    edits: list[Edit] = []
    for more in (None if page.open_cards else agreed_act, closing):
        act = more(page) if more is not None else None
        if act is not None:
            edits.extend(act.edits)
            page = after(page, act)
    return Act(edits=tuple(edits)) if edits else None
