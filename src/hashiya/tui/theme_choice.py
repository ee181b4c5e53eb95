"""Theme choice: which theme the application starts with and which one a key takes next.

Every theme is fitted to the terminal's colours before it is used. Must never know what is painted.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from textual.app import App
from textual.theme import Theme

from hashiya.tui.colourless import lacks_colours
from hashiya.tui.locale import _
from hashiya.tui.theme_fitting import fitted_theme
from hashiya.tui.themes import DARK, PLAIN, THEMES

__all__ = ["first_theme", "next_theme", "take_next_theme"]


def first_theme(app: App[Any], remembered: str, environment: Mapping[str, str]) -> str:
    """The name of the theme to start with.

    None with colours for NO_COLOR and for terminals without; else what TEXTUAL_THEME says, what
    was chosen last, or ours.
    """
    for theme in THEMES:
        app.register_theme(theme)
    if app.no_color or lacks_colours(environment):
        return PLAIN.name
    wanted = environment.get("TEXTUAL_THEME") or remembered
    return _made_ready(app, wanted if wanted in app.available_themes else DARK.name)


def take_next_theme(app: App[Any], *, is_own: bool) -> str:
    """Give the application its next theme; words that say which."""
    available = app.available_themes
    name = next_theme(app.theme, available, is_own=is_own, no_colour=app.no_color)
    app.theme = _made_ready(app, name)
    if app.no_color:
        words = _("theme {name}; NO_COLOR is set, so there is no other")
    else:
        words = _("theme {name}")
    return words.format(name=app.theme)


def next_theme(
    current: str, available: Mapping[str, Theme], *, is_own: bool, no_colour: bool
) -> str:
    """The name of the theme after `current`: of our own, or else of Textual's.

    Where the person wants no colours there is one theme only. Themes in the terminal's own colours
    are left out: whether they can be read cannot be known.
    """
    own = [theme.name for theme in THEMES]
    others = [name for name, theme in available.items() if name not in own and not theme.ansi]
    names = [PLAIN.name] if no_colour else own if is_own else others
    at = names.index(current) if current in names else -1
    return names[(at + 1) % len(names)]


def _made_ready(app: App[Any], name: str) -> str:
    """Fit a theme to the terminal's colours; its name, which another may have."""
    fitted = fitted_theme(app.available_themes[name], app.console.color_system or "standard")
    app.register_theme(fitted)
    return fitted.name
