"""The guidelines screen: what each label is for, with its examples, in the scheme's own words.

The interface's language first, each paragraph in its own direction. Must never know the article or
the person's work on it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import ClassVar, Final

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen

from hashiya.model import Annotation, Example, Label
from hashiya.tui.inks import Inks
from hashiya.tui.keyboard import also_on_arabic
from hashiya.tui.locale import LANGUAGES, _, language, later
from hashiya.tui.pieces import Piece, drawn
from hashiya.tui.prose import Passage, Prose, Run
from hashiya.tui.widgets import Line, LinesView, LineWidget
from hashiya.tui.widgets.hint_line import key_hints

__all__ = ["GuidelinesScreen", "label_passages", "languages_of"]

NAMES: Final = {"ar": later("Arabic"), "en": later("English"), "fr": later("French")}
_SPAN: Final = re.compile("(⟦[^⟧]*⟧)")


def languages_of(labels: Sequence[Label]) -> tuple[str, ...]:
    """The languages that some guideline or example is written in, the interface's first."""
    words = [each.guideline for each in labels]
    words += [example.why for each in labels for example in each.examples]
    found = {name for each in words for name in LANGUAGES if getattr(each, name)}
    order = (language(), *(each for each in LANGUAGES if each != language()))
    return tuple(each for each in order if each in found) or order[:1]


def label_passages(label: Label, language: str) -> Iterator[Passage]:
    """A label's title, guideline and examples; the title comes first."""
    title = label.title(language)
    sign = f"  ({label.key})" if label.key else ""
    name = f"  {label.name}" if label.name != title else ""
    yield Passage((Run(title, label=label.name), Run(sign, "key"), Run(name, "quiet")))
    words = label.guideline.in_language(language).strip()
    if not words and not label.examples:
        yield Passage((Run(_("no guideline is written for this label"), "quiet"),), indent=2)
    for rule in words.splitlines():
        is_rule = bool(rule.strip())
        yield Passage((Run(rule),), indent=2, sign=Run("·", "quiet")) if is_rule else Passage()
    if label.examples:
        yield Passage()
    for example in label.examples:
        yield from _example(example, label, language)


def _example(example: Example, label: Label, language: str) -> Iterator[Passage]:
    sign = Run("✓", "good") if example.applies else Run("✗", "bad")
    parts = [
        Run(part, label=label.name) if _SPAN.fullmatch(part) and example.applies else Run(part)
        for part in _SPAN.split(example.text)
        if part
    ]
    yield Passage(tuple(parts), indent=2, sign=sign)
    why = example.why.in_language(language)
    if why:
        yield Passage((Run(why, "quiet"),), indent=6)


class GuidelinesHint(LineWidget):
    """The line under the guidelines."""

    def __init__(self, keys: str, language: str, inks: Inks) -> None:
        super().__init__()
        self._keys = keys
        self.language = language
        """The next language, a message; empty when there is only one."""
        self.set_reactive(LineWidget.inks, inks)

    def lines(self, width: int) -> tuple[Line, ...]:
        """How to go back, to another label and to another language."""
        hints = [("Esc", later("back")), ("↑ ↓", later("scroll"))]
        if self.language:
            hints.append(("Tab", self.language))
        if self._keys:
            hints.append((self._keys, later("go to a label")))
        pieces = [Piece(" ")]
        for hint in hints:
            more = key_hints((hint,))
            if sum(piece.width for piece in (*pieces, *more)) <= width + 3:
                pieces += more
        return (Line(tuple(pieces)),)


class GuidelinesScreen(Screen[None], inherit_bindings=False):
    """Shown over the article until a key closes it.

    Args:
        labels: The scheme's labels in its order.
        inks: The styles to print with.
        here: The annotation whose label to begin at; None for the first label.
    """

    AUTO_FOCUS = "LinesView"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,g,ل,q,ض,ctrl+q,enter", "dismiss", "close", show=False),
        Binding("tab", "language", "next language", show=False),
    ]

    def __init__(self, labels: tuple[Label, ...], inks: Inks, here: Annotation | None) -> None:
        super().__init__()
        self._labels = labels
        self._inks = inks
        names = [label.name for label in labels]
        self._at = names.index(here.label) if here is not None and here.label in names else 0
        self._languages = languages_of(labels)
        self._titles: list[int] = []
        self._keys = {
            key: at
            for at, label in enumerate(labels)
            if label.key
            for key in (label.key, *also_on_arabic(label.key))
        }

    def compose(self) -> ComposeResult:
        """The guidelines, and how to leave them."""
        yield LinesView(self._prose, self._inks)
        keys = drawn(" ".join(label.key for label in self._labels if label.key))
        yield GuidelinesHint(keys, self._next_name(), self._inks)

    def on_mount(self) -> None:
        """Begin at the label that was asked for."""
        self.call_after_refresh(self._go)

    def on_key(self, event: events.Key) -> None:
        """Go to the label whose key was pressed."""
        at = self._keys.get(event.character or "")
        if at is not None:
            event.stop()
            event.prevent_default()
            self._at = at
            self._go()

    def action_language(self) -> None:
        """Show the next language that something is written in."""
        self._languages = (*self._languages[1:], self._languages[0])
        hint = self.query_one(GuidelinesHint)
        hint.language = self._next_name()
        hint.redraw()
        self.query_one(LinesView).renew()
        self.call_after_refresh(self._go)

    def _next_name(self) -> str:
        return NAMES[self._languages[1]] if len(self._languages) > 1 else ""

    def _prose(self, width: int) -> Prose:
        passages = [Passage()]
        self._titles = []
        for label in self._labels:
            self._titles.append(len(passages))
            passages += [*label_passages(label, self._languages[0]), Passage()]
        return Prose(passages, width)

    def _go(self) -> None:
        view = self.query_one(LinesView)
        if isinstance(view.lines, Prose):
            line = view.lines.first_lines[self._titles[self._at]]
            view.scroll_to(y=line - 1, animate=False)
