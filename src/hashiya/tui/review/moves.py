"""Moves: what a command makes of the screen without anything being written.

Must never know a widget, a thread or the database.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from hashiya.tui.locale import _
from hashiya.tui.review.nines import NINE, turned
from hashiya.tui.review.sieve import ARTICLE, FIELDS, choices_of
from hashiya.tui.review.state import Review

__all__ = ["FILTER_KEYS", "MOVES", "dropped", "filtered", "goes_on"]

MANY: Final = 10
"""Cards that the keys for many go on by."""

FILTER_KEYS: Final = frozenset({"tab", "shift+tab", "left", "right", "space", "home"})
"""Keys that mean the row of filters while it is open."""


def _by(count: int) -> Callable[[Review], Review]:
    return lambda review: review.to(review.at + count)


def _onward(review: Review) -> Review:
    found = review.onward()
    return found or review.saying(_("no other card waits here"))


def _agreed(review: Review) -> Review:
    """List agreed cards too, or leave them out again."""
    if review.page.is_alone:
        return review.saying(_("everything is listed: one person alone annotated this article"))
    sieve = review.sieve._replace(with_agreed=not review.sieve.with_agreed)
    count = sum(card.state == "agreed" for card in review.page.cards)
    after = review.sifted(sieve)
    if sieve.with_agreed:
        return after.saying(_("listed too: {count} on which all agree").format(count=count))
    return after


def _filter(review: Review) -> Review:
    return replace(review.plain(), mode="filter").saying("")


def _more(review: Review) -> Review:
    """Turn to the next nine sides, or people."""
    if review.choices <= NINE:
        return review.saying(_("each has a digit already"))
    return replace(review, nine=turned(review.nine, review.choices)).saying("")


def dropped(review: Review) -> Review:
    """Without what was begun; without its filter where nothing was."""
    if (review.mode or review.nine) and review.mode != "filter":
        return review.plain().saying("")
    if review.sieve.holds:
        sieve = review.sieve._replace(kind="", label="", person="")
        return replace(review.sifted(sieve), mode="")
    return replace(review.saying(""), mode="")


def goes_on(key: str, *, is_mirrored: bool) -> bool:
    """Whether a key of the row of filters means the next choice, not the one before."""
    return key in {"left" if is_mirrored else "right", "space"}


def filtered(review: Review, key: str, *, is_mirrored: bool) -> Review:
    """The row of filters after one of its keys."""
    if key in {"tab", "shift+tab"}:
        by = 1 if key == "tab" else -1
        return replace(review, field=(review.field + by) % len(FIELDS))
    field = FIELDS[review.field]
    if field == ARTICLE:
        return review
    if key == "home":
        return review.sifted(review.sieve.choosing(field, ""))
    by = 1 if goes_on(key, is_mirrored=is_mirrored) else -1
    choices = choices_of(field, review.page.cards)
    return review.sifted(review.sieve.turned(field, by, choices))


MOVES: Final[Mapping[str, Callable[[Review], Review]]] = MappingProxyType(
    {
        "next_card": _by(1),
        "previous_card": _by(-1),
        "cards_on": _by(MANY),
        "cards_back": _by(-MANY),
        "first_card": lambda review: review.to(0),
        "last_card": lambda review: review.to(len(review.listed) - 1),
        "next_waiting": _onward,
        "agreed": _agreed,
        "filter": _filter,
        "more_sides": _more,
        "drop_it": dropped,
    }
)
"""Command name to what it does."""
