"""Inks: every style the screens print with, worked out once for a theme and a scheme.

Must never know a widget or a document.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from rich.color import Color
from rich.style import Style
from textual.theme import Theme

from hashiya.model import Label
from hashiya.tui.palette import FULL, SUGGESTED, LabelColours, label_colours, snapped
from hashiya.tui.theme_fitting import fitted_theme
from hashiya.tui.themes import is_plain

__all__ = ["Inks"]

_FACES: Final[dict[str, tuple[str, bool]]] = {
    "text": ("foreground", False),
    "strong": ("foreground", True),
    "quiet": ("text-quiet", False),
    "faint": ("text-faint", False),
    "key": ("primary", True),
    "name": ("accent", True),
    "good": ("success", False),
    "warning": ("warning", False),
    "bad": ("error", True),
}
"""Ink → the theme's colour and whether it is bold."""
_BLOCKS: Final[dict[str, tuple[str, str]]] = {"marked": ("on-caret", "caret")}
"""Ink that brings its own ground, as the caret does → the theme's two colours."""

_UNDERLINED: Final = {"differs": "strong"}
"""Ink that is underlined → the ink it is otherwise."""

_NO_COLOUR: Final = Label(name="other").colour
"""What a scheme that names no colour gives every label."""


class Inks:
    """The styles of one theme and one scheme.

    Args:
        theme: Where the colours come from.
        labels: The scheme's labels, whose colours are fitted to the theme.
    """

    def __init__(self, theme: Theme, labels: Iterable[Label] = ()) -> None:
        self._theme = theme = fitted_theme(theme)
        self.is_plain = is_plain(theme)
        """Whether there are no colours."""
        self.is_bright_bold = _looks_bright(theme)
        """Whether too few colours are left for quiet text, so that brightness must be bold."""
        self.labels: dict[str, LabelColours] = {
            label.name: label_colours(_colour_of(label, at), theme)
            for at, label in enumerate(labels)
        }
        self._other = label_colours(_NO_COLOUR, theme)

    def colour(self, name: str) -> str:
        """A colour of the theme as `#rrggbb`: `background`, `panel`, `text-quiet`."""
        value = self._theme.variables.get(name)
        return value if value is not None else str(getattr(self._theme, name))

    def label(self, name: str) -> LabelColours:
        """A label's colours; a neutral set for one that the scheme lacks."""
        return self.labels.get(name, self._other)

    def style(self, ink: str, ground: str = "background") -> Style:
        """The style of a piece of the interface on one of the theme's grounds."""
        if ink in _BLOCKS:
            face, ground = _BLOCKS[ink]
            return make_style(self.colour(face), self.colour(ground), bold=True)
        face, bold = _FACES[_UNDERLINED.get(ink, ink)]
        is_underlined = ink in _UNDERLINED
        return make_style(
            self.colour(face), self.colour(ground), bold=bold, underline=is_underlined
        )

    def label_style(self, name: str, ground: str = "background", ink: str = "text") -> Style:
        """A label's own ink on one of the theme's grounds, underlined where the ink would be."""
        return make_style(
            self.label(name).ink, self.colour(ground), bold=True, underline=ink in _UNDERLINED
        )

    def lane_style(self, name: str, *, is_chosen: bool) -> Style:
        """The style of a label's line; that of the picked span's is as bright as a selection."""
        return self.style("strong") if is_chosen else self.label_style(name)

    def chip_style(self, name: str) -> Style:
        """The style of the key in the picked span's line: reversed, in the label's colour."""
        return make_style(self.colour("background"), self.label(name).ink, bold=self.is_plain)


def _looks_bright(theme: Theme) -> bool:
    """Whether the terminal shows quiet text in the colour of main text."""
    depth = theme.variables.get("depth", FULL)
    quiet, text = theme.variables["text-quiet"], str(theme.foreground)
    return snapped(quiet, depth) == snapped(text, depth)


def _colour_of(label: Label, at: int) -> str:
    """A label's own colour, else one of ours by its place in the scheme."""
    return SUGGESTED[at % len(SUGGESTED)] if label.colour == _NO_COLOUR else label.colour


@lru_cache(maxsize=1024)
def make_style(
    ink: str, ground: str, *, bold: bool = False, underline: bool = False, double: bool = False
) -> Style:
    """A Rich style from two colours as `#rrggbb`."""
    return Style(
        color=Color.parse(ink),
        bgcolor=Color.parse(ground),
        bold=bold or None,
        underline=underline or None,
        underline2=double or None,
    )
