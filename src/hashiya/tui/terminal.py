"""Terminals: what a terminal must be told so that it draws our visual order as it stands.

Some terminals reorder right-to-left text themselves, which would undo the order that the layout
worked out. Each is a profile: what to write before the alternate screen is entered and after it
is left. Must never know what is on the screen.

Source of the sequences: ECMA-48 8.3.16 BDSM (`CSI 8 l` explicit, `CSI 8 h` implicit) as VTE
implements it since 0.57.3; VTE keeps the mode for each row, so it is written before the switch.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

__all__ = ["ENTER_SCREEN", "LEAVE_SCREEN", "PLAIN", "Profile", "choose_profile", "framed"]

ENTER_SCREEN: Final = "\x1b[?1049h"
"""DECSET 1049: the alternate screen."""
LEAVE_SCREEN: Final = "\x1b[?1049l"
"""DECRST 1049: back to the normal screen."""

_EXPLICIT: Final = "\x1b[8l"
_IMPLICIT: Final = "\x1b[8h"
_FIRST_VTE_WITH_BIDI: Final = 5703


class Profile(NamedTuple):
    """How to make one kind of terminal leave the order alone."""

    name: str
    """What settings and the doctor call it: `bdsm`."""
    before: str
    """Written before the alternate screen is entered."""
    after: str
    """Written after it is left, whatever the reason."""


PLAIN: Final = Profile("plain", "", "")
"""A terminal that draws cells in the order they come: xterm, Alacritty, foot and others."""
BDSM: Final = Profile("bdsm", _EXPLICIT, _IMPLICIT)
"""VTE: GNOME Terminal, Xfce Terminal, Tilix and others."""

_RULES: Final[tuple[tuple[Callable[[Mapping[str, str]], bool], Profile], ...]] = (
    # A multiplexer draws its own screen and hands on the outer terminal's variables.
    (lambda environment: "TMUX" in environment or "STY" in environment, PLAIN),
    (lambda environment: _vte_version(environment) >= _FIRST_VTE_WITH_BIDI, BDSM),
)


def choose_profile(environment: Mapping[str, str]) -> Profile:
    """The profile that a terminal's environment variables call for; the first rule wins."""
    return next((profile for applies, profile in _RULES if applies(environment)), PLAIN)


def framed(data: str, profile: Profile) -> str:
    """What to write instead of `data` so that the profile surrounds the alternate screen.

    >>> framed(ENTER_SCREEN, PLAIN) == ENTER_SCREEN
    True
    """
    if ENTER_SCREEN in data:
        data = data.replace(ENTER_SCREEN, profile.before + ENTER_SCREEN)
    if LEAVE_SCREEN in data:
        data = data.replace(LEAVE_SCREEN, LEAVE_SCREEN + profile.after)
    return data


def _vte_version(environment: Mapping[str, str]) -> int:
    value = environment.get("VTE_VERSION", "")
    return int(value) if value.isascii() and value.isdigit() else 0
