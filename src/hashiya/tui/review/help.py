"""The help of the review screen: what a ruling is, and every command with its keys.

Must never know what a command does.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from hashiya.model import Label
from hashiya.tui.command import Group
from hashiya.tui.commands import key_name
from hashiya.tui.keyboard import also_on_arabic
from hashiya.tui.locale import _, language, later
from hashiya.tui.pieces import Piece
from hashiya.tui.prose import Passage, Prose, passage
from hashiya.tui.review.table import REVIEW_COMMANDS
from hashiya.tui.screens.help import help_rows
from hashiya.tui.span_commands import EDGES
from hashiya.tui.widgets import Line

__all__ = ["review_help_lines"]

WIDEST_WORDS: Final = 88
_GROUPS: Final[tuple[Group, ...]] = (
    later("Rulings"),
    later("Cards"),
    later("Sentences and documents"),
    later("Program"),
)
_WORDS: Final = (
    later("A card is what people propose about one thing. What differs is underlined."),
    later(
        "A digit takes that side into gold, 0 rules that none is right; both are remembered and"
        " shown when the same form comes again. A ruling against earlier ones asks for a reason."
    ),
    later("What all agree on is in gold already, dimmed. An article is gold once no card waits."),
    later(
        "While a span is edited, arrows move its end, Tab means its start, Ctrl moves by letter,"
        " and a label key changes its label. Edges also move by their keys in the article."
    ),
)


def review_help_lines(labels: tuple[Label, ...], width: int) -> list[Line]:
    """The help; what does not fit beside its keys stands under them."""
    words = [passage(_(each)) for each in _WORDS]
    lines = [*Prose([Passage(), *words], min(width, WIDEST_WORDS)), Line()]
    for group in _GROUPS:
        lines += [Line(), Line((Piece("  "), Piece(_(group), "name")))]
        for command in REVIEW_COMMANDS:
            if command.group == group:
                keys = ("1–9",) if command.name == "side" else command.keys
                lines += _rows(keys, _(command.help), None, width)
    lines += [Line(), Line((Piece("  "), Piece(_("While a span is edited"), "name")))]
    for command in EDGES:
        lines += _rows(command.keys, _(command.help), None, width)
    for label in labels:
        keys = (label.key,) if label.key else ("–",)
        lines += _rows(keys, label.title(language()), label.name, width)
    return [*lines, Line()]


def _rows(keys: Sequence[str], words: str, label: str | None, width: int) -> list[Line]:
    arabic = [other for key in keys for other in also_on_arabic(key)[:1] if len(other) == 1]
    return help_rows([key_name(key) for key in keys], arabic, words, width, label=label)
