"""Palettes: fits a project's label colours to a theme so that text on them stays readable.

A label's colour comes from a scheme file and may be anything. Here its hue is kept and its
lightness is moved until WCAG 2 AA holds: 4.5 to 1 for text on a span's background, bright and
quiet, and for a label's key in its lane. Must never know a widget.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from textual.color import Color
from textual.theme import Theme

from hashiya.tui.themes import is_plain

__all__ = ["AA", "SUGGESTED", "LabelColours", "contrast", "label_colours", "shades"]

AA: Final = 4.5
"""Least contrast of text, WCAG 2.2 success criterion 1.4.3."""

SUGGESTED: Final = (
    "#2969fa",
    "#c3cc61",
    "#99d3cd",
    "#662a0d",
    "#f1bda1",
    "#33b2e8",
    "#b94005",
    "#f027ad",
)
"""Colours for labels that have none of their own, apart from each other for every kind of eyes.

Found by a search over CIEDE2000 distances under simulated colour blindness, on both of our themes;
two that share a lane's pattern (four places apart) are furthest apart.
"""

_STEPS: Final = 40
_VISIBLE: Final = 1.6


class LabelColours(NamedTuple):
    """One label's colours on one theme, as `#rrggbb`."""

    ink: str
    """Its line and key in the lanes, and its name in the bar."""
    bright: str
    """Background of its spans in the sentence being read."""
    quiet: str
    """Background of its spans in the other sentences."""


def contrast(one: str, other: str) -> float:
    """WCAG 2 contrast of two colours, 1 to 21.

    >>> round(contrast("#000000", "#ffffff"), 1)
    21.0
    """
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def label_colours(colour: str, theme: Theme) -> LabelColours:
    """A label's colour, as `#rrggbb`, fitted to a theme."""
    background = str(theme.background)
    if is_plain(theme):
        return LabelColours(str(theme.foreground), background, background)
    text, quiet_text = str(theme.foreground), theme.variables["text-quiet"]
    ink = next(
        shade
        for shade in shades(colour, towards=text)
        if contrast(shade, background) >= AA and contrast(shade, str(theme.panel)) >= AA
    )
    # A colour that can hardly be told from the background is shown by its readable shade.
    wash = colour if contrast(colour, background) >= _VISIBLE else ink
    return LabelColours(
        ink=ink,
        bright=_backdrop(wash, background, text, strongest=0.5),
        quiet=_backdrop(wash, background, quiet_text, strongest=0.36),
    )


def _backdrop(wash: str, background: str, text: str, *, strongest: float) -> str:
    """The most colour that still lets `text` be read on it."""
    return next(
        shade
        for shade in shades(background, towards=wash, most=strongest, backwards=True)
        if contrast(shade, text) >= AA
    )


def shades(
    colour: str, *, towards: str, most: float = 1.0, backwards: bool = False
) -> Iterator[str]:
    """Colours as `#rrggbb` on the way from `colour` to `most` of `towards`, both ends included."""
    first, last = Color.parse(colour), Color.parse(towards)
    steps = range(_STEPS, -1, -1) if backwards else range(_STEPS + 1)
    for step in steps:
        yield first.blend(last, most * step / _STEPS).hex6


def _luminance(colour: str) -> float:
    channels = Color.parse(colour).normalized
    linear = [
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
        for channel in channels
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
