"""Review standing: how far a session's articles are, how much was agreed, and what is still open.

One document's cards are in memory at a time, and nothing is written. Must never know how a report
is printed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import NamedTuple

from hashiya.services.review_order import ReviewOrder, Waiting
from hashiya.services.review_pages import ReviewPlan
from hashiya.services.review_reading import PageReader
from hashiya.store import ReviewFacts, Store

__all__ = ["Standing", "standing_of"]


class Standing(NamedTuple):
    """How far all articles are that a session is about, whichever session ruled on them."""

    articles: dict[str, int]
    """How far (`ReviewProgress`) to articles that anybody has annotated, and that are nobody
    else's to make gold."""
    others: int
    """Articles that another adjudicator makes gold."""
    cards: int
    """Cards in the articles that can be reviewed, or are gold."""
    agreed: int
    """Of these, what is in gold, or will be, without a ruling, because several people agree."""
    alone: int
    """Of these, what is or will be so because nobody else annotated the article."""
    ruled: int
    """Of these, what was ruled on."""
    deferred: int
    """Of these, what was put off; it waits."""
    open: int
    """Of these, what waits for its first ruling, or for another."""


def standing_of(
    store: Store, facts: ReviewFacts, plan: ReviewPlan, advance: Callable[[], None]
) -> Standing:
    """Look through all articles under review.

    Args:
        store: The project.
        facts: The session.
        plan: What it is about.
        advance: Told of each article that was looked at.
    """
    order = ReviewOrder(store, plan, facts.alias)
    pages = PageReader(store, store.scheme(), plan, alias=facts.alias, name=facts.name)
    articles: Counter[str] = Counter()
    states: Counter[str] = Counter()
    others = alone = 0
    for each in _listed(order):
        gold = each.state.gold
        if gold is not None and gold.alias != facts.alias:
            others += 1
        else:
            articles[each.progress] += 1
            if each.progress != "waiting":
                page = pages.page(each.state.id)
                found = Counter(card.state for card in page.cards)
                alone += found.pop("agreed", 0) if page.is_alone else 0
                states.update(found)
        advance()
    return Standing(
        articles=dict(articles.most_common()),
        others=others,
        cards=states.total() + alone,
        agreed=states["agreed"],
        alone=alone,
        ruled=states["ruled"],
        deferred=states["deferred"],
        open=states["open"],
    )


def _listed(order: ReviewOrder) -> Iterator[Waiting]:
    position: int | None = 0
    while position is not None:
        found, position = order.listed(after=position, limit=100)
        yield from found
