"""Choices: what a person found out about their terminal, kept in the settings under its name.

Must never know a screen, nor what a choice does to a terminal.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from hashiya.errors import UsageError
from hashiya.terminal.detection import Detection
from hashiya.terminal.overrides import Drawing
from hashiya.terminal.settings import Settings

__all__ = ["save_choice", "wants_examination", "wants_welcome"]

_EXAMINED: Final = "examined"
"""Key that notes that somebody has seen the questions, whatever they answered."""


def save_choice(path: Path, identity: str, profile: str, drawing: Drawing) -> None:
    """Keep a profile and a drawing for one terminal; everything else in the file stays.

    Raises:
        UsageError: The file is broken or cannot be written; the message says what to do.
    """
    settings = Settings.load(path).with_choice(identity, profile)
    before = settings.for_terminal(identity)
    for key, value in drawing._asdict().items():
        # The defaults need no line of their own, unless the file says otherwise.
        if value != getattr(Drawing(), key) or before.get(key, value) != value:
            settings = settings.with_value(identity, key, value)
    settings.with_value(identity, _EXAMINED, value=True).save()


def wants_welcome(path: Path) -> bool:
    """Whether somebody opens the program for the first time; noted at once.

    False too where it cannot be noted, as in a file that is no file: `/dev/null`.
    """
    settings = Settings.load(path)
    if settings.trouble or settings.is_welcomed or (path.exists() and not path.is_file()):
        return False
    try:
        settings.with_welcome().save()
    except UsageError:
        return False
    return True


def wants_examination(path: Path, terminal: Detection) -> bool:
    """Whether the questions should open by themselves, which they do once for each terminal.

    True for a terminal that nobody knows or that only the person can set right; noted at once, so
    that leaving the questions counts too. Where it cannot be noted nothing opens by itself, nor
    where nobody answered: a script may hold the other end.
    """
    has_answered = terminal.replies.is_complete or bool(terminal.multiplexer)
    if not has_answered or (terminal.is_known and not terminal.advice):
        return False
    settings = Settings.load(path)
    if settings.trouble or settings.for_terminal(terminal.identity).get(_EXAMINED) is True:
        return False
    try:
        settings.with_value(terminal.identity, _EXAMINED, value=True).save()
    except UsageError:
        return False
    return True
