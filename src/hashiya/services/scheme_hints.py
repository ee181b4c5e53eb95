"""Hints: what is allowed in a scheme, and what people would rather be told before they use it.

Keys that hide commands, labels that one physical key would answer to, colours that look alike.
Which keys commands have is handed in: this floor knows no screen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import combinations
from typing import Final, NamedTuple

from hashiya.model import Label, Scheme
from hashiya.services.scheme_reading import Problem
from hashiya.services.toml_places import TomlPlaces

__all__ = ["KeyUse", "Keyboard", "find_scheme_hints"]

NEAR_COLOURS: Final = 0.09
"""Distance in OKLab below which two labels are hard to tell apart on a page of small marks."""

LEAST_CONTRAST: Final = 1.6
"""Against black or white; below it a screen must change a colour beyond recognition to show it."""

NO_COLOUR: Final = Label(name="any").colour
"""Labels without a colour of their own are given one that is apart from the others'."""


class KeyUse(NamedTuple):
    """What a key does as long as no label has it."""

    what: str
    """In words: `undo`."""
    others: tuple[str, ...]
    """Keys that do the same."""


class Keyboard(NamedTuple):
    """What keys mean in the app."""

    commands: Mapping[str, KeyUse]
    """Character to the command it gives."""
    also: Callable[[str], tuple[str, ...]]
    """The characters that the same physical key gives under an Arabic layout."""


def find_scheme_hints(scheme: Scheme, keyboard: Keyboard, places: TomlPlaces) -> list[Problem]:
    """What people may want to change, in the order of the file."""
    found = [
        (number, field, reason)
        for hints in (_hidden_commands(scheme, keyboard), _one_key(scheme, keyboard))
        for number, field, reason in hints
    ]
    found += _colours(scheme)
    return sorted(
        Problem(*places.find(("labels", number, field)), reason) for number, field, reason in found
    )


_Hint = tuple[int, str, str]
"""Number of the label, its field, the reason."""


def _hidden_commands(scheme: Scheme, keyboard: Keyboard) -> Iterator[_Hint]:
    for number, label in enumerate(scheme.labels):
        for key in _characters(label, keyboard):
            use = keyboard.commands.get(key)
            if use is None:
                continue
            others = [name for name in use.others if name not in _characters(label, keyboard)]
            rest = f"still on {', '.join(others)}" if others else "then on no key at all"
            yield number, "key", f"{label.name}: the key {key!r} hides “{use.what}”, {rest}"
            break


def _one_key(scheme: Scheme, keyboard: Keyboard) -> Iterator[_Hint]:
    for (_, first), (number, second) in combinations(enumerate(scheme.labels), 2):
        shared = {*_characters(first, keyboard)} & {*_characters(second, keyboard)}
        if shared and first.key != second.key:
            reason = (
                f"{second.name}: {second.key!r} and the {first.key!r} of {first.name} are one key"
                " of an Arabic keyboard; the later label would take it"
            )
            yield number, "key", reason


def _characters(label: Label, keyboard: Keyboard) -> tuple[str, ...]:
    return (label.key, *keyboard.also(label.key)) if label.key else ()


def _colours(scheme: Scheme) -> Iterator[_Hint]:
    chosen = [
        (number, label) for number, label in enumerate(scheme.labels) if label.colour != NO_COLOUR
    ]
    for number, label in chosen:
        light = _luminance(label.colour)
        if (light + 0.05) / 0.05 < LEAST_CONTRAST or 1.05 / (light + 0.05) < LEAST_CONTRAST:
            name = "black" if light < 0.5 else "white"
            reason = f"{label.name}: {label.colour} is nearly {name}; screens show it otherwise"
            yield number, "colour", reason
    for (_, first), (number, second) in combinations(chosen, 2):
        if _distance(first.colour, second.colour) < NEAR_COLOURS:
            reason = f"{second.name}: its colour is hard to tell from that of {first.name}"
            yield number, "colour", reason


def _linear(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return _linear_channel(red), _linear_channel(green), _linear_channel(blue)


def _linear_channel(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)


def _luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.2."""
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _distance(one: str, other: str) -> float:
    """Euclidean distance in OKLab (Ottosson 2020)."""
    pairs = zip(_oklab(one), _oklab(other), strict=True)
    return float(sum((a - b) ** 2 for a, b in pairs) ** 0.5)


def _oklab(colour: str) -> tuple[float, float, float]:
    red, green, blue = _linear(colour)
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    medium = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short,
    )
