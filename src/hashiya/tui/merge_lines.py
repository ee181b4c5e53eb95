"""Merge lines: what came in with packs as two lines each, from right to left, drawn when seen.

A merge says who brought in whose work, and under it the articles; behind it stand the acts, where
they are those of the person who looks. Must never know a widget, or how anything was merged.
"""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Final

from hashiya.services import Surroundings
from hashiya.store import MergedAct, PastAct, PastMerge
from hashiya.tui.history_lines import (
    INDENT,
    LINES_AN_ACT,
    mark_piece,
    said_line,
    start_pieces,
    told_pieces,
    words_line,
)
from hashiya.tui.history_words import SIGNS, STATES, deed_words, moment_words, when_words
from hashiya.tui.line_sequence import ItemLines
from hashiya.tui.locale import _, n_
from hashiya.tui.pieces import Line, Piece

__all__ = ["MergeLines", "as_past", "item_words"]

SIGN: Final = "↓"
"""What came in."""
MOST_ARTICLES: Final = 20
"""Articles that are named; more than fit on any screen."""


class MergeLines(ItemLines):
    """The lines of everything that was read so far.

    Args:
        alias: Who looks.
        today: The day it is.
    """

    EACH: ClassVar[int] = LINES_AN_ACT

    def __init__(self, alias: str, today: date) -> None:
        super().__init__()
        self.items: list[PastMerge | MergedAct] = []
        """Newest first; more may come at the end."""
        self.quotes: dict[int, Surroundings] = {}
        """Which of the items, counted from 0, to the words it was on; they come later."""
        self._alias = alias
        self._today = today

    @property
    def chosen(self) -> PastMerge | MergedAct | None:
        """The item under the cursor; None when there is none."""
        return self.items[self.cursor] if self.cursor < len(self.items) else None

    @property
    def item_count(self) -> int:
        """Those there are so far."""
        return len(self.items)

    def line(self, number: int) -> Line:
        """One line."""
        nth, line = divmod(number, LINES_AN_ACT)
        item = self.items[nth]
        mark = mark_piece(is_chosen=nth == self.cursor)
        ink = "strong" if nth == self.cursor else "text"
        if isinstance(item, PastMerge):
            return self._articles(item) if line else self._merge(item, mark, ink)
        act = as_past(item, nth)
        if line:
            return words_line(act, self.quotes.get(nth), self.width)
        sign = Piece(*SIGNS[act.state])
        start = start_pieces(when_words(act.at, self._today), sign, mark, self.width)
        return said_line(start, (deed_words(act), ink), (_(STATES[act.state]), "quiet"), self.width)

    def _merge(self, merge: PastMerge, mark: Piece, ink: str) -> Line:
        when = when_words(merge.at, self._today)
        start = start_pieces(when, Piece(SIGN, "name"), mark, self.width)
        return said_line(start, (self._merge_words(merge), ink), ("", ink), self.width)

    def _merge_words(self, merge: PastMerge) -> str:
        count = sum(each.acts for each in merge.documents)
        acts = n_("{count:,} act", "{count:,} acts", count).format(count=count)
        if merge.alias == merge.by:
            return _("{acts} of yours came in, merged by you").format(acts=acts)
        if merge.alias == self._alias:
            return _("{acts} of yours came in, merged by {by}").format(acts=acts, by=merge.by)
        return _("{acts} of {alias} came in, merged by you").format(acts=acts, alias=merge.alias)

    def _articles(self, merge: PastMerge) -> Line:
        named = [f"{each.document_name}: {each.acts:,}" for each in merge.documents[:MOST_ARTICLES]]
        indent = Piece(" " * INDENT)
        words = told_pieces(" · ".join(named), "quiet", self.width - INDENT - 1)
        return Line((), (*words, indent), is_placed=True)


def as_past(item: MergedAct, number: int) -> PastAct:
    """An act that came in as the list of one's own acts shows it; of an undo, what was undone."""
    is_undone = item.kind == "undo"
    return PastAct(
        number=number,
        depth=0,
        state="undone" if is_undone else "stands",
        at=item.at,
        device=item.device,
        session_id=item.key[1],
        seq=item.key[2],
        document_id=item.document_id,
        document_name=item.document_name,
        documents=1,
        annotations=1,
        act=item.act.inverse() if is_undone else item.act,
        turned_at="",
        is_partly_undone=False,
    )


def item_words(item: PastMerge | MergedAct | None) -> str:
    """When and where an item was done or merged, in full."""
    if item is None:
        return ""
    moment = moment_words(item.at)
    if isinstance(item, MergedAct):
        return _("done {moment} on {device}").format(moment=moment, device=item.device)
    spans = sum(each.spans for each in item.documents)
    words = _("merged {moment} by {by} · spans: {spans:+,}").format(
        moment=moment, by=item.by, spans=spans
    )
    return f"{words} · {item.source}" if item.source else words
