"""Themes: a dark and a light one of our own, and the text colours that the document view needs.

Both are checked against WCAG 2 (`hashiya.tui.palette.contrast`), and a third is for terminals
without colours. Must never know a label: label colours are fitted to a theme in `palette`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from textual.app import App
from textual.theme import Theme

__all__ = ["DARK", "LIGHT", "PLAIN", "THEMES", "is_plain", "next_theme", "take_next_theme"]

DARK: Final = Theme(
    name="hashiya-dark",
    primary="#7fb2e5",
    secondary="#8fa3b8",
    accent="#f2b84b",
    warning="#f2b84b",
    error="#ff8f80",
    success="#8fd18a",
    foreground="#f4f1e8",
    background="#14161a",
    surface="#14161a",
    panel="#20242b",
    dark=True,
    variables={
        "text-quiet": "#a6abb5",
        "text-faint": "#8c929e",
        "target": "#323843",
        "caret": "#f2b84b",
        "on-caret": "#14161a",
    },
)
"""Warm white on near black."""

LIGHT: Final = Theme(
    name="hashiya-light",
    primary="#1f5f99",
    secondary="#4d5d6d",
    accent="#9a4a00",
    warning="#8a4a00",
    error="#a8201a",
    success="#1f6b2c",
    foreground="#15171b",
    background="#fbfaf6",
    surface="#fbfaf6",
    panel="#ebe8df",
    dark=False,
    variables={
        "text-quiet": "#565a63",
        "text-faint": "#63676f",
        "target": "#e2ddd0",
        "caret": "#9a4a00",
        "on-caret": "#fbfaf6",
    },
)
"""Near black on paper."""

PLAIN: Final = Theme(
    name="hashiya-no-colours",
    primary="#ffffff",
    secondary="#ffffff",
    accent="#ffffff",
    warning="#ffffff",
    error="#ffffff",
    success="#ffffff",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#000000",
    dark=True,
    variables={
        "text-quiet": "#ffffff",
        "text-faint": "#ffffff",
        "target": "#000000",
        "caret": "#ffffff",
        "on-caret": "#000000",
    },
)
"""The terminal's own two colours; nothing of these reaches it (`hashiya.tui.colourless`)."""

THEMES: Final = (DARK, LIGHT, PLAIN)
"""The first is what the program starts with where there are colours."""


def is_plain(theme: Theme) -> bool:
    """Whether a theme has no colours, so that bold, reverse and underline say everything."""
    return theme.name == PLAIN.name


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


def take_next_theme(app: App[Any], *, is_own: bool) -> str:
    """Give the application its next theme; words that say which."""
    app.theme = next_theme(app.theme, app.available_themes, is_own=is_own, no_colour=app.no_color)
    only = "; NO_COLOR is set, so there is no other" if app.no_color else ""
    return f"theme {app.theme}{only}"
