"""The lesson strip: what to do next, in a few lines under the status, and how to skip or leave it.

Must never know how a step is seen to be done.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from string import Formatter
from typing import Final

from textual.reactive import reactive

from hashiya.model import Label
from hashiya.tui.commands import key_of
from hashiya.tui.lesson import Lesson, Step
from hashiya.tui.locale import _, is_mirrored, language, later
from hashiya.tui.pieces import Piece, worded
from hashiya.tui.prose import Passage, Prose, Run
from hashiya.tui.widgets.lines import Line, LineWidget

__all__ = ["LessonStrip"]

MAX_LINES: Final = 5
"""Lines it takes at most."""
SHORT_HEIGHT: Final = 16
"""Lines of a screen under which the step's number stands before its words, without a title."""
MAX_SHORT_LINES: Final = 4
"""Lines it takes at most there."""
_QUOTED: Final = re.compile("(«[^»]*»)")
END: Final = later(
    "Next: `hashiya init news`, `hashiya import articles`, `hashiya annotate`. {help} shows every"
    " key, {commands} every command. {quit} leaves."
)


class LessonStrip(LineWidget):
    """The step that comes next."""

    lesson: reactive[Lesson | None] = reactive(None, repaint=False)
    """How far the person has come; None before they begin."""

    def __init__(self) -> None:
        super().__init__()
        self.labels: tuple[Label, ...] = ()
        """The scheme's, whose keys the steps name."""

    def watch_lesson(self) -> None:
        """Take as many lines as the step needs, and draw them."""
        self._fit()
        self.redraw()

    def on_resize(self) -> None:
        """Wrap anew."""
        self._fit()

    def lines(self, width: int) -> tuple[Line, ...]:
        """Which step, how to go on without it, and what to do."""
        if self.lesson is None:
            return ()
        title = () if self._is_short else (self._title(self.lesson),)
        return (*title, *self._words(self.lesson, width))

    @property
    def _is_short(self) -> bool:
        return self.screen.size.height < SHORT_HEIGHT

    def _fit(self) -> None:
        if self.lesson is not None and self.size.width:
            most = MAX_SHORT_LINES if self._is_short else MAX_LINES
            self.styles.height = min(most, len(self.lines(self.size.width)))

    def _title(self, lesson: Lesson) -> Line:
        count = len(lesson.steps)
        if lesson.step is None:
            left = (Piece(" " + _("lesson done") + " ", "good"),)
            words = worded(_("{quit} leaves"), "quiet", quit=Piece(key_of("quit"), "key"))
        else:
            number = _("lesson, step {number} of {count}").format(number=lesson.at + 1, count=count)
            left = (Piece(f" {number} ", "name"),)
            keys = {
                "skip": Piece(key_of("lesson"), "key"),
                "quit": Piece(key_of("quit"), "key"),
            }
            words = worded(_("{skip} skips it, {quit} leaves"), "quiet", **keys)
        return Line(left, (*words, Piece(" ")))

    def _words(self, lesson: Lesson, width: int) -> Prose:
        if lesson.step is None:
            keys = {name: key_of(name) for name in ("quit", "help", "commands")}
            runs = tuple(_runs(_(END), {name: Run(key, "key") for name, key in keys.items()}))
        else:
            runs = tuple(_runs(_(lesson.step.words), self._parts(lesson.step)))
            if self._is_short:
                runs = (Run(f"{lesson.at + 1}/{len(lesson.steps)} ", "name"), *runs)
        return Prose([Passage(runs, "rtl" if is_mirrored() else "ltr")], width)

    def _parts(self, step: Step) -> dict[str, Run]:
        """What stands in a step's fields."""
        parts = {name: Run(key_of(command), "key") for name, command in step.keys.items()}
        labels = {label.name: label for label in self.labels}
        for name, label_name in step.labels.items():
            label = labels.get(label_name)
            shown = f"{label.key or '–'} {label.title(language())}" if label else label_name
            parts[name] = Run(shown, "strong", label_name if label else None)
        parts["quote"] = Run(f"«{step.quote}»", "strong", is_isolated=True)
        return parts


def _runs(template: str, parts: Mapping[str, Run]) -> Iterator[Run]:
    """A message as runs: its own words, and its parts where it names them.

    What the words quote keeps its own direction.
    """
    for words, name, *__ in Formatter().parse(template):
        for number, part in enumerate(_QUOTED.split(words)):
            if part:
                yield Run(part, is_isolated=number % 2 == 1)
        if name is not None:
            yield parts[name]
