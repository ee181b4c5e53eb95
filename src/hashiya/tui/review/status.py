"""The status line of a review: which article, how much is decided, whose session, what is saved.

Must never know a widget.
"""

from __future__ import annotations

from typing import NamedTuple

from hashiya.services import ReviewPage, ReviewSession
from hashiya.tui.locale import _
from hashiya.tui.pieces import Piece, drawn, pieces_width, worded

__all__ = ["Who", "status_pieces", "who_reviews"]

LEAST_TITLE = 6
ROOMY_TITLE = 16
NAME_COLUMNS = 14


class Who(NamedTuple):
    """Whose review it is."""

    session: str
    """Name of the review session."""
    alias: str
    """The adjudicator."""
    documents: int
    """How many documents the project has."""
    scope: tuple[str, ...] = ()
    """Ids of those that the session is about, in their order; all when there are none."""

    def place(self, page: ReviewPage) -> str:
        """The number of an article among those there are to review, and how many these are."""
        if page.document.id in self.scope:
            return f"{self.scope.index(page.document.id) + 1}/{len(self.scope)}"
        return f"{page.state.position}/{self.documents}"


def who_reviews(session: ReviewSession | None, documents: int) -> Who | None:
    """Whose review it is; None before it is open.

    Args:
        session: Of which only the name, the alias and the plan are read.
        documents: How many the project has.
    """
    if session is None:
        return None
    return Who(session.name, session.alias, documents, session.plan.documents)


def status_pieces(
    page: ReviewPage | None, who: Who | None, width: int, *, is_writing: bool
) -> tuple[Piece, ...]:
    """The line on so many columns; what matters least goes first on a narrow screen."""
    name = Piece(" " + _("hashiya review") + "  ", "name")
    if page is None or who is None:
        return (name,)
    saved = Piece(_("◌ saving") if is_writing else _("● saved"), "quiet" if is_writing else "good")
    people = Piece(
        f"{drawn(who.session, NAME_COLUMNS)} · {drawn(who.alias, NAME_COLUMNS)}", "quiet"
    )
    numbers = _numbers(page, who)
    short = _bare(page, who)
    air = Piece("   ")
    for begin, middle, least in (
        ((name,), (*numbers, air, people, air), ROOMY_TITLE),
        ((), (*numbers, air, people, air), ROOMY_TITLE),
        ((), (*short, air, people, air), LEAST_TITLE),
        ((), (*short, air), LEAST_TITLE),
        ((), (*short, Piece(" ")), 0),
    ):
        room = width - pieces_width((*begin, *middle, saved)) - 4
        if room >= least:
            title = Piece(drawn(page.document.name, room), "strong") if least else Piece("")
            gap = Piece(" " * max(1, room - title.width + 2))
            return (*begin, Piece(" "), title, gap, *middle, saved)
    return (Piece(" "), saved)


def _decided(page: ReviewPage) -> tuple[int, int, int]:
    """How many cards wait, how many are ruled, and how many need no ruling."""
    states = [card.state for card in page.cards]
    return page.open_cards, states.count("ruled"), states.count("agreed")


def _numbers(page: ReviewPage, who: Who) -> tuple[Piece, ...]:
    waiting, ruled, agreed = _decided(page)
    article = Piece(who.place(page))
    pieces = worded(_("article {number}"), "quiet", number=article)
    cards = worded(
        _("{waiting} open, {ruled} ruled, {agreed} agreed")
        if not page.is_alone
        else _("{waiting} open, {ruled} ruled, {agreed} of one annotator"),
        "quiet",
        waiting=Piece(str(waiting), "warning" if waiting else "good"),
        ruled=Piece(str(ruled)),
        agreed=Piece(str(agreed)),
    )
    gold = (Piece("  ★ " + _("gold"), "good"),) if page.is_gold else ()
    return (*pieces, Piece("   "), *cards, *gold)


def _bare(page: ReviewPage, who: Who) -> tuple[Piece, ...]:
    waiting, ruled, agreed = _decided(page)
    gold = (Piece(" ★", "good"),) if page.is_gold else ()
    return (
        Piece(who.place(page), "quiet"),
        Piece(" · ", "faint"),
        Piece(f"○{waiting} ●{ruled} ={agreed}", "text"),
        *gold,
    )
