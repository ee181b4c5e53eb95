"""The guideline pane: what each label is for, with its examples, in the scheme's own words.

The interface's language first, each paragraph in its own direction. Follows the label of the span
that keys mean in the article. Must never know how anything is painted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from textual import events

from hashiya.model import Example, Label
from hashiya.tui.keyboard import also_on_arabic
from hashiya.tui.locale import LANGUAGES, _, language, later
from hashiya.tui.pieces import Piece, drawn
from hashiya.tui.prose import Passage, Prose, Run
from hashiya.tui.reading import Context, Reading
from hashiya.tui.screens.pane_room import Frame, Hints, PaneRoom

__all__ = ["ROOM", "GuidelinePane", "label_passages", "languages_of"]

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
        words = _("no guideline is written for this label; `hashiya scheme edit` writes one")
        yield Passage((Run(words, "quiet"),), indent=2)
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


class GuidelinePane(PaneRoom):
    """The guidelines of all labels, from the one that is looked at."""

    NAME = "guidelines"
    TITLE = later("guidelines")
    ABOUT = later(
        "What each label is for, in the scheme's own words. Beside the article it follows the label"
        " of the span at the caret."
    )

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._at = 0
        self._followed = ""
        self._prose = Prose((), 0)
        self._titles: list[int] = []
        self._width = 0
        self._use(frame.sitting.scheme.labels)

    def _use(self, labels: tuple[Label, ...]) -> None:
        """Show these labels from now on."""
        self._labels = labels
        self._at = min(self._at, max(0, len(labels) - 1))
        self._numbers = {label.name: at for at, label in enumerate(labels)}
        self._languages = languages_of(labels)
        self._keys = {
            key: at
            for at, label in enumerate(labels)
            if label.key
            for key in (label.key, *also_on_arabic(label.key))
        }

    @property
    def usual_hints(self) -> Hints:
        """Its keys; those of another language only where there is one."""
        keys = drawn(" ".join(label.key for label in self._labels if label.key))
        hints = [("↑ ↓", later("scroll")), ("↵", later("to the article"))]
        if len(self._languages) > 1:
            hints.append(("← →", NAMES[self._languages[1]]))
        if keys:
            hints.append((keys, later("go to a label")))
        return tuple(hints)

    def lines(self, width: int) -> Prose:
        """The guidelines in the language that was chosen."""
        if width != self._width:
            self._width = width
            self.frame.later(self._go)
        passages = [Passage()]
        self._titles = []
        for label in self._labels:
            self._titles.append(len(passages))
            passages += [*label_passages(label, self._languages[0]), Passage()]
        self._prose = Prose(passages, width)
        return self._prose

    def facts(self, width: int) -> tuple[Piece, ...]:
        """Which label is looked at."""
        del width
        if not self._labels:
            return ()
        label = self._labels[self._at]
        return (Piece(drawn(label.title(language()), 20), label=label.name),)

    def enter(self) -> None:
        """Begin at the label here."""
        self._followed = ""

    def follow(self, __: Reading, context: Context) -> None:
        """Go to the label of the span that keys mean now, when it is another."""
        if context.scheme.labels != self._labels:
            self._use(context.scheme.labels)
            self.frame.renew()
        label = context.here.label if context.here is not None else ""
        if label in self._numbers and label != self._followed:
            self._at = self._numbers[label]
            self._go()
        self._followed = label

    # Keys.

    def key(self, event: events.Key) -> bool:
        """Go to a label, change the language or go back; what scrolls is the frame's."""
        at = self._keys.get(event.character or "")
        if at is not None:
            self._at = at
            self._go()
        elif event.key in {"left", "right"}:
            step = 1 if event.key == "left" else -1
            self._languages = (*self._languages[step:], *self._languages[:step])
            self.frame.renew()
            self._go()
        elif event.key == "enter":
            self.frame.let_go()
        else:
            return False
        return True

    def _go(self) -> None:
        if self._titles:
            line = self._prose.first_lines[self._titles[self._at]]
            self.frame.begin_at(line - 1)


ROOM: Final = GuidelinePane
