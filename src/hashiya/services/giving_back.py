"""Giving back: an article opened again for one of those who handed it in, by whoever reviews it.

Must never know a card, or what gold holds.
"""

from __future__ import annotations

from collections.abc import Iterator

from hashiya.services.leading import expect_lead
from hashiya.services.review_pages import ReviewPage
from hashiya.store import Store

__all__ = ["give_back", "who_handed_in"]


def who_handed_in(store: Store, page: ReviewPage) -> Iterator[tuple[str, str]]:
    """Alias and name of everybody who counts and has handed an article in.

    Whoever annotated it without having been given it has nothing that could be opened again, and
    who is inactive is given no work.
    """
    active = {person.alias for person in store.people() if person.is_active}
    for alias, name in page.names:
        place = store.assignment(alias, page.document.id)
        if alias in active and place is not None and place.state != "claimed":
            yield alias, name


def give_back(store: Store, session: str, by: str, page: ReviewPage, who: tuple[str, str]) -> None:
    """Open an article again for somebody, with a note that they see.

    Args:
        store: The project.
        session: The sitting in which it is done.
        by: Whose sitting that is.
        page: The article.
        who: Who gets it back, and why.

    Raises:
        UsageError: `by` may not give out work.
        StoreError: Somebody has no place on it, is at work on it, or is inactive; or no reason is
            given.
    """
    expect_lead(store, by, "give articles back")
    store.reopen(session, page.document.id, *who)
