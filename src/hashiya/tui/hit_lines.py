"""Hit lines: the places of a search as two lines each, drawn when they are seen.

Only the pages that were looked at lately are held. Must never know a widget, nor how a place's
surroundings are fetched.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import ClassVar, Final

from hashiya.services import Hit, Hits, Surroundings, Verdict
from hashiya.text import Direction, paragraph_level, visible
from hashiya.tui.line_sequence import ItemLines
from hashiya.tui.locale import _, later
from hashiya.tui.pieces import Line, Piece, as_written, char_width, pieces_width
from hashiya.tui.prose import Run, line_of

__all__ = ["LINES_A_HIT", "PAGE", "REASONS", "HitLines", "context_pieces"]

LINES_A_HIT: Final = 2
"""The place in its sentence, and where that is."""
PAGE: Final = 40
"""Places whose surroundings are fetched together."""
MAX_PAGES: Final = 8
"""Pages held; a page further away is fetched again."""

REASONS: Final[dict[Verdict, str]] = {
    "tagged": later("carries this label already"),
    "nesting": later("inside or around another span, and spans stand apart here"),
    "same_label_overlap": later("overlaps a span of this label"),
    "crossing": later("crosses another span"),
    "across_sentences": later("leaves its sentence"),
    "edge_white_space": later("begins or ends with white space"),
    "split_grapheme": later("would part a letter from its marks"),
}
"""Why a place may not be tagged."""


class HitLines(ItemLines):
    """The lines of all places; a line whose surroundings are missing says so, and asks for them.

    Args:
        hits: The places.
        label: The label they are to carry.
        ask: Told the number of a page that is missing.
    """

    EACH: ClassVar[int] = LINES_A_HIT

    def __init__(self, hits: Hits, label: str, ask: Callable[[int], None]) -> None:
        super().__init__()
        self._hits = hits
        self._label = label
        self._ask = ask
        self._pages: OrderedDict[int, Sequence[Surroundings]] = OrderedDict()

    @property
    def item_count(self) -> int:
        """Those there are."""
        return len(self._hits)

    def line(self, number: int) -> Line:
        """One line."""
        nth, line = divmod(number, LINES_A_HIT)
        around = self._around(nth)
        hit = self._hits[nth]
        return self._where(hit, around) if line else self._place(nth, hit, around)

    def keep(self, page: int, found: Sequence[Surroundings]) -> None:
        """Hold a page that was fetched, and forget the one not looked at for longest."""
        self._pages[page] = found
        while len(self._pages) > MAX_PAGES:
            self._pages.popitem(last=False)

    def page(self, number: int) -> list[Hit]:
        """The places of a page."""
        first = number * PAGE
        return [self._hits[at] for at in range(first, min(first + PAGE, len(self._hits)))]

    def _around(self, number: int) -> Surroundings | None:
        page, at = divmod(number, PAGE)
        held = self._pages.get(page)
        if held is None or at >= len(held):
            self._ask(page)
            return None
        self._pages.move_to_end(page)
        return held[at]

    def _place(self, number: int, hit: Hit, around: Surroundings | None) -> Line:
        mark = Piece(" ◂ " if number == self.cursor else "   ", "name")
        if hit.verdict != "proposed":
            sign = Piece(" ✗", "bad")
        else:
            sign = Piece(" ✓", "good") if hit.is_chosen else Piece(" ·", "quiet")
        room = self.width - pieces_width((mark, sign)) - 2
        shown = (Piece("…", "quiet"),) if around is None else self._sentence(hit, around, room)
        return Line((), (*shown, sign, mark), is_placed=True)

    def _sentence(self, hit: Hit, around: Surroundings, room: int) -> tuple[Piece, ...]:
        is_quiet = hit.verdict != "proposed" or not hit.is_chosen
        return context_pieces(around, room, label=self._label, ink="quiet" if is_quiet else "text")

    def _where(self, hit: Hit, around: Surroundings | None) -> Line:
        if around is None:
            return Line()
        # From the right, as it is read: the document, the sentence, what is the matter.
        words = []
        if self._hits.documents > 1:
            words.append(Piece(as_written(around.name, max(8, self.width // 3)), "quiet"))
        if around.sentence:
            number = _("sentence {number}").format(number=around.sentence)
            words.append(Piece(as_written(number), "quiet"))
        if hit.verdict != "proposed":
            words.append(Piece(as_written(_(REASONS[hit.verdict])), "warning"))
        elif not hit.is_chosen:
            words.append(Piece(as_written(_("left out")), "quiet"))
        dot = Piece(" · ", "faint")
        pieces = [piece for word in reversed(words) for piece in (word, dot)][:-1]
        while pieces_width(pieces) > self.width - 6 and len(pieces) > 1:
            del pieces[-2:]
        return Line((), (*pieces, Piece("      ")), is_placed=True)


def context_pieces(
    around: Surroundings, room: int, *, label: str | None, ink: str = "text"
) -> tuple[Piece, ...]:
    """A place between brackets in its sentence, as the text runs.

    Args:
        around: The place.
        room: Columns there are.
        label: Whose colour the place has; None for none.
        ink: How the words around it are printed.
    """
    before, is_cut = _ending(around.before, room // 3)
    runs = (
        Run(f"{'… ' if is_cut or around.is_cut else ''}{before}", ink),
        Run(f"⟦{around.quote}⟧", "strong", label),
        Run(around.after, ink),
    )
    return line_of(runs, room, _direction(around))


def _ending(text: str, columns: int) -> tuple[str, bool]:
    """The end of a text that takes at most so many columns, from a word on; whether it was cut."""
    room, first = columns, len(text)
    while first and room >= (width := char_width(visible(text[first - 1]))):
        room, first = room - width, first - 1
    if first == 0:
        return text, False
    space = text.find(" ", first)
    return (text[space + 1 :], True) if space >= 0 else ("", True)


def _direction(around: Surroundings) -> Direction:
    whole = around.before + around.quote + around.after
    return "rtl" if paragraph_level(around.quote) or paragraph_level(whole) else "ltr"
