"""Layers of several people, drawn at random, for properties and for second implementations."""

from __future__ import annotations

from random import Random

from hashiya.agreement import Reading, Sheet, Unit, side_by_side

LABELS = ("agency", "official", "date", "topic")
WORDS = (
    *("وبالرباط", "قال", "وزير", "الخارجية،", "اليوم", "إن", "مجلس"),
    *("الأمم", "المتحدة", "(بنك", "المغرب)", "للجنة", "أمس."),
)


def text_of(words: int, source: Random) -> str:
    """So many words with one gap between two of them."""
    return " ".join(source.choice(WORDS) for _ in range(words))


def flat_units(text: str, source: Random) -> list[Unit]:
    """Whole words under labels, none over another; the same words are likely to be chosen again."""
    units, at = [], 0
    for word in text.split(" "):
        if source.random() < 0.35:
            units.append((at, at + len(word), source.choice(LABELS)))
        at += len(word) + 1
    return units


def any_units(text: str, source: Random, many: int = 8) -> list[Unit]:
    """Spans anywhere, nested and crossing too."""
    units = []
    for _ in range(source.randrange(many)):
        start = source.randrange(len(text))
        end = min(len(text), start + source.randrange(1, 15))
        units.append((start, end, source.choice(LABELS)))
    return units


def sheet_with(text: str, *columns: list[Unit]) -> Sheet:
    """The columns under the names `a`, `b`, …."""
    readings = [Reading(chr(97 + n), text, "s 1", units) for n, units in enumerate(columns)]
    return side_by_side("d", readings)
