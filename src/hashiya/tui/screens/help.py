"""The help screen: every command with its keys, made from the table, and how tagging works."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen

from hashiya.model import Label
from hashiya.tui.commands import COMMANDS, GROUPS, Command, key_name, key_of, keys_in_use
from hashiya.tui.inks import Inks
from hashiya.tui.keyboard import also_on_arabic
from hashiya.tui.locale import _, language, later
from hashiya.tui.pieces import Piece, drawn, pieces_width, sentence
from hashiya.tui.prose import Passage, Prose, Run, passage
from hashiya.tui.widgets import Line, LinesView, LineWidget
from hashiya.tui.widgets.hint_line import key_hints

__all__ = ["HelpHint", "HelpScreen", "help_lines", "help_rows"]

KEYS_COLUMNS: Final = 26
"""Where the words begin that stand beside keys."""
WIDEST_WORDS: Final = 88
"""Columns for the paragraphs at the top."""

WORDS: Final = (
    later("A label key tags what is marked: the selection, or the word under the caret."),
    later(
        "Proclitics («و ف ب ل ك») are left out by a guess that you can see; {cut} moves the cut."
    ),
    later(
        "{phrase} marks the phrase here or the next one and takes in more, {skip} the one after."
    ),
    later(
        "A label key changes the label of a span that is marked exactly; after {second} it adds a"
        " second span there. {relabel} and a label key change the label of any span here."
    ),
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


def help_lines(labels: tuple[Label, ...], width: int) -> list[Line]:
    """The help; what does not fit beside its keys stands under them."""
    taken = frozenset(label.key for label in labels if label.key)
    keys = {name: key_of(command) for name, command in _KEYS_TOLD.items()}
    words = [passage(_(each).format(**keys)) for each in WORDS]
    lines = [*Prose([Passage(), *words], min(width, WIDEST_WORDS)), Line()]
    lines.append(_heading(_("Labels")))
    for label in labels:
        lines += _label_lines(label, width)
    for group in GROUPS:
        lines += [Line(), _heading(_(group))]
        for command in COMMANDS:
            if command.group == group and keys_in_use(command, taken):
                lines += _command_lines(command, taken, width)
    return [*lines, Line()]


def _heading(words: str) -> Line:
    return Line((Piece("  "), Piece(words, "name")))


def _command_lines(command: Command, taken: AbstractSet[str], width: int) -> list[Line]:
    keys = keys_in_use(command, taken)
    arabic = [other for key in keys for other in also_on_arabic(key)[:1] if len(other) == 1]
    return help_rows([key_name(key) for key in keys], arabic, _(command.help), width)


def _label_lines(label: Label, width: int) -> list[Line]:
    keys = [drawn(label.key)] if label.key else ["–"]
    titles = " · ".join(dict.fromkeys((label.title(language()), label.title("ar"), label.name)))
    return help_rows(keys, also_on_arabic(label.key)[:1], titles, width, label=label.name)


def help_rows(
    keys: Sequence[str], arabic: Sequence[str], words: str, width: int, *, label: str | None = None
) -> list[Line]:
    """What keys do.

    Args:
        keys: As people read them.
        arabic: What an Arabic layout sends at the same places.
        words: What they do, in the interface's language.
        width: Columns there are.
        label: The label whose colour the words take.
    """
    latin = Piece("  ".join(keys), "key")
    other = Piece(f"  {'  '.join(arabic)}" if arabic else "", "quiet")
    before = (Piece("    "), latin, other)
    beside = Piece(sentence(words), label=label)
    gap = Piece(" " * max(2, KEYS_COLUMNS - pieces_width(before)))
    if pieces_width((*before, gap, beside)) <= width:
        return [Line((*before, gap, beside))]
    return [Line(before), *Prose([Passage((Run(words, label=label),), indent=6)], width)]


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
    """Shown over the article until a key closes it.

    Args:
        lines: The help for a number of columns.
        inks: The styles to print with.
    """

    AUTO_FOCUS = "LinesView"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,ض,ctrl+q,question_mark,؟,enter,f1", "dismiss", "close", show=False)
    ]

    def __init__(self, lines: Callable[[int], Sequence[Line]], inks: Inks) -> None:
        super().__init__()
        self._lines = lines
        self._inks = inks

    def compose(self) -> ComposeResult:
        """The lines, and how to leave them."""
        yield LinesView(self._lines, self._inks)
        hint = HelpHint()
        hint.inks = self._inks
        yield hint
