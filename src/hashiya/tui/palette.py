"""Palettes: fits a project's label colours to a theme so that text on them stays readable.

A label's colour comes from a scheme file and may be anything. Here its hue is kept and its
lightness is moved until WCAG 2 AA holds: 4.5 to 1 for text on a span's background, bright and
quiet, and for a label's key in its lane, in the colours that the terminal has. Must never know a
widget.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final, NamedTuple

from rich.color import Color as RichColor
from rich.color import ColorSystem
from rich.terminal_theme import TerminalTheme
from textual.color import Color
from textual.theme import Theme

from hashiya.tui.themes import is_plain

__all__ = [
    "AA",
    "FULL",
    "SUGGESTED",
    "LabelColours",
    "contrast",
    "label_colours",
    "shades",
    "snapped",
]

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

FULL: Final = "truecolor"
"""The depth of a terminal that shows every colour."""

_SYSTEMS: Final[Mapping[str, ColorSystem]] = {
    "256": ColorSystem.EIGHT_BIT,
    "standard": ColorSystem.STANDARD,
}
_DARK_SIXTEEN: Final = [
    (red, green, blue) for blue in (0, 170) for green in (0, 170) for red in (0, 170)
]
_SIXTEEN: Final = TerminalTheme(
    (0, 0, 0),
    (170, 170, 170),
    [(170, 85, 0) if colour == (170, 170, 0) else colour for colour in _DARK_SIXTEEN],
    [(red + 85, green + 85, blue + 85) for red, green, blue in _DARK_SIXTEEN],
)
"""Sixteen colours as Rich chooses among them: those of VGA."""
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


def contrast(one: str, other: str, depth: str = FULL) -> float:
    """WCAG 2 contrast of two colours as a terminal of some depth shows them, 1 to 21.

    >>> round(contrast("#000000", "#ffffff"), 1)
    21.0
    """
    shown = (snapped(one, depth), snapped(other, depth))
    lighter, darker = sorted(map(_luminance, shown), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def label_colours(colour: str, theme: Theme) -> LabelColours:
    """A label's colour, as `#rrggbb`, fitted to a theme."""
    background = str(theme.background)
    if is_plain(theme):
        return LabelColours(str(theme.foreground), background, background)
    text, quiet_text = str(theme.foreground), theme.variables["text-quiet"]
    depth = theme.variables.get("depth", FULL)
    ink = next(
        shade
        for shade in shades(colour, towards=text)
        if contrast(shade, background, depth) >= AA
        and contrast(shade, str(theme.panel), depth) >= AA
    )
    # A colour that can hardly be told from the background is shown by its readable shade.
    wash = colour if contrast(colour, background) >= _VISIBLE else ink
    return LabelColours(
        ink=ink,
        bright=_backdrop(background, wash, 0.5, text, depth),
        quiet=_backdrop(background, wash, 0.36, quiet_text, depth),
    )


def _backdrop(background: str, wash: str, most: float, text: str, depth: str) -> str:
    """The most of a wash that still lets `text` be read on it; at worst there is none of it."""
    mixes = shades(background, towards=wash, most=most, is_reversed=True)
    return next(mix for mix in mixes if contrast(mix, text, depth) >= AA)


def shades(
    colour: str, *, towards: str, most: float = 1.0, is_reversed: bool = False
) -> Iterator[str]:
    """Colours as `#rrggbb` on the way from `colour` to `most` of `towards`, both ends included."""
    first, last = Color.parse(colour), Color.parse(towards)
    steps = range(_STEPS + 1)
    for step in reversed(steps) if is_reversed else steps:
        yield first.blend(last, most * step / _STEPS).hex6


@lru_cache(maxsize=4096)
def snapped(colour: str, depth: str) -> str:
    """The colour that a terminal of this depth shows instead, `#rrggbb`.

    Args:
        colour: `#rrggbb`.
        depth: `truecolor`, `256` or `standard`, as Rich names them.
    """
    system = _SYSTEMS.get(depth)
    if system is None:
        return colour
    return RichColor.parse(colour).downgrade(system).get_truecolor(_SIXTEEN).hex


def _luminance(colour: str) -> float:
    channels = Color.parse(colour).normalized
    linear = [
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
        for channel in channels
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
