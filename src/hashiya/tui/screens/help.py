"""The help screen: every command with its keys, made from the table, and how tagging works."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen

from hashiya.model import Label
from hashiya.tui.commands import COMMANDS, GROUPS, Command, key_name, key_of, keys_in_use
from hashiya.tui.inks import Inks
from hashiya.tui.keyboard import also_on_arabic
from hashiya.tui.locale import _, later
from hashiya.tui.pieces import Piece, drawn, pieces_width
from hashiya.tui.widgets import Line, LinesView, LineWidget
from hashiya.tui.widgets.hint_line import key_hints

__all__ = ["HelpScreen", "help_lines"]

KEYS_COLUMNS: Final = 26

WORDS: Final = (
    later("A label key tags what is marked: the selection, or the word under the caret."),
    later(
        "Proclitics («و ف ب ل ك») are left out by a guess that you can see; {cut} moves the cut."
    ),
    later(
        "{phrase} marks the phrase here or the next one and takes in more, {skip} the one after."
    ),
    later("A label key changes the label of a span that is marked exactly; after {second} it adds"),
    later("a second span there. {relabel} and a label key change the label of any span here."),
    later("The mouse works too: click, drag, double-click a word or a span."),
)

_KEYS_TOLD: Final = {
    "cut": "cut",
    "phrase": "phrase",
    "skip": "next_phrase",
    "second": "second",
    "relabel": "relabel",
}
"""Field of the words above → the command whose key stands there."""


def help_lines(labels: tuple[Label, ...]) -> list[tuple[Piece, ...]]:
    """The help, a line of pieces each."""
    taken = frozenset(label.key for label in labels if label.key)
    lines: list[tuple[Piece, ...]] = [()]
    keys = {name: key_of(command) for name, command in _KEYS_TOLD.items()}
    lines += [(Piece(f"  {_(line).format(**keys)}", "text"),) for line in WORDS]
    lines += [(), (Piece(f"  {_('Labels')}", "name"),)]
    lines += [_label_line(label) for label in labels]
    for group in GROUPS:
        lines += [(), (Piece(f"  {_(group)}", "name"),)]
        for command in COMMANDS:
            if command.group == group and keys_in_use(command, taken):
                lines.append(_command_line(command, taken))
    return [*lines, ()]


def _command_line(command: Command, taken: AbstractSet[str]) -> tuple[Piece, ...]:
    keys = keys_in_use(command, taken)
    arabic = [other for key in keys for other in also_on_arabic(key)[:1] if len(other) == 1]
    return _line([key_name(key) for key in keys], arabic, Piece(_(command.help)))


def _label_line(label: Label) -> tuple[Piece, ...]:
    keys = [drawn(label.key)] if label.key else ["–"]
    titles = drawn(" · ".join(dict.fromkeys((label.title("ar"), label.title("en")))), 60)
    return _line(keys, also_on_arabic(label.key)[:1], Piece(titles, label=label.name))


def _line(keys: list[str], arabic: tuple[str, ...] | list[str], words: Piece) -> tuple[Piece, ...]:
    latin = Piece("    " + "  ".join(keys), "key")
    other = Piece(f"  {'  '.join(arabic)}" if arabic else "", "quiet")
    gap = max(2, KEYS_COLUMNS - pieces_width((latin, other)))
    return (latin, other, Piece(" " * gap), words)


class HelpHint(LineWidget):
    """The line under the help."""

    def lines(self, width: int) -> tuple[Line, ...]:
        """How to scroll and how to go back."""
        hints = (
            ("Esc", later("back to the article")),
            ("↑ ↓", later("scroll")),
            ("PgUp PgDn", later("faster")),
        )
        return (Line((Piece(" "), *key_hints(hints if width >= 60 else hints[:1]))),)


class HelpScreen(Screen[None]):
    """Shown over the article until a key closes it."""

    AUTO_FOCUS = "LinesView"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,ض,ctrl+q,question_mark,؟,enter", "dismiss", "close", show=False)
    ]

    def __init__(self, labels: tuple[Label, ...], inks: Inks) -> None:
        super().__init__()
        self._labels = labels
        self._inks = inks

    def compose(self) -> ComposeResult:
        """The lines, and how to leave them."""
        lines = [Line(pieces) for pieces in help_lines(self._labels)]
        yield LinesView(lambda _: lines, self._inks)
        hint = HelpHint()
        hint.inks = self._inks
        yield hint
