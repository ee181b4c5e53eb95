"""The examination: questions about what a terminal shows, and what follows from each answer.

A value that does not change: an answer makes the next one. "Right" goes on; "wrong" goes to the
next way of telling the terminal, or of drawing letters, and asks again. Must never know a widget,
a file, or how a terminal is told.

Glossary:
    way: a profile together with the order in which letters are written.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final, Literal, NamedTuple, TypeVar

from hashiya.terminal import PROFILES, Drawing, Marks, Order, Shape
from hashiya.tui.locale import later

__all__ = ["QUESTIONS", "WAYS", "Examination", "Question", "Way"]

Kind = Literal["order", "shape", "marks", "mouse"]
"""What a wrong answer changes: the way, the shape of letters, or where marks are printed."""


class Question(NamedTuple):
    """One thing to look at."""

    asks: str
    """The question, in a few words; a message."""
    right: str
    """What right looks like, in words that hold on any terminal; a message."""
    text: str
    """The sample, in logical order."""
    kind: Kind
    marked: tuple[int, int] | None = None
    """Bounds of the letters that are highlighted, in code points of the sample."""
    arrows: tuple[int, ...] = ()
    """Offsets of the letters with an arrow under them."""


QUESTIONS: Final = (
    Question(
        later("Is the line in order, and between the bars?"),
        later(
            "The bars stand straight under one another. The arrows point at the first 2 of 2021, at"
            " the A of ABC and, beside the right bar, at a plain upright stroke."
        ),
        "اسم ABC عدد 2021",
        "order",
        arrows=(0, 4, 12),
    ),
    Question(
        later("Is just one letter highlighted?"),
        later(
            "Only the letter above the arrow is highlighted, whole, and it is the second of the"
            " word counted from the right bar."
        ),
        "كتابة",
        "order",
        marked=(1, 2),
        arrows=(1,),
    ),
    Question(
        later("Are the letters joined?"),
        later(
            "The letters of each word touch like handwriting, without gaps between them and without"
            " empty boxes. If boxes stay, use the font DejaVu Sans Mono."
        ),
        "تسلسل سليم",
        "shape",
    ),
    Question(
        later("Does the ligature stand between its bars?"),
        later("The word touches both bars, and these two stand exactly above the arrows."),
        "|سلام|",
        "order",
        arrows=(0, 5),
    ),
    Question(
        later("Are the small marks on their letters?"),
        later(
            "Small marks stand above and below the letters, none on a blank of its own, and the"
            " bars stand straight. A line without any marks is right too."
        ),
        "مُدَرِّسٌ قَدِيرٌ",
        "marks",
    ),
    Question(
        later("Click the highlighted letter."),
        later("The click is compared with the letter. Without a mouse, answer y."),
        "اضغط هنا",
        "mouse",
        marked=(5, 6),
    ),
)
"""In the order they are asked."""


class Way(NamedTuple):
    """One way of having right-to-left text shown."""

    profile: str
    """The profile's name."""
    order: Order = "visual"
    """In which order letters are written."""


def _ways() -> tuple[Way, ...]:
    """Every profile that tells a terminal something else, then leaving the order to it."""
    told: dict[tuple[object, ...], Way] = {}
    for name, profile in PROFILES.items():
        told.setdefault(profile[1:], Way(name))
    return (*told.values(), Way("plain", "logical"))


WAYS: Final = _ways()
"""In the order in which a person who says "wrong" meets them; after the last comes the first."""

AS_USUAL: Final = Drawing()
"""How letters are drawn where nothing else is known."""

_T = TypeVar("_T")
_SHAPES: Final[tuple[Shape, ...]] = ("forms", "base")
_MARKS: Final[tuple[Marks, ...]] = ("show", "left", "hide")


@dataclass(frozen=True, slots=True)
class Examination:
    """How far a person has come with their terminal."""

    profile: str
    """Name of the profile in use."""
    drawing: Drawing = AS_USUAL
    """How letters are drawn."""
    at: int = 0
    """Which question, from 0; the number of questions when all are answered."""
    changes: int = 0
    """How often an answer changed something."""

    @property
    def is_finished(self) -> bool:
        """Whether every question is answered."""
        return self.at >= len(QUESTIONS)

    @property
    def question(self) -> Question:
        """The question asked now; the last one when all are answered."""
        return QUESTIONS[min(self.at, len(QUESTIONS) - 1)]

    def right(self) -> Examination:
        """It looks right: the next question."""
        return self if self.is_finished else replace(self, at=self.at + 1)

    def wrong(self) -> Examination:
        """It looks wrong: the same question drawn otherwise.

        Another way begins with the first question again, because it may break what was right.
        """
        if self.is_finished:
            return self
        drawing, kind = self.drawing, self.question.kind
        if kind == "shape":
            drawing = drawing._replace(shape=_following(_SHAPES, drawing.shape))
        elif kind == "marks":
            drawing = drawing._replace(marks=_following(_MARKS, drawing.marks))
        else:
            return self._another_way()
        return replace(self, drawing=drawing, changes=self.changes + 1)

    def _another_way(self) -> Examination:
        way = _following(WAYS, self._way())
        drawing = self.drawing._replace(order=way.order)
        return Examination(way.profile, drawing, changes=self.changes + 1)

    def _way(self) -> Way:
        """The way in use, by the name that `WAYS` has for it."""
        way = Way(self.profile, self.drawing.order)
        if way in WAYS:
            return way
        used = PROFILES[self.profile][1:]
        same = (way for way in WAYS if PROFILES[way.profile][1:] == used)
        return WAYS[-1] if self.drawing.order == "logical" else next(same)


def _following(values: tuple[_T, ...], value: _T) -> _T:
    return values[(values.index(value) + 1) % len(values)]
