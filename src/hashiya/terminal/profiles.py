"""Profiles: what each kind of terminal is told so that it draws our visual order as it stands.

Some terminals reorder right-to-left text themselves, which would undo the order that the layout
worked out. A profile says what to write around the alternate screen, and how what is drawn has to
be changed. Must never know how a terminal was recognised, nor what is on the screen.

Sources: ECMA-48 8.3.16 BDSM (`CSI 8 l` explicit, `CSI 8 h` implicit) as VTE implements it since
0.57.3, with the mode kept for each row; Konsole's profile changes (`OSC 50`); mlterm's `OSC 5379`.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal, NamedTuple

__all__ = [
    "CLEAR_SCREEN",
    "ENTER_SCREEN",
    "LEAVE_SCREEN",
    "PROFILES",
    "FilterKind",
    "Profile",
    "framed",
]

ENTER_SCREEN: Final = "\x1b[?1049h"
"""DECSET 1049: the alternate screen."""
LEAVE_SCREEN: Final = "\x1b[?1049l"
"""DECRST 1049: back to the normal screen."""
CLEAR_SCREEN: Final = "\x1b[2J"
"""ED 2: every row becomes a new one, and takes the terminal's mode of that moment."""

FilterKind = Literal["none", "osc66", "lrm"]
"""How drawn text is changed on its way out: not at all, as kitty's sized text, or with U+200E."""


class Profile(NamedTuple):
    """How to make one kind of terminal leave the order alone."""

    name: str
    """What settings and the doctor call it: `bdsm`."""
    before: str
    """Written before the alternate screen is entered."""
    after: str
    """Written after it is left, whatever the reason."""
    filter: FilterKind = "none"
    """What happens to right-to-left letters on their way out."""
    clears: bool = False
    """Whether a multiplexer draws it: the alternate screen is cleared right after it is entered,
    and `after` written right before it is left."""


def _by_name(*profiles: Profile) -> Mapping[str, Profile]:
    return MappingProxyType({profile.name: profile for profile in profiles})


PROFILES: Final = _by_name(
    Profile("plain", "", ""),
    Profile("bdsm", "\x1b[8l", "\x1b[8h"),
    Profile("lrm", "", "", "lrm"),
    Profile(
        "konsole",
        "\x1b]50;BidiRenderingEnabled=false\x07",
        "\x1b]50;BidiRenderingEnabled=true\x07",
    ),
    Profile("mlterm", "\x1b]5379;use_ctl=false\x07", "\x1b]5379;use_ctl=true\x07"),
    Profile("kitty", "", "", "osc66"),
    Profile("explicit", "", ""),
)
"""Every profile by name, in the order in which a person who says "wrong" meets them."""


def framed(data: str, profile: Profile) -> str:
    """What to write instead of `data` so that the profile surrounds the alternate screen.

    >>> framed(ENTER_SCREEN, PROFILES["plain"]) == ENTER_SCREEN
    True
    """
    if ENTER_SCREEN in data:
        clear = CLEAR_SCREEN if profile.clears else ""
        data = data.replace(ENTER_SCREEN, profile.before + ENTER_SCREEN + clear)
    if LEAVE_SCREEN in data:
        # tmux drops what it should pass on while it has yet to draw the screen it went back to.
        order = (profile.after, LEAVE_SCREEN) if profile.clears else (LEAVE_SCREEN, profile.after)
        data = data.replace(LEAVE_SCREEN, "".join(order))
    return data
