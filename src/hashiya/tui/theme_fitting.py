"""Theme fitting: completes any theme of Textual's so that everything we print can be read on it.

Textual's themes know nothing of quiet text, a caret or the word a key would tag, and some of their
colours are too weak for text. Here what is missing is mixed from what the theme has, and what is
too weak is moved towards its text until WCAG 2 AA holds. Must never know a label or a widget.
"""

from __future__ import annotations

from typing import Final

from textual.color import Color
from textual.theme import Theme

from hashiya.tui.palette import AA, contrast, shades
from hashiya.tui.themes import DARK, LIGHT

__all__ = ["fitted_theme"]

_SURE: Final = 7.0
"""Least contrast of main text, so that quiet text can be told from it; WCAG 2 AAA."""
_MADE: Final = frozenset(DARK.variables)
_NAMED: Final = ("primary", "secondary", "accent", "warning", "error", "success")


def fitted_theme(theme: Theme) -> Theme:
    """The theme with every colour that `Inks` asks for, as `#rrggbb`.

    Of a theme in the terminal's own colours nothing can be measured: ours stands in for it.
    """
    if theme.variables.keys() >= _MADE:
        return theme
    if theme.ansi:
        return DARK if theme.dark else LIGHT
    own = {
        name: Color.parse(value).hex6
        for name, value in theme.to_color_system().generate().items()
        if name in {*_NAMED, "foreground", "background", "panel"}
    }
    grounds = (own["background"], own["panel"])
    end = max(("#ffffff", "#000000"), key=lambda end: contrast(end, own["background"]))
    text = _readable(own["foreground"], end, grounds, _SURE)
    target = _last(own["background"], text, most=0.18, on=text, least=AA + 0.5)
    quiet = _readable(_mix(text, own["background"], 0.4), text, (*grounds, target), AA)
    faint = _readable(_mix(text, own["background"], 0.5), text, grounds, AA)
    named = {name: _readable(own[name], text, grounds, AA) for name in _NAMED}
    return Theme(
        name=theme.name,
        foreground=text,
        background=grounds[0],
        surface=grounds[0],
        panel=grounds[1],
        dark=theme.dark,
        variables={
            "text-quiet": quiet,
            "text-faint": faint,
            "target": target,
            "caret": named["accent"],
            "on-caret": grounds[0],
        },
        primary=named["primary"],
        secondary=named["secondary"],
        accent=named["accent"],
        warning=named["warning"],
        error=named["error"],
        success=named["success"],
    )


def _readable(colour: str, towards: str, grounds: tuple[str, ...], least: float) -> str:
    """The colour, moved no further than needed; its goal where nothing on the way is enough."""
    found = (
        shade
        for shade in shades(colour, towards=towards)
        if all(contrast(shade, ground) >= least for ground in grounds)
    )
    return next(found, towards)


def _last(start: str, towards: str, *, most: float, on: str, least: float) -> str:
    """The furthest mix on which `on` can still be read."""
    mixes = shades(start, towards=towards, most=most, backwards=True)
    return next((mix for mix in mixes if contrast(mix, on) >= least), start)


def _mix(one: str, other: str, share: float) -> str:
    return Color.parse(one).blend(Color.parse(other), share).hex6
