"""Detection: what one terminal needs, why, and what a person has said against it.

Joins the rules, what was said by option, environment and settings, and what stands in between. It
must never read or write a terminal itself; how to ask it is passed in.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

from hashiya.errors import Reason
from hashiya.terminal.identity import identity_of
from hashiya.terminal.overrides import Drawing, Overrides, settled_overrides
from hashiya.terminal.passthrough import multiplexer_of, wrapped
from hashiya.terminal.profiles import PROFILES, Profile
from hashiya.terminal.replies import NO_REPLIES, Replies
from hashiya.terminal.rules import Facts, drawing_for, rule_for
from hashiya.terminal.settings import Settings

__all__ = ["UNASKED", "Detection", "detect", "profile_for"]


class Detection(NamedTuple):
    """One terminal: what it is told and why."""

    profile: Profile
    """Ready to be written, wrapped where a multiplexer stands in between."""
    reason: str
    """Why this profile, in words for a person; may quote what a terminal answered."""
    identity: str = "unknown"
    """The name under which a choice is saved: `vte 7600`, `xterm-256color`."""
    replies: Replies = NO_REPLIES
    """What the terminal answered, keys that were typed meanwhile among it."""
    advice: str = ""
    """One sentence that says what to set in the terminal; empty where nothing is needed."""
    is_known: bool = False
    """Whether a rule or a person knew the terminal."""
    drawing: Drawing = Drawing()
    """How letters are drawn there."""
    multiplexer: str = ""
    """`tmux`, `screen` or nothing: what stands between the program and the terminal."""
    trouble: str = ""
    """What in the settings cannot be used, in words; empty when nothing is known to be."""
    restores: bool = True
    """Whether the terminal's own reordering is turned on again in the end."""


UNASKED: Final = Detection(PROFILES["plain"], Reason("nobody has asked the terminal"))
"""A terminal that is told nothing: tests, and screens without one."""


def profile_for(name: str, *, multiplexer: str = "", restores: bool = True) -> Profile:
    """A profile as it is written to a terminal behind a multiplexer, and left as wanted."""
    profile = PROFILES[name]
    if not restores:
        profile = profile._replace(after="")
    return wrapped(profile, multiplexer)


def detect(
    environment: Mapping[str, str],
    *,
    overrides: Overrides,
    settings: Settings,
    ask: Callable[[], Replies],
) -> Detection:
    """What this terminal needs.

    Args:
        environment: The process's variables.
        overrides: What options and variables say.
        settings: What was saved.
        ask: Asks the terminal, or hands over what it has answered.
    """
    replies = ask()
    multiplexer = multiplexer_of(environment)
    facts = Facts(environment, replies, is_inside=bool(multiplexer))
    rule, identity = rule_for(facts), identity_of(environment, replies)
    if multiplexer:
        identity = f"{multiplexer} {identity}"
    settled = settled_overrides(settings.for_terminal(identity))
    said = overrides if overrides.bidi else settled
    restores = next(
        (one.bidi_restore for one in (overrides, settled) if one.bidi_restore is not None), True
    )
    return Detection(
        profile=profile_for(said.bidi or rule.profile, multiplexer=multiplexer, restores=restores),
        reason=Reason("{source} so", source=said.source) if said.bidi else rule.reason,
        identity=identity,
        replies=replies,
        advice="" if said.bidi else rule.advice,
        is_known=rule.is_known or bool(said.bidi),
        drawing=_drawing(drawing_for(facts), settled, overrides),
        multiplexer=multiplexer,
        trouble=settings.trouble,
        restores=restores,
    )


def _drawing(found: Drawing, *said: Overrides) -> Drawing:
    """How letters are drawn, whoever spoke last first."""
    for one in said:
        found = Drawing(
            shape=one.shape or found.shape,
            marks=one.marks or found.marks,
            order=one.order or found.order,
        )
    return found
