"""Wishes: what the settings file says of the screen, checked against what there is.

What cannot be is named with its place and left out, so that nothing in a file ever stops the
program. Must never know a widget.
"""

from __future__ import annotations

from pathlib import Path
from typing import cast

from hashiya.errors import Reason
from hashiya.terminal import Settings
from hashiya.tui.commands import key_of
from hashiya.tui.locale import _, n_, told
from hashiya.tui.scene import MAX_MEASURE, Side, arrange

__all__ = ["grant", "trouble_words", "troubles_of", "welcome"]


def grant(settings: Settings) -> None:
    """Have the keys and the layout that the settings want, as far as they can be."""
    from hashiya.tui.commands import use_keys  # noqa: PLC0415 - as below

    if "keys" in settings.tables:
        from hashiya.tui.key_wishes import chosen_keys  # noqa: PLC0415 - for those who want some

        use_keys(chosen_keys(settings)[0])
    if "layout" not in settings.tables:
        return
    from hashiya.terminal import usable_settings  # noqa: PLC0415 - as above

    layout = usable_settings(settings, "layout")
    measure, side = layout.get("measure", MAX_MEASURE), layout.get("side", "auto")
    # Both were checked against the table of settings.
    arrange(cast("int", measure), cast("Side", side))


def troubles_of(settings: Settings) -> tuple[Reason, ...]:
    """Everything in the file that cannot be used, in its order."""
    if not settings.text and not settings.trouble:
        return ()
    from textual.theme import BUILTIN_THEMES  # noqa: PLC0415 - for those who have settings

    from hashiya.terminal import wrong_settings  # noqa: PLC0415 - as above
    from hashiya.tui.themes import THEMES  # noqa: PLC0415 - as above

    found = list(wrong_settings(settings, (*(theme.name for theme in THEMES), *BUILTIN_THEMES)))
    if "keys" in settings.tables:
        from hashiya.tui.key_wishes import chosen_keys  # noqa: PLC0415 - as above

        found += chosen_keys(settings)[1]
    return tuple(reason for _, reason in sorted(found, key=lambda each: each[0]))


def welcome(path: Path) -> str:
    """Where to begin, for whoever has never been here; empty from the second time on."""
    from hashiya.terminal import wants_welcome  # noqa: PLC0415 - once in a life

    if not wants_welcome(path):
        return ""
    words = _("new here? {lesson} is a lesson of five minutes; {help} shows every key")
    return words.format(lesson=key_of("lesson"), help=key_of("help"))


def trouble_words(troubles: tuple[Reason, ...]) -> str:
    """What to tell a person about their settings in one line; empty when all can be used."""
    if len(troubles) < 2:
        return "".join(map(told, troubles))
    more = n_(
        "{first} ({count} more: `hashiya doctor --terminal`)",
        "{first} ({count} more: `hashiya doctor --terminal`)",
        len(troubles) - 1,
    )
    return more.format(first=told(troubles[0]), count=len(troubles) - 1)
