"""Colourless: prints with no colour at all, for NO_COLOR and for terminals that have none.

Textual's own answer to NO_COLOR keeps greys, which are colours to a terminal and fit no person's
choice of background. Here colours become attributes at the very end, whoever asked for them, so
that no widget can forget it. Must never know what is printed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

__all__ = ["Colourless", "asks_for_no_colour", "lacks_colours"]

_MONOCHROME: Final = re.compile(r"dumb|unknown|vt(?:52|100|102|220|320|420)|.+-m(?:ono)?")
"""Values of TERM that name a terminal without colours."""


def asks_for_no_colour(environment: Mapping[str, str]) -> bool:
    """Whether the person wants no colours: NO_COLOR is set and not empty (no-color.org)."""
    return bool(environment.get("NO_COLOR"))


def lacks_colours(environment: Mapping[str, str]) -> bool:
    """Whether the terminal is known to have no colours."""
    named = _MONOCHROME.fullmatch(environment.get("TERM", ""))
    return named is not None and not environment.get("COLORTERM")


class Colourless(LineFilter):
    """Takes every colour away; what was dark on light becomes reverse."""

    def apply(
        self,
        segments: list[Segment],
        background: Color,  # noqa: ARG002 - Textual hands it to every filter
    ) -> list[Segment]:
        """The segments with attributes only."""
        return [
            Segment(text, None if style is None else _without_colours(style), control)
            for text, style, control in segments
        ]


@lru_cache(maxsize=1024)
def _without_colours(style: Style) -> Style:
    is_reverse = style.reverse
    if style.color is not None and style.bgcolor is not None:
        ink, ground = style.color.get_truecolor(), style.bgcolor.get_truecolor()
        is_reverse = sum(ground) > sum(ink)
    return Style(
        bold=style.bold,
        underline=style.underline,
        underline2=style.underline2,
        strike=style.strike,
        reverse=is_reverse or None,
    )
