"""Outcomes: where an adjudicator is after something was written, and what is said of it.

Must never know a widget or a thread.
"""

from __future__ import annotations

from hashiya.errors import PolicyError
from hashiya.services import Decision, ReviewPage, ReviewSession, Waiting
from hashiya.store import ReviewState
from hashiya.tui.locale import _
from hashiya.tui.review.state import Review
from hashiya.tui.review.table import review_key

__all__ = ["changed_card", "gold_words", "next_page", "onward", "page_before"]


def next_page(session: ReviewSession, *, here: ReviewState | None = None) -> ReviewPage | None:
    """The next document that can be reviewed behind this one, and round; entered."""
    for after in (here.position if here is not None else 0, 0):
        for found in session.ready(after=after):
            page = None if _is(found, here) else _entered(session, found)
            if page is not None:
                return page
    return None


def page_before(session: ReviewSession, *, here: ReviewState | None = None) -> ReviewPage | None:
    """The document before this one, gold or not, or the last one; entered."""
    for found in session.before(here.position if here is not None else None):
        page = _entered(session, found)
        if page is not None:
            return page
    return None


def _is(found: Waiting, here: ReviewState | None) -> bool:
    return here is not None and found.state.id == here.id


def _entered(session: ReviewSession, found: Waiting) -> ReviewPage | None:
    """A document of the list; None when somebody has opened it again meanwhile, and is not done."""
    try:
        return session.enter(found.state.id)
    except PolicyError:
        return None


def gold_words() -> str:
    """That the document is gold, and where to go from there."""
    words = _("this article is gold now; {key} goes on to the next one")
    return words.format(key=review_key("next_ready"))


def onward(after: Review, decision: Decision) -> Review:
    """At the next card that waits, with what was done to this one."""
    if after.page.is_gold:
        return after.saying(gold_words(), "good")
    if decision.outcome == "defer":
        words = _("put off")
    else:
        words = _("ruled; {key} undoes it").format(key=review_key("take_back"))
    return (after.onward() or after).saying(words, "good")


def changed_card(before: ReviewPage | None, after: ReviewPage) -> str:
    """Key of the first card whose state differs between two looks at one document."""
    if before is None or before.document.id != after.document.id:
        return ""
    states = {card.key: (card.state, card.ruling) for card in before.cards}
    changed = (
        card.key for card in after.cards if states.get(card.key) != (card.state, card.ruling)
    )
    return next(changed, "")
