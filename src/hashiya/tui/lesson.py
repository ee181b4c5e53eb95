"""The lesson: which step a person has come to, and whether what is on the screen ends it.

A step is done when the page looks so, whichever keys did it. Must never know a widget, a key or the
database.

Glossary:
    step: one thing to do, in words, with the function that sees that it was done.
    seen: what is on the screen, once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from hashiya.tui.reading import Context, Reading

__all__ = ["Lesson", "Seen", "Step"]


class Seen(NamedTuple):
    """What is on the screen, and what keys mean in it."""

    reading: Reading
    context: Context


class Step(NamedTuple):
    """One thing to do."""

    words: str
    """What, as a message with fields for keys, labels and `quote`."""
    is_done: Callable[[Seen, Seen], bool]
    """From what was seen when the step began and now to whether it was done."""
    quote: str = ""
    """Words of the article that it is about."""
    keys: Mapping[str, str] = {}
    """Field → the command whose key stands there."""
    labels: Mapping[str, str] = {}
    """Field → the name of the label whose key and title stand there."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """How far somebody has come."""

    steps: Sequence[Step]
    """From first to last."""
    at: int = 0
    """Number of the step that comes next, from 0; all of them when the lesson is over."""
    begun: Seen | None = None
    """What was seen when it began; None before anything was."""

    @property
    def step(self) -> Step | None:
        """What to do; None at the end."""
        return self.steps[self.at] if self.at < len(self.steps) else None

    def looked(self, seen: Seen) -> Lesson:
        """The lesson after something new is on the screen: further where steps are done."""
        lesson = self if self.begun is not None else Lesson(self.steps, self.at, seen)
        while (
            (step := lesson.step) is not None
            and lesson.begun is not None
            and step.is_done(lesson.begun, seen)
        ):
            lesson = Lesson(lesson.steps, lesson.at + 1, seen)
        return lesson

    def skipped(self) -> Lesson:
        """The lesson at the next step, which begins with what is seen next."""
        return Lesson(self.steps, min(self.at + 1, len(self.steps)))
