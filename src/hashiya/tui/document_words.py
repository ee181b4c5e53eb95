"""Document words: around the list of articles, how far the person is, and why it is empty.

Must never know a widget, or where the documents come from.
"""

from __future__ import annotations

from typing import NamedTuple, Self

from hashiya.services import AnnotationSession
from hashiya.store import Work, Workload
from hashiya.tui.document_lines import state_counts
from hashiya.tui.locale import _, n_
from hashiya.tui.pieces import Piece, sentence
from hashiya.tui.work_words import work_hint, work_in_short

__all__ = ["Tally"]


class Tally(NamedTuple):
    """How far the person is with the project and with what they were given."""

    documents: int = 0
    """Documents of the project."""
    work: Work = Work()
    """What they have done of them."""
    load: Workload | None = None
    """What they were given; None where they are given no work."""

    @classmethod
    def of(cls, session: AnnotationSession) -> Self:
        """What a session tells."""
        return cls(*session.progress(), session.workload())

    def facts(self, width: int) -> tuple[Piece, ...]:
        """What there is to do; where no work is given out, what is done, begun and new."""
        if self.load is None:
            return state_counts(self.documents, self.work)
        return (Piece(sentence(work_in_short(self.load), max(8, width - 4)), "quiet"),)

    def nothing(self, words: str, *, is_narrowed: bool, is_own: bool) -> str:
        """Why nothing is listed.

        Args:
            words: What is looked for in names.
            is_narrowed: Whether a filter holds.
            is_own: Whether only the person's own work is listed.
        """
        if is_narrowed:
            return _("no article with these filters; Esc takes them off")
        if words.strip():
            return _("no article has these words in its name")
        return work_hint(self.load) if is_own else _("no article yet")

    def progress(self, looked_at: int) -> str:
        """How far a search is."""
        words = _("looked at {count:,} of {total:,} …")
        return words.format(count=looked_at, total=self.documents) if self.documents else ""

    @staticmethod
    def found(count: int) -> str:
        """How many are listed in all."""
        return n_("{count:,} article", "{count:,} articles", count).format(count=count)
