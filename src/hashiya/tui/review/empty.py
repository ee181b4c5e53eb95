"""What to do where no article can be reviewed: who has not finished what, and how that changes.

Must never know a widget.
"""

from __future__ import annotations

from collections import Counter
from typing import Final

from hashiya.services import ReviewSession, who_counts
from hashiya.tui.locale import _, n_
from hashiya.tui.review.table import review_key
from hashiya.tui.review.wording import FREE

__all__ = ["Words", "empty_words"]

Words = tuple[tuple[str, str], ...]
"""Lines of a notice with their inks."""

MOST_LOOKS: Final = 20
"""Stretches of the list of articles that are looked through for those who are not done."""
MOST_PEOPLE: Final = 5


def empty_words(session: ReviewSession) -> Words:
    """Lines for the middle of the screen."""
    waiting: Counter[str] = Counter()
    taken: Counter[str] = Counter()
    gold = others = 0
    position: int | None = 0
    for _look in range(MOST_LOOKS):
        if position is None:
            break
        listed, position = session.documents(after=position)
        for each in listed:
            gold += each.progress == "gold"
            others += each.progress != "gold"
            owner = each.state.gold
            if each.progress != "gold" and owner is not None and owner.alias != session.alias:
                taken[owner.alias] += 1
            elif each.progress == "waiting":
                waiting.update(who_counts(each.state, session.plan)[1])
    if gold and not others:
        words = n_("The one article is gold.", "All {count:,} articles are gold.", gold)
        return ((words.format(count=gold), "strong"), *_ways())
    if not gold and not others and not session.plan.documents:
        return (
            (_("Nobody has annotated anything yet."), "strong"),
            ("", "text"),
            (_("People annotate with:"), "quiet"),
            ("hashiya annotate --as ALIAS", "key"),
        )
    title = _("No article is open to you.") if taken else _("No article can be reviewed yet.")
    return ((title, "strong"), *_taken(taken), *_unfinished(waiting), *_ways())


def _taken(taken: Counter[str]) -> Words:
    """Who makes gold of the articles that others cannot enter meanwhile."""
    lines = []
    for alias, count in taken.most_common(MOST_PEOPLE):
        words = n_(
            "{alias} is making {count:,} article gold",
            "{alias} is making {count:,} articles gold",
            count,
        )
        lines.append((words.format(alias=alias, count=count), "text"))
    return tuple(lines)


def _unfinished(waiting: Counter[str]) -> Words:
    lines = []
    if free := waiting.pop(FREE, 0):
        words = n_(
            "{count:,} article waits in the queue to be claimed",
            "{count:,} articles wait in the queue to be claimed",
            free,
        )
        lines.append((words.format(count=free), "text"))
    for alias, count in waiting.most_common(MOST_PEOPLE):
        words = n_(
            "{alias} has not finished {count:,} article",
            "{alias} has not finished {count:,} articles",
            count,
        )
        lines.append((words.format(alias=alias, count=count), "text"))
    if waiting:
        about = _("--unfinished counts what is only begun, in a new review session.")
        lines.append((about, "quiet"))
    return tuple(lines)


def _ways() -> Words:
    words = _("{articles} lists the articles, {leave} leaves.")
    told = words.format(articles=review_key("articles"), leave=review_key("leave"))
    return (("", "text"), (told, "quiet"))
