"""Article lines: the documents of a review, a line each, with who has not finished them.

Must never know a widget.
"""

from __future__ import annotations

from typing import Final

from hashiya.services import ReviewPlan, Waiting, who_counts
from hashiya.tui.line_sequence import ItemLines
from hashiya.tui.locale import _, n_
from hashiya.tui.pieces import Line, Piece, drawn, onward, pieces_width, sentence
from hashiya.tui.review.wording import PROGRESS, missing_words

__all__ = ["ArticleLines"]

LEAST_NAME: Final = 8


class ArticleLines(ItemLines):
    """The lines of all articles so far.

    Args:
        plan: Whose work counts.
        alias: Who reviews.
    """

    def __init__(self, plan: ReviewPlan, alias: str) -> None:
        super().__init__()
        self.items: list[Waiting] = []
        """In the project's order."""
        self._plan = plan
        self._alias = alias

    @property
    def item_count(self) -> int:
        """Those there are so far."""
        return len(self.items)

    def line(self, number: int) -> Line:
        """One line: how far it is, its name, and what stands in the way."""
        each = self.items[number]
        is_here = number == self.cursor
        mark = Piece(f" {onward()} " if is_here else "   ", "name")
        sign, words = PROGRESS[each.progress]
        state = Piece(f"{sign} ", "good" if each.progress == "gold" else "text")
        room = max(6, self.width // 2 - 4)
        about = Piece(sentence(self._about(each) or _(words), room), "quiet")
        left = self.width - pieces_width((mark, state, about)) - 3
        name = Piece(drawn(each.state.name, max(LEAST_NAME, left)), "strong" if is_here else "text")
        return Line((mark, state, name), (about, Piece("  ")))

    def _about(self, each: Waiting) -> str:
        """Who is not done, or whose gold it is; empty where its state says all."""
        of_gold = self._of_gold(each)
        if of_gold:
            return of_gold
        counted, missing = who_counts(each.state, self._plan)
        if each.progress == "changed" and not self._plan.anonymous:
            changed = [alias for alias in counted if alias in each.state.changed]
            rest = [alias for alias in changed if alias not in each.state.fresh]
            words = _("{names} changed it since it was gold") if rest else _("gold without {names}")
            return words.format(names=_(", ").join(rest or changed))
        if missing and each.progress in {"waiting", "begun"}:
            return missing_words(missing)
        if each.progress in {"ready", "begun"} and len(counted) == 1:
            names = _("one annotator") if self._plan.anonymous else counted[0]
            words = _(PROGRESS[each.progress][1])
            return _("{words}; only {names} annotated it").format(words=words, names=names)
        return _("nobody who counts has finished it") if each.progress == "waiting" else ""

    def _of_gold(self, each: Waiting) -> str:
        """Whose gold it is where it is another's, else how many appeal against it."""
        gold, count = each.state.gold, each.state.appeals
        if gold is not None and gold.alias != self._alias:
            return _("{alias} makes it gold").format(alias=gold.alias)
        words = n_("{count} appeal waits", "{count} appeals wait", count)
        return words.format(count=count) if count else ""
