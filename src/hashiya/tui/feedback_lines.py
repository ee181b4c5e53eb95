"""Feedback lines: where gold differs from a person's work as two lines each, drawn when seen.

The place in its sentence; under it what the person has, what gold has, and why. Must never know a
widget, or how a difference was found.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Final

from hashiya.services import Difference, Labelled, Surroundings
from hashiya.text import Direction
from hashiya.tui.hit_lines import context_pieces
from hashiya.tui.line_sequence import ItemLines
from hashiya.tui.locale import _, is_mirrored, later
from hashiya.tui.pieces import Line, Piece, pieces_width
from hashiya.tui.prose import Run, line_of
from hashiya.tui.titles import title_of

__all__ = ["LINES_A_DIFFERENCE", "REASON_WORDS", "FeedbackLines"]

LINES_A_DIFFERENCE: Final = 2
"""The place in its sentence, and what differs."""
INDENT: Final = 5
"""Columns before the second line."""

REASON_WORDS: Final = {
    "guideline gap": later("gap in the guidelines"),
    "slip": later("slip"),
    "ambiguous": later("ambiguous"),
    "edge case": later("edge case"),
    "subjective": later("a matter of taste"),
}
"""Why people differed, as the adjudicator saw it."""

_OUTCOMES: Final[Mapping[str, str]] = {
    "": later("you accepted it"),
    "waits": later("your appeal waits"),
    "granted": later("your appeal was granted: gold is as you have it"),
    "refused": later("your appeal was not granted"),
}
_SIGNS: Final[Mapping[str, str]] = {
    "": "✓",
    "waits": "…",
    "granted": "★",
    "refused": "✗",
}
"""Beside the place: accepted, an appeal that waits, one granted, one that was not."""

_DOT: Final = Run(" · ", "faint")


class FeedbackLines(ItemLines):
    """The lines of all differences so far; more may come at the end."""

    EACH: ClassVar[int] = LINES_A_DIFFERENCE

    def __init__(self) -> None:
        super().__init__()
        self.items: list[Difference] = []
        """By document and place."""
        self.around: list[Surroundings] = []
        """The sentence around each."""

    @property
    def item_count(self) -> int:
        """Those there are."""
        return len(self.items)

    def line(self, number: int) -> Line:
        """One line."""
        nth, line = divmod(number, LINES_A_DIFFERENCE)
        return self._what(nth) if line else self._place(nth)

    def _place(self, number: int) -> Line:
        mark = Piece(" ◂ " if number == self.cursor else "   ", "name")
        item = self.items[number]
        sign = Piece(f" {_sign(item)}", "warning" if item.response is None else "quiet")
        room = max(1, self.width - pieces_width((sign, mark)) - 1)
        label = (*item.gold, *item.mine)[0].label
        shown = context_pieces(self.around[number], room, label=label)
        return Line((), (*shown, sign, mark), is_placed=True)

    def _what(self, number: int) -> Line:
        """Both sides, why, and what the person said of it."""
        item = self.items[number]
        runs = [Run(_("yours:") + " ", "quiet"), *_side(item.mine), _DOT]
        runs += [Run(_("gold:") + " ", "quiet"), *_side(item.gold)]
        if item.by_vote:
            runs += [_DOT, Run(_("enough others agreed"), "quiet")]
        if item.from_file:
            runs += [_DOT, Run(_("gold came in with a file"), "quiet")]
        if item.reason:
            runs += [_DOT, Run(_(REASON_WORDS[item.reason]), "quiet")]
        if item.note:
            runs += [Run(" · ✎ ", "warning"), Run(" ".join(item.note.split()), "strong")]
        if item.response is not None:
            runs += [_DOT, Run(_answered(item), "text")]
        runs += [_DOT, Run(self.around[number].name, "quiet", is_isolated=True)]
        direction: Direction = "rtl" if is_mirrored() else "ltr"
        shown = line_of(runs, max(1, self.width - INDENT - 1), direction)
        return Line((), (*shown, Piece(" " * INDENT)), is_placed=True)


def _side(labelled: tuple[Labelled, ...]) -> list[Run]:
    if not labelled:
        return [Run(_("nothing"), "text")]
    runs: list[Run] = []
    for each in labelled:
        if runs:
            runs.append(Run(_(", "), "quiet"))
        runs += [
            Run(" ".join(each.quote.split()), "strong", each.label, is_isolated=True),
            Run(" " + title_of(each.label), "quiet", each.label),
        ]
    return runs


def _answered(item: Difference) -> str:
    return _(_OUTCOMES[item.outcome])


def _sign(item: Difference) -> str:
    """A sign beside the place: nothing said yet, or what became of what was said."""
    return "?" if item.response is None else _SIGNS[item.outcome]
