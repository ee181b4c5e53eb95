"""Themes: a dark and a light one of our own, and the text colours that the document view needs.

Both are checked against WCAG 2 (`hashiya.tui.palette.contrast`), and a third is for terminals
without colours. Must never know a label: label colours are fitted to a theme in `palette`.
"""

from __future__ import annotations

from typing import Final

from textual.theme import Theme

__all__ = ["DARK", "LIGHT", "PLAIN", "THEMES", "is_plain"]

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
