"""Theme fitting: completes any theme of Textual's so that everything we print can be read on it.

Textual's themes know nothing of quiet text, a caret or the word a key would tag, and some of their
colours are too weak for text. Here what is missing is mixed from what the theme has, and what is
too weak is moved towards its text until WCAG 2 AA holds, in the colours that the terminal has.
Must never know a label or a widget.
"""

from __future__ import annotations

from typing import Final

from textual.color import Color
from textual.theme import Theme

from hashiya.tui.palette import AA, FULL, contrast, shades
from hashiya.tui.themes import DARK, LIGHT, is_plain

__all__ = ["fitted_theme"]

_SURE: Final = 7.0
"""Least contrast of main text, so that quiet text can be told from it; WCAG 2 AAA."""
_MADE: Final = frozenset(DARK.variables)
_NAMED: Final = ("primary", "secondary", "accent", "warning", "error", "success")


def fitted_theme(theme: Theme, depth: str = FULL) -> Theme:
    """The theme with every colour that `Inks` asks for, as `#rrggbb`.

    Of a theme in the terminal's own colours nothing can be measured: ours stands in for it.

    Args:
        theme: Any theme; one that was fitted already stays as it is.
        depth: What colours the terminal has, as Rich names it.
    """
    if theme.ansi:
        theme = DARK if theme.dark else LIGHT
    elif not theme.variables.keys() >= _MADE:
        theme = _completed(theme)
    if depth == FULL or is_plain(theme) or "depth" in theme.variables:
        return theme
    return _at_depth(theme, depth)


def _completed(theme: Theme) -> Theme:
    """A theme of Textual's with what it lacks."""
    own = {
        name: Color.parse(value).hex6
        for name, value in theme.to_color_system().generate().items()
        if name in {*_NAMED, "foreground", "background", "panel"}
    }
    grounds = (own["background"], own["panel"])
    text = _readable(own["foreground"], _end(own["background"]), grounds, _SURE)
    mixes = shades(own["background"], towards=text, most=0.18, is_reversed=True)
    target = next(mix for mix in mixes if contrast(mix, text) >= AA + 0.5)
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


def _at_depth(theme: Theme, depth: str) -> Theme:
    """A complete theme whose inks can be read in the colours that a lesser terminal has."""
    grounds, made = (str(theme.background), str(theme.panel)), theme.variables
    end = _end(grounds[0])

    def ink(colour: str | None) -> str:
        return _readable(str(colour), end, grounds, AA, depth)

    text, quiet, target = ink(theme.foreground), ink(made["text-quiet"]), made["target"]
    is_readable = all(contrast(target, colour, depth) >= AA for colour in (text, quiet))
    return Theme(
        name=theme.name,
        primary=ink(theme.primary),
        secondary=ink(theme.secondary),
        accent=ink(theme.accent),
        warning=ink(theme.warning),
        error=ink(theme.error),
        success=ink(theme.success),
        foreground=text,
        background=grounds[0],
        surface=grounds[0],
        panel=grounds[1],
        dark=theme.dark,
        variables={
            "text-quiet": quiet,
            "text-faint": ink(made["text-faint"]),
            "target": target if is_readable else grounds[0],
            "caret": ink(made["caret"]),
            "on-caret": grounds[0],
            "depth": depth,
        },
    )


def _end(background: str) -> str:
    """White or black, whichever is read better."""
    return max(("#ffffff", "#000000"), key=lambda end: contrast(end, background))


def _readable(
    colour: str, towards: str, grounds: tuple[str, ...], least: float, depth: str = FULL
) -> str:
    """The colour, moved no further than needed; its goal where nothing on the way is enough."""
    found = (
        shade
        for shade in shades(colour, towards=towards)
        if all(contrast(shade, ground, depth) >= least for ground in grounds)
    )
    return next(found, towards)


def _mix(one: str, other: str, share: float) -> str:
    return Color.parse(one).blend(Color.parse(other), share).hex6
