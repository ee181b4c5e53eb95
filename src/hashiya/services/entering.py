"""Entering: what keeps an adjudicator out of a document.

Pure functions. Must never know a store.
"""

from __future__ import annotations

from typing import Final

from hashiya.errors import PolicyError, Reason, StoreError
from hashiya.services.review_pages import ReviewPage

__all__ = ["expect_open_to"]

FREE: Final = "?"
"""Who has a place that waits in the queue."""


def expect_open_to(page: ReviewPage, alias: str) -> None:
    """Let somebody enter a document only where its gold is nobody else's, and all are done.

    Raises:
        StoreError: Somebody else is making it gold, or has.
        PolicyError: Nobody who counts has finished it, or somebody has not.
    """
    gold = page.state.gold
    if gold is not None and gold.alias != alias:
        raise StoreError(
            Reason(
                "{alias} is making this article gold; choose another one, or take it over in the"
                " list of articles",
                alias=gold.alias,
            )
        )
    people = [alias for alias in page.left_out if alias != FREE]
    if page.left_out and not people:
        reason = Reason("somebody is still expected to claim this article from the queue")
    elif page.left_out:
        reason = Reason(
            "not finished yet by {names}; --people A,B in a new session leaves them out",
            names=", ".join(people),
        )
    else:
        reason = Reason("nobody whose work is compared has finished this article")
    if page.left_out or not page.layers:
        raise PolicyError(reason, rule="review")
